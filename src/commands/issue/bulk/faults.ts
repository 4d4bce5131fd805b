import { isOverridable } from '../../../checks/names.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { bulkFaultsView } from '../../../terminal/views/bulk/faults.ts'
import type { BulkContext } from './context.ts'
import type { RowFault } from './prepare.ts'

/** Every fault of a plan at once, with file and row. As JSON it stands in the line of its row. */
export async function showFaults({ app, input, options }: BulkContext, faults: readonly RowFault[]): Promise<void> {
  if (faults.length === 0) return
  const { err } = app.terminal
  const lacksLabel = faults.some(({ message }) => message.startsWith('there is no label '))
  const hints = [
    ...(lacksLabel && options.createLabels !== true ? ['or add --create-labels'] : []),
    ...overrides(faults),
  ]
  err.write(bulkFaultsView(input.name, faults, hints, await err.style(), err.columns))
}

/** A check that is wrong about one row is overridden in that row, so that it still looks at the others. */
function overrides(faults: readonly RowFault[]): readonly string[] {
  const checks = [...new Set(faults.flatMap(({ check }) => (check === null || !isOverridable(check) ? [] : [check])))]
  if (checks.length === 0) return []
  return [
    `or, where a check is wrong about a row, write "allow: ${checks.join(', ')}" into it (--allow is for all rows)`,
  ]
}

/** A plan that only checks stop is told apart from one that GitHub would not take. */
export function faultsExit(faults: readonly RowFault[]): ExitCode {
  if (faults.length === 0) return EXIT.done
  return faults.every(({ check }) => check !== null) ? EXIT.stopped : EXIT.failed
}
