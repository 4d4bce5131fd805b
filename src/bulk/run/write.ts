import { Failure } from '../../errors.ts'
import type { GitHubFailure } from '../../github/failure.ts'
import { sendOnce, type WriteResult } from '../../github/send-once.ts'
import type { Act, RecordOf } from '../ledger/record.ts'
import { DOCUMENTED } from '../pace/limits.ts'
import type { Refusal } from '../pace/pace.ts'
import { type RunContext, timestamp } from './running.ts'
import { Interrupted } from './stop.ts'

/** A write that is about to be sent, as the ledger names it. */
export type WriteInfo = Pick<RecordOf<'sending'>, 'key' | 'act' | 'row' | 'repo' | 'kind' | 'marker'>

export type Dispatch = <T>(send: () => Promise<WriteResult<T>>) => Promise<WriteResult<T>>

/** Refusals in a row after which a run gives up: with the waits between them, more than two hours. */
const MOST_REFUSALS = 8

/**
 * Sends a write when the pace lets it, with a record before it and, where GitHub refused it, one after. What was refused for
 * coming too early is sent again, since it did not happen; whatever may have happened is left to the caller.
 */
export function recordedDispatch(running: RunContext, info: WriteInfo): Dispatch {
  return async (send) => {
    for (;;) {
      await running.pacer.waitForTurn()
      await running.append({ record: 'sending', at: timestamp(running), ...info })
      const { sent, refusal } = await sendAndLearn(running, send)
      if (sent.outcome !== 'refused') return sent
      const { key, act } = info
      await running.append({
        record: 'refused',
        at: timestamp(running),
        key,
        act,
        reason: sent.failure.message,
        limit: ledgerLimit(refusal),
      })
      if (refusal === null || hasWaitedEnough(running)) return sent
    }
  }
}

/** GitHub's limits have been waited for long enough. */
export function hasWaitedEnough({ pacer }: RunContext): boolean {
  return (pacer.pace().streak?.refusals ?? 0) >= MOST_REFUSALS
}

/** What is refused for what it says is not counted as content, and teaches the pace nothing. */
export async function sendAndLearn<T>({ clock, pacer }: RunContext, send: () => Promise<WriteResult<T>>) {
  const before = clock.now().getTime()
  const sent = await send()
  const refusal = sent.outcome === 'refused' ? limitRefusal(sent.failure) : null
  if (sent.outcome !== 'refused' || refusal !== null)
    pacer.record({ sent: before, settled: clock.now().getTime(), refused: refusal })
  return { sent, refusal }
}

/** null: it was not for coming too early. */
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

function ledgerLimit(refusal: Refusal | null): RecordOf<'refused'>['limit'] {
  if (refusal?.kind !== 'primary-limit') return refusal
  return { kind: refusal.kind, resetAt: refusal.resetAt.toISOString() }
}

/** A write that changes what is there already. */
export type Change<T> = {
  readonly about: WriteInfo & { readonly act: Exclude<Act, 'create'> }
  readonly send: () => Promise<WriteResult<T>>
  /** What it has come to, where GitHub shows that it was made; null: it was not. */
  readonly lookUp: () => Promise<T | null>
}

/**
 * Makes a change, with a record before it and one after.
 * @throws GitHubFailure why it could not be made; Stopped.
 */
export async function changeOnce<T>(running: RunContext, { about, send, lookUp }: Change<T>): Promise<T> {
  const { key, act } = about
  const dispatch = recordedDispatch(running, about)
  const value = await sendOnce(() => dispatch(send), lookUp, running.clock).catch(async (error: unknown) => {
    // What an earlier run sent may have come late: GitHub does not take it twice.
    const there = error instanceof Failure && error.failure === 'validation' ? await lookUp() : null
    if (there === null) throw error
    return there
  })
  await running.append({ record: 'done', at: timestamp(running), key, act })
  return value
}

const MOST_SENDS = 3
const PAUSE_MS = 4_000

/**
 * Sends, when the pace lets it, a write that changes nothing the second time: until it is done, or refused for what it asks.
 * It belongs to a post that is there already, so a person who stops gets it all the same, but does not wait for a limit.
 * @throws GitHubFailure for what may be otherwise at the next run; Stopped.
 */
export async function sendUntilSettled<T>(
  running: RunContext,
  send: () => Promise<WriteResult<T>>,
): Promise<WriteResult<T>> {
  for (let unknown = 0; ; ) {
    await takeTurn(running)
    const { sent, refusal } = await sendAndLearn(running, send)
    if (sent.outcome === 'done') return sent
    if (sent.outcome === 'unknown') {
      unknown += 1
      if (unknown === MOST_SENDS) throw sent.failure
      await running.clock.sleep(PAUSE_MS)
    } else if (refusal === null) {
      if (sent.failure.reason.kind === 'bad-credentials') throw sent.failure
      return sent
    } else if (hasWaitedEnough(running)) throw sent.failure
  }
}

async function takeTurn({ pacer, clock }: RunContext): Promise<void> {
  try {
    await pacer.waitForTurn()
  } catch (error) {
    if (!(error instanceof Interrupted) || pacer.pace().streak !== null) throw error
    await clock.sleep(DOCUMENTED.gap)
  }
}
