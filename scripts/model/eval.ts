import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readModel } from '../../src/classifier/model.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { readDrafts, stoppedDrafts } from './drafts.ts'
import { printLongDrafts, printReport, printStopped, printWrong } from './print-report.ts'
import { type Report, reportOn } from './report.ts'
import { scoreTexts } from './score.ts'
import { parseTexts } from './texts.ts'

const POLICY_FILE = 'src/policy/mcp.yaml'
/** Harmless drafts, which no check should stop. */
const HARMLESS_FILE = 'test/eval/harmless.jsonl'
/** Long drafts. Most of the harmless ones use words about security or people. The others mention something private in passing. */
const LONG_FILE = 'test/eval/long-drafts.jsonl'

/** The worst results that a release may have, as shares. */
type Limits = {
  /** Texts whose channel is the labeled one or another acceptable one. */
  readonly minAccepted: number
  /** Accepted texts among those with high confidence. */
  readonly minHighAccuracy: number
  /** Texts with high confidence. */
  readonly minHighCoverage: number
  /** Private texts that were classified into a public channel, among all private texts. */
  readonly maxLeaks: number
  /** Public texts that were classified into a private channel, among all public texts. */
  readonly maxFalseAlarms: number
  /** Texts whose repository is right. */
  readonly minRightRepository: number
  /** Texts whose repository is among those offered. */
  readonly minOfferedRepository: number
  /** Wrong repositories among those shown as certain. */
  readonly maxWrongCertain: number
}
type TestSet = { readonly file: string; readonly limits: Limits }
/** For the two older sets, and for files named on the command line. */
const LIMITS: Limits = {
  minAccepted: 0.91,
  minHighAccuracy: 0.95,
  minHighCoverage: 0.72,
  maxLeaks: 0.04,
  maxFalseAlarms: 0.04,
  minRightRepository: 0.75,
  minOfferedRepository: 0.85,
  maxWrongCertain: 0.08,
}
/** For the newer sets, whose texts are harder to classify. */
const FRESH_LIMITS: Limits = {
  minAccepted: 0.84,
  minHighAccuracy: 0.89,
  minHighCoverage: 0.62,
  maxLeaks: 0.09,
  maxFalseAlarms: 0.12,
  minRightRepository: 0.72,
  minOfferedRepository: 0.85,
  maxWrongCertain: 0.08,
}
/** For a set in which half of the harmless texts were written to sound sensitive, in many languages. */
const LATER_SENSITIVE_LIMITS: Limits = { ...FRESH_LIMITS, maxFalseAlarms: 0.18 }
/** For titles so short that their channel is often unclear. */
const TERSE_LIMITS: Limits = { ...FRESH_LIMITS, maxLeaks: 0.14 }
/** For short texts in languages other than English, of which the model has seen too few. They name no repository. */
const FOREIGN_LIMITS: Limits = {
  ...FRESH_LIMITS,
  minAccepted: 0.72,
  minHighAccuracy: 0.92,
  minHighCoverage: 0.4,
  maxFalseAlarms: 0.23,
}
const SETS: readonly TestSet[] = [
  { file: 'test/eval/routing-dev.jsonl', limits: LIMITS },
  { file: 'test/eval/routing-real.jsonl', limits: LIMITS },
  { file: 'test/eval/fresh-threads.jsonl', limits: FRESH_LIMITS },
  { file: 'test/eval/fresh-sensitive.jsonl', limits: FRESH_LIMITS },
  { file: 'test/eval/later-threads.jsonl', limits: FRESH_LIMITS },
  { file: 'test/eval/later-sensitive.jsonl', limits: LATER_SENSITIVE_LIMITS },
  { file: 'test/eval/terse.jsonl', limits: TERSE_LIMITS },
  { file: 'test/eval/foreign.jsonl', limits: FOREIGN_LIMITS },
]
/** The share of harmless drafts that the checks may stop. */
const MAX_STOPPED_SHARE = 0.02
/** The share of the long drafts with something private that the checks must stop. */
const MIN_LONG_FOUND = 0.7
/** The share of the other long drafts that the checks may stop. */
const MAX_LONG_STOPPED = 0.4

/** `npm run eval -- [--json] [--gate] [FILE…]`: shows how well the shipped model classifies texts. `--gate` enforces the limits. */
function evaluate(): void {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, gate: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const policy = parsePolicy(readFileSync(POLICY_FILE, 'utf8'), POLICY_FILE)
  const model = readModel(readFileSync('src/classifier/model.bin'))
  const sets = positionals.length === 0 ? SETS : positionals.map((file) => ({ file, limits: LIMITS }))
  const reports = sets.map(({ file, limits }) => ({
    file: basename(file),
    limits,
    ...reportOn(scoreTexts(parseTexts(readFileSync(file, 'utf8'), file), model, policy)),
  }))
  if (values.json) console.log(JSON.stringify(reports, null, 2))
  else for (const report of reports) printResults(report.file, report)
  const harmless = readDrafts(HARMLESS_FILE)
  const stopped = stoppedDrafts(harmless)
  const long = countLongDrafts()
  if (!values.json) {
    printStopped(stopped, harmless.length)
    printLongDrafts(long)
  }
  const isWithinLimits =
    reports.every(isGoodEnough) &&
    stopped.length <= MAX_STOPPED_SHARE * harmless.length &&
    long.found >= MIN_LONG_FOUND * long.private &&
    long.stopped <= MAX_LONG_STOPPED * long.harmless
  if (values.gate && !isWithinLimits) process.exitCode = 1
}

/** Counts the long drafts with something private and the harmless ones, and how many of each the checks stop. */
function countLongDrafts() {
  const drafts = readDrafts(LONG_FILE)
  const stopped = stoppedDrafts(drafts)
  const countPrivate = (some: typeof drafts) => some.filter((draft) => draft.private !== 'no').length
  const [total, found] = [countPrivate(drafts), countPrivate(stopped)]
  return { private: total, found, harmless: drafts.length - total, stopped: stopped.length - found }
}

function printResults(file: string, report: Report): void {
  printReport(file, report)
  printWrong(report)
}

function isGoodEnough(report: Report & { readonly limits: Limits }): boolean {
  const { accepted, byConfidence, leaks, falseAlarms, repositories, limits } = report
  const { high } = byConfidence
  const { texts, right, offered, high: certain } = repositories
  return (
    accepted >= limits.minAccepted &&
    high.accuracy >= limits.minHighAccuracy &&
    high.coverage >= limits.minHighCoverage &&
    leaks.count <= Math.ceil(limits.maxLeaks * leaks.of) &&
    falseAlarms.rate <= limits.maxFalseAlarms &&
    right >= limits.minRightRepository * texts &&
    offered >= limits.minOfferedRepository * texts &&
    certain.wrong <= limits.maxWrongCertain * certain.texts
  )
}

evaluate()
