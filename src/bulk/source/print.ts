import { Document, Scalar } from 'yaml'
import { escaped } from '../plan/fill.ts'
import type { TaskRow } from './rows.ts'

/** What a plan of tasks says. */
export type TaskPlan = {
  /** null: it is left open, for a person to fill in. */
  readonly repo: string | null
  readonly labels: readonly string[]
  /** The issue that every row is a part of which names no other row. */
  readonly parent: string | null
  readonly rows: readonly TaskRow[]
}

/** The plan as YAML, from which the same rows are read again. */
export function printPlan({ repo, labels, parent, rows }: TaskPlan): string {
  const defaults = {
    repo: repo === null ? blank(' owner/name') : repo,
    ...(labels.length > 0 ? { labels: labels.map(scalar) } : {}),
    ...(parent === null ? {} : { parent }),
  }
  return new Document({ defaults, rows: rows.map(said) }).toString({ lineWidth: 0, nullStr: '' })
}

function said(row: TaskRow): Readonly<Record<string, Scalar | string>> {
  const { key, parent } = row
  const what = 'reuse' in row ? { reuse: row.reuse } : { title: scalar(row.title), ...bodyOf(row.body) }
  return { key, ...(parent === null ? {} : { parent }), ...what }
}

function bodyOf(body: string): { readonly body?: Scalar } {
  return body === '' ? {} : { body: scalar(body) }
}

/** The plan reads more spellings of `null` as nothing than YAML does. */
function scalar(text: string): Scalar {
  const node = new Scalar(escaped(text))
  if (/^(?:~|null)$/i.test(text)) node.type = Scalar.QUOTE_DOUBLE
  return node
}

function blank(hint: string): Scalar {
  const node = new Scalar(null)
  node.comment = hint
  return node
}
