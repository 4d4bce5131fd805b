import { type Format, planRows } from '../../src/bulk/plan/plan.ts'
import type { PlannedRow } from '../../src/bulk/plan/planned-row.ts'
import { problemText } from '../../src/bulk/rows/row.ts'
import { collect, inChunks } from './chunks.ts'

/** The repository of rows that name none. */
export const DEFAULT_REPO = 'o/n'

export function readPlan(text: string, format: Format = 'yaml') {
  return collect(planRows(inChunks(text), { file: 'plan', format, repo: DEFAULT_REPO }))
}

export async function validRows(text: string, format?: Format): Promise<readonly PlannedRow[]> {
  return (await readPlan(text, format)).map((one) => {
    if (one.ok) return one.value
    throw new Error(one.problems.map(problemText).join('\n'))
  })
}

export async function planProblems(text: string, format?: Format): Promise<readonly string[]> {
  return (await readPlan(text, format)).flatMap((one) => (one.ok ? [] : one.problems.map(problemText)))
}

/** Reads a plan in this format from chunks that end at these offsets. */
export function readPlanInChunks(format: Format, text: string, ...cuts: readonly number[]) {
  return collect(planRows(inChunks(text, cuts), { file: `plan.${format}`, format, repo: DEFAULT_REPO }))
}
