import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { people, vulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { isBlocking } from '../../src/preflight/preflight.ts'
import { classifiedInput } from '../../test/support/check-input.ts'

const draft = z.strictObject({ title: z.string(), body: z.string() })
type HarmlessDraft = z.output<typeof draft>

/** Reads drafts of work items and ordinary bugs. A check that stops one of them is wrong. */
export function readHarmless(file: string): readonly HarmlessDraft[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => draft.parse(JSON.parse(line)))
}

/** Returns the drafts that the check `vulnerability` or the check `people` would stop. */
export function stoppedDrafts(drafts: readonly HarmlessDraft[]): readonly HarmlessDraft[] {
  return drafts.filter((harmless) => {
    const input = classifiedInput(harmless)
    return [...vulnerability(input), ...people(input)].some(isBlocking)
  })
}
