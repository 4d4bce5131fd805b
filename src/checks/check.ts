import type { Placement } from '../classifier/placement.ts'
import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/format.ts'
import { UsageError } from '../errors.ts'
import { fenceLanguage } from '../forms/body.ts'
import type { AnswerField } from '../forms/form.ts'
import type { Policy } from '../policy/schema.ts'
import { isStandardDisclosure } from '../text/added-lines.ts'

/** Anyone may have written the title, so it is untrusted. */
export type SimilarPost = {
  readonly kind: 'issue' | 'discussion' | 'pull-request'
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
}

/** Facts that are not in the draft; the caller looks them up. null: unknown, unless a comment below says otherwise. */
export type Facts = {
  /** null: GitHub's search did not answer. */
  readonly similarPosts: readonly SimilarPost[] | null
  /** What the author answered about AI in this run: `none`, `some`, or a sentence. */
  readonly aiUse: string | null
  /** The AI agent that runs this program; null: none. */
  readonly agent: string | null
  /** The login of the account that will post. */
  readonly viewer: string | null
  /** How many of the viewer's pull requests are merged in the draft's repository. */
  readonly mergedPullRequests: number | null
  /** Whether the viewer is in the repository's list of maintainers. */
  readonly isMaintainer: boolean | null
  /** The repository's own forms, if it requires one and the draft names none of them; otherwise null. */
  readonly ownForms: readonly string[] | null
  /** Whether the draft is a row of a plan, which has columns instead of flags. */
  readonly isRow: boolean
  readonly visibility: Visibility | null
}

export type Visibility = { readonly isPrivate: boolean; readonly links: readonly Link[] }

/** What a post is linked with: its parent, the tracker that lists it, the source of its text, or a repository or an advisory that its text names. */
export type Link = {
  readonly part: 'parent' | 'tracker' | 'source' | 'text' | 'advisory'
  readonly name: string
  /** null: GitHub does not say. */
  readonly isPrivate: boolean | null
}

export type CheckInput = {
  readonly draft: Draft
  readonly lines: DraftLines
  /** The fields of the draft's form. Empty if the draft has no form, an unknown one, or a Markdown template. */
  readonly form: readonly AnswerField[]
  readonly policy: Policy
  /** Where the draft belongs: what `where` recommends for its `authorText`. */
  readonly placement: Placement
  /**
   * Where the draft belongs if only its words, and not the author's answers, decide who may read it. null: its words would make it
   * private, but that is only a guess.
   */
  readonly placementByWords: Placement | null
  /** The parts of the draft that read as if they must not be public. */
  readonly suspicions: readonly Suspicion[]
  /** The strings other than the title and the body that are sent with the draft, such as labels. */
  readonly otherTexts: readonly OutgoingText[]
  readonly facts: Facts
}

export type MaskedInput = CheckInput & {
  /** Hides the secrets of the draft in a text that a finding quotes. */
  readonly mask: Mask
}

export type Mask = (quotation: string) => string

/** A string that is sent with a post, and the line of the draft file at which checks report it. */
export type OutgoingText = { readonly part: string; readonly text: string; readonly line: number }

/** A part of a draft that must not be public, classified on its own, and the line of the draft file where it begins. */
export type Suspicion = { readonly placement: Placement; readonly line: number }

/** The title and the body, as readers will see them. */
export function publishedText({ title, body }: CheckInput['draft']): string {
  return `${title}\n${body}`
}

/**
 * The author's own words, for `where`. Leaves out our standard AI disclosure, the form's text and the boxes that everyone must
 * check, because the classifier would take them for the author's. If the fields of the form are unknown, leaves out every `###`
 * heading and every box.
 */
export function authorText(input: Pick<CheckInput, 'draft' | 'form'>): string {
  const lines = authorLines(input).filter((line) => line !== null && !isStandardDisclosure(line))
  return `${input.draft.title}\n${lines.join('\n')}`
}

/**
 * The lines of the body without the text of the form. A line of the form becomes null, and a fence loses the language that the form
 * gave it.
 * @param fallback matches the lines that count as the form's if its fields are unknown
 */
