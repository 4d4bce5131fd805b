import { Failure } from '../../errors.ts'
import type { GitHubFailure } from '../../github/failure.ts'
import type { LookUp } from '../../github/look-up.ts'
import { unlessAbandoned, type WriteResult, writeOnce } from '../../github/retry.ts'
import type { NamedItem } from '../../github/target.ts'
import type { Action, RecordOf } from '../ledger/record.ts'
import { DOCUMENTED_LIMITS } from '../pace/limits.ts'
import { Interrupted, type Refusal } from '../pace/pace.ts'
import { type RunContext, timestamp } from './run-context.ts'

/** What the ledger records about a write before it is sent. */
export type WriteInfo = Omit<RecordOf<'sending'>, 'record' | 'at'>

/** Sends a write. `at` is GitHub's time just before it. */
export type Dispatch = <T>(send: (at: Date) => Promise<WriteResult<T>>) => Promise<WriteResult<T>>

/** A run gives up after this many refusals in a row. With the waits between them, that usually takes more than two hours. */
const MAX_REFUSALS = 8

/**
 * Sends a write at the allowed pace, with a record before it and another one if GitHub refuses it. If a limit was the reason, it
 * sends the write again, because a refused write has no effect. A write that may have had an effect is left to the caller.
 */
export function recordedDispatch(run: RunContext, about: WriteInfo): Dispatch {
  return async (send) => {
    for (;;) {
      await run.pacer.waitForTurn()
      const sentAt = await run.github.time()
      if (run.stop.aborted) throw new Interrupted()
      await run.append({ record: 'sending', at: sentAt.toISOString(), ...about })
      const { result, refusal } = await sendAndRecordPace(run, () => send(sentAt))
      if (result.outcome !== 'refused') return result
      const { key, act } = about
      await run.append({
        record: 'refused',
        at: timestamp(run),
        key,
        act,
        reason: result.failure.message,
        limit: ledgerLimit(refusal),
      })
      if (refusal === null || shouldGiveUp(run)) return result
    }
  }
}

export function shouldGiveUp({ pacer }: RunContext): boolean {
  return (pacer.pace().streak?.refusalCount ?? 0) >= MAX_REFUSALS
}

/** Sends a write and records the response for the pace. Refusals for reasons other than a limit are not recorded. */
export async function sendAndRecordPace<T>({ clock, pacer, abandon }: RunContext, send: () => Promise<WriteResult<T>>) {
  const sentAt = clock.now().getTime()
  const result = await unlessAbandoned(send(), abandon)
  const refusal = result.outcome === 'refused' ? limitRefusal(result.failure) : null
  if (result.outcome !== 'refused' || refusal !== null) {
    const paceRefusal = result.outcome === 'unknown' ? requestedPause(result.failure) : refusal
    pacer.record({ sent: sentAt, settled: clock.now().getTime(), refused: paceRefusal })
  }
  return { result, refusal }
}

/** The pause that GitHub asks for, even in a response that does not say whether the write took effect. */
function requestedPause({ reason }: GitHubFailure): Refusal | null {
  const seconds = 'retryAfter' in reason ? (reason.retryAfter ?? null) : null
  return seconds === null ? null : { kind: 'secondary-limit', retryAfter: seconds }
}

/** null: the write was refused for a reason other than a limit. */
function limitRefusal({ reason }: GitHubFailure): Refusal | null {
  switch (reason.kind) {
    case 'primary-limit':
    case 'secondary-limit':
      return reason
    case 'submitted-too-quickly':
      return { kind: reason.kind }
    default:
      return null
  }
}

export function ledgerLimit(refusal: Refusal | null): RecordOf<'refused'>['limit'] {
  if (refusal?.kind !== 'primary-limit') return refusal
  return { kind: refusal.kind, resetAt: refusal.resetAt.toISOString() }
}

/** A write that can be repeated safely, because GitHub ignores or refuses it the second time. */
export type Change<T> = {
  readonly about: WriteInfo & { readonly act: Exclude<Action, 'create'> }
  readonly send: () => Promise<WriteResult<T>>
  /** Reads from GitHub whether the change took effect. null: GitHub does not show it. */
  readonly lookUp: () => Promise<T | null>
  /** What the ledger records about the effect. */
  readonly toRecord?: (value: T) => { readonly label: NamedItem } | { readonly number: number; readonly url: string }
}

