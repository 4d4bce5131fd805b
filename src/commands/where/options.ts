import type { PartialAnswers } from '../../policy/questions.ts'

/** `where` as it was called. Values of flags are checked against the policy in `readFlags`. */
export type WhereOptions = {
  readonly text: readonly string[]
  readonly type?: string
  readonly sensitivity?: string
  readonly actionability?: string
  readonly area?: string
  readonly file?: string
  readonly policy?: string
  readonly json?: true
  readonly explain?: true
  readonly open?: true
  readonly input: boolean
}

export type Flags = PartialAnswers
