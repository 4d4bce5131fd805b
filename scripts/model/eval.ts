import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readModel } from '../../src/classifier/model.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { readHarmless, stoppedDrafts } from './harmless.ts'
import { printReport, printStopped, printWrong } from './print-report.ts'
import { type Report, reportOn } from './report.ts'
import { scoreTexts } from './score.ts'
import { parseTexts } from './texts.ts'

const POLICY = 'src/policy/mcp.yaml'
/** Drafts that no check may stop. */
const HARMLESS = 'test/eval/harmless.jsonl'
const FILES = ['test/eval/routing-dev.jsonl', 'test/eval/routing-real.jsonl']

/** The worst results that a release may have. All are shares, except `maxLeaks`, which is a number of texts. */
type Limits = {
  /** Texts whose channel is right or acceptable. */
  readonly minAccepted: number
  /** Right texts among those with high confidence, and texts with high confidence. */
  readonly minHighAccuracy: number
  readonly minHighCoverage: number
  readonly maxLeaks: number
  readonly maxFalseAlarms: number
  /** Texts whose repository is right, and texts whose repository is among those offered. */
  readonly minRightRepository: number
  readonly minOfferedRepository: number
  /** Wrong repositories among those shown as certain. */
  readonly maxWrongCertain: number
  /** Harmless drafts that a check stops. */
  readonly maxStopped: number
}
const LIMITS: Limits = {
  minAccepted: 0.91,
  minHighAccuracy: 0.97,
  minHighCoverage: 0.72,
  maxLeaks: 1,
  maxFalseAlarms: 0.05,
  minRightRepository: 0.63,
  minOfferedRepository: 0.82,
  maxWrongCertain: 0.08,
  maxStopped: 0.02,
}

/** `npm run eval -- [--json] [--gate] FILE…`: shows how well the shipped model classifies texts. `--gate` enforces `LIMITS`. */
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
  const stopped = stoppedDrafts(harmless)
  if (!values.json) printStopped(stopped, harmless.length)
  const isWithinLimits = reports.every(isGoodEnough) && stopped.length <= LIMITS.maxStopped * harmless.length
  if (values.gate && !isWithinLimits) process.exitCode = 1
}

function printResults(file: string, report: Report): void {
  printReport(file, report)
  printWrong(report)
}

function isGoodEnough({ accepted, byConfidence, leaks, falseAlarms, repositories }: Report): boolean {
  const { high } = byConfidence
  const { texts, right, offered, high: certain } = repositories
  return (
    accepted >= LIMITS.minAccepted &&
    high.accuracy >= LIMITS.minHighAccuracy &&
    high.coverage >= LIMITS.minHighCoverage &&
    leaks.count <= LIMITS.maxLeaks &&
    falseAlarms.rate <= LIMITS.maxFalseAlarms &&
    right >= LIMITS.minRightRepository * texts &&
    offered >= LIMITS.minOfferedRepository * texts &&
    certain.wrong <= LIMITS.maxWrongCertain * certain.texts
  )
}

evaluate()
