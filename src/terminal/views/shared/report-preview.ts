import { plain } from '../../../text/quote.ts'
import { labelled, type Style, textWidth } from '../../style.ts'

type ReportPreview = {
  readonly repo: string
  readonly path: string
  readonly lines: number
  readonly characters: number
  readonly severity: string | null
}

const LABEL_WIDTH = 11

/** What a private report is and where it goes, without its content, because others may see the screen or a log. */
export function reportPreview(
  { repo, path, lines, characters, severity }: ReportPreview,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const row = (label: string, text: string) => labelled(label, plain(text), width, style, LABEL_WIDTH)
  return [
    '',
    `  ${style.answer(`Private report to ${plain(repo)}`)}`,
    '',
    row('Readers', 'those who look after its security, and you'),
    row('Draft', path),
    row('Text', `${lines === 1 ? '1 line' : `${lines} lines`}, ${characters.toLocaleString('en')} characters`),
    ...(severity === null ? [] : [row('Severity', severity)]),
    '',
    '',
  ].join('\n')
}
