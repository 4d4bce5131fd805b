import type { Outlook } from '../../../bulk/inspect/summary.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import type { Problem } from '../../../bulk/rows/row.ts'
import type { RowResult } from '../../../bulk/run/run-context.ts'

/** The fields of `--json` that describe a row; `row` is its number in the plan. */
export function rowJson({ at, key, draft: { kind, repo, title }, reuse }: PlannedRow) {
  return { row: at.row, line: at.line, key, kind, repo, title, reuse }
}

export function outlookJson(row: PlannedRow | null, state: Outlook, problems: readonly Problem[]) {
  const messages = problems.length === 0 ? undefined : problems.map(({ message }) => message)
  if (row === null)
    return { row: problems[0]?.at.row ?? 0, line: problems[0]?.at.line ?? null, state, problems: messages }
  const { at, key, draft, reuse } = row
  const { kind, repo, title } = draft
  return { row: at.row, line: at.line, key, kind, repo, title, reuse, state, problems: messages }
}

export function resultJson(row: PlannedRow, result: RowResult) {
  return { ...rowJson(row), ...resultFields(result) }
}

function resultFields(result: RowResult) {
  switch (result.state) {
    case 'created': {
      const { state, number, url, applied, dropped, notes } = result
      return { state, number, url, labels: { applied, dropped }, notes }
    }
    case 'failed':
    case 'unconfirmed':
      return { state: result.state, class: result.failure.failureClass, problems: [result.failure.message] }
    case 'reused':
    case 'skipped':
    case 'pending':
      return result
    default:
      return result satisfies never
  }
}
