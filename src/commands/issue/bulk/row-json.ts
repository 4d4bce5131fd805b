import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Problem } from '../../../bulk/rows/problem.ts'
import type { RowResult } from '../../../bulk/run/apply.ts'
import type { Outlook } from './survey.ts'

/** One line of `--json` for a row; `row` is its number in the plan. */
export function rowJson({ at, key, draft, reuse }: PlannedRow) {
  const { kind, repo, title } = draft
  return { row: at.row, line: at.line, key, kind, repo, title, reuse }
}

export function outlookJson(row: PlannedRow | null, state: Outlook, problems: readonly Problem[]) {
  const [first] = problems
  const where = row === null ? { row: first?.at.row ?? 0, line: first?.at.line ?? null } : rowJson(row)
  return { ...where, state, ...(problems.length === 0 ? {} : { problems: problems.map(({ message }) => message) }) }
}

export function endJson(row: PlannedRow, end: RowResult) {
  return { ...rowJson(row), ...endFields(end) }
}

function endFields(end: RowResult) {
  switch (end.state) {
    case 'created': {
      const { state, number, url, applied, dropped, notes } = end
      return { state, number, url, labels: { applied, dropped }, notes }
    }
    case 'failed':
      return { state: end.state, class: end.failure.failure, problems: [end.failure.message] }
    case 'reused':
    case 'skipped':
    case 'pending':
      return end
    default:
      return end satisfies never
  }
}
