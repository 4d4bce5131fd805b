import type { GitHubFailure } from '../../github/failure.ts'
import type { WriteResult } from '../../github/once.ts'
import type { RecordOf } from '../ledger/record.ts'
import type { Refusal } from '../pace/pace.ts'
import { nowIn, type Running } from './running.ts'

/** A write that is about to be sent, as the ledger names it. */
export type About = Pick<RecordOf<'sending'>, 'key' | 'act' | 'row' | 'repo' | 'kind' | 'marker'>

export type Dispatch = <T>(send: () => Promise<WriteResult<T>>) => Promise<WriteResult<T>>

/** Refusals in a row after which a run gives up: with the waits between them, more than two hours. */
const MOST_REFUSALS = 8

/**
 * Sends a write when the pace lets it, with a record before it and, where GitHub refused it, one after. What was refused for
 * coming too early is sent again, since it did not happen; whatever may have happened is left to the caller.
 */
export function dispatcher(running: Running, about: About): Dispatch {
  return async (send) => {
    for (;;) {
      await running.pacer.turn()
      await running.append({ record: 'sending', at: nowIn(running), ...about })
      const { sent, refusal } = await noted(running, send)
      if (sent.outcome !== 'refused') return sent
      const { key, act } = about
      await running.append({
        record: 'refused',
        at: nowIn(running),
        key,
        act,
        reason: sent.failure.message,
        limit: limitOf(refusal),
      })
      if (refusal === null || isEnough(running)) return sent
    }
  }
}

/** GitHub's limits have been waited for long enough. */
export function isEnough({ pacer }: Running): boolean {
  return (pacer.current().streak?.refusals ?? 0) >= MOST_REFUSALS
}

/** What is refused for what it says is not counted as content, and teaches the pace nothing. */
export async function noted<T>({ clock, pacer }: Running, send: () => Promise<WriteResult<T>>) {
  const before = clock.now().getTime()
  const sent = await send()
  const refusal = sent.outcome === 'refused' ? refusalOf(sent.failure) : null
  if (sent.outcome !== 'refused' || refusal !== null)
    pacer.note({ sent: before, settled: clock.now().getTime(), refused: refusal })
  return { sent, refusal }
}

/** null: it was not for coming too early. */
function refusalOf({ reason }: GitHubFailure): Refusal | null {
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

function limitOf(refusal: Refusal | null): RecordOf<'refused'>['limit'] {
  if (refusal?.kind !== 'primary-limit') return refusal
  return { kind: refusal.kind, resetAt: refusal.resetAt.toISOString() }
}
