import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readModel } from '../../src/classifier/model.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { readHarmless, stoppedOf } from './harmless.ts'
import { printReport, printStopped, printWrong } from './print-report.ts'
import { type Report, reportOn } from './report.ts'
import { scoreTexts } from './score.ts'
import { parseTexts } from './texts.ts'

const POLICY = 'src/policy/mcp.yaml'
/** Drafts that no check may stop. */
const HARMLESS = 'test/eval/harmless.jsonl'
const FILES = ['test/eval/routing-dev.jsonl', 'test/eval/routing-real.jsonl']

/** The minimum results for a release. `stopped`: harmless drafts; `repository`: right, and among those offered; `certain`: wrong although shown as certain. */
type Minimum = {
  readonly accepted: number
  readonly high: number
  readonly coverage: number
  readonly leaks: number
  readonly falseAlarms: number
  readonly repository: number
  readonly offered: number
  readonly certain: number
  readonly stopped: number
}
const MINIMUM: Minimum = {
  accepted: 0.91,
  high: 0.97,
  coverage: 0.72,
  leaks: 1,
  falseAlarms: 0.05,
  repository: 0.63,
  offered: 0.82,
  certain: 0.08,
  stopped: 0.02,
}

/** `npm run eval -- [--json] [--gate] FILE…`: how well the shipped model classifies labelled texts. */
function evaluate(): void {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, gate: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const policy = parsePolicy(readFileSync(POLICY, 'utf8'), POLICY)
  const model = readModel(readFileSync('src/classifier/model.bin'))
  const files = positionals.length === 0 ? FILES : positionals
  const reports = files.map((file) => ({
    file: basename(file),
    ...reportOn(scoreTexts(parseTexts(readFileSync(file, 'utf8'), file), model, policy)),
  }))
  if (values.json) console.log(JSON.stringify(reports, null, 2))
  else for (const report of reports) printResults(report.file, report)
  const harmless = readHarmless(HARMLESS)
  const stopped = stoppedOf(harmless)
  if (!values.json) printStopped(stopped, harmless.length)
  const isFine = reports.every(isGoodEnough) && stopped.length <= MINIMUM.stopped * harmless.length
  if (values.gate && !isFine) process.exitCode = 1
}

function printResults(file: string, report: Report): void {
  printReport(file, report)
  printWrong(report)
}

function isGoodEnough({ accepted, byConfidence, leaks, falseAlarms, repositories }: Report): boolean {
  const { high } = byConfidence
  const { texts, right, offered, high: certain } = repositories
  return (
    accepted >= MINIMUM.accepted &&
    high.accuracy >= MINIMUM.high &&
    high.coverage >= MINIMUM.coverage &&
    leaks.count <= MINIMUM.leaks &&
    falseAlarms.rate <= MINIMUM.falseAlarms &&
    right >= MINIMUM.repository * texts &&
    offered >= MINIMUM.offered * texts &&
    certain.wrong <= MINIMUM.certain * certain.texts
  )
}

evaluate()
