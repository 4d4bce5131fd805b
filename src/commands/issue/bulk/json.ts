import type { Outlook } from '../../../bulk/inspect/summary.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import type { Problem } from '../../../bulk/rows/row.ts'
import type { RowResult } from '../../../bulk/run/run-context.ts'

/** The fields of `--json` that describe a row; `row` is its number in the plan. */
export function rowJson({ at, key, draft, reuse }: PlannedRow) {
  const { kind, repo, title } = draft
  return { row: at.row, line: at.line, key, kind, repo, title, reuse }
}

export function outlookJson(row: PlannedRow | null, state: Outlook, problems: readonly Problem[]) {
  const [first] = problems
  const position = row === null ? { row: first?.at.row ?? 0, line: first?.at.line ?? null } : rowJson(row)
  return { ...position, state, ...(problems.length === 0 ? {} : { problems: problems.map(({ message }) => message) }) }
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
