import type { Policy } from '../schema.ts'
import { type CheckedFact, checkFacts, findNewItems, type NewItems } from './facts.ts'
import { type CheckedSection, checkSections, type HashLine } from './sections.ts'
import type { PolicySources } from './sources-api.ts'
import type { VerifiedSources } from './verified-sources.ts'

export type PolicyCheck = {
  readonly sections: readonly CheckedSection[]
  readonly facts: readonly CheckedFact[]
  readonly news: NewItems
}

export type CheckRun = {
  readonly policy: Policy
  readonly verified: VerifiedSources
  readonly sources: PolicySources
  readonly check: PolicyCheck
  /** Identifies the changes, so that no change is reported twice. null: nothing has changed. */
  readonly key: string | null
}

export function checkPolicy(
  policy: Policy,
  verified: VerifiedSources,
  sources: PolicySources,
  hashLine: HashLine,
): PolicyCheck {
  return {
    sections: checkSections(policy, verified, sources, hashLine),
    facts: checkFacts(policy, sources),
    news: findNewItems(policy, verified, sources),
  }
}

/** The parts of a check that a person has to review. Two checks with the same changes give equal results. */
export function changesIn({ sections, facts, news }: PolicyCheck): PolicyCheck {
  return {
    sections: sections.filter(({ state }) => state === 'changed' || state === 'gone'),
    facts: facts.filter(({ state }) => state !== 'unknown'),
    news,
  }
}

export function hasChanges(check: PolicyCheck): boolean {
  const { sections, facts, news } = changesIn(check)
  return sections.length + facts.length + newNames(news).length > 0
}

export function newNames({ groups, forms, repositories }: NewItems): readonly string[] {
  return [...groups, ...forms, ...repositories]
}
