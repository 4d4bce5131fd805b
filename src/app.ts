import type { SignedIn } from './github/sign-in.ts'
import type { Model } from './policy/infer/model.ts'
import type { Policy } from './policy/schema.ts'
import type { Progress } from './terminal/progress.ts'
import type { Prompter } from './terminal/prompter.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Files as a command sees them. A path of `-` is standard input. Failures are `Failure` of class `file`. */
export type Files = {
  /** Whole text of a file; `limit` in bytes. */
  readText(path: string, limit: number): Promise<string>
  /** The lines of a file, one at a time, so that memory does not grow with the file. */
  readLines(path: string): AsyncIterable<string>
  /** `name` in the working directory or the nearest folder above that has it. */
  findUpward(name: string): Promise<string | null>
}

/**
 * The outside world as a command sees it. Cheap things are values; what costs time or can fail is a function,
 * so that `--help` reads no file and no command loads what it does not use.
 */
export type App = {
  readonly version: string
  readonly node: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly files: Files
  readonly prompter: () => Promise<Prompter>
  /** A spinner on stderr for a person who waits; silent where nobody does. */
  readonly progress: (text: string) => Promise<Progress>
  readonly openInBrowser: (url: string) => Promise<void>
  /** Called only by a command that really needs GitHub. @throws Failure (authentication) without a token. */
  readonly github: () => Promise<SignedIn>
  readonly builtInPolicy: () => Policy
  readonly model: () => Model
}