export function authorLines(
  { draft, form }: Pick<CheckInput, 'draft' | 'form'>,
  fallback = HEADING_OR_BOX,
): readonly (string | null)[] {
  const lines = draft.body.split('\n')
  const areFieldsUnknown = draft.template !== null && form.length === 0
  if (form.length === 0 && !areFieldsUnknown) return lines
  const formLines = new Set(form.flatMap(linesOfField))
  const languages = new Set(form.flatMap((field) => fenceLanguage(field) ?? []))
  return lines.map((line) => {
    const bare = line.trim()
    if (formLines.has(bare.replace(CHECKBOX, '- [ ]')) || (areFieldsUnknown && fallback.test(bare))) return null
    const [, marks, language = ''] = FENCE.exec(bare) ?? []
    return marks !== undefined && (areFieldsUnknown || languages.has(language)) ? marks : line
  })
}

const CHECKBOX = /^[-*] \[[ xX]\]/
const HEADING_OR_BOX = /^(?:###\s|[-*] \[[ xX]\]\s)/
const FENCE = /^(`{3,})([^`]+)$/

/** The lines of a body that a field of the form adds, and not the author. */
function linesOfField(field: AnswerField): readonly string[] {
  const requiredBoxes = field.type === 'checkboxes' ? field.options.filter(({ required }) => required) : []
  return [`### ${field.label}`, '_No response_', ...requiredBoxes.map(({ label }) => `- [ ] ${label}`)]
}

/** Converts a line of `publishedText` to a line of the draft file. Both count from 1. */
export function lineOfText({ draft, lines }: Pick<CheckInput, 'draft' | 'lines'>, line: number): number {
  const titleLines = draft.title.split('\n').length
  return line <= titleLines ? lines.title : lines.body + line - titleLines - 1
}

/** `block`: the draft is not published. `warn`: the finding is reported, and the author decides. */
export type Severity = 'block' | 'warn'

/** Distinguishes the findings of the same check, so that no code has to compare messages. */
export type FindingCode =
  | 'form-required'
  | 'kind-missing'
  | 'secret'
  | 'field-required'
  | 'answer-unfinished'
  | 'box-required'
  | 'long-title'
  | 'long-body'
  | 'meaningless-title'
  | 'meaningless-body'
  | 'template-sentence'
  | 'placeholder'
  | 'hidden-comment'
  | 'empty-heading'
  | 'unchanged-answer'
  | 'missing-cells'
  | 'hidden-character'
  | 'ai-use-unknown'
  | 'ai-use-denied'
  | 'ai-use-not-in-body'
  | 'no-search'
  | 'own-copy'
  | 'became-a-report'
  | 'part-missing'
  | 'few-options'
  | 'option-without-consequences'
  | 'also-changes'
  | 'private-source'
  | 'closed-circle'
  | 'private-trace'
  | 'internal-name'
  | 'names-person'
  | 'visibility-unknown'

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

export const CHECKS = [
  'secrets',
  'vulnerability',
  'people',
  'private-repo',
  'ai-agent',
  'wrong-channel',
  'wrong-repo',
  'required',
  'placeholders',
  'ai-disclosure',
  'duplicate',
] as const
export type CheckName = (typeof CHECKS)[number]

/** The checks that can be overridden: all except `ai-agent`, which decides whether this program may post at all. */
export const OVERRIDABLE: readonly CheckName[] = CHECKS.filter((check) => check !== 'ai-agent')

/**
 * Publishing what these checks find can harm people, and cannot be undone. So a person who has seen the findings must confirm an
 * override. A line in a file or a flag in a script is not enough: it may come from a stranger, or be meant for another text.
 */
const PRIVACY: ReadonlySet<string> = new Set<CheckName>(['secrets', 'vulnerability', 'people', 'private-repo'])

export function isPrivacyCheck(check: string): boolean {
  return PRIVACY.has(check)
}

export function isOverridable(name: string): name is CheckName {
  return OVERRIDABLE.some((check) => check === name)
}

/** @throws UsageError for an unknown check, or one that cannot be overridden. */
export function requireOverridable(allow: readonly string[]): void {
  for (const name of allow) {
    if (isOverridable(name)) continue
    const why = CHECKS.some((check) => check === name) ? 'it cannot be overridden' : 'unknown check'
    throw new UsageError(`--allow ${name}: ${why}`, { hint: `Choices: ${OVERRIDABLE.join(', ')}` })
  }
}
