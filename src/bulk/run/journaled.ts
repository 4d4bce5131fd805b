import { Failure } from '../../errors.ts'
import { sendOnce, type WriteResult } from '../../github/once.ts'
import type { Act } from '../ledger/record.ts'
import { type About, dispatcher } from './dispatch.ts'
import { nowIn, type Running } from './running.ts'

/** A write that changes what is there already. */
export type Change<T> = {
  readonly about: About & { readonly act: Exclude<Act, 'create'> }
  readonly send: () => Promise<WriteResult<T>>
  /** What it has come to, where GitHub shows that it was made; null: it was not. */
  readonly lookUp: () => Promise<T | null>
}

/**
 * Makes a change, with a record before it and one after.
 * @throws GitHubFailure why it could not be made; Stopped.
 */
export async function journaled<T>(running: Running, { about, send, lookUp }: Change<T>): Promise<T> {
  const { key, act } = about
  const dispatch = dispatcher(running, about)
  const value = await sendOnce(() => dispatch(send), lookUp, running.clock).catch(async (error: unknown) => {
    // What an earlier run sent may have come late: GitHub does not take it twice.
    const there = error instanceof Failure && error.failure === 'validation' ? await lookUp() : null
    if (there === null) throw error
    return there
  })
  await running.append({ record: 'done', at: nowIn(running), key, act })
  return value
}
