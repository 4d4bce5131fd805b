import { Failure } from '../../errors.ts'
import type { ExistingIssue } from '../../github/github.ts'
import { type IssueRef, issueRef } from '../../publish/publication.ts'
import type { Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned.ts'

export type Parent = { readonly id: string; readonly url: string }

/** The issues that rows are a part of. GitHub is asked for each once, and not for what this run itself made. */
export type Parents = {
  /** null: it is part of none. @throws Failure where the parent is not there. */
  of(row: PlannedRow): Promise<Parent | null>
  add(key: string, parent: Parent): void
}

/** Reads an issue, which it knows from then on; null: there is none. */
export type ReadIssue = (ref: IssueRef) => Promise<ExistingIssue | null>

/** @param wanted the keys that rows name as their parent: of no other row anything is kept. */
export function parentsOf(
  read: ReadIssue,
  statuses: ReadonlyMap<string, Status>,
  wanted: ReadonlySet<string>,
): Parents {
  const made = new Map<string, Parent>()
  const ask = async (text: string, repo: string) => {
    const ref = issueRef(text, repo)
    return ref && read(ref)
  }
  const ofKey = async (key: string): Promise<Parent> => {
    const status = statuses.get(key)
    const there = status?.state === 'created' || status?.state === 'reused' ? status.url : null
    const parent = made.get(key) ?? (there === null ? null : await ask(there, ''))
    if (parent === null) throw new Failure('validation', `its parent, the row "${key}", is not there yet`)
    return parent
  }
  return {
    add: (key, { id, url }) => {
      if (wanted.has(key)) made.set(key, { id, url })
    },
    async of({ draft, parentKey }) {
      if (parentKey !== null) return ofKey(parentKey)
      if (draft.parent === null) return null
      const parent = await ask(draft.parent, draft.repo)
      if (parent === null)
        throw new Failure('validation', `there is no issue ${draft.parent} that it could be a part of`)
      return parent
    },
  }
}
