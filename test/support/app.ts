import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect } from 'vitest'
import type { App, Log } from '../../src/app.ts'
import { type ExitCode, Failure } from '../../src/errors.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import { runProgram } from '../../src/program.ts'
import { safeAddress } from '../../src/system/browser.ts'
import type { Clock } from '../../src/system/clock.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { type Screen, screenFor } from '../../src/terminal/terminal.ts'
import { manualClock } from './manual-clock.ts'
import { memoryFiles } from './memory-files.ts'
import { sharedClassifier } from './model.ts'
import { mcp } from './policy.ts'
import { expectUsableCommands } from './printed-commands.ts'
import { type Disk, EDITOR, type ScriptedAnswer, scriptPerson } from './script.ts'

export { CTRL_C } from './script.ts'

export type RunOptions = {
  /** If set, the streams are terminals, and a person gives these answers. */
  readonly person?: readonly ScriptedAnswer[]
  /** Receives a function that presses Ctrl-C, whenever the program begins to listen for it. */
  readonly onInterrupt?: (stop: () => void) => void
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  /** The path of the working directory. By default, paths in it have no folder. */
  readonly cwd?: string
  readonly github?: App['github']
  /** GitHub for a person without a token, by default unreachable. */
  readonly publicGitHub?: App['publicGitHub']
  /** The output of git by its arguments, joined with spaces; any other call behaves as if git were missing. */
  readonly git?: Readonly<Record<string, string>>
  readonly clock?: Clock
  /** Files that another run has locked. */
  readonly locked?: readonly string[]
  /** Files of another user, whose permissions the program cannot change. */
  readonly foreign?: readonly string[]
  readonly browser?: 'none'
  /** Receives the files before the run, so that a test can change them while the program runs. */
  readonly onDisk?: (disk: Disk) => void
  /** Wraps each append-only file of the program. */
  readonly wrapLog?: (log: Log) => Log
  /** Creates new ids. By default, every run creates the same ones. */
  readonly newId?: App['newId']
}
export type Outcome = {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: ExitCode
  /** The addresses that were opened in the browser. */
  readonly opened: readonly string[]
  /** All files, without our built-in templates. */
  readonly files: Readonly<Record<string, string>>
}

const TEMPLATES_FOLDER = 'templates'
/** The state folder of every run. Its content is part of `files`. */
const STATE_FOLDER = '/state/mcp-comms'
const BUILT_IN_TEMPLATES: readonly (readonly [string, string])[] = [
  'issue',
  'discussion',
  'decision',
  'sep',
  'advisory',
  'policy',
].flatMap((kind) =>
  readdirSync(join(TEMPLATES_FOLDER, kind)).map((name) => {
    const path = `${TEMPLATES_FOLDER}/${kind}/${name}`
    return [path, readFileSync(path, 'utf8')] as const
  }),
)

const OFFLINE = new GitHubFailure({ kind: 'unreachable', code: 'ENOTFOUND', host: 'api.github.test' })

/**
 * Runs the program without a new process. Its files are in memory. By default, it has no network and a clock that a test
 * controls. Fails the test if a scripted answer was not used or a prompt was unexpected, if a file that was read in chunks
 * stayed open, if the program printed a command that it would not accept, or if stderr shows a time that people cannot read.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const out = screen(options, { wraps: false })
  const err = screen(options, { wraps: true })
  const opened: string[] = []
  const disk = new Map([...BUILT_IN_TEMPLATES, ...Object.entries(options.files ?? {})])
  options.onDisk?.(disk)
  const person = scriptPerson(options.person ?? [], disk)
  let ids = 0
  const listeners = new Set<() => void>()
  const pressCtrlC = () => {
    const called = [...listeners]
    listeners.clear()
    for (const listener of called) listener()
  }
  const files = memoryFiles(disk, options.locked, options.foreign)
  const openFiles: string[] = []
  const app: App = {
    version: '1.2.3',
    node: '20.0.0',
    env: options.env ?? {},
    terminal: { out: out.screen, err: err.screen, canPrompt: options.person !== undefined },
    files: {
      ...files,
      ...(options.cwd === undefined ? {} : { realPath: realPathIn(options.cwd) }),
      ...(options.wrapLog === undefined ? {} : { log: wrapLogs(files, options.wrapLog) }),
      async *readChunks(path) {
        openFiles.push(path)
        try {
          yield* files.readChunks(path)
        } finally {
          openFiles.splice(openFiles.indexOf(path), 1)
        }
      },
    },
    clock: options.clock ?? manualClock(),
    newId: options.newId ?? (() => `marker-${++ids}-of-the-test`),
    prompter: () => Promise.resolve(person.prompter),
    edit: person.edit,
    editorName: () => Promise.resolve(EDITOR),
    stateFolder: () => STATE_FOLDER,
    builtInTemplates: TEMPLATES_FOLDER,
    progress: () => Promise.resolve({ update: () => undefined, stop: () => undefined }),
    git: (args) => Promise.resolve(options.git?.[args.join(' ')] ?? null),
    onInterrupt: (stop) => {
      listeners.add(stop)
      options.onInterrupt?.(pressCtrlC)
      return () => void listeners.delete(stop)
    },
    openInBrowser: async (url) => {
      if (options.browser === 'none') throw new Failure('file', `could not open a browser; the page is ${url}`)
      opened.push(safeAddress(url, options.env ?? {}))
    },
    github: () => options.github?.() ?? Promise.reject(new Error('this command must not need GitHub')),
    publicGitHub: options.publicGitHub ?? (() => Promise.reject(OFFLINE)),
    builtInPolicy: () => mcp,
    builtInVerifiedSources: () => readFileSync('src/policy/mcp.verified.json', 'utf8'),
    classifier: sharedClassifier,
  }
  const exitCode = await runProgram(app, argv)
  // A file that is read in chunks is closed shortly after its reader has stopped.
  await setImmediate()
  expect(openFiles, 'files that were not closed').toEqual([])
  expect(person.unused(), 'prompts that were never asked').toEqual([])
  expectUsableCommands(app, `${out.text()}\n${err.text()}`)
  // An error may show the format in which a person has to write a time.
  expect(err.text().replaceAll(/expected a time, such as \S+/g, ''), 'times that people cannot read').not.toMatch(
    /\d{2}:\d{2}:\d{2}\.\d{3}Z/,
  )
  const remainingFiles = Object.fromEntries([...disk].filter(([path]) => !path.startsWith(`${TEMPLATES_FOLDER}/`)))
  return { stdout: out.text(), stderr: err.text(), exitCode, opened, files: remainingFiles }
}

function realPathIn(cwd: string): App['files']['realPath'] {
  return async (path) => resolve(cwd, path)
}

function wrapLogs({ log }: App['files'], wrap: (log: Log) => Log): App['files']['log'] {
  return (path) => wrap(log(path))
}

function screen({ columns = 80, person }: RunOptions, wrapping: { readonly wraps: boolean }) {
  let text = ''
  const screen: Screen = screenFor(
    {
      isTerminal: person !== undefined,
      columns,
      write: (more) => {
        text += more
      },
      hasFailed: false,
      waitForDrain: () => Promise.resolve(),
      style: () => Promise.resolve(makeStyle({ color: 0, hyperlinks: false, unicode: true })),
    },
    wrapping,
  )
  return { screen, text: () => text }
}
