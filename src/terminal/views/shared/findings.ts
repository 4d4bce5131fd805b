import { isOverridable, isPrivacyCheck } from '../../../checks/check.ts'
import { countOf } from '../../../text/count.ts'
import { plain, quote } from '../../../text/quote.ts'
import { indented, type Style, textWidth } from '../../style.ts'
import type { Screen } from '../../terminal.ts'

/** The parts of a finding that are printed. */
type CheckFinding = {
  readonly check: string
  readonly severity: 'block' | 'warn'
  readonly message: string
  readonly line: number
  readonly fix: string
}

/** A finding may quote a text by a stranger, of any length. */
const MAX_TEXT_LENGTH = 800

/**
 * Each finding with its line and how to fix it; those that block posting come first.
 * @param isStopped problems that are shown above stop it, whatever these findings are
 */
export function findingsView(
  file: string,
  findings: readonly CheckFinding[],
  style: Style,
  columns: number,
  isStopped = false,
): string {
  const width = textWidth(columns)
  const blocking = findings.filter(({ severity }) => severity === 'block')
  const warnings = findings.filter(({ severity }) => severity === 'warn')
  const rows = [...blocking, ...warnings].flatMap((finding) => findingRows(file, finding, style, width))
  const overrides = overridesOf([...new Set(blocking.map(({ check }) => check))])
  return `${[...rows, summaryOf(blocking.length, warnings.length, style, isStopped), ...overrides].join('\n')}\n`
}

function findingRows(file: string, { check, severity, message, line, fix }: CheckFinding, style: Style, width: number) {
  const mark = severity === 'block' ? style.error('stop') : style.warning('warn')
  return [
    `${plain(file)}:${line}  ${mark}  ${check}`,
    indented(quote(message, MAX_TEXT_LENGTH), width, 2),
    indented(style.quiet(quote(fix, MAX_TEXT_LENGTH)), width, 2),
    '',
  ]
}

function summaryOf(blocking: number, warnings: number, style: Style, isStopped: boolean): string {
  const alsoWarnings = warnings === 0 ? '' : ` (${countOf(warnings, 'warning')})`
  if (blocking === 0 && isStopped)
    return `${style.symbols.cross} Not ready to post: fix the errors above${alsoWarnings}`
  if (blocking === 0) return `${style.symbols.tick} Ready to post${alsoWarnings}`
  const pronoun = blocking === 1 ? 'it' : 'them'
  return `${style.symbols.cross} ${countOf(blocking, 'problem')} found${alsoWarnings}. Fix ${pronoun} before you post.`
}

/** How to override these checks. The others cannot be overridden. */
function overridesOf(checks: readonly string[]): readonly string[] {
  const flags = checks.filter((check) => isOverridable(check)).map((check) => `--allow ${check}`)
  if (flags.length === 0) return []
  const needsPerson = checks.some(isPrivacyCheck) ? ', and your yes at a prompt' : ''
  return [`  If that is wrong, override it: ${flags.join(' ')}${needsPerson}`]
}

/** Prints the findings; prints nothing if there are none. */
export async function showFindings(
  screen: Screen,
  file: string,
  findings: readonly CheckFinding[],
  isStopped = false,
): Promise<void> {
  if (findings.length > 0) screen.write(findingsView(file, findings, await screen.style(), screen.columns, isStopped))
}
