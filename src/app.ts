import type { Classifier, ClassifierOptions } from './classifier/classify.ts'
import type { PublicReader } from './github/public-reader.ts'
import type { SignedIn } from './github/sign-in.ts'
import type { Policy } from './policy/schema.ts'
import type { Clock } from './system/clock.ts'
import type { Prompter } from './terminal/questions.ts'
import type { Progress, Terminal } from './terminal/terminal.ts'

/** When `append` resolves, the text is on the disk. The methods throw `Failure` of class `file`. */
export type Log = {
  /** The whole text; empty if the file does not exist. An incomplete character becomes U+FFFD. */
  read(): Promise<string>
  append(text: string): Promise<void>
  /** Removes what follows the last newline: a line that was only partly written. */
  cutTail(): Promise<void>
  close(): Promise<void>
}

/** Identifies a file, whichever of its names it was opened by. */
export type FileIdentity = {
  /** The path of the file itself, not of a symbolic link to it. */
  readonly path: string
  /** The file's other names in the same folder, which are hard links. */
  readonly siblings: readonly string[]
  /** Whether the file has hard links in other folders, whose names cannot be found. */
  readonly hasNamesElsewhere: boolean
  /** The file's device and inode. null: there is no such file, or it is a pipe. */
  readonly id: string | null
  /** Whether it is a pipe or another stream, which can be read only once. */
  readonly isStream: boolean
}

/** `readText` and `readChunks` take `-` for standard input. Reading and writing throw `Failure` of class `file`. */
export type Files = {
  /** `limit` in bytes. */
  readText(path: string, limit: number): Promise<string>
  /** The text of a file in chunks, cut anywhere. Invalid UTF-8 becomes U+FFFD. */
  readChunks(path: string): AsyncIterable<string>
  /**
   * The path of `name` in the working directory or the nearest parent folder; null if there is none, or if that file belongs to
   * another user. Looks no further than the root of the repository or the home folder.
   */
  findUpward(name: string): Promise<string | null>
  /**
   * The text of `name` in `folder`, such as `.mcp-comms/policy.yaml`, if it is a regular file. Follows no link out of its folder,
   * because the link could lead to a private file. `limit` in bytes.
   */
  readInside(folder: string, name: string, limit: number): Promise<string>
  exists(path: string): Promise<boolean>
  /** When a file was last written. */
  modifiedAt(path: string): Promise<Date>
  /** The absolute path without symbolic links, so that one file has one name. The file itself need not exist. */
  realPath(path: string): Promise<string>
  /** The names of the files in a folder, sorted; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Creates a folder and its missing parents, readable only by their owner. */
  makeFolder(path: string): Promise<void>
  /** Creates a file atomically, readable only by its owner. Returns false, and changes nothing, if it already exists. */
  create(path: string, text: string): Promise<boolean>
  /** Replaces a file atomically, with the same mode, or creates a private one. Refuses to follow a symbolic link. */
  replace(path: string, text: string): Promise<void>
  /** Takes all permissions away from other users, and none from the owner. Windows has no such permissions. */
  makePrivate(path: string): Promise<void>
  remove(path: string): Promise<void>
  log(path: string): Log
  identityOf(path: string): Promise<FileIdentity>
  /** Locks a file against other runs; returns the function that releases it. Takes over the lock of a run that died. */
  lock(path: string): Promise<() => Promise<void>>
}

/**
 * Everything outside the program that a command may use. Anything that takes time or can fail is a function, so that
 * `--help` reads no file and no command loads what it does not need.
 */
export type App = {
  readonly version: string
  readonly node: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly files: Files
  readonly clock: Clock
  readonly newId: () => string
  /** `plain`: numbered prompts that are never redrawn. The default depends on the environment. */
  readonly prompter: (options?: { readonly plain: boolean }) => Promise<Prompter>
  /** A spinner on stderr; silent if stderr is not a terminal. */
  readonly progress: (text: string) => Promise<Progress>
  /** Runs git in the working directory and returns its output; null if git is missing or fails. */
  readonly git: (args: readonly string[]) => Promise<string | null>
  /**
   * Calls `stop` on the next Ctrl-C or termination signal, and then stops listening, so that a second Ctrl-C ends the program.
   * Returns the function that stops listening.
   */
  readonly onInterrupt: (stop: () => void) => () => void
  readonly openInBrowser: (url: string) => Promise<void>
  /** Lets a person edit a text in their own editor. If the editor fails, an edited text is kept in a file. */
  readonly edit: (text: string) => Promise<string>
  /** The name of the editor for display, such as `nano`. */
  readonly editorName: () => Promise<string>
  /** @throws Failure (authentication) without a token */
  readonly github: () => Promise<SignedIn>
  /** Reads public data without a token. Sends nothing until a method of the reader is called. */
  readonly publicGitHub: () => Promise<PublicReader>
  readonly builtInPolicy: () => Policy
  /** The text of the file that records the sources of the built-in policy as they were when the policy was last verified. */
  readonly builtInVerifiedSources: () => string
  /** The folder of our own templates, with a folder for each kind of template, such as `issue/`. */
  readonly builtInTemplates: string
  /** The folder for what is kept between runs, such as drafts and the journal of a SEP. It may not exist yet. */
  readonly stateFolder: () => string
  readonly classifier: (policy: Policy, options?: ClassifierOptions) => Classifier
}
