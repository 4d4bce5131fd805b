import type { SeedInput } from '../support/fake-github/seed.ts'
import type { State } from '../support/fake-github/state.ts'
import type { Operations } from './moments.ts'

/** What a run must complete on GitHub, however often it is killed. */
export type Job = {
  readonly name: string
  /** The text of each file in the folder in which the program runs, by its path. */
  readonly files: Readonly<Record<string, string>>
  readonly github: SeedInput
  readonly operations: Operations
  readonly argv: readonly string[]
  /**
   * Whether the files show that nothing is left to do, although the last run was killed.
   * @param files the text of each file, by its path
   */
  isFinished(files: Readonly<Record<string, string>>): boolean
  /** Whether the files record a post that was sent without a response. @param files the text of each file */
  isUnconfirmed(files: Readonly<Record<string, string>>): boolean
  /** Violations of what must hold at any time. Empty: none. */
  violationsAtAnyTime(state: State): readonly string[]
  /** Violations of what must hold when the job is complete. Empty: none. */
  violationsAtEnd(state: State, files: Readonly<Record<string, string>>): readonly string[]
}
