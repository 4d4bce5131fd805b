import { plain, quote } from '../../../text/quote.ts'
import { labelled, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

/** What is about to be posted, and what is to be known of the place. */
type Shown = {
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
type Facts = {
  /** The repository that this one is a fork of. */
  readonly parent: string | null
  readonly mayLabel: boolean
  readonly type: string | null
}

const LABEL_WIDTH = 11
const LONGEST = 400

/** Where it goes, as what, and with what: enough to say yes or no. */
export function publicationView(shown: Shown, facts: Facts, style: Style, columns: number): string {
  const width = textWidth(columns)
  const row = (label: string, text: string | null) =>
    text === null || text === '' ? [] : [labelled(label, quote(text, LONGEST), width, style, LABEL_WIDTH)]
  const { kind, repo, title, body, labels, assignees, projects, milestone, category, parent } = shown
  const head = `${kind === 'issue' ? 'Issue' : 'Discussion'} in ${plain(repo)}`
  const lines = body === '' ? 0 : body.split('\n').length
  return [
    '',
    `  ${style.answer(head)}`,
    ...row('Note', facts.parent === null ? null : `it is a fork of ${facts.parent}; this is posted in the fork`),
    '',
    ...row('Title', title),
    ...row('Text', `${lines} lines, ${body.length.toLocaleString('en')} characters`),
    ...row('Category', category),
    ...row('Labels', labelsText(labels, facts.mayLabel)),
    ...row('Assignees', assignees.join(', ')),
    ...row('Milestone', milestone),
    ...row('Projects', projects.join(', ')),
    ...row('Part of', parent),
    ...row(
      'Type',
      facts.type === null ? null : `${facts.type}: GitHub's public interface cannot set it; set it on the page`,
    ),
    '',
    '',
  ].join('\n')
}

function labelsText(labels: readonly string[], mayLabel: boolean): string {
  const names = labels.join(', ')
  return names === '' || mayLabel ? names : `${names} (you may not set labels there: GitHub will drop them)`
}
