import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { listen } from '../support/fake-github/server.ts'
import { BIN, cleanEnv } from '../support/program.ts'
import { bulkSeed, type PlanFormat, planPieces, REPOS } from './bulk-plan.ts'
import { recorderIn, type Usage } from './recorder.ts'

export type BulkPreview = {
  readonly format: PlanFormat
  readonly rows: number
  /** From the start of the process to its end. */
  readonly seconds: number
} & Usage

/** Runs the built `issue bulk` on a plan with this many rows, against the fake GitHub on loopback. Returns the lowest value of each measurement. */
export async function bulkPreview(format: PlanFormat, rows: number, runs: number): Promise<BulkPreview> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  const { url, close } = await listen(createFakeGitHub(bulkSeed()), 0)
  try {
    const plan = join(folder, `plan.${format}`)
    await pipeline(Readable.from(planPieces(format, rows)), createWriteStream(plan))
    const recorder = recorderIn(folder)
    const env = {
      GITHUB_API_URL: url,
      GITHUB_GRAPHQL_URL: `${url}/graphql`,
      GH_TOKEN: 'ghp_ofTheBenchmark',
      ...recorder.env,
    }
    const all: (Usage & { readonly seconds: number })[] = []
    for (let run = 0; run < runs; run++) {
      const seconds = await timeRun([...recorder.argv, BIN, 'issue', 'bulk', plan], env, headline(rows))
      all.push({ seconds, ...recorder.usage() })
    }
    const lowest = (measurement: keyof (typeof all)[number]) => Math.min(...all.map((values) => values[measurement]))
    return {
      format,
      rows,
      seconds: lowest('seconds'),
      cpuSeconds: lowest('cpuSeconds'),
      peakMegabytes: lowest('peakMegabytes'),
    }
  } finally {
    await close()
    rmSync(folder, { recursive: true })
  }
}

function headline(rows: number): string {
  return `${rows.toLocaleString('en')} rows in ${REPOS.length} repositories`
}

async function timeRun(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  expectedText: string,
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, argv, { env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString()
    })
  const exitCode = await new Promise((done) => child.on('close', done))
  const seconds = (performance.now() - start) / 1_000
  // The headline may be wrapped.
  if (exitCode === 0 && output.replaceAll(/\s+/g, ' ').includes(expectedText)) return seconds
  throw new Error(`issue bulk exited with ${exitCode}: ${output.slice(0, 2_000)}`)
}
