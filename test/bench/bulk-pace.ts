import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { type ManualClock, manualClock } from '../support/manual-clock.ts'
import { bulkSeed, planPieces } from './bulk-plan.ts'
import { runInProcess } from './in-process.ts'

type WriteLimits = { readonly perMinute: number; readonly perHour: number }
export type BulkPace = {
  readonly rows: number
  readonly limits: WriteLimits
  readonly seconds: number
  /** The shortest time that the limits allow without latency. */
  readonly leastSeconds: number
  readonly ratio: number
  /** How many times GitHub refused to create an issue. */
  readonly refusals: number
  readonly requestsPerIssue: number
  readonly operations: Readonly<Record<string, number>>
}

const DOCUMENTED: WriteLimits = { perMinute: 80, perHour: 500 }
/** From request to response; GitHub counts the write halfway. */
const LATENCY_MS = 150

/** Runs `issue bulk --apply` with this many rows, on a clock that advances only during pauses and requests. */
export async function bulkPace(rows: number, limits: WriteLimits = DOCUMENTED): Promise<BulkPace> {
  const clock = manualClock()
  const fake = createFakeGitHub(bulkSeed(limits), clock)
  const start = clock.now().getTime()
  const argv = ['issue', 'bulk', 'plan.csv', '--apply', '--yes', '--json', '--max', String(rows)]
  const { exitCode, stdout, stderr } = await runInProcess(argv, {
    files: { 'plan.csv': [...planPieces('csv', rows)].join('') },
    clock,
    fetch: withLatency(fake.fetch, clock),
  })
  const seconds = (clock.now().getTime() - start) / 1_000
  const created = Object.values(fake.state().repositories).flatMap(({ posts }) => posts).length
  if (exitCode !== 0 || created !== rows)
    throw new Error(
      `issue bulk exited with ${exitCode} and ${created} of ${rows} issues: ${stderr}${stdout.slice(-300)}`,
    )
  const requests = fake.requests()
  const operations = countEach(requests.map(({ operation }) => operation))
  const leastSeconds = shortestTime(rows, limits)
  return {
    rows,
    limits,
    seconds,
    leastSeconds,
    ratio: seconds / leastSeconds,
    refusals: (operations['CreateIssue'] ?? 0) - rows,
    requestsPerIssue: requests.length / rows,
    operations,
  }
}

function withLatency(fetch: typeof globalThis.fetch, clock: ManualClock): typeof globalThis.fetch {
  return async (input, init) => {
    clock.advance(LATENCY_MS / 2)
    const answer = await fetch(input, init)
    clock.advance(LATENCY_MS / 2)
    return answer
  }
}

/** The time of the last write, in seconds. Each write is sent as early as the limits allow, but at least a second after the one before. */
function shortestTime(rows: number, { perMinute, perHour }: WriteLimits): number {
  const sent: number[] = []
  for (let index = 0; index < rows; index++) {
    const after = (back: number, seconds: number) => (sent[index - back] ?? Number.NEGATIVE_INFINITY) + seconds
    sent.push(Math.max(0, after(1, 1), after(perMinute, 60), after(perHour, 3_600)))
  }
  return sent.at(-1) ?? 0
}

function countEach(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
