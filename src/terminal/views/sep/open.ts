import { countOf, plain } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'

type ProposalPreview = {
  readonly repo: string
  readonly branch: string
  readonly draftName: string
  readonly title: string
  readonly body: string
  readonly path: string
  readonly lineCount: number
  /** Files beside the SEP to which it links, such as pictures. */
  readonly unsentFiles: readonly string[]
  /** The beginning of the SEP, if a person decides about it. */
  readonly excerpt: string | null
}

export function proposalView(preview: ProposalPreview, style: Style, columns: number): string {
  const { repo, title, body, excerpt } = preview
  const heading = `A draft pull request in ${repo}`
  const titleRow: Row = ['Title', `SEP: ${title} (SEP-NUMBER: … once it has a number)`]
  return previewOf(heading, [titleRow, ...branchRows(preview), ['Text', body]], excerpt, style, columns)
}

export function branchView(preview: Omit<ProposalPreview, 'body'>, style: Style, columns: number): string {
  const heading = `A public branch in your fork of ${preview.repo}`
  return previewOf(heading, branchRows(preview), preview.excerpt, style, columns)
}

type Row = readonly [label: string, text: string]
const LABEL_WIDTH = 9

function branchRows({
  branch,
  draftName,
  path,
  lineCount,
  unsentFiles,
}: Omit<ProposalPreview, 'body'>): readonly Row[] {
  const unsentText = `${unsentFiles.join(', ')}: add ${unsentFiles.length === 1 ? 'it' : 'them'} to the branch yourself`
  return [
    ['Branch', branch],
    ['Adds', `seps/${draftName}, ${countOf(lineCount, 'line')}, from ${path}`],
    ...(unsentFiles.length === 0 ? [] : [['Not', unsentText] as const]),
  ]
}

function previewOf(
  heading: string,
  rows: readonly Row[],
  excerpt: string | null,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const lines = rows.map(([label, text]) => labelRow(label, plain(text), width, style, LABEL_WIDTH))
  const beginning = excerpt === null ? [] : ['', excerpt]
  return ['', `  ${style.answer(plain(heading))}`, '', ...lines, ...beginning, '', ''].join('\n')
}

type NewPullRequest = {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly sponsors: readonly { readonly login: string; readonly because: string }[]
  /** The channel of the group. */
  readonly channel: string
  /** The channel for everybody. */
  readonly general: string
}

/** What the author does next: https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process */
export function nextStepsView(opened: NewPullRequest, style: Style, columns: number): string {
  const { number, url, title, sponsors, channel, general } = opened
  const width = textWidth(columns)
  const people = sponsors.map(({ login, because }) => `@${login} (${because})`).join('; ')
  return [
    '',
    wrapText(style.answer(`SEP-${number} is open. Next, it needs a sponsor.`), width, 2),
    '',
    labelRow(
      'Ask',
      plain(people === '' ? 'one or two maintainers of that area; to find them: mcp-comms sep sponsors TOPIC' : people),
      width,
      style,
    ),
    labelRow('Say', plain(`Would you sponsor SEP-${number}, "${title}"? ${url}`), width, style),
    labelRow('Where', `on the pull request, and in ${plain(channel)}`, width, style),
    labelRow(
      'Later',
      `No sponsor after two weeks? Ask in ${plain(general)}. After six months without one it may be closed as dormant; a sponsor can revive it.`,
      width,
      style,
    ),
    labelRow('Status', 'Leave it to your sponsor. To send a new version: mcp-comms sep update', width, style),
    '',
    '',
  ].join('\n')
}

/** The rendered pages that the pull request of a SEP also needs, and the commands that commit them to its branch. */
export type PagesToRender = {
  readonly files: readonly string[]
  readonly commands: readonly string[]
  /** The check on GitHub that fails without the files. */
  readonly check: string
}

/** The commands that add the rendered pages to the branch, each on its own line, so that it can be copied. */
export function pagesView({ files, commands, check }: PagesToRender, style: Style, columns: number): string {
  const width = textWidth(columns)
  return [
    '',
    wrapText(style.answer('The pull request also needs the rendered pages.'), width, 2),
    '',
    labelRow('Pages', plain(files.join(', ')), width, style),
    labelRow('Why', `without them, the pull request's check fails (${plain(check)})`, width, style),
    labelRow('Run', "the repository's own generator, in a checkout of the branch:", width, style),
    '',
    ...commands.map((command) => `    ${plain(command)}`),
    '',
    '',
  ].join('\n')
}
