import { isOverridable, isPrivacyCheck } from '../../../checks/check.ts'
import { countOf, plain, quote } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'

type CheckFinding = {
  readonly check: string
  readonly code?: string
  readonly severity: 'block' | 'warn'
  readonly message: string
  readonly line: number
  readonly fix: string
}

/** A finding may quote a stranger's text of any length. */
const MAX_FINDING_LENGTH = 800

/**
 * Each finding with its line and how to fix it; those that block posting come first.
 * @param isStopped whether problems that are printed above stop the draft, even if no finding does
 */
export function findingsView(
  file: string,
  findings: readonly CheckFinding[],
  style: Style,
  columns: number,
  { isStopped }: { readonly isStopped: boolean } = { isStopped: false },
): string {
  const width = textWidth(columns)
  const blocking = findings.filter(({ severity }) => severity === 'block')
  const warnings = findings.filter(({ severity }) => severity === 'warn')
  const rows = [...blocking, ...warnings].flatMap((finding) => findingRows(file, finding, style, width))
  // Nothing overrides the block of a draft that became a private report.
  const overridable = blocking.filter(({ code }) => code !== 'became-a-report')
  const overrides = overridesOf([...new Set(overridable.map(({ check }) => check))])
  const summary = wrapText(summaryOf(blocking.length, warnings.length, style, isStopped), width, 0)
  return `${[...rows, summary, ...overrides.map((text) => wrapText(text, width, 2))].join('\n')}\n`
}

function findingRows(file: string, { check, severity, message, line, fix }: CheckFinding, style: Style, width: number) {
  const mark = severity === 'block' ? style.error('stop') : style.warning('warn')
  return [
    `${plain(file)}:${line}  ${mark}  ${check}`,
    wrapText(quote(message, MAX_FINDING_LENGTH), width, 2),
    wrapText(style.quiet(quote(fix, MAX_FINDING_LENGTH)), width, 2),
    '',
  ]
}

function summaryOf(blockingCount: number, warningCount: number, style: Style, isStopped: boolean): string {
  const alsoWarnings = warningCount === 0 ? '' : ` (${countOf(warningCount, 'warning')})`
  if (blockingCount === 0 && isStopped)
    return `${style.symbols.cross} Not ready to post: fix the errors above${alsoWarnings}`
  if (blockingCount === 0) return `${style.symbols.tick} Ready to post${alsoWarnings}`
  const pronoun = blockingCount === 1 ? 'it' : 'them'
  return `${style.symbols.cross} ${countOf(blockingCount, 'problem')} found${alsoWarnings}. Fix ${pronoun} before you post.`
}

function overridesOf(checks: readonly string[]): readonly string[] {
  const flags = checks.filter((check) => isOverridable(check)).map((check) => `--allow ${check}`)
  if (flags.length === 0) return []
  const needsPerson = checks.some(isPrivacyCheck) ? ', and confirm at a prompt' : ''
  const pronoun = flags.length === 1 ? 'it' : 'them'
  return [`If that is wrong, override ${pronoun}: ${flags.join(' ')}${needsPerson}`]
}

type PostPreview = {
  readonly kind: 'issue' | 'discussion'
  readonly repo: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly projects: readonly string[]
  readonly milestone: string | null
  readonly category: string | null
  readonly parent: string | null
}
type TargetFacts = {
  readonly forkOf: string | null
  readonly mayLabel: boolean
  readonly type: string | null
  /** Whether to show the beginning of the text, because a person decides whether to post it. */
  readonly showsText: boolean
}

const LABEL_WIDTH = 11
const MAX_TEXT_LENGTH = 400

export function postPreview(preview: PostPreview, facts: TargetFacts, style: Style, columns: number): string {
  const width = textWidth(columns)
  const row = (label: string, text: string | null) =>
    text === null || text === '' ? [] : [labelRow(label, quote(text, MAX_TEXT_LENGTH), width, style, LABEL_WIDTH)]
  const { kind, repo, title, body, labels, assignees, projects, milestone, category, parent } = preview
  const head = `${kind === 'issue' ? 'Issue' : 'Discussion'} in ${plain(repo)}`
  const lineCount = body === '' ? 0 : body.split('\n').length
  return [
    '',
    `  ${style.answer(head)}`,
    ...row(
      'Note',
      facts.forkOf === null ? null : `${repo} is a fork of ${facts.forkOf}; this will be posted in the fork`,
    ),
    '',
    ...row('Title', title),
    ...row('Text', `${countOf(lineCount, 'line')}, ${countOf(body.length, 'character')}`),
    ...row('Category', category),
    ...row('Labels', labelsText(labels, facts.mayLabel)),
    ...row('Assignees', assignees.join(', ')),
    ...row('Milestone', milestone),
    ...row('Projects', projects.join(', ')),
    ...row('Parent', parent),
    ...row('Type', facts.type),
    ...(facts.showsText && body !== '' ? ['', textExcerpt(body, style, columns).text] : []),
    '',
    '',
  ].join('\n')
}

function labelsText(labels: readonly string[], mayLabel: boolean): string {
  const names = labels.join(', ')
  return names === '' || mayLabel
    ? names
    : `${names} (you don't have permission to set labels there: GitHub will drop them)`
}

const MAX_LINES = 24
/** Wrapping a long text takes a long time, and only its beginning is shown. */
const MAX_WRAPPED_LENGTH = 4_000
const INDENT = 4

type Excerpt = { readonly text: string; readonly isWhole: boolean }

/** The beginning of a text that a person decides about, and whether that is the whole text. */
export function textExcerpt(whole: string, style: Style, columns: number): Excerpt {
  const text = plain(whole).trimEnd()
  const lines = text
    .slice(0, MAX_WRAPPED_LENGTH)
    .split('\n')
    .flatMap((line) => wrapLine(line, textWidth(columns)))
  const isWhole = text.length <= MAX_WRAPPED_LENGTH && lines.length <= MAX_LINES
  const shown = lines.slice(0, MAX_LINES).join('\n')
  return { text: isWhole ? shown : `${shown}\n${' '.repeat(INDENT)}${style.quiet('…')}`, isWhole }
}

/** Wraps a line, and keeps its indentation, because code and lists need it. */
function wrapLine(line: string, width: number): readonly string[] {
  const indent = /^ {0,20}/.exec(line)?.[0].length ?? 0
  return wrapText(line, width, INDENT + indent).split('\n')
}

type ReportPreview = {
  readonly repo: string
  readonly path: string
  readonly lineCount: number
  readonly characterCount: number
  readonly severity: string | null
}

/** Where a private report goes, and how long it is. Leaves out its content, because others may see the screen or a log. */
export function reportPreview(
  { repo, path, lineCount, characterCount, severity }: ReportPreview,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const row = (label: string, text: string) => labelRow(label, plain(text), width, style, LABEL_WIDTH)
  return [
    '',
    `  ${style.answer(`Private report to ${plain(repo)}`)}`,
    '',
    row('Readers', 'the people who handle its security reports, and you'),
    row('Draft', path),
    row('Text', `${countOf(lineCount, 'line')}, ${countOf(characterCount, 'character')}`),
    ...(severity === null ? [] : [row('Severity', severity)]),
    '',
    '',
  ].join('\n')
}

/** The other changes that a decision requires, each with its page below it. Empty if there are none. */
export function relatedChangesView(changes: readonly { readonly text: string; readonly url: string }[]): string {
  return changes.map(({ text, url }) => plain(`Also: ${text}\n      ${url}\n`)).join('')
}
