import type { App } from '../../src/app.ts'
import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { createClassifier } from '../../src/classifier/classify.ts'
import { type ExitCode, Failure } from '../../src/errors.ts'
import { connectGitHub } from '../../src/github/sign-in.ts'
import { runProgram } from '../../src/program.ts'
import type { Clock } from '../../src/system/clock.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { type Screen, screenFor } from '../../src/terminal/terminal.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { shippedModel } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

type InProcessOptions = {
  readonly files: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly fetch: typeof globalThis.fetch
}
export type RunResult = { readonly exitCode: ExitCode; readonly stdout: string; readonly stderr: string }

/** Runs the program in the process of the benchmark and without prompts, on files in memory. */
export async function runInProcess(
  argv: readonly string[],
  { files, clock, fetch }: InProcessOptions,
): Promise<RunResult> {
  const out = recordScreen()
  const err = recordScreen()
  const notInteractive = () => Promise.reject(new Failure('file', 'a benchmark is not interactive'))
  let idCount = 0
  const app: App = {
    version: '1.2.3',
    node: process.versions.node,
    env: {},
    terminal: { out: out.screen, err: err.screen, canPrompt: false },
    files: memoryFiles(new Map(Object.entries(files))),
    clock,
    newId: () => `id-${++idCount}-of-the-benchmark`,
    prompter: notInteractive,
    edit: notInteractive,
    editorName: notInteractive,
    openInBrowser: notInteractive,
    stateFolder: () => '/state',
    builtInTemplates: 'templates',
    progress: () => Promise.resolve({ update: () => undefined, stop: () => undefined }),
    git: () => Promise.resolve(null),
    onInterrupt: () => () => undefined,
    github: () => {
      const endpoints = { api: 'http://127.0.0.1', graphql: 'http://127.0.0.1/graphql', host: '127.0.0.1' }
      const github = connectGitHub({
        endpoints,
        token: 'ghp_ofTheBenchmark',
        userAgent: 'bench',
        fetch,
        clock,
        hasSecret,
      })
      return Promise.resolve({ github, host: endpoints.host, tokenFrom: 'the benchmark' })
    },
    publicGitHub: () => Promise.reject(new Error('the benchmark does not read GitHub without a token')),
    builtInPolicy: () => mcp,
    builtInVerifiedSources: () => '{"documents":{},"known":[]}',
    classifier: (policy, options) => createClassifier(policy, shippedModel, options),
  }
  const exitCode = await runProgram(app, argv)
  return { exitCode, stdout: out.text(), stderr: err.text() }
}

function recordScreen(): { readonly screen: Screen; text(): string } {
  let text = ''
  const screen = screenFor({
    isTerminal: false,
    columns: 80,
    write: (more) => {
      text += more
    },
    hasFailed: false,
    waitForDrain: () => Promise.resolve(),
    style: () => Promise.resolve(makeStyle({ color: 0, hyperlinks: false, unicode: true })),
  })
  return { screen, text: () => text }
}
