import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts } from '../../src/seps/lint/facts.ts'
import { fixSep } from '../../src/seps/lint/fix.ts'
import { lint } from '../../src/seps/lint/lint.ts'
import { findMdxFaults } from '../../src/seps/lint/mdx.ts'
import { RULES } from '../../src/seps/lint/rules.ts'
import { parseMaintainers } from '../../src/seps/maintainers.ts'
import { parseSep, printSep } from '../../src/seps/parse.ts'
import { relativePaths } from '../../src/seps/sections.ts'
import { parseSepFileName } from '../../src/text/file-names.ts'
import { anchorsIn } from './policy.ts'
import { type LintedSep, sepTable } from './sep-table.ts'

const TABLE = 'test/corpus/sep-findings.md'
/** A fixed date, so that the table does not change from day to day. */
const TODAY = '2026-11-22'
const TEMPLATE_SECTION_COUNT = 7
const TEMPLATE_FIELD_COUNT = 5

/** Lints the SEPs of the specification repository. `update` rewrites the table. Returns the faults, one line each. */
export function checkSepLint(folder: string, update: boolean): readonly string[] {
  const seps = join(folder, 'seps')
  const names = readdirSync(seps).filter((name) => parseSepFileName(name) !== null)
  const sepNumbers = new Set(names.map((name) => parseSepFileName(name)?.number ?? 0))
  const maintainers = parseMaintainers(readFileSync(join(folder, 'MAINTAINERS.md'), 'utf8'))
  const faults: string[] = []
  const linted = names.flatMap((name): readonly LintedSep[] => {
    try {
      const text = readFileSync(join(seps, name), 'utf8')
      const sep = parseSep(text, name)
      const existingPaths = new Set(relativePaths(sep).filter((path) => existsSync(join(seps, path))))
      const facts = {
        fileName: name,
        today: TODAY,
        maintainers,
        sepNumbers,
        existingPaths,
        newSeps: null,
        findMdxFaults,
        changedLines: null,
        checksFinal: true,
      }
      if (printSep(sep) !== text) faults.push(`${name}: printing it does not give the text that was read`)
      for (const fault of repeatedFixFaults(name, text, facts)) faults.push(fault)
      return [{ number: parseSepFileName(name)?.number ?? 0, findings: lint(sep, facts) }]
    } catch (error) {
      faults.push(`${name}: ${String(error)}`)
      return []
    }
  })
  return [
    ...faults,
    ...wrongCounts(linted),
    ...templateFaults(seps),
    ...sourceFaults(folder),
    ...tableFaults(linted, update),
  ]
}

/** After one `--fix`, a second one must have nothing left to fix. */
function repeatedFixFaults(name: string, text: string, facts: Facts): readonly string[] {
  const first = fixSep(parseSep(text, name), facts)
  const second = fixSep(parseSep(printSep(first.sep), name), facts)
  return second.fixedCount === 0 ? [] : [`${name}: ${second.fixedCount} fixes are left after --fix`]
}

/** Compares some counts with numbers that were established independently of this project. */
function wrongCounts(linted: readonly LintedSep[]): readonly string[] {
  const count = (wanted: RegExp) =>
    linted.filter(({ findings }) => findings.some(({ rule, message }) => wanted.test(`${rule} ${message}`))).length
  return [
    wrongCount(
      'no "Reference Implementation" heading',
      14,
      count(/^SEP020 .*"Reference Impl|^SEP024 .*called "Reference Impl/),
    ),
    wrongCount(
      'no heading that begins with "Security"',
      10,
      count(/^SEP020 .*"Security Impl|^SEP024 "\d.*called "Security Impl/),
    ),
    wrongCount('no PR line that the site reads', 17, count(/^SEP010 .* no PR$|^SEP007 .*cannot read [^;]*\bPR\b/)),
  ].filter((fault) => fault !== '')
}

function wrongCount(what: string, expected: number, found: number): string {
  return expected === found ? '' : `${what}: ${found} SEPs, but it should be ${expected}`
}

/** Each section and each field of the template itself must count as empty. */
function templateFaults(seps: string): readonly string[] {
  const sep = parseSep(readFileSync(join(seps, 'TEMPLATE.md'), 'utf8'), 'TEMPLATE.md')
  const facts = {
    fileName: null,
    today: TODAY,
    maintainers: null,
    sepNumbers: null,
    existingPaths: null,
    newSeps: null,
    findMdxFaults: null,
    changedLines: null,
    checksFinal: false,
  }
  const found = lint(sep, facts).filter(({ rule }) => rule === 'SEP021' || rule === 'SEP018')
  const expected = TEMPLATE_SECTION_COUNT + TEMPLATE_FIELD_COUNT
  return found.length === expected
    ? []
    : [`TEMPLATE.md: ${found.length} of its ${expected} fields and sections count as empty`]
}

/** The section that a rule cites as its source must exist. */
function sourceFaults(folder: string): readonly string[] {
  return RULES.flatMap(({ id, source }) => {
    const [page = '', section] = source.split('#')
    const file = page.endsWith('/sep-guidelines') ? 'community/sep-guidelines.mdx' : /blob\/main\/(.+)$/.exec(page)?.[1]
    if (file === undefined || section === undefined) return []
    const anchors = anchorsIn(readFileSync(join(folder, file), 'utf8'))
    return anchors.includes(section) ? [] : [`${id}: ${file} has no section #${section}`]
  })
}

function tableFaults(linted: readonly LintedSep[], update: boolean): readonly string[] {
  const table = sepTable(linted, RULES)
  if (update) writeFileSync(TABLE, table)
  return readFileSync(TABLE, 'utf8') === table
    ? []
    : [`${TABLE} does not match what the rules find; review the changes, then run this again with --update`]
}
