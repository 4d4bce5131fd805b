import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { listen } from '../support/fake-github/server.ts'
import { BIN, cleanEnv } from '../support/program.ts'
import { bulkSeed, REPOS } from './bulk-plan.ts'
import { type AttemptOptions, attempt } from './killed-run.ts'

/** The limits that https://github.com/cli/cli/issues/4801 reports for GitHub. */
const LIMITS = { perMinute: 20, perHour: 150 }
const SEPS = [1303, 1319, 1330, 1577, 1686, 1699]
const EXPECTED = SEPS.length * REPOS.length
/** The first run is killed when this many issues exist. */
const KILL_AFTER = 10
const PLAN = `matrix:
  sep: [${SEPS.join(', ')}]
  repo: [${REPOS.join(', ')}]
rows:
  - title: Implement SEP-{{sep}} in {{repo}}
    body: What SEP-{{sep}} changes has to be supported by the next release.
    labels: [sep]
`

type Tool = {
  readonly name: string
  /** gh can connect to its host only on the default port. */
  readonly port: number
  readonly command: (url: string, folder: string) => Omit<AttemptOptions, 'killWhen'>
}

const ghLoop = (name: string, pause: number): Tool => ({
  name,
  port: 80,
  command: (_, folder) => ({
    argv: ['bash', 'test/bench/gh-loop.sh'],
    env: cleanEnv({
      ...{
        GH_HOST: 'github.localhost',
        GH_TOKEN: 'any',
        GH_CONFIG_DIR: folder,
        GH_PROMPT_DISABLED: '1',
        NO_COLOR: '1',
      },
      ...{ SEPS: SEPS.join(' '), REPOS: REPOS.join(' '), PAUSE: String(pause) },
    }),
  }),
})
const OURS: Tool = {
  name: 'issue bulk',
  port: 0,
  command: (url, folder) => {
    const plan = join(folder, 'seps.yaml')
    writeFileSync(plan, PLAN)
    return {
      argv: [process.execPath, BIN, 'issue', 'bulk', plan, '--apply', '--yes', '--max', String(EXPECTED)],
      env: cleanEnv({ GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GH_TOKEN: 'any' }),
    }
  },
}

type Trial = {
  readonly tool: Tool
  readonly isKilled: boolean
  /** The pause before the second run, if the first is killed. */
  readonly pauseSeconds: number
}

/** Runs the tool once, or kills it and runs it again. @returns a row of the table. */
async function runTrial({ tool, isKilled, pauseSeconds }: Trial): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  const fake = createFakeGitHub(bulkSeed(LIMITS))
  const { url, close } = await listen(fake, tool.port)
  const titles = () => Object.values(fake.state().repositories).flatMap(({ posts }) => posts.map(({ title }) => title))
  const counts = () => {
    const distinct = new Set(titles()).size
    return [titles().length, titles().length - distinct, EXPECTED - distinct]
  }
  try {
    const command = tool.command(url, folder)
    if (isKilled) {
      await attempt({ ...command, killWhen: () => titles().length >= KILL_AFTER })
      await sleep(pauseSeconds * 1_000)
    }
    const { exitCode, seconds } = await attempt({ ...command, killWhen: null })
    const run = isKilled
      ? `killed at ${KILL_AFTER}, run again${pauseSeconds === 0 ? '' : ` after ${pauseSeconds} s`}`
      : 'one run'
    return `| ${[tool.name, run, ...counts(), exitCode, seconds.toFixed(0)].join(' | ')} |`
  } finally {
    await close()
    rmSync(folder, { recursive: true })
  }
}

/** Runs the trials of `gh` one after the other, because they share a port. Runs the other trials in parallel. */
async function compare(): Promise<void> {
  const plain = ghLoop('`gh` loop', 0)
  const slow = ghLoop('`gh` loop with `sleep 3`', 3)
  const runGhTrials = async () => [
    await runTrial({ tool: plain, isKilled: false, pauseSeconds: 0 }),
    await runTrial({ tool: plain, isKilled: true, pauseSeconds: 61 }),
    await runTrial({ tool: slow, isKilled: true, pauseSeconds: 0 }),
  ]
  const lines = await Promise.all([
    runGhTrials(),
    runTrial({ tool: OURS, isKilled: false, pauseSeconds: 0 }),
    runTrial({ tool: OURS, isKilled: true, pauseSeconds: 0 }),
  ])
  console.log('| tool | run | created | duplicates | missing | exit code | seconds in the last run |')
  console.log('|---|---|--:|--:|--:|--:|--:|')
  for (const line of lines.flat()) console.log(line)
}

await compare()
