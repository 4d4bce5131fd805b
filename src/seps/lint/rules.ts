import type { Rule } from './rule.ts'
import { abstractHeading } from './rules/abstract-heading.ts'
import { authorLogin } from './rules/author-login.ts'
import { authorHandle } from './rules/authors-and-sponsor.ts'
import { compatibilityStated } from './rules/compatibility-stated.ts'
import { deadLink } from './rules/dead-link.ts'
import { discussionLinked } from './rules/discussion-linked.ts'
import { consensusLinked } from './rules/evidence.ts'
import { extensionIdentifier } from './rules/extension.ts'
import { extensionGroup } from './rules/extension-group.ts'
import { extensionSdk } from './rules/extension-sdk.ts'
import { fieldRepeated } from './rules/field-repeated.ts'
import { fileName } from './rules/file-name.ts'
import { finalConformance } from './rules/final.ts'
import { finalImplementation } from './rules/final-implementation.ts'
import { finalNumber } from './rules/final-number.ts'
import { finalTraceability } from './rules/final-traceability.ts'
import { guidanceLeft } from './rules/guidance-left.ts'
import { headingForm } from './rules/heading-form.ts'
import { headingLevels } from './rules/heading-levels.ts'
import { jsonValid } from './rules/json-and-mdx.ts'
import { linkDefinition } from './rules/links.ts'
import { mdxValid } from './rules/mdx-valid.ts'
import { motivation } from './rules/motivation.ts'
import { normativeCase } from './rules/normative-case.ts'
import { numberAgrees } from './rules/number-agrees.ts'
import { oneSep } from './rules/one-sep.ts'
import { prLink } from './rules/pr-link.ts'
import { preambleField } from './rules/preamble-field.ts'
import { preambleForm } from './rules/preamble-form.ts'
import { preambleMarkup } from './rules/preamble-markup.ts'
import { preambleTemplate } from './rules/preamble-template.ts'
import { preambleTwice } from './rules/preamble-twice.ts'
import { created } from './rules/preamble-values.ts'
import { prototypeLinked } from './rules/prototype-linked.ts'
import { sectionEmpty } from './rules/section-empty.ts'
import { sectionMissing } from './rules/section-headings.ts'
import { sectionLevel } from './rules/section-level.ts'
import { sectionName } from './rules/section-name.ts'
import { sectionOrder } from './rules/section-order.ts'
import { sectionRepeated } from './rules/section-repeated.ts'
import { sectionTemplate } from './rules/section-template.ts'
import { abstractLength } from './rules/section-texts.ts'
import { securityStated } from './rules/security-stated.ts'
import { sepKnown } from './rules/sep-known.ts'
import { slug } from './rules/slug.ts'
import { sponsorHandle } from './rules/sponsor-handle.ts'
import { sponsorKnown } from './rules/sponsor-known.ts'
import { statusKnown } from './rules/status-known.ts'
import { statusSetter } from './rules/status-setter.ts'
import { title } from './rules/title.ts'
import { numberPending } from './rules/title-and-number.ts'
import { typeKnown } from './rules/type-known.ts'

/** Every rule, in the order of the ids. */
export const RULES: readonly Rule[] = [
  title,
  fileName,
  slug,
  numberAgrees,
  numberPending,
  headingForm,
  preambleForm,
  preambleTwice,
  fieldRepeated,
  preambleField,
  statusKnown,
  sponsorKnown,
  statusSetter,
  typeKnown,
  created,
  authorHandle,
  sponsorHandle,
  preambleTemplate,
  prLink,
  sectionMissing,
  sectionEmpty,
  sectionTemplate,
  sectionOrder,
  sectionName,
  sectionLevel,
  sectionRepeated,
  abstractHeading,
  jsonValid,
  mdxValid,
  abstractLength,
  motivation,
  compatibilityStated,
  securityStated,
  normativeCase,
  headingLevels,
  deadLink,
  sepKnown,
  guidanceLeft,
  linkDefinition,
  prototypeLinked,
  consensusLinked,
  discussionLinked,
  oneSep,
  authorLogin,
  preambleMarkup,
  extensionIdentifier,
  extensionGroup,
  extensionSdk,
  finalImplementation,
  finalConformance,
  finalNumber,
  finalTraceability,
]

/** Rules that no longer exist. Configurations may still name them, and no new rule gets their ids. */
export const RETIRED: readonly Pick<Rule, 'id' | 'name'>[] = [
  // The policy wants the disclosure in the pull request, and only if AI was used.
  { id: 'SEP042', name: 'ai-disclosure' },
  // Neither the template nor the guidelines have a field for it. What they want is the link to the discussion.
  { id: 'SEP043', name: 'working-group' },
]

/** By its id or its name. */
export function ruleOf(name: string): Rule | null {
  return RULES.find((rule) => isNamed(rule, name)) ?? null
}

export function isNamed({ id, name }: Pick<Rule, 'id' | 'name'>, wanted: string): boolean {
  return id.toLowerCase() === wanted.toLowerCase() || name === wanted.toLowerCase()
}
