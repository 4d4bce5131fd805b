import type { Rule } from './rule.ts'
import { authorHandle, authorLogin, sponsorHandle, sponsorKnown } from './rules/authors-and-sponsor.ts'
import { consensusLinked, discussionLinked, prototypeLinked } from './rules/evidence.ts'
import { extensionGroup, extensionIdentifier, extensionSdk } from './rules/extension.ts'
import { fileName, lineEndings, oneSep, slug } from './rules/file-name.ts'
import { finalConformance, finalImplementation, finalNumber, finalTraceability } from './rules/final.ts'
import { jsonValid, mdxValid } from './rules/json-and-mdx.ts'
import { deadLink, linkDefinition, sepKnown } from './rules/links.ts'
import { normativeCase } from './rules/normative-case.ts'
import { fieldRepeated, preambleField, preambleForm, preambleMarkup, preambleTwice } from './rules/preamble-form.ts'
import { created, preambleTemplate, prLink, statusKnown, statusSetter, typeKnown } from './rules/preamble-values.ts'
import {
  abstractHeading,
  headingLevels,
  sectionLevel,
  sectionMissing,
  sectionName,
  sectionOrder,
  sectionRepeated,
} from './rules/section-headings.ts'
import {
  abstractLength,
  compatibilityStated,
  guidanceLeft,
  motivation,
  sectionEmpty,
  sectionTemplate,
  securityStated,
} from './rules/section-texts.ts'
import { headingForm, numberAgrees, numberPending, title } from './rules/title-and-number.ts'

/** In the order of the ids. */
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
  lineEndings,
  extensionIdentifier,
  extensionGroup,
  extensionSdk,
  finalImplementation,
  finalConformance,
  finalNumber,
  finalTraceability,
]

/** Rules that no longer exist. Configurations may still name them, and no new rule gets their ids. */
export const RETIRED_RULES: readonly Pick<Rule, 'id' | 'name'>[] = [
  // The project's AI policy wants the disclosure in the pull request, and only if AI was used.
  { id: 'SEP042', name: 'ai-disclosure' },
  // Neither the template nor the guidelines have a field for the group. They want the link to the discussion.
  { id: 'SEP043', name: 'working-group' },
]

export function ruleOf(name: string): Rule | null {
  return RULES.find((rule) => isNamed(rule, name)) ?? null
}

export function isNamed({ id, name }: Pick<Rule, 'id' | 'name'>, wanted: string): boolean {
  return id.toLowerCase() === wanted.toLowerCase() || name === wanted.toLowerCase()
}
