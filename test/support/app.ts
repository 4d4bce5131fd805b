import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect } from 'vitest'
import type { App, Log } from '../../src/app.ts'
import { type ExitCode, Failure } from '../../src/errors.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import { runProgram } from '../../src/program.ts'
import { safeAddress } from '../../src/system/browser.ts'
import type { Clock } from '../../src/system/clock.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { cleanScreen, type Screen } from '../../src/terminal/terminal.ts'
import { manualClock } from './manual-clock.ts'
import { memoryFiles } from './memory-files.ts'
import { sharedClassifier } from './model.ts'
import { mcp } from './policy.ts'
import { expectUsableCommands } from './printed-commands.ts'
import { type Disk, EDITOR, type Keystroke, scripted } from './scripted.ts'

export { LEAVE } from './scripted.ts'

export type World = {
  /** If set, stdin and stderr are terminals, and a person answers. */
  readonly person?: readonly Keystroke[]
  /** Receives the function that Ctrl-C would call. */
  readonly onInterrupt?: (stop: () => void) => void
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  readonly github?: App['github']
  /** Without it, GitHub cannot be reached by a person without a token. */
  readonly publicGitHub?: App['publicGitHub']
  /** The output of git by its arguments; any other call fails. */
  readonly git?: Readonly<Record<string, string>>
  readonly clock?: Clock
  /** Files that another run has locked. */
  readonly locked?: readonly string[]
  readonly browser?: 'none'
  /** Receives the files, so that a test can change them while the program runs. */
  readonly onDisk?: (disk: Disk) => void
  /** Wraps the append-only files of the program. */
  readonly logs?: (log: Log) => Log
  /** Gives each post a new id, for a program that is run more than once. */
  readonly newId?: App['newId']
}
export type Outcome = {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: ExitCode
  readonly opened: readonly string[]
  /** All files, without our built-in templates. */
  readonly files: Readonly<Record<string, string>>
}

const TEMPLATES = 'templates'
/** The state folder of every run; what is in it counts as files, too. */
const STATE = '/state/mcp-comms'
const OWN_TEMPLATES: readonly (readonly [string, string])[] = [
  'issue',
  'discussion',
  'decision',
  'sep',
  'advisory',
  'policy',
].flatMap((kind) =>
  readdirSync(join(TEMPLATES, kind)).map((name) => {
    const path = `${TEMPLATES}/${kind}/${name}`
    return [path, readFileSync(path, 'utf8')] as const
  }),
)

const OFFLINE = new GitHubFailure({ kind: 'unreachable', code: 'ENOTFOUND', host: 'api.github.test' })

/** Runs the program in its own world. Every scripted prompt must be used; an unexpected prompt fails the test. */
export async function run(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const out = screen(world, { wraps: false })
  const err = screen(world, { wraps: true })
  const opened: string[] = []
  const disk = new Map([...OWN_TEMPLATES, ...Object.entries(world.files ?? {})])
  world.onDisk?.(disk)
  const person = scripted(world.person ?? [], disk)
  let ids = 0
  const files = memoryFiles(disk, world.locked)
  const openFiles: string[] = []
  const app: App = {
    version: '1.2.3',
    node: '20.0.0',
    env: world.env ?? {},
    terminal: { out: out.screen, err: err.screen, canPrompt: world.person !== undefined },
    files: {
      ...files,
      ...(world.logs === undefined ? {} : { log: logsOf(files, world.logs) }),
      async *readChunks(path) {
        openFiles.push(path)
        try {
          yield* files.readChunks(path)
        } finally {
          openFiles.splice(openFiles.indexOf(path), 1)
        }
      },
    },
    clock: world.clock ?? manualClock(),
    newId: world.newId ?? (() => `marker-${++ids}-of-the-test`),
    prompter: () => Promise.resolve(person.prompter),
    edit: person.edit,
    editorName: () => Promise.resolve(EDITOR),
    stateFolder: () => STATE,
    builtInTemplates: TEMPLATES,
    progress: () => Promise.resolve({ update: () => undefined, stop: () => undefined }),
    git: (args) => Promise.resolve(world.git?.[args.join(' ')] ?? null),
    onInterrupt: (stop) => {
      world.onInterrupt?.(stop)
      return () => undefined
    },
    openInBrowser: async (url) => {
      if (world.browser === 'none') throw new Failure('file', `could not open a browser; the page is ${url}`)
      opened.push(safeAddress(url, world.env ?? {}))
    },
    github: () => world.github?.() ?? Promise.reject(new Error('this command must not need GitHub')),
    publicGitHub: world.publicGitHub ?? (() => Promise.reject(OFFLINE)),
    builtInPolicy: () => mcp,
    builtInRecord: () => readFileSync('src/policy/mcp.verified.json', 'utf8'),
    classifier: sharedClassifier,
  }
  const exitCode = await runProgram(app, argv)
  // A pipeline closes what it reads after its reader has stopped.
  await setImmediate()
  expect(openFiles, 'files that were not closed').toEqual([])
  expect(person.unused(), 'prompts that were never asked').toEqual([])
  expectUsableCommands(app, `${out.text()}\n${err.text()}`)
  // The example of a time in a file is none.
  expect(err.text().replaceAll(/expected a time, such as \S+/g, ''), 'times for people').not.toMatch(
    /\d{2}:\d{2}:\d{2}\.\d{3}Z/,
  )
  const remainingFiles = Object.fromEntries([...disk].filter(([path]) => !path.startsWith(`${TEMPLATES}/`)))
  return { stdout: out.text(), stderr: err.text(), exitCode, opened, files: remainingFiles }
}

function logsOf({ log }: App['files'], between: (log: Log) => Log): App['files']['log'] {
  return (path) => between(log(path))
}

function screen({ columns = 80, person }: World, options: { readonly wraps: boolean }) {
  let text = ''
  const screen: Screen = cleanScreen(
    {
      isTerminal: person !== undefined,
      columns,
      write: (more) => {
        text += more
      },
      waitForDrain: () => Promise.resolve(),
      style: () => Promise.resolve(makeStyle({ color: 0, hyperlinks: false, unicode: true })),
    },
    options,
  )
  return { screen, text: () => text }
}
