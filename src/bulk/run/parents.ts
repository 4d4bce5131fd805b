import { Failure, type FailureClass } from '../../errors.ts'
import type { ExistingIssue } from '../../github/issues.ts'
import { type IssueRef, issueRef } from '../../publish/publication.ts'
import type { Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { type RunContext, timestamp } from './running.ts'
import { changeOnce } from './write.ts'

export type Parent = { readonly id: string; readonly url: string }

/** The parents of rows. Each is read from GitHub once, unless this run has created it. */
export type ParentLookup = {
  /** null: the row has no parent. @throws Failure if the parent does not exist. */
  find(row: PlannedRow): Promise<Parent | null>
  add(key: string, parent: Parent): void
}

/** Reads an issue, and remembers it; null: there is none. */
export type ReadIssue = (ref: IssueRef) => Promise<ExistingIssue | null>

/** @param wanted the keys that rows name as their parent. Other rows are not kept in memory. */
export function lookUpParents(
  read: ReadIssue,
  statuses: ReadonlyMap<string, Status>,
  wanted: ReadonlySet<string>,
): ParentLookup {
  const created = new Map<string, Parent>()
  const readByText = async (text: string, repo: string) => {
    const ref = issueRef(text, repo)
    return ref && read(ref)
  }
  const parentWithKey = async (key: string): Promise<Parent> => {
    const status = statuses.get(key)
    const url = status?.state === 'created' || status?.state === 'reused' ? status.url : null
    const parent = created.get(key) ?? (url === null ? null : await readByText(url, ''))
    if (parent === null)
      throw new Failure('validation', `its parent, the row "${key}", does not exist yet`, {
        hint: 'run the same command again, once that row is created',
      })
    return parent
  }
  return {
    add: (key, { id, url }) => {
      if (wanted.has(key)) created.set(key, { id, url })
    },
    async find({ draft, parentKey }) {
      if (parentKey !== null) return parentWithKey(parentKey)
      if (draft.parent === null) return null
      const parent = await readByText(draft.parent, draft.repo)
      if (parent === null)
        throw new Failure('validation', `its parent ${draft.parent} does not exist`, {
          hint: 'correct "parent" in the plan',
        })
      return parent
    },
  }
}

/** Records the existing issue that a row uses. Nothing is sent. */
export function recordReused(
  running: RunContext,
  { key, hash }: PlannedRow,
  { number, url }: ExistingIssue,
): Promise<void> {
  return running.append({ record: 'reused', at: timestamp(running), key, row: hash, number, url })
}

/** Errors that the next run would get again. */
const PERMANENT: ReadonlySet<FailureClass> = new Set(['validation', 'permission'])

export type LinkResult = { readonly notes: readonly string[]; readonly incomplete: boolean }
export const LINKED: LinkResult = { notes: [], incomplete: false }

/**
 * Makes an existing issue a sub-issue of its parent, unless it already has another one.
 * @returns what could not be done. @throws Failure for an error that may be temporary; Interrupted
 */
export async function linkToParent(
  running: RunContext,
  { key, hash }: PlannedRow,
  { id, repo, number, parent: current }: ExistingIssue,
  parent: Parent,
): Promise<LinkResult> {
  if (current === parent.url) return LINKED
  if (current !== null) return { ...LINKED, notes: [`it already has the parent ${current}, which was kept`] }
  const { github } = running
  const parentRepo = issueRef(parent.url, repo)?.repo ?? repo
  const about = { key, act: 'link', row: hash, repo: parentRepo, kind: 'issue', marker: running.newId() } as const
  try {
    await changeOnce(running, {
      about,
      send: () => github.addSubIssue(parentRepo, parent, { id }),
      lookUp: async () => ((await github.issue(repo, number))?.parent === parent.url ? true : null),
    })
    return LINKED
  } catch (error) {
    if (error instanceof Failure && PERMANENT.has(error.failure))
      return { notes: [`it could not be made a sub-issue of ${parent.url}: ${error.message}`], incomplete: true }
    throw error
  }
}
