import { readFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { App } from './app.ts'
import { createClassifier } from './classifier/classify.ts'
import { readModel } from './classifier/model.ts'
import { EXIT, toErrorReport } from './errors.ts'
import type { SignedIn } from './github/sign-in.ts'
import type { Policy } from './policy/schema.ts'
import { runProgram, wantsJson } from './program.ts'
import { systemClock } from './system/clock.ts'
import { homeFolder, nodeFiles, stateFolderOf, workingDirectory } from './system/files.ts'
import { countInterrupts, ignoreHangUp, onInterrupt } from './system/interrupt.ts'
import type { Prompter } from './terminal/questions.ts'
import { openTerminal, startProgress, wantsPlainPrompts } from './terminal/terminal.ts'
import { countOf } from './text/quote.ts'

declare const VERSION: string

let signedIn: Promise<SignedIn> | undefined
/** Created only once, because it keeps lines of input that arrived before their question was asked. */
let plainPrompts: Prompter | undefined
/** Whether lost output was already reported: every later write fails too, and would report it again. */
let isOutputLost = false
const interrupts = countInterrupts(process)

/** The path of a file that the build writes next to this one. */
const builtFile = (name: string) => join(import.meta.dirname, name)

const cwd = () => workingDirectory(() => process.cwd())
const home = () => homeFolder(homedir, () => userInfo().homedir)

async function main(): Promise<void> {
  process.exitCode = (await runProgram(createApp(), process.argv.slice(2))) || process.exitCode
}

function createApp(): App {
  const { env } = process
  const stdout = () => process.stdout.on('error', (error) => reportFailedOutput(error, terminal))
  // If standard error is closed, the program continues without it.
  const stderr = () => process.stderr.on('error', () => undefined)
  const files = nodeFiles({
    cwd,
    stdin: () => process.stdin,
    processes: async () => (await import('./system/files/lock.ts')).systemProcesses(process),
    home,
    user: process.getuid?.() ?? null,
  })
  const terminal = openTerminal({ isStdinTerminal: () => process.stdin.isTTY === true, stdout, stderr }, env)
  return {
    version: VERSION,
    node: process.versions.node,
    env,
    terminal,
    files,
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    prompter: ({ plain } = { plain: wantsPlainPrompts(env) }) => createPrompter(terminal, { plain }),
    progress: (text) => startProgress(process.stderr, env, text),
    git: async (args) => (await import('./system/git.ts')).runGitIn(cwd(), env)(args),
    onInterrupt: interrupts.listen,
    openInBrowser: async (url) => {
      const { openInBrowser } = await import('./system/browser.ts')
      await openInBrowser(url, env)
    },
    github: () => {
      signedIn ??= signInFromEnvironment(terminal)
      return signedIn
    },
    publicGitHub: async () => {
      const [{ connectAnonymously }, { createTextCache }, connection] = await Promise.all([
        import('./github/sign-in.ts'),
        import('./storage/template-cache.ts'),
        connectionFor(terminal),
      ])
      return connectAnonymously(connection, createTextCache({ env, files, clock: systemClock }))
    },
    edit: async (text) => {
      const { editText } = await import('./system/editor.ts')
      return editText(text, { env, signals: process, notify: (sentence) => terminal.err.write(`${sentence}\n`) })
    },
    editorName: async () => (await import('./system/editor.ts')).editorName(env),
    stateFolder: () => stateFolderOf({ env, platform: process.platform, home }),
    builtInTemplates: join(import.meta.dirname, '..', 'templates'),
    // The build has validated the policy, so this needs neither the YAML parser nor the schema.
    builtInPolicy: () => JSON.parse(readFileSync(builtFile('policy.json'), 'utf8')) as Policy,
    builtInVerifiedSources: () => readFileSync(builtFile('policy.verified.json'), 'utf8'),
    classifier: (policy, options) => createClassifier(policy, readModel(readFileSync(builtFile('model.bin'))), options),
  }
}

async function createPrompter({ err }: App['terminal'], { plain }: { readonly plain: boolean }): Promise<Prompter> {
  ignoreHangUp(process)
  const streams = {
    input: process.stdin,
    output: process.stderr,
    onInterrupt: (stop: () => void) => onInterrupt(process, stop),
  }
  if (plain) {
    plainPrompts ??= (await import('./terminal/plain-prompter.ts')).plainPrompter(streams)
    return plainPrompts
  }
  const [{ inquirerPrompter }, { tolerateClosedTerminal }] = await Promise.all([
    import('./terminal/inquirer-prompter.ts'),
    import('./system/closed-terminal.ts'),
  ])
  const input = tolerateClosedTerminal(process.stdin)
  return inquirerPrompter({ ...streams, input }, await err.style())
}

/** Called only once, because asking `gh` for its token starts another program. */
async function signInFromEnvironment(terminal: App['terminal']): Promise<SignedIn> {
  const [{ runGhWith, signIn }, connection] = await Promise.all([
    import('./github/sign-in.ts'),
    connectionFor(terminal),
  ])
  return signIn({ ...connection, runGh: runGhWith(process.env) })
}

async function connectionFor(terminal: App['terminal']) {
  const { env } = process
  const { fetchFor } = await import('./system/proxy.ts')
  return {
    env,
    fetch: await fetchFor(env),
    clock: systemClock,
    userAgent: `mcp-comms/${VERSION}`,
    hasSecret,
    abandon: interrupts.abandon,
    onWait: (seconds: number) => {
      terminal.err.write(`GitHub asks for a pause; trying again in ${countOf(seconds, 'second')} …\n`)
    },
  }
}

/** Loads the detector only when a request has texts to check, because many commands send none. */
async function hasSecret(texts: readonly string[]): Promise<boolean> {
  const detect = await import('./checks/secrets/detect.ts')
  return detect.hasSecret(texts)
}

/**
 * Reports that the result is lost, for example because the disk is full, and sets the exit code. The program continues, because it may be
 * posting something. It is not an error if the terminal was closed (EIO), or if a reader such as `head` closed the pipe (EPIPE).
 */
async function reportFailedOutput(error: NodeJS.ErrnoException, { err }: App['terminal']): Promise<void> {
  if (error.code === 'EPIPE' || error.code === 'EIO' || isOutputLost) return
  isOutputLost = true
  process.exitCode ||= EXIT.failed
  const [{ toWriteFailure }, { printErrorReport }] = await Promise.all([
    import('./system/files/read.ts'),
    import('./terminal/error.ts'),
  ])
  const report = toErrorReport(toWriteFailure('standard output', error))
  await printErrorReport(err, report, wantsJson(process.argv.slice(2)))
}

void main().then(interrupts.endIfAbandoned)
