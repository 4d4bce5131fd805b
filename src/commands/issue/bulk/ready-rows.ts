import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import { problemText } from '../../../bulk/rows/problem.ts'
import type { Ready } from '../../../bulk/run/ready.ts'
import { Failure } from '../../../errors.ts'
import type { PlanInput } from './plan-file.ts'
import { type Preparing, prepare } from './prepare.ts'

/** The rows of a plan that has been looked at. @throws Failure where it was changed to something else meanwhile. */
export async function* rowsOf({ rows, name }: PlanInput): AsyncGenerator<PlannedRow> {
  for await (const read of rows()) {
    if (read.ok) yield read.value
    else {
      const [problem] = read.problems
      throw new Failure(
        'file',
        `${name} was changed meanwhile: ${problem === undefined ? '' : problemText(problem)}; run the command again`,
      )
    }
  }
}

/** @throws Failure for a row that is not as it was when all were looked at. */
export async function readyOf(preparing: Preparing, row: PlannedRow): Promise<Ready> {
  const { ready, faults } = await prepare(preparing, row)
  if (ready !== null) return ready
  throw new Failure('validation', faults.map(({ message }) => message).join('; '))
}
