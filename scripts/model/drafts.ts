import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { checkPeople, checkVulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { isBlocking } from '../../src/preflight/preflight.ts'
import { classifiedInput } from '../../test/support/check-input.ts'

const draft = z.strictObject({
  title: z.string(),
  body: z.string(),
  lang: z.string().default('en'),
  /** What in the draft must stay private. */
  private: z.enum(['no', 'security', 'people']).default('no'),
})
type LabeledDraft = z.output<typeof draft>

/** Reads labeled drafts. A check should stop only those with something private. */
export function readDrafts(file: string): readonly LabeledDraft[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => draft.parse(JSON.parse(line)))
}

/** Returns the drafts that the check `vulnerability` or the check `people` would stop. */
export function stoppedDrafts(drafts: readonly LabeledDraft[]): readonly LabeledDraft[] {
  return drafts.filter(({ title, body }) => {
    const input = classifiedInput({ title, body })
    return [...checkVulnerability(input), ...checkPeople(input)].some(isBlocking)
  })
}
