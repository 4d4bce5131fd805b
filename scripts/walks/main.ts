import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { createFakeGitHub } from '../../test/support/fake-github/fake-github.ts'
import { listen } from '../../test/support/fake-github/server.ts'
import { cleanEnv } from '../../test/support/program.ts'
import { buildProgram } from '../build/build.ts'
import { findExecutedSources, findLoadedChunks } from './coverage.ts'
import { JOURNEYS, type Journey, SEED } from './journeys.ts'

/**
 * Counts the files that a reader has to open to follow a command: those in which at least one function ran.
 *
 * npm run walks                  prints a table of all journeys
 * npm run walks -- --files sep   prints the files of one journey
 * npm run walks -- --check       fails if a journey needs more files than its `maxFiles`
 */
const { values } = parseArgs({
  options: { files: { type: 'string' }, check: { type: 'boolean', default: false } },
})

const home = mkdtempSync(join(tmpdir(), 'mcp-comms-walks-'))
try {
  await buildProgram(join(home, 'dist'), { forCoverage: true })
  symlinkSync(resolve('templates'), join(home, 'templates'))
  if (values.files === undefined) await printTable()
  else process.stdout.write(`${(await walk(journeyNamed(values.files))).join('\n')}\n`)
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function printTable(): Promise<void> {
  const rows = []
  for (const journey of JOURNEYS) rows.push({ ...journey, files: (await walk(journey)).length })
  for (const { name, title, files, maxFiles } of rows)
    process.stdout.write(
      `${name.padEnd(7)}${title.padEnd(26)}${String(files).padStart(4)} files   at most ${maxFiles}\n`,
    )
  const tooMany = rows.filter(({ files, maxFiles }) => files > maxFiles)
  if (values.check && tooMany.length > 0) process.exitCode = 1
}

function journeyNamed(name: string): Journey {
  const journey = JOURNEYS.find((candidate) => candidate.name === name)
  if (journey === undefined) throw new Error(`--files takes one of ${JOURNEYS.map((one) => one.name).join(', ')}`)
  return journey
}

/** Runs the command in its own folder with its own fake GitHub. @returns the source files in which a function ran */
async function walk({ name, argv, files = {} }: Journey): Promise<readonly string[]> {
  const folder = join(home, name)
  const coverage = join(folder, 'coverage')
  const loadingCoverage = join(folder, 'loading')
  mkdirSync(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const { url, close } = await listen(createFakeGitHub(SEED), 0)
  try {
    await runNode([join(home, 'dist', 'main.cjs'), ...argv], folder, {
      GITHUB_API_URL: url,
      GITHUB_GRAPHQL_URL: `${url}/graphql`,
      GH_TOKEN: 'ghp_walks',
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
      NODE_V8_COVERAGE: coverage,
    })
  } finally {
    await close()
  }
  // Loading a chunk calls functions, too. A second run that only loads the chunks counts these calls.
  const loadChunks = `for (const chunk of ${JSON.stringify(findLoadedChunks(coverage))}) require(chunk)`
  await runNode(['--eval', loadChunks], folder, { NODE_V8_COVERAGE: loadingCoverage })
  return findExecutedSources(coverage, loadingCoverage)
}

async function runNode(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, argv, {
    cwd,
    env: cleanEnv(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  if (exitCode !== 0) throw new Error(`node ${argv.join(' ')} exited with ${exitCode}: ${stderr}`)
}
