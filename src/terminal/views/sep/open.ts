import { plain } from '../../../text/quote.ts'
import { labelled, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Shown = {
  readonly repo: string
  readonly branch: string
  readonly draftName: string
  readonly title: string
  readonly body: string
  readonly path: string
  readonly lines: number
}

/** What is about to be proposed, and where: enough to say yes or no. */
export function proposalView(shown: Shown, style: Style, columns: number): string {
  const { repo, branch, draftName, title, body, path, lines } = shown
  const width = textWidth(columns)
  const row = (label: string, text: string) => labelled(label, plain(text), width, style, 9)
  return [
    '',
    `  ${style.answer(`A draft pull request in ${plain(repo)}`)}`,
    '',
    row('Title', `SEP: ${title} (then SEP-n, when it has its number)`),
    row('Branch', branch),
    row('Adds', `seps/${draftName}, ${lines} lines, from ${path}`),
    row('Says', body),
    '',
    '',
  ].join('\n')
}
