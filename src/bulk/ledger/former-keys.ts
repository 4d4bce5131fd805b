import { Failure } from '../../errors.ts'
import type { Destination } from '../../preflight/destination.ts'
import { excerpt } from '../../text/quote.ts'
import { hasDerivedKey, keysInRepo, type PlannedRow } from '../plan/planned-row.ts'
import { type Parsed, positionText } from '../rows/row.ts'
import { createFormerNameFinder } from './other-keys.ts'
import type { LedgerRecord } from './record.ts'
import { mayHaveBeenCreated, type Statuses, statusesOf } from './status.ts'

type FormerRow = { readonly key: string; readonly repo: string; readonly why: 'rename' | 'default' | 'accents' }

/**
 * Returns a function that says if the ledger has a row under another key; null: it does not. A derived key depends on the title of the
 * row and on the name of its repository. So the key has changed if the row was sent before its repository was renamed, to the default
 * repository of an earlier run, or with another Unicode form of its title.
 */
export function createFormerKeyCheck(
  records: readonly LedgerRecord[],
  statuses: Statuses,
): (row: PlannedRow, destination: Pick<Destination, 'onGitHub' | 'repo'>) => string | null {
  const formerNamesOf = createFormerNameFinder(records)
  const defaultRepos = formerDefaultRepos(records)
  return (row, { onGitHub, repo: currentRepo }) => {
    if (!hasDerivedKey(row) || mayHaveBeenCreated(statuses.get(row.key))) return null
    const findIn = (repos: Iterable<string>, why: FormerRow['why']): FormerRow | null => {
      for (const repo of repos) {
        const key = keysInRepo(row, repo).find((candidate) => mayHaveBeenCreated(statuses.get(candidate)))
        if (key !== undefined) return { repo, key, why }
      }
      return null
    }
    const formerNames = formerNamesOf(onGitHub?.target ?? null)
    const former =
      findIn([row.draft.repo], 'accents') ??
      findIn(formerNames, 'rename') ??
      (row.usesDefaultRepo === true ? findIn(defaultRepos, 'default') : null)
    return former === null ? null : formerRowMessage(former, currentRepo)
  }
}

function formerRowMessage({ key, repo: formerRepo, why }: FormerRow, repo: string): string {
  const remedy = `give it the key "${key}", so that it is not sent again`
  switch (why) {
    case 'accents':
      return `it was already sent with the same title, whose accents were stored in another way (Unicode NFC or NFD): ${remedy}`
    case 'rename':
      return `it was already sent when ${repo} was called ${formerRepo}: ${remedy}`
    case 'default':
      return `it was already sent to ${formerRepo} by an earlier run: pass --repo ${formerRepo} again, or name the repository in the row if it is another post`
    default:
      return why satisfies never
  }
}

/**
 * The repositories to which earlier runs may have sent the rows that name none. Older versions did not record the default repository of
 * a run, so it may be any repository to which that run sent something.
 */
function formerDefaultRepos(records: readonly LedgerRecord[]): ReadonlySet<string> {
  const repos = new Set<string>()
  let isRecorded = false
  for (const record of records) {
    if (record.record === 'run') {
      isRecorded = record.repo !== undefined
      if (record.repo !== undefined) repos.add(record.repo)
    } else if (record.record === 'sending' && !isRecorded) repos.add(record.repo)
  }
  return repos
}

type Rows = AsyncIterable<Parsed<PlannedRow>>

/**
 * Earlier versions read the number 1.50 in JSON as 1.5, which may have changed the key of a row. If the ledger has a row under such
 * a former key, the row would look new, and would be created a second time. So this function refuses the plan.
 * @param formerRows the rows as those versions read them, in the same order
 * @throws Failure (validation)
 */
export async function refuseFormerKeys(records: readonly LedgerRecord[], rows: Rows, formerRows: Rows): Promise<void> {
  const statuses = statusesOf(records)
  const iterator = formerRows[Symbol.asyncIterator]()
  try {
    for await (const row of rows) {
      const { done, value: formerRow } = await iterator.next()
      if (done === true) return
      if (!row.ok || !formerRow.ok || row.value.at.row !== formerRow.value.at.row) continue
      const { key } = row.value
      const { key: formerKey } = formerRow.value
      if (key === formerKey || statuses.has(key) || !statuses.has(formerKey)) continue
      throw new Failure(
        'validation',
        `${positionText(row.value.at)}: an earlier version of mcp-comms read a number in this row differently, such as 1.50 as 1.5, so the ledger has this row under the key "${excerpt(formerKey)}". Nothing was sent`,
        {
          hint: 'Write the number as that version read it, in quotes ("1.5"), or give the row another "key" if it is another post',
        },
      )
    }
  } finally {
    // Otherwise the file would stay open.
    await iterator.return?.()
  }
}
