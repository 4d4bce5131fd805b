import { expect, onTestFinished } from 'vitest'
import type { App, Files } from '../../src/app.ts'
import { CancelledError, type ExitCode, Failure, report } from '../../src/errors.ts'
import { commanderExit, createProgram } from '../../src/program.ts'
import type { Prompter, Select } from '../../src/terminal/prompter.ts'
import { makeStyle } from '../../src/terminal/style.ts'
import type { Screen } from '../../src/terminal/terminal.ts'
import { shippedModel } from './model.ts'
import { mcp } from './policy.ts'

/** What a scripted person does at one prompt: picks the choice with this label, or leaves. */
export type Keystroke = { readonly ask: string; readonly pick: string | typeof LEAVE }
export const LEAVE = Symbol('Ctrl-C')

type World = {
  /** A person is there: stdin and stderr are terminals. */
  readonly person?: readonly Keystroke[]
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  readonly github?: App['github']
}
export type Outcome = {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: ExitCode
  readonly opened: readonly string[]
}

/** Runs the program in a world of its own. Every scripted prompt must be used; one that was not expected fails. */
export async function run(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const out = screen(world)
  const err = screen(world)
  const opened: string[] = []
  const prompter = scripted(world.person ?? [])
  const app: App = {
    version: '1.2.3',
    node: '20.0.0',
    env: world.env ?? {},
    terminal: { out, err, canPrompt: world.person !== undefined },
    files: memoryFiles(world.files ?? {}),
    prompter: () => Promise.resolve(prompter.prompter),
    progress: () => Promise.resolve({ says: () => undefined, ends: () => undefined }),
    openInBrowser: (url) => Promise.resolve(void opened.push(url)),
    github: () => world.github?.() ?? Promise.reject(new Error('this command must not need GitHub')),
    builtInPolicy: () => mcp,
    model: () => shippedModel,
  }
  let exitCode: ExitCode = 0
  try {
    await createProgram(app, argv, (code) => {
      exitCode = code
    }).parseAsync(argv, { from: 'user' })
  } catch (error) {
    const usage = commanderExit(error)
    const reported = report(error, false)
    exitCode = usage ?? reported.exitCode
    if (usage === undefined) err.write(`mcp-comms: ${reported.message}\n`)
  }
  expect(prompter.unused(), 'prompts that were never asked').toEqual([])
  return { stdout: out.text(), stderr: err.text(), exitCode, opened }
}

function screen({ columns = 80, person }: World): Screen & { text(): string } {
  let text = ''
  return {
    isTerminal: person !== undefined,
    columns,
    write: (more) => {
      text += more
    },
    drained: () => Promise.resolve(),
    style: () => Promise.resolve(makeStyle({ color: 0, hyperlinks: false, unicode: true })),
    text: () => text,
  }
}

function scripted(script: readonly Keystroke[]): { prompter: Prompter; unused(): readonly string[] } {
  const left = [...script]
  onTestFinished(() => expect(left, 'prompts that were never asked').toEqual([]))
  const select = <Value>({ message, choices }: Select<Value>): Promise<Value> => {
    const next = left.shift()
    if (next === undefined || next.ask !== message) throw new Error(`an unexpected prompt: ${message}`)
    if (next.pick === LEAVE) throw new CancelledError()
    const chosen = choices.find(({ label }) => label === next.pick)
    if (chosen === undefined) throw new Error(`"${message}" has no choice "${String(next.pick)}"`)
    return Promise.resolve(chosen.value)
  }
  return { prompter: { select }, unused: () => left.map(({ ask }) => ask) }
}

function memoryFiles(files: Readonly<Record<string, string>>): Files {
  const content = (path: string) => {
    const text = files[path]
    if (text === undefined) throw new Failure('file', `${path}: there is no such file`)
    return text
  }
  return {
    readText: async (path) => content(path),
    readLines: async function* (path) {
      yield* content(path).split('\n')
    },
    findUpward: (name) => Promise.resolve(files[name] === undefined ? null : name),
  }
}
