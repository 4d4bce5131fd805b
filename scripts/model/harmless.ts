import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { people, vulnerability } from '../../src/checks/sensitive.ts'
import { readInput } from '../../test/support/check-input.ts'

const draft = z.strictObject({ title: z.string(), body: z.string() })
type HarmlessDraft = z.output<typeof draft>

/** Work items and ordinary bugs: a check that stops one of them costs its author an explanation. */
export function readHarmless(file: string): readonly HarmlessDraft[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => draft.parse(JSON.parse(line)))
}

/** Those that `vulnerability` or `people` would stop. */
export function stoppedOf(drafts: readonly HarmlessDraft[]): readonly HarmlessDraft[] {
  return drafts.filter((one) => {
    const input = readInput(one)
    return [...vulnerability(input), ...people(input)].length > 0
  })
}