const LOOK_UP_AFTER_MS = [1_000, 4_000, 10_000]

/**
 * Makes a change, with a record in the ledger before it and another one after it.
 * @throws GitHubFailure if it could not be made; Interrupted.
 */
export async function makeChange<T>(run: RunContext, change: Change<T>): Promise<T> {
  const { about, send, lookUp, toRecord } = change
  const { key, act } = about
  const dispatch = recordedDispatch(run, about)
  let value: T
  try {
    value = await writeOnce(
      { send: () => dispatch(send), lookUp: createLookUp(lookUp) },
      { clock: run.clock, stop: run.abandon, pauses: LOOK_UP_AFTER_MS },
    )
  } catch (error) {
    // A write of an earlier run may have taken effect late, and GitHub refuses it the second time.
    const existing = error instanceof Failure && error.failureClass === 'validation' ? await lookUp() : null
    if (existing === null) throw error
    value = existing
  }
  await run.append({ record: 'done', at: timestamp(run), key, act, ...toRecord?.(value) })
  return value
}

const NOT_YET = { outcome: 'unconfirmed', until: null, hidden: null } as const

/** Returns a look-up that reports a change as missing only after the last pause, because a missing change is sent again. */
function createLookUp<T>(lookUp: () => Promise<T | null>): () => Promise<LookUp<T>> {
  let lookUpCount = 0
  return async () => {
    const value = await lookUp()
    lookUpCount += 1
    if (value !== null) return { outcome: 'found', value }
    // Each time the change is sent, there is one look-up for each pause.
    const isAfterLastPause = lookUpCount % LOOK_UP_AFTER_MS.length === 0
    return isAfterLastPause ? { outcome: 'missing' } : NOT_YET
  }
}

const MAX_UNKNOWN_OUTCOMES = 3
const PAUSE_MS = 4_000

/**
 * Sends a write that can be repeated safely, at the allowed pace, until it is done, or refused for a reason other than a limit.
 * The write changes a post that exists already, so it is sent even after the person has asked to stop, unless GitHub has just refused a
 * write because of a limit.
 * @throws GitHubFailure for an error that may be temporary, and for bad credentials. If the person stops the run while GitHub refuses
 * writes because of a limit: the failure of this write, or Interrupted if only other writes were refused.
 */
export async function sendUntilSettled<T>(
  run: RunContext,
  send: () => Promise<WriteResult<T>>,
): Promise<WriteResult<T>> {
  let unknownCount = 0
  let lastRefusal: GitHubFailure | null = null
  for (;;) {
    await takeTurn(run, lastRefusal)
    const { result, refusal } = await sendAndRecordPace(run, send)
    if (result.outcome === 'done') return result
    if (result.outcome === 'unknown') {
      unknownCount += 1
      if (unknownCount === MAX_UNKNOWN_OUTCOMES) throw result.failure
      await pauseUnlessAbandoned(run, result.failure)
    } else if (mustSendAgain(run, result.failure, refusal)) lastRefusal = result.failure
    else return result
  }
}

/** Whether a refused write has to be sent again. @throws the failure if only another run can send it */
function mustSendAgain(run: RunContext, failure: GitHubFailure, refusal: Refusal | null): boolean {
  if (refusal === null && failure.reason.kind !== 'bad-credentials') return false
  if (refusal === null || shouldGiveUp(run)) throw failure
  return true
}

async function pauseUnlessAbandoned({ clock, abandon }: RunContext, failure: GitHubFailure): Promise<void> {
  if (abandon.aborted) throw failure
  await clock.sleep(PAUSE_MS)
}

async function takeTurn({ pacer, clock }: RunContext, lastRefusal: GitHubFailure | null): Promise<void> {
  try {
    await pacer.waitForTurn()
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    if (pacer.pace().streak !== null) throw lastRefusal ?? error
    await clock.sleep(DOCUMENTED_LIMITS.gap)
  }
}
