import type { SepEntry } from '../../../seps/catalogue.ts'
import { STAGE_NAMES, type StageName, stageText } from '../../../seps/life-cycle.ts'
import type { Person } from '../../../seps/people.ts'
import { quote } from '../../../text/quote.ts'
import { type Column, type Style, table, textWidth, wrapText } from '../../style.ts'
import { personText, titleText } from './stage.ts'

export function sepTable(entries: readonly SepEntry[], total: number, style: Style, columns: number): string {
  return `${table(entries, columnsOf(style), columns - 1)}\n\n${wrapText(countLine(entries, total), textWidth(columns), 0)}\n`
}

function columnsOf(style: Style): readonly Column<SepEntry>[] {
  return [
    { head: 'SEP', cell: ({ number }) => String(number ?? '-'), dropOrder: null, style: style.answer },
    { head: 'Status', cell: ({ stage, disagrees }) => `${stageText(stage)}${disagrees ? ' *' : ''}`, dropOrder: null },
    { head: 'Type', cell: ({ type }) => type ?? '-', dropOrder: 2 },
    { head: 'Sponsor', cell: ({ sponsors }) => sponsors.map(personText).join(' ') || '-', dropOrder: 3 },
    { head: 'Author', cell: ({ authors }) => peopleText(authors), dropOrder: 4 },
    { head: 'Created', cell: ({ created }) => quote(created ?? '-', 10), dropOrder: 6 },
    {
      head: 'Updated',
      cell: ({ pullRequest }) => pullRequest?.updatedAt.toISOString().slice(0, 10) ?? '-',
      dropOrder: 5,
    },
    { head: 'Title', cell: titleText, dropOrder: null },
  ]
}

function peopleText([first, ...others]: readonly Person[]): string {
  if (first === undefined) return '-'
  return `${personText(first)}${others.length === 0 ? '' : ` +${others.length}`}`
}

function countLine(entries: readonly SepEntry[], total: number): string {
  const count = entries.length === total ? total : `${entries.length} of ${total}`
  const stages: readonly (StageName | null)[] = [...STAGE_NAMES, null]
  const parts = stages.flatMap((stage) => {
    const stageCount = entries.filter((entry) => entry.stage === stage).length
    return stageCount === 0 ? [] : [`${stageCount} ${stageText(stage)}`]
  })
  const pullRequestCount = entries.filter(({ where }) => where === 'pull request').length
  const pullRequestText =
    pullRequestCount === 0
      ? ''
      : ` · ${pullRequestCount} in ${pullRequestCount === 1 ? 'a pull request' : 'pull requests'}`
  const footnote = entries.some(({ disagrees }) => disagrees)
    ? '\n* its label and its file disagree; for details: mcp-comms sep status'
    : ''
  return `${count} SEP${total === 1 ? '' : 's'}: ${parts.join(', ')}${pullRequestText}${footnote}`
}
