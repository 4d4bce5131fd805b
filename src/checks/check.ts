import type { Placement } from '../classifier/placement.ts'
import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/parse.ts'
import { UsageError } from '../errors.ts'
import type { AnswerField } from '../forms/form.ts'
import type { Policy } from '../policy/schema.ts'

/** A post that GitHub's search found. Its title is anybody's text. */
export type Resemblance = {
  readonly kind: 'issue' | 'discussion' | 'pull-request'
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
}

/** What only the world knows; the caller asked for it. null: not known. */
export type Facts = {
  readonly resemblances: readonly Resemblance[]
  /** What the author answers now about the use of AI: `none`, `some`, or in words. */
  readonly aiUse: string | null
  /** The AI agent that runs this program; null: none. */
  readonly agent: string | null
  /** The login that posts. */
  readonly viewer: string | null
  /** How many of the viewer's pull requests are merged in the draft's repository. */
  readonly mergedPullRequests: number | null
  /** Whether the repository's list of maintainers names the viewer. */
  readonly isMaintainer: boolean | null
  /** The repository's own forms, where it takes no issue that is made without one and the draft names none of them. */
  readonly ownForms: readonly string[] | null
}

export type CheckInput = {
  readonly draft: Draft
  readonly lines: DraftLines
  /** The fields of the draft's form; empty if it has none, or it is not known. */
  readonly form: readonly AnswerField[]
  readonly policy: Policy
  /** Where `wordsOf` it belongs, as `where` says. */
  readonly placement: Placement
  readonly facts: Facts
}

/** What readers will see, in one text. */
export function publishedText({ title, body }: CheckInput['draft']): string {
  return `${title}\n${body}`
}

/**
 * What the author says, for `where`: without what the form itself says, and what everybody ticks to send it. That would
 * be read as if it were theirs. Of a form that is not known, every heading and box is taken for its own.
 */
export function wordsOf({ draft, form }: Pick<CheckInput, 'draft' | 'form'>): string {
  const isUnknown = draft.template !== null && form.length === 0
  if (form.length === 0 && !isUnknown) return publishedText(draft)
  const formsOwn = new Set(form.flatMap(ownLines))
  const isOwn = (line: string) => formsOwn.has(line.replace(TICK, '- [ ]')) || (isUnknown && HEADING_OR_BOX.test(line))
  const lines = draft.body.split('\n').filter((line) => !isOwn(line.trim()))
  return `${draft.title}\n${lines.join('\n')}`
}

const TICK = /^[-*] \[[ xX]\]/
const HEADING_OR_BOX = /^(?:###\s|[-*] \[[ xX]\]\s)/

function ownLines(field: AnswerField): readonly string[] {
  const terms = field.type === 'checkboxes' ? field.options.filter(({ required }) => required) : []
  return [`### ${field.label}`, '_No response_', ...terms.map(({ label }) => `- [ ] ${label}`)]
}

/** The line in the draft file of a line of `publishedText`, counted from 1. */
export function lineOfText({ draft, lines }: CheckInput, line: number): number {
  const titleLines = draft.title.split('\n').length
  return line <= titleLines ? lines.title : lines.body + line - titleLines - 1
}

/** `block`: the draft is not published. `warn`: it is reported, and the author decides. */
export type Severity = 'block' | 'warn'

/** Tells the findings of one check apart, where it has several. Nothing compares messages. */
export type FindingCode =
  | 'form-required'
  | 'field-required'
  | 'box-required'
  | 'meaningless-title'
  | 'meaningless-body'
  | 'template-sentence'
  | 'placeholder'
  | 'hidden-comment'
  | 'empty-heading'
  | 'unchanged-answer'
  | 'ai-use-unknown'
  | 'ai-use-denied'
  | 'ai-use-not-in-body'

/** Scripts rely on these fields. `line` is the line of the draft file; `fix` names the next step. */
export type Finding = {
  readonly check: CheckName
  readonly code?: FindingCode
  readonly severity: Severity
  readonly message: string
  readonly line: number
  readonly fix: string
}

export type CheckReport = { readonly ok: boolean; readonly findings: readonly Finding[] }

export function checkReport(findings: readonly Finding[]): CheckReport {
  return { ok: findings.every(({ severity }) => severity !== 'block'), findings }
}

/** Every check, in the order in which findings are reported. */
export const CHECKS = [
  'secrets',
  'vulnerability',
  'people',
  'ai-agent',
  'wrong-channel',
  'wrong-repo',
  'required',
  'placeholders',
  'ai-disclosure',
  'duplicate',
] as const
export type CheckName = (typeof CHECKS)[number]

/** `--allow` overrides every check except the one for whether this program may post at all. */
export const OVERRIDABLE: readonly CheckName[] = CHECKS.filter((check) => check !== 'ai-agent')

export function isOverridable(name: string): name is CheckName {
  return OVERRIDABLE.some((check) => check === name)
}

/** @throws UsageError for a check that there is not, or that nothing overrides. */
export function refuseUnknownChecks(allow: readonly string[]): void {
  for (const name of allow) {
    if (isOverridable(name)) continue
    const why = CHECKS.some((check) => check === name) ? 'it cannot be overridden' : 'unknown check'
    throw new UsageError(`--allow ${name}: ${why}. Choices: ${OVERRIDABLE.join(', ')}`)
  }
}
