import { plain, quote } from '../../../text/quote.ts'
import { labelled, type Style, textWidth } from '../../style.ts'
import { textExcerpt } from './text-excerpt.ts'

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
  /** The repository that this one is a fork of. */
  readonly forkOf: string | null
  readonly mayLabel: boolean
  readonly type: string | null
  /** Show the beginning of the text, because a person decides about it. */
  readonly showsText: boolean
}

const LABEL_WIDTH = 11
const MAX_TEXT_LENGTH = 400

/** Shows what will be posted and where, so that a person can decide. */
export function postPreview(preview: PostPreview, facts: TargetFacts, style: Style, columns: number): string {
  const width = textWidth(columns)
  const row = (label: string, text: string | null) =>
    text === null || text === '' ? [] : [labelled(label, quote(text, MAX_TEXT_LENGTH), width, style, LABEL_WIDTH)]
  const { kind, repo, title, body, labels, assignees, projects, milestone, category, parent } = preview
  const head = `${kind === 'issue' ? 'Issue' : 'Discussion'} in ${plain(repo)}`
  const lines = body === '' ? 0 : body.split('\n').length
  return [
    '',
    `  ${style.answer(head)}`,
    ...row(
      'Note',
      facts.forkOf === null ? null : `${repo} is a fork of ${facts.forkOf}; this will be posted in the fork`,
    ),
    '',
    ...row('Title', title),
    ...row('Text', `${lines === 1 ? '1 line' : `${lines} lines`}, ${body.length.toLocaleString('en')} characters`),
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
