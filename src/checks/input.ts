import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/parse.ts'
import type { AnswerField } from '../forms/form.ts'
import type { Answered } from '../policy/answered.ts'
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
  /** The text of the repository's list of maintainers. */
  readonly maintainers: string | null
}

export type CheckInput = {
  readonly draft: Draft
  readonly lines: DraftLines
  /** The fields of the draft's form; empty if it has none, or it is not known. */
  readonly form: readonly AnswerField[]
  readonly policy: Policy
  /** Where `publishedText` belongs, as `where` says. */
  readonly answered: Answered
  readonly facts: Facts
}

/** What readers will see, in one text: for `where`, and for the checks that read it. */
export function publishedText({ title, body }: CheckInput['draft']): string {
  return `${title}\n${body}`
}

/** The line in the draft file of a line of `publishedText`, counted from 1. */
export function lineOfText({ draft, lines }: CheckInput, line: number): number {
  const titleLines = draft.title.split('\n').length
  return line <= titleLines ? lines.title : lines.body + line - titleLines - 1
}
