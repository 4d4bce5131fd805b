import { countOf } from '../../src/text/quote.ts'
import { type BulkPace, bulkPace } from './bulk-pace.ts'
import { type BulkPreview, bulkPreview } from './bulk-preview.ts'

export type BulkNumbers = { readonly paces: readonly BulkPace[]; readonly previews: readonly BulkPreview[] }

/** Numbers of rows. The peak memory is compared for `FEW` and `VERY_MANY`. */
const FEW = 1_000
const MANY = 10_000
const VERY_MANY = 100_000
const HALF_LIMITS = { perMinute: 40, perHour: 250 }

/** `issue bulk`: its pace on a clock that the benchmark moves, and its preview in real time. */
export async function bulkNumbers(runs: number): Promise<BulkNumbers> {
  return {
    paces: [
      await bulkPace(500),
      await bulkPace(2_000),
      await bulkPace(500, HALF_LIMITS),
      await bulkPace(2_000, HALF_LIMITS),
    ],
    previews: [
      await bulkPreview('csv', MANY, runs),
      await bulkPreview('jsonl', MANY, runs),
      await bulkPreview('yaml', MANY, runs),
      await bulkPreview('csv', FEW, Math.min(runs, 3)),
      await bulkPreview('csv', VERY_MANY, 1),
    ],
  }
}

/** Lines for docs/benchmarks.md. */
export function bulkLines({ paces, previews }: BulkNumbers): readonly string[] {
  const few = previews.find(({ rows }) => rows === FEW)
  const veryMany = previews.find(({ rows }) => rows === VERY_MANY)
  return [
    ...paces.map(paceLine),
    ...previews.map(
      ({ format, rows, seconds, cpuSeconds }) =>
        `${`preview, ${format}`.padEnd(20)} ${seconds.toFixed(1)} s for ${rows.toLocaleString('en')} rows; ${cpuSeconds.toFixed(1)} s of processor time`,
    ),
    ...(few === undefined || veryMany === undefined
      ? []
      : [
          `its peak memory      ${veryMany.peakMegabytes.toFixed(0)} MB for 100,000 rows, ${few.peakMegabytes.toFixed(0)} MB for 1,000: ${(veryMany.peakMegabytes / few.peakMegabytes).toFixed(2)} x`,
        ]),
  ]
}

function paceLine({ rows, limits, seconds, ratio, refusals, requestsPerIssue }: BulkPace): string {
  const limitsText = `${limits.perMinute} a minute, ${limits.perHour} an hour`
  return `${`bulk, ${rows.toLocaleString('en')} rows`.padEnd(20)} ${timeText(seconds)} with ${limitsText}: ${ratio.toFixed(3)} x the least; ${countOf(refusals, 'refusal')}, ${requestsPerIssue.toFixed(2)} requests an issue`
}

function timeText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
