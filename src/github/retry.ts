import pRetry from 'p-retry'
import { type Clock, sleepUnlessStopped } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'
import type { LookUp, Unconfirmed } from './look-up.ts'

const READ_PAUSES_MS = [1_000, 2_000, 4_000]
/** The longest pause that we accept for a read. If GitHub asks for a longer one, the read fails with a message that names it. */
const MAX_PAUSE_SECONDS = 120

/** Reports that a read waits because GitHub asked for a pause. */
export type OnWait = (seconds: number) => void

type RetryOptions = {
  readonly clock: Pick<Clock, 'sleep'>
  readonly onWait: OnWait
  /** Aborts when the person does not want to wait for the response: the read then fails at once. */
  readonly abandon?: AbortSignal | undefined
}

/**
 * Retries a read: after a transient failure, with growing pauses; after a secondary limit, once the pause that GitHub asked for is
 * over. Never use it for a write, which could take effect twice.
 */
export function withRetry<T>(read: () => Promise<T>, { clock, onWait, abandon }: RetryOptions): Promise<T> {
  const readOnce = async () => {
    if (abandon === undefined) return read()
    if (abandon.aborted) throw interruption()
    return rejectIfAbandoned(read(), abandon)
  }
  return pRetry(readOnce, {
    retries: READ_PAUSES_MS.length,
    // We sleep on our own clock, so that tests do not wait.
    minTimeout: 0,
    shouldRetry: ({ error }) => !isAbandoned(error) && (isTransient(error) || requestedPauseSeconds(error) !== null),
    onFailedAttempt: async ({ error, retriesConsumed }) => {
      const pause = READ_PAUSES_MS[retriesConsumed]
      if (pause === undefined) return
      const seconds = requestedPauseSeconds(error)
      if (seconds !== null) {
        onWait(seconds)
        await sleepUnlessStopped(clock, seconds * 1_000, abandon)
      } else if (isTransient(error)) await sleepUnlessStopped(clock, pause, abandon)
    },
  })
}

function isTransient(error: Error): boolean {
  return error instanceof GitHubFailure && error.isTransient
}

/** How many seconds GitHub asks us to wait; null: it does not, or the pause is too long. */
function requestedPauseSeconds(error: Error): number | null {
  if (!(error instanceof GitHubFailure) || error.reason.kind !== 'secondary-limit') return null
  const { retryAfter } = error.reason
  return retryAfter <= MAX_PAUSE_SECONDS ? retryAfter : null
}

/** The outcome of a write. `unknown`: it may or may not have taken effect, so look it up before sending it again. */
export type WriteResult<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'refused'; readonly failure: GitHubFailure }
  | { readonly outcome: 'unknown'; readonly failure: GitHubFailure }

/** Picks from the response to a write what the write created or changed. If the response lacks that, the outcome is unknown. */
export function pickFrom<Data, Created>(
  result: WriteResult<Data>,
  about: string,
  pick: (data: Data) => Created | null,
): WriteResult<Created> {
  if (result.outcome !== 'done') return result
  const value = pick(result.value)
  if (value !== null) return { outcome: 'done', value }
  return { outcome: 'unknown', failure: new GitHubFailure({ kind: 'partial', about }) }
}

/**
 * Waits for the outcome of a write until the person abandons it, which makes the outcome unknown. The request is not cancelled: it
 * ends with the process at the latest (see `endIfAbandoned`).
 */
export async function unlessAbandoned<T>(
  sending: Promise<WriteResult<T>>,
  abandon: AbortSignal,
): Promise<WriteResult<T>> {
  try {
    return await rejectIfAbandoned(sending, abandon)
  } catch (error) {
    if (isAbandoned(error)) return { outcome: 'unknown', failure: error }
    throw error
  }
}

/** @throws GitHubFailure if the person does not want to wait for the response: see `isAbandoned` */
function rejectIfAbandoned<T>(response: Promise<T>, abandon: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(interruption())
    if (abandon.aborted) giveUp()
    else abandon.addEventListener('abort', giveUp, { once: true })
    // A run sends thousands of requests, so it must not keep a listener for each.
    response.then(resolve, reject).finally(() => abandon.removeEventListener('abort', giveUp))
  })
}

/** The failure of a request whose response the person did not wait for. */
export function interruption(): GitHubFailure {
  return new GitHubFailure({ kind: 'network', code: INTERRUPTED })
}

/** Whether a request failed only because the person did not wait for its response. */
export function isAbandoned(error: unknown): error is GitHubFailure {
  return error instanceof GitHubFailure && error.reason.kind === 'network' && error.reason.code === INTERRUPTED
}

const INTERRUPTED = 'interrupted'

/** The pauses before the look-ups: a minute in total. */
const LOOK_UP_PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
const MAX_SENDS = 3

export type Write<T> = {
  readonly send: () => Promise<WriteResult<T>>
  readonly lookUp: () => Promise<LookUp<T>>
}
export type LookUpTiming = {
  readonly clock: Pick<Clock, 'sleep'>
  /** Aborts when the person does not want to wait any longer. */
  readonly stop?: AbortSignal
  /** The pauses before the look-ups, in milliseconds. */
  readonly pauses?: readonly number[]
}

/**
 * Carries out a write at most once, even if the request has to be sent several times. After an unknown outcome, looks the write up,
 * and sends it again only with evidence that it had no effect.
 * @throws GitHubFailure if the write was refused; `unconfirmed` if no look-up found its effect.
 */
export async function writeOnce<T>({ send, lookUp }: Write<T>, timing: LookUpTiming): Promise<T> {
  for (let sends = 1; ; sends++) {
    const result = await send()
    if (result.outcome === 'done') return result.value
    if (result.outcome === 'refused') throw result.failure
    const lookedUp = await waitForEffect(lookUp, result.failure, timing)
    if (lookedUp.outcome === 'found') return lookedUp.value
    if (sends === MAX_SENDS) throw toUnconfirmed(result.failure, NOT_KNOWN_YET)
  }
}

/** @throws GitHubFailure (`unconfirmed`) */
async function waitForEffect<T>(
  lookUp: () => Promise<LookUp<T>>,
  failure: GitHubFailure,
  { clock, stop, pauses = LOOK_UP_PAUSES_MS }: LookUpTiming,
): Promise<Exclude<LookUp<T>, Unconfirmed>> {
  let unconfirmed = NOT_KNOWN_YET
  let latest = failure
  for (const pause of pauses) {
    await sleepUnlessStopped(clock, pause, stop)
    if (stop?.aborted === true) break
    try {
      const result = await lookUp()
      if (result.outcome !== 'unconfirmed') return result
      unconfirmed = result
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error
      latest = error
    }
  }
  throw toUnconfirmed(latest, unconfirmed)
}

const NOT_KNOWN_YET: Unconfirmed = { outcome: 'unconfirmed', until: null, hidden: null }

function toUnconfirmed({ reason }: GitHubFailure, { until, hidden }: Unconfirmed): GitHubFailure {
  return new GitHubFailure({ kind: 'unconfirmed', after: reason, until, hidden })
}
