import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './app.ts'
import { readModel } from './classifier/model.ts'
import { report } from './errors.ts'
import type { SignedIn } from './github/sign-in.ts'
import type { Policy } from './policy/schema.ts'
import { commanderExit, createProgram } from './program.ts'
import { systemClock } from './system/clock.ts'
import { nodeFiles } from './system/files.ts'
import { openTerminal } from './terminal/terminal.ts'

declare const VERSION: string

let signedIn: Promise<SignedIn> | undefined

const beside = (name: string) => join(import.meta.dirname, name)

/** The only place that touches `process`: builds the App, runs the program, sets the exit code. */
async function main(): Promise<void> {
  const { env } = process
  const app = createApp()
  try {
    await createProgram(app, process.argv, (code) => {
      process.exitCode = code
    }).parseAsync(process.argv)
  } catch (error) {
    const { exitCode, message } = report(error, env['DEBUG'] === 'mcp-comms')
    const usage = commanderExit(error)
    process.exitCode = usage ?? exitCode
    if (usage !== undefined) return
    const { plain } = await import('./text/quote.ts')
    app.terminal.err.write(`mcp-comms: ${plain(message)}\n`)
  }
}

function createApp(): App {
  const { env } = process
  const stdout = () => process.stdout.on('error', leaveQuietlyWhenNobodyReads)
  const stderr = () => process.stderr.on('error', leaveQuietlyWhenNobodyReads)
  return {
    version: VERSION,
    node: process.versions.node,
    env,
    terminal: openTerminal({ stdinIsTerminal: () => process.stdin.isTTY === true, stdout, stderr }, env),
    files: nodeFiles({ cwd: process.cwd(), stdin: () => process.stdin, runs: { own: process.pid, isRunning } }),
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    prompter: async () => {
      const [{ inquirerPrompter }, { styleFor }] = await Promise.all([
        import('./terminal/prompter.ts'),
        import('./terminal/style.ts'),
      ])
      return inquirerPrompter({ input: process.stdin, output: process.stderr }, styleFor(process.stderr, env))
    },
    progress: async (text) => {
      const { progressOn } = await import('./terminal/progress.ts')
      return progressOn(process.stderr, env, text)
    },
    git: async (args) => (await import('./system/git.ts')).runGitIn(process.cwd(), env)(args),
    onInterrupt,
    openInBrowser: async (url) => {
      const { openInBrowser } = await import('./system/browser.ts')
      await openInBrowser(url, env)
    },
    github: () => {
      signedIn ??= signInOnce()
      return signedIn
    },
    edit: async (text) => (await import('./system/editor.ts')).edit(text, env, process),
    editorName: async () => (await import('./system/editor/command.ts')).editorName(env),
    builtInTemplates: join(import.meta.dirname, '..', 'templates'),
    // Written and validated by the build, so that no command pays for the YAML parser and the schema.
    builtInPolicy: () => JSON.parse(readFileSync(beside('policy.json'), 'utf8')) as Policy,
    model: () => readModel(readFileSync(beside('model.bin'))),
  }
}

/** Asking `gh` for its token starts another program, so a command that goes on to another part of it asks once. */
async function signInOnce(): Promise<SignedIn> {
  const { env } = process
  const { runGhWith, signIn } = await import('./github/sign-in.ts')
  return signIn({ env, runGh: runGhWith(env), fetch, clock: systemClock, userAgent: `mcp-comms/${VERSION}` })
}

/** Once it was heard, nobody listens any more: so the next one ends the program as usual. */
function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const ignore = () => {
    for (const signal of signals) process.off(signal, heard)
  }
  function heard(): void {
    ignore()
    stop()
  }
  for (const signal of signals) process.on(signal, heard)
  return ignore
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // There is one, but it is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** `mcp-comms … | head` closes the pipe early; that is no error of ours. */
function leaveQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

void main()
