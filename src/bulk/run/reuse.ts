import { Failure, type FailureClass } from '../../errors.ts'
import type { ExistingIssue } from '../../github/github.ts'
import { issueRef } from '../../publish/publication.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { journaled } from './journaled.ts'
import type { Parent } from './parents.ts'
import { nowIn, type Running } from './running.ts'

/** Writes down that an issue does the job of a row already. Nothing is sent. */
export function noteReused(running: Running, { key, hash }: PlannedRow, { number, url }: ExistingIssue): Promise<void> {
  return running.append({ record: 'reused', at: nowIn(running), key, row: hash, number, url })
}

/** What is not otherwise at the next run. */
const LASTING: ReadonlySet<FailureClass> = new Set(['validation', 'permission'])

export type Linked = { readonly notes: readonly string[]; readonly incomplete: boolean }
export const LINKED: Linked = { notes: [], incomplete: false }

/**
 * Makes an issue that was there before a sub-issue of its parent. One that is a part of another stays so.
 * @returns what cannot be done. @throws Failure that may pass; Stopped
 */
export async function link(
  running: Running,
  { key, hash }: PlannedRow,
  { id, repo, number, parent: current }: ExistingIssue,
  parent: Parent,
): Promise<Linked> {
  if (current === parent.url) return LINKED
  if (current !== null) return { ...LINKED, notes: [`it is a part of ${current} already, and was left there`] }
  const { github } = running
  const parentRepo = issueRef(parent.url, repo)?.repo ?? repo
  const about = { key, act: 'link', row: hash, repo: parentRepo, kind: 'issue', marker: running.newId() } as const
  try {
    await journaled(running, {
      about,
      send: () => github.addSubIssue(parentRepo, parent, { id }),
      lookUp: async () => ((await github.issue(repo, number))?.parent === parent.url ? true : null),
    })
    return LINKED
  } catch (error) {
    if (error instanceof Failure && LASTING.has(error.failure))
      return { notes: [`it could not be made a part of ${parent.url}: ${error.message}`], incomplete: true }
    throw error
  }
}
