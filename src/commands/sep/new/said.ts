import type { SepType } from '../../../seps/names.ts'
import type { SepAnswers } from '../../../seps/scaffold.ts'

/** What has been said so far. null: not asked yet; an empty text is an answer. */
export type Said = {
  readonly title: string
  readonly type: SepType
  readonly authors: readonly string[]
  readonly group: string | null
  readonly thread: string
  readonly discussed: readonly string[]
  readonly prototype: string | null
  /** What breaks, and for whom; empty: nothing. */
  readonly breaks: string | null
  /** What could be misused; empty: nothing. */
  readonly security: string | null
  readonly extension: string
  readonly sections: Readonly<Record<string, string>>
}

/** What was said, as the text of the SEP. */
export function answersOf(said: Said, { today, repo }: { readonly today: string; readonly repo: string }): SepAnswers {
  const { title, authors, group, thread, extension } = said
  return {
    title,
    created: today,
    authors: authors.join(', '),
    group: group === null || group === '' ? '' : thread === '' ? group : `${group} (${thread})`,
    extension,
    repo,
    sections: { ...saidInSections(said), ...said.sections },
  }
}

function saidInSections({ discussed, prototype, breaks, security }: Said): Readonly<Record<string, string>> {
  return {
    ...(discussed.length === 0 ? {} : { Rationale: `Discussed in: ${discussed.join(', ')}` }),
    ...(breaks === null ? {} : { 'Backward Compatibility': breaks || 'Nothing that works today stops working: ' }),
    ...(security === null ? {} : { 'Security Implications': security || 'Nothing new can be misused: ' }),
    ...(prototype === null || prototype === '' ? {} : { 'Reference Implementation': `Prototype: ${prototype}` }),
  }
}
