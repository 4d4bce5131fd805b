import { quote } from '../../../text/quote.ts'
import { type Column, type Style, table } from '../../style.ts'

type ListedRecord = {
  readonly kind: 'issue' | 'discussion'
  readonly number: number
  readonly title: string
  readonly createdAt: Date
  readonly author: string | null
  readonly category: string | null
  readonly steps: { readonly total: number; readonly closed: number } | null
}

export function recordTable(records: readonly ListedRecord[], style: Style, columns: number): string {
  const hasSteps = records.some(({ steps }) => steps !== null)
  return `${table(records, columnsOf(style, hasSteps), columns - 1)}\n`
}

function columnsOf(style: Style, hasSteps: boolean): readonly Column<ListedRecord>[] {
  return [
    { head: 'Record', cell: ({ number }) => `#${number}`, dropOrder: null, style: style.answer },
    { head: 'Date', cell: ({ createdAt }) => createdAt.toISOString().slice(0, 10), dropOrder: null },
    { head: 'Where', cell: ({ category }) => (category === null ? 'issue' : quote(category, 20)), dropOrder: 2 },
    { head: 'Author', cell: ({ author }) => (author === null ? '-' : quote(`@${author}`, 20)), dropOrder: 3 },
    ...(hasSteps ? [{ head: 'Done', cell: stepsCell, dropOrder: 1 }] : []),
    { head: 'Title', cell: ({ title }) => quote(title, 200), dropOrder: null },
  ]
}

function stepsCell({ steps }: ListedRecord): string {
  return steps === null ? '-' : `${steps.closed} of ${steps.total}`
}
