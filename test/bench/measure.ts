import { spawnSync } from 'node:child_process'

/** Median times in ms of bare Node (`baseline`) and of a command (`median`), and the median ratio of their runs. */
export type Ratio = {
  readonly name: string
  readonly baseline: number
  readonly median: number
  readonly ratio: number
}

/** Times a command and bare Node alternately and in the same environment, so that changes in the machine's speed affect both. */
export function againstBareNode(
  name: string,
  argv: readonly string[],
  runs: number,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Ratio {
  const ours: number[] = []
  const bare: number[] = []
  // The runs before run 0 only warm up the system's file cache.
  for (let run = -2; run < runs; run++) {
    const ourTime = timeRun(argv, env)
    const bareTime = timeRun(['-e', '0'], env)
    if (run >= 0) {
      ours.push(ourTime)
      bare.push(bareTime)
    }
  }
  const ratios = ours.map((time, index) => time / (bare[index] ?? time))
  return { name, baseline: median(bare), median: median(ours), ratio: median(ratios) }
}

function timeRun(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env: { ...env } })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
