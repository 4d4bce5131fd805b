import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { IssueVersion } from '../../github/issues.ts'
import { hashOf } from '../../system/hash.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import { Interrupted } from '../pace/pace.ts'
import { type RunContext, timestamp } from './run-context.ts'
import { ledgerLimit, sendAndRecordPace, sendUntilSettled, shouldGiveUp } from './write.ts'

export type EditHistory = {
  /** Whether the outcome of the last edit is unknown. */
  readonly isUnconfirmed: boolean
  /** When the text was last changed on GitHub, as far as we know. */
  readonly updatedAt: Date | null
}

/** The body of an issue that people edit too. */
export type SharedText = {
  readonly key: string
  readonly repo: string
  readonly id: string
  /** Adds our part to a body. Returns the same body if nothing is missing. */
  readonly merge: (body: string) => string
  readonly history: EditHistory
  /** What the ledger records about our part. */
  readonly listed?: NonNullable<RecordOf<'sending'>['listed']>
}

/** GitHub gives up on a request after ten seconds. Writes were seen to take effect up to 25 seconds after they were sent. */
const TAKES_EFFECT_WITHIN_MS = 30_000
const LOOK_UP_AFTER_MS = [1_000, 4_000, TAKES_EFFECT_WITHIN_MS]
const MAX_TRIES = 3

/** The history of a text that this program has never edited. */
export const UNEDITED: EditHistory = { isUnconfirmed: false, updatedAt: null }

/** Leaves out the edits of another issue, which the row reused before. */
export function editHistory(records: readonly LedgerRecord[], key: string): EditHistory {
  const reused = records.findLastIndex((record) => record.record === 'reused' && record.key === key)
  const edits = records
    .slice(reused + 1)
    .filter((record) => 'act' in record && record.act === 'edit' && record.key === key)
  const versions = edits.flatMap((record) => ('version' in record && record.version ? [record.version] : []))
  const last = versions.at(-1)
  return { isUnconfirmed: edits.at(-1)?.record === 'sending', updatedAt: last === undefined ? null : new Date(last) }
}

/**
 * Merges our part into a text that people edit too, and keeps what they have written. Each attempt waits for its turn, and then
 * reads the text again. No attempt begins while an earlier one may still take effect and overwrite what people have written since.
 * @throws GitHubFailure, Failure, Interrupted
 */
export async function editSharedText(run: RunContext, text: SharedText): Promise<void> {
  const { clock } = run
  if (text.history.isUnconfirmed) await clock.sleep(TAKES_EFFECT_WITHIN_MS)
  for (let tries = 1; ; tries++) {
    const current = await readCurrent(run, text)
    const body = text.merge(current.body)
    if (body === current.body && !text.history.isUnconfirmed && tries === 1) return
    if (body === current.body) return recordDone(run, text, current)
    const result = await sendEdit(run, text, body)
    if ('version' in result) return recordDone(run, text, result.version)
    if (tries >= MAX_TRIES && result.failure !== null)
      throw new GitHubFailure({ kind: 'unconfirmed', after: result.failure.reason })
  }
}

const PAUSES_MS = [2_000, 8_000, 20_000]

/** @throws Failure if GitHub shows only a version older than the newest that we know of. */
async function readCurrent(run: RunContext, { repo, id, history }: SharedText): Promise<IssueVersion> {
  const { github, clock, stop } = run
  for (const pause of [...PAUSES_MS, null]) {
    if (stop.aborted) throw new Interrupted()
    const result = await sendUntilSettled(run, () => github.currentIssueBody(repo, { id }))
    if (result.outcome !== 'done') throw result.failure
    if (history.updatedAt === null || result.value.updatedAt >= history.updatedAt) return result.value
    if (pause !== null) await clock.sleep(pause)
  }
  throw new Failure('GitHub', 'GitHub shows an older version of it than before', {
    hint: 'run the command again later',
  })
}

type EditResult = { readonly version: IssueVersion } | { readonly failure: GitHubFailure | null }

/**
 * Sends the text at once. It does not wait for its turn again after `readCurrent`, because people could change the text meanwhile.
 * `failure` null: a limit was reached.
 */
async function sendEdit(run: RunContext, text: SharedText, body: string): Promise<EditResult> {
  const { github, append } = run
  const { key, repo, id, merge, listed = [] } = text
  const about = { key, act: 'edit' } as const
  const marker = run.newId()
  const details = { row: hashOf(body), repo, kind: 'issue', marker, ...(listed.length > 0 && { listed }) } as const
  await append({ record: 'sending', at: timestamp(run), ...about, ...details })
  const { result, refusal } = await sendAndRecordPace(run, () => github.updateIssueBody(repo, { id }, body))
  if (result.outcome === 'done') {
    const isComplete = merge(result.value.body) === result.value.body
    return isComplete ? { version: result.value } : { failure: new GitHubFailure({ kind: 'partial', about: repo }) }
  }
  if (result.outcome === 'unknown') return lookUpEdit(run, text, body, result.failure)
  const reason = result.failure.message
  await append({ record: 'refused', at: timestamp(run), ...about, reason, limit: ledgerLimit(refusal) })
  if (refusal === null || shouldGiveUp(run)) throw result.failure
  return { failure: null }
}

/** Reads the text until our edit has taken effect, or no longer can. */
async function lookUpEdit(
  run: RunContext,
  text: SharedText,
  body: string,
  failure: GitHubFailure,
): Promise<EditResult> {
  for (const pause of LOOK_UP_AFTER_MS) {
    await run.clock.sleep(pause)
    const version = await readCurrent(run, text)
    if (version.body === body) return { version }
  }
  return { failure }
}

async function recordDone(run: RunContext, { key }: SharedText, { updatedAt }: IssueVersion): Promise<void> {
  const done: RecordOf<'done'> = {
    record: 'done',
    at: timestamp(run),
    key,
    act: 'edit',
    version: updatedAt.toISOString(),
  }
  await run.append(done)
}
