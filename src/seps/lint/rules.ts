import type { Rule } from './rule.ts'
import { abstractLength } from './rules/abstract-length.ts'
import { aiDisclosure } from './rules/ai-disclosure.ts'
import { authorHandle } from './rules/author-handle.ts'
import { compatibilityStated } from './rules/compatibility-stated.ts'
import { consensusLinked } from './rules/consensus-linked.ts'
import { created } from './rules/created.ts'
import { deadLink } from './rules/dead-link.ts'
import { extensionGroup } from './rules/extension-group.ts'
import { extensionIdentifier } from './rules/extension-identifier.ts'
import { extensionSdk } from './rules/extension-sdk.ts'
import { fieldRepeated } from './rules/field-repeated.ts'
import { fileName } from './rules/file-name.ts'
import { finalConformance } from './rules/final-conformance.ts'
import { finalImplementation } from './rules/final-implementation.ts'
import { finalNumber } from './rules/final-number.ts'
import { guidanceLeft } from './rules/guidance-left.ts'
import { headingLevels } from './rules/heading-levels.ts'
import { motivation } from './rules/motivation.ts'
import { normativeCase } from './rules/normative-case.ts'
import { numberAgrees } from './rules/number-agrees.ts'
import { numberPending } from './rules/number-pending.ts'
import { prLink } from './rules/pr-link.ts'
import { preambleField } from './rules/preamble-field.ts'
import { preambleTemplate } from './rules/preamble-template.ts'
import { prototypeLinked } from './rules/prototype-linked.ts'
import { sectionEmpty } from './rules/section-empty.ts'
import { sectionLevel } from './rules/section-level.ts'
import { sectionMissing } from './rules/section-missing.ts'
import { sectionName } from './rules/section-name.ts'
import { sectionOrder } from './rules/section-order.ts'
import { sectionRepeated } from './rules/section-repeated.ts'
import { sectionTemplate } from './rules/section-template.ts'
import { securityStated } from './rules/security-stated.ts'
import { sepKnown } from './rules/sep-known.ts'
import { slug } from './rules/slug.ts'
import { sponsorHandle } from './rules/sponsor-handle.ts'
import { sponsorKnown } from './rules/sponsor-known.ts'
import { statusKnown } from './rules/status-known.ts'
import { statusSetter } from './rules/status-setter.ts'
import { title } from './rules/title.ts'
import { typeKnown } from './rules/type-known.ts'
import { workingGroup } from './rules/working-group.ts'

/** Every rule, in the order of the ids. */
export const RULES: readonly Rule[] = [
  title,
  fileName,
  slug,
  numberAgrees,
  numberPending,
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
  abstractLength,
  motivation,
  compatibilityStated,
  securityStated,
  normativeCase,
  headingLevels,
  deadLink,
  sepKnown,
  guidanceLeft,
  prototypeLinked,
  consensusLinked,
  aiDisclosure,
  workingGroup,
  extensionIdentifier,
  extensionGroup,
  extensionSdk,
  finalImplementation,
  finalConformance,
  finalNumber,
]

/** By its id or its name. */
export function ruleOf(name: string): Rule | null {
  const wanted = name.toLowerCase()
  return RULES.find((rule) => rule.id.toLowerCase() === wanted || rule.name === wanted) ?? null
}
