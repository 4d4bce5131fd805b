import { Document, Scalar } from 'yaml'
import { escapeBraces } from '../plan/fill.ts'
import type { TaskRow } from './rows.ts'

export type TaskPlan = {
  /** null: the plan leaves it empty, with a hint for its author. */
  readonly repo: string | null
  readonly labels: readonly string[]
  /** The parent of every row that has no parent of its own. */
  readonly parent: string | null
  readonly rows: readonly TaskRow[]
  /** The private post that the plan was made from; null: everyone can see the post, or the task list is a file. */
  readonly source: { readonly url: string; readonly private: true } | null
}

/** The plan as YAML, which our own reader turns into the same rows. */
export function printPlan({ repo, labels, parent, rows, source }: TaskPlan): string {
  const defaults = {
    repo: repo === null ? emptyWithHint(' owner/name') : repo,
    ...(labels.length > 0 ? { labels: labels.map(scalar) } : {}),
    ...(parent === null ? {} : { parent }),
  }
  return new Document({ ...(source === null ? {} : { source }), defaults, rows: rows.map(toYaml) }).toString({
    lineWidth: 0,
    nullStr: '',
  })
}

function toYaml(row: TaskRow): Readonly<Record<string, Scalar | string>> {
  const { key, parent } = row
  const content = 'reuse' in row ? { reuse: row.reuse } : { title: scalar(row.title), ...bodyOf(row.body) }
  return { key, ...(parent === null ? {} : { parent }), ...content }
}

function bodyOf(body: string): { readonly body?: Scalar } {
  return body === '' ? {} : { body: scalar(body) }
}

/**
 * A YAML value that our reader reads back as the same text. `~` and `null` (in any letter case) get quotes, because our reader
 * takes them for an empty value, and the YAML printer does not quote all of them.
 */
function scalar(text: string): Scalar {
  const node = new Scalar(escapeBraces(text))
  if (/^(?:~|null)$/i.test(text)) node.type = Scalar.QUOTE_DOUBLE
  return node
}

function emptyWithHint(hint: string): Scalar {
  const node = new Scalar(null)
  node.comment = hint
  return node
}
