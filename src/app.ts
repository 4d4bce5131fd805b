import type { Model } from './classifier/model.ts'
import type { SignedIn } from './github/sign-in.ts'
import type { Policy } from './policy/schema.ts'
import type { Clock } from './system/clock.ts'
import type { Progress } from './terminal/progress.ts'
import type { Prompter } from './terminal/prompter.ts'
import type { Terminal } from './terminal/terminal.ts'

/** A file that only grows. What was appended is safely on the disk. Failures are `Failure` of class `file`. */
export type Log = {
  /** What stands in it; nothing where there is no such file. A character that was cut in two is U+FFFD. */
  read(): Promise<string>
  append(text: string): Promise<void>
  /** Takes away what follows the last newline: a line that was never written to its end. */
  cutTail(): Promise<void>
  close(): Promise<void>
}

/** Files as a command sees them. Read from, a path of `-` is standard input. Failures are `Failure` of class `file`. */
export type Files = {
  /** Whole text of a file; `limit` in bytes. */
  readText(path: string, limit: number): Promise<string>
  /** The text of a file, piece by piece, cut anywhere. What is no UTF-8 becomes U+FFFD. */
  readChunks(path: string): AsyncIterable<string>
  /** The lines of a file, one at a time, so that memory does not grow with the file. */
  readLines(path: string): AsyncIterable<string>
  /** `name` in the working directory or the nearest folder above that has it. */
  findUpward(name: string): Promise<string | null>
  exists(path: string): Promise<boolean>
  /** The names of the files in a folder, sorted; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** A folder, and those above it that are missing; only its owner may look into them. */
  makeFolder(path: string): Promise<void>
  /** A new file, whole or not at all, which only its owner may read. `false`: there is one already, and it stays as it is. */
  create(path: string, text: string): Promise<boolean>
  /** Another text for a file, whole or not at all; it keeps its mode. Never through a symbolic link. */
  replace(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  log(path: string): Log
  /** Keeps every other run away from a file until it is released. The lock of a run that died is taken over. */
  lock(path: string): Promise<() => Promise<void>>
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
  readonly clock: Clock
  /** An id that no other post has. */
  readonly newId: () => string
  readonly prompter: () => Promise<Prompter>
  /** A spinner on stderr for a person who waits; silent where nobody does. */
  readonly progress: (text: string) => Promise<Progress>
  /** What git prints in the working directory. null: it is not there, or did not succeed. */
  readonly git: (args: readonly string[]) => Promise<string | null>
  /** Calls back when the person presses Ctrl-C, or the system asks to end, for the first time; the next time ends the program. */
  readonly onInterrupt: (stop: () => void) => () => void
  readonly openInBrowser: (url: string) => Promise<void>
  /** Lets a person change a text in their own editor. What they wrote is kept in a file if the editor fails. */
  readonly edit: (text: string) => Promise<string>
  /** The name of that editor, as people know it. */
  readonly editorName: () => Promise<string>
  /** Called only by a command that really needs GitHub. @throws Failure (authentication) without a token. */
  readonly github: () => Promise<SignedIn>
  readonly builtInPolicy: () => Policy
  /** The folder of our own templates, with `issue/` and `discussion/` in it. */
  readonly builtInTemplates: string
  readonly model: () => Model
}
