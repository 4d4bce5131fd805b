import { isSameRepo } from '../../../text/github-names.ts'
import { countOf, plain, quote } from '../../../text/quote.ts'
import { cut, labelRow, maxWidthOf, padText, type Style, textWidth, wrapText } from '../../style.ts'
import { duration, type Limits, limitsText } from './summary.ts'

type Outlook = 'new' | 'reuse' | 'there' | 'problem'
type Counts = { readonly [O in Outlook]: number }
type Repo = {
  readonly repo: string
  readonly target: {
    readonly isPrivate: boolean
    readonly watcherCount: number
    readonly parent: string | null
  } | null
  readonly counts: Counts
  readonly trackerCount: number
  readonly newLabels: readonly string[]
  readonly droppedParts: readonly string[]
}

export type Preview = {
  readonly plan: string
  readonly rowCount: number
  readonly counts: Counts
  readonly repos: readonly Repo[]
  readonly firstRows: readonly { readonly repo: string; readonly title: string; readonly outlook: Outlook }[]
  readonly warnings: readonly {
    readonly check: string
    readonly message: string
    readonly row: number
    readonly times: number
  }[]
  readonly mentions: { readonly logins: number; readonly times: number }
  /** How many of the rows to create name an issue type. */
  readonly rowCountWithType: number
  /** The keys of rows that changed after they were created. */
  readonly changed: readonly string[]
  /** The keys of rows that were created earlier, and are no longer in the plan. */
  readonly removedFromPlan: readonly string[]
  /** Rows that were sent and are no longer in the plan. `url` is null if it is unknown whether the post exists. */
  readonly orphans: readonly { readonly key: string; readonly url: string | null }[]
  readonly minutes: number
  readonly limits: Limits
  readonly ledger: { readonly path: string; readonly isNew: boolean }
  readonly isOffline: boolean
  /** Whether the community asks about AI help, and the plan does not answer. */
  readonly isAiUndisclosed: boolean
  /** The command that creates the rows; null: they cannot be created yet. */
  readonly next: string | null
}

const MAX_REPOS = 30
const MAX_NAMES = 5
const MAX_WARNINGS = 5
const MAX_SAMPLES = 3
const LABEL_WIDTH = 12

export function previewView(preview: Preview, style: Style, columns: number): string {
  const width = textWidth(columns)
  const row = (label: string, text: string | null) =>
    text === null ? [] : [labelRow(label, text, width, style, LABEL_WIDTH)]
  const note = (text: string | null) => row('Note', text === null ? null : style.warning(text))
  return [
    wrapText(headOf(preview, style), width - HEAD_INDENT.length, 0).replaceAll('\n', `\n${HEAD_INDENT}`),
    ...withEmptyLine(repoLines(preview, style, width)),
    '',
    ...row('Notifies', notificationText(preview)),
    ...row('Takes', durationText(preview)),
    ...row('Ledger', `${plain(preview.ledger.path)}${preview.ledger.isNew ? ' (new)' : ''}`),
    ...row('New labels', newLabelsText(preview)),
    ...preview.repos.flatMap((repo) => notesOn(repo).flatMap(note)),
    ...note(preview.isOffline ? 'GitHub was not asked, so names and permissions are not checked' : null),
    ...note(
      preview.isAiUndisclosed
        ? 'the plan does not say whether AI helped; add --ai-disclosure none, some, or a sentence'
        : null,
    ),
    ...note(
      preview.rowCountWithType === 0
        ? null
        : `${countOf(preview.rowCountWithType, 'row names', 'rows name')} an issue type, which GitHub drops where you do not have write access`,
    ),
    ...note(keysNote(preview.changed, 'changed after creation; what is on GitHub stays as it is')),
    ...note(keysNote(preview.removedFromPlan, 'created earlier, and no longer in the plan')),
    ...note(
      keysNote(
        preview.orphans.flatMap(({ key, url }) => (url === null ? [key] : [])),
        'sent without a response, and no longer in the plan; --apply first checks GitHub',
      ),
    ),
    ...preview.warnings.slice(0, MAX_WARNINGS).flatMap((warning) => note(warningText(warning))),
    ...note(
      preview.warnings.length > MAX_WARNINGS
        ? `and ${countOf(preview.warnings.length - MAX_WARNINGS, 'more warning')}; see --json`
        : null,
    ),
    ...(preview.next === null ? [] : ['', `Create them: ${plain(preview.next)}`]),
    '',
  ].join('\n')
}

