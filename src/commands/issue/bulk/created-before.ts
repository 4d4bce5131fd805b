import { statusOf } from '../../../bulk/ledger/status.ts'
import { UsageError } from '../../../errors.ts'
import { ledgersOfOtherPlans } from '../../../storage/ledger-file.ts'
import { flagWords, shellOf } from '../../../text/quote.ts'
import type { BulkSession } from './preview.ts'

/**
 * Refuses a plan without a ledger if another plan on this computer has created one of its rows, with the same text: the plan was
 * probably renamed, moved or copied without its ledger.
 * @throws UsageError that names the other ledger
 */
export async function refuseCreatedBefore({ app, options, input, ledger }: BulkSession): Promise<void> {
  if (options.ledger !== undefined) return
  let rows: readonly NumberedRow[] | undefined
  for await (const other of ledgersOfOtherPlans(app, ledger)) {
    const statuses = statusOf(other.records)
    // Read once for all ledgers, because a plan can be long.
    rows ??= await numberedRows(input)
    const created = rows.find(({ key, hash }) => {
      const status = statuses.get(key)
      return status !== undefined && isOnGitHub(status) && hashIn(status) === hash
    })
    if (created === undefined) continue
    const flag = (path: string) => flagWords([['--ledger', path]], shellOf(app.env)).join(' ')
    throw new UsageError(
      `row ${created.number} of ${input.name} was created before, as ${other.path} says. Nothing was sent`,
      {
        hint: `If the plan was renamed, moved or copied, add ${flag(other.path)}, or move that file to ${ledger}. To create every row again: ${flag(ledger)}`,
      },
    )
  }
}

type NumberedRow = { readonly number: number; readonly key: string; readonly hash: string }

async function numberedRows({ rows }: BulkSession['input']): Promise<readonly NumberedRow[]> {
  const numbered: NumberedRow[] = []
  for await (const row of rows())
    if (row.ok) numbered.push({ number: row.value.at.row, key: row.value.key, hash: row.value.hash })
  return numbered
}

type Status = ReturnType<typeof statusOf> extends ReadonlyMap<string, infer S> ? S : never
type Sent = Extract<Status, { state: 'created' | 'sent-unknown' }>

function isOnGitHub(status: Status): status is Sent {
  return status.state === 'created' || status.state === 'sent-unknown'
}

function hashIn(status: Sent): string {
  return status.state === 'created' ? status.rowHash : status.sent.row
}