/** Puts an empty line above the lines, if there are any. */
function withEmptyLine(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

/** If the head is wrapped, its other rows begin below the name of the plan. */
const HEAD_INDENT = ' '.repeat('Plan  '.length)

function headOf({ plan, rowCount, repos, counts }: Preview, style: Style): string {
  const where = repos.length === 0 ? '' : ` in ${countOf(repos.length, 'repository', 'repositories')}`
  const problems = counts.problem === 0 ? '' : ` · ${withProblems(counts.problem)}`
  return `${style.answer(`Plan  ${quote(plan)}`)} · ${countOf(rowCount, 'row')}${where}${problems} · ${counts.there === 0 ? 'nothing has been sent' : 'nothing more has been sent'}`
}

/** Lists the repositories, each with its rows if the plan is short. The only repository of a longer plan is listed with its first rows. */
function repoLines({ repos, firstRows }: Preview, style: Style, width: number): readonly string[] {
  // A row that cannot be read has no repository.
  const readableCount = repos.reduce((sum, { counts }) => sum + rowCountIn(counts), 0)
  const largest = repos.toSorted((a, b) => rowCountIn(b.counts) - rowCountIn(a.counts)).slice(0, MAX_REPOS)
  const shown = repos.length > MAX_REPOS ? largest : repos
  const nameWidth = maxWidthOf(shown.map(({ repo }) => repo)) + 3
  const lines = shown.flatMap((listedRepo) => {
    const isNarrow = nameWidth + 20 > width
    const name = `  ${style.answer(plain(listedRepo.repo))}`
    const head = isNarrow
      ? [name, `    ${countsText(listedRepo)}`]
      : [`${padText(name, nameWidth)} ${countsText(listedRepo)}`]
    const listed = firstRows.filter(({ repo }) => isSameRepo(repo, listedRepo.repo))
    const samples = repos.length === 1 ? listed.slice(0, MAX_SAMPLES) : []
    const titles = readableCount === firstRows.length ? listed : samples
    const titleLines = titles.map(({ title, outlook }) => titleLine(title, outlook, style, width))
    const unlisted = readableCount - titles.length
    const isCut = titles.length > 0 && titles.length < listed.length
    return [
      ...head,
      ...titleLines,
      ...(isCut ? [`    ${style.quiet(`… and ${unlisted.toLocaleString('en')} more`)}`] : []),
    ]
  })
  const hidden = repos.length - MAX_REPOS
  return hidden > 0 ? [...lines, `  … and ${countOf(hidden, 'more repository', 'more repositories')}`] : lines
}

function titleLine(title: string, outlook: Outlook, style: Style, width: number): string {
  const marks: { readonly [O in Outlook]: string } = { new: '+', reuse: '=', there: style.symbols.tick, problem: '!' }
  return cut(`    ${style.quiet(marks[outlook])} ${quote(title, width)}`, width)
}

function rowCountIn(counts: Counts): number {
  return counts.new + counts.reuse + counts.there + counts.problem
}

function countsText({ counts, trackerCount }: Repo): string {
  const tracking = trackerCount === 0 ? '' : ` (${countOf(trackerCount, 'tracker')})`
  const parts = [
    counts.new === 0 ? '' : `${counts.new.toLocaleString('en')} new${tracking}`,
    counts.reuse === 0 ? '' : `${counts.reuse.toLocaleString('en')} to reuse`,
    counts.there === 0 ? '' : `${counts.there.toLocaleString('en')} already ${counts.there === 1 ? 'exists' : 'exist'}`,
    counts.problem === 0 ? '' : withProblems(counts.problem),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function withProblems(count: number): string {
  return `${count.toLocaleString('en')} with ${count === 1 ? 'a problem' : 'problems'}`
}

function notificationText({ repos, mentions, isOffline }: Preview): string | null {
  const receiving = repos.filter(({ counts, target }) => counts.new > 0 && target !== null)
  if (isOffline || receiving.length === 0) return null
  const publicRepos = receiving.filter(({ target }) => target?.isPrivate === false)
  const watcherCount = publicRepos.reduce((sum, { target }) => sum + (target?.watcherCount ?? 0), 0)
  const privateCount = receiving.length - publicRepos.length
  const ofPublic = `about ${countOf(watcherCount, 'person', 'people')} watching ${countOf(publicRepos.length, 'public repository', 'public repositories')}`
  const ofPrivate = privateCount === 0 ? '' : `, and those of ${countOf(privateCount, 'private one')}`
  const onlyPrivate = `the people watching ${countOf(privateCount, 'private repository', 'private repositories')}`
  const people = publicRepos.length === 0 ? onlyPrivate : ofPublic + ofPrivate
  return `${people}; ${mentions.times === 0 ? 'no @mentions' : `${countOf(mentions.times, '@mention')} of ${countOf(mentions.logins, 'login')}`}`
}

function durationText({ minutes, counts, limits }: Preview): string | null {
  if (counts.new === 0) return counts.problem > 0 ? null : 'there is nothing to create'
  return `about ${duration(minutes * 60)} (at most ${limitsText(limits)})`
}

function newLabelsText({ repos }: Preview): string | null {
  const names = repos.flatMap(({ repo, newLabels: labels }) =>
    labels.map((label) => `"${quote(label)}" in ${plain(repo)}`),
  )
  return names.length === 0 ? null : names.join(', ')
}

function notesOn({ repo, target, counts, droppedParts }: Repo): readonly string[] {
  if (target === null || counts.new === 0) return []
  const name = plain(repo)
  return [
    ...(target.parent === null ? [] : [`${name} is a fork of ${plain(target.parent)}; the issues go to the fork`]),
    ...(droppedParts.length === 0
      ? []
      : [`${name} does not let you set these, so GitHub will drop them: ${droppedParts.join(', ')}`]),
  ]
}

function keysNote(keys: readonly string[], what: string): string | null {
  if (keys.length === 0) return null
  const named = keys.slice(0, MAX_NAMES).map((key) => quote(key, 40))
  const rest = keys.length > MAX_NAMES ? ` and ${keys.length - MAX_NAMES} more` : ''
  return `${named.join(', ')}${rest}: ${what}`
}

function warningText({ check, message, row, times }: Preview['warnings'][number]): string {
  const place = row === 0 ? 'the tracker' : `row ${row}`
  return `${place}${times > 1 ? ` and ${times - 1} more` : ''}: ${check}: ${quote(message, 300)}`
}
