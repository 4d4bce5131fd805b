import type { Clock } from '../system/clock.ts'
import { markerIn } from '../text/added-lines.ts'

/** What GitHub says about a write whose outcome is unknown. */
export type LookUp<T> =
  | { readonly outcome: 'found'; readonly value: T }
  /** There is evidence that the write did not take effect, and no longer can, so it may be sent again. */
  | { readonly outcome: 'missing' }
  | Unconfirmed

/** The write may have taken effect, so it must not be sent again. */
export type Unconfirmed = {
  readonly outcome: 'unconfirmed'
  /** From this time on, a look-up will be certain; null: no such time is known. */
  readonly until: Date | null
  /** Why no look-up by this account will ever be certain; null: a later one may be. */
  readonly hidden: HiddenReason | null
}
/**
 * `place`: the account cannot read the list that would show the write. `account`: another account sent the write. `limit`: the
 * list has more newer items than we read. `rewritten`: something of the same author may be it, but lacks our marker.
 */
export type HiddenReason = 'place' | 'account' | 'limit' | 'rewritten'

/** What one read of a list shows about the write. */
export type ReadResult<T> = {
  readonly found: T | null
  /**
   * The response contains everything that GitHub created before this time. GitHub answers from copies that may be outdated, so
   * only something newer in the same response shows how fresh it is. null: the response does not show that.
   */
  readonly freshUntil: Date | null
  /** Whether the response may lack something that GitHub would show. A response without the write then proves nothing. */
  readonly isPartial?: boolean
  /** Why GitHub will not show the write to this viewer, however long we wait; null: GitHub would show it. */
  readonly hidden?: HiddenReason | null
}

export type Search<T> = {
  /** When the write was last sent, in GitHub's time. */
  readonly sent: Date
  readonly read: () => Promise<ReadResult<T>>
  /** Looks in other places, for example after a transfer. Called only if `read` found nothing. */
  readonly readElsewhere?: () => Promise<T | null>
}

/** GitHub gives up on a request after ten seconds. Writes were seen to take effect up to 25 seconds after they were sent. */
export const TAKES_EFFECT_WITHIN_MS = 30_000
/** People report listings that were behind by up to eight minutes; GitHub names no limit. */
export const LISTED_WITHIN_MS = 15 * 60_000

/** The header `Date` and the time at which something was created may come from different clocks. */
const CLOCK_DIFFERENCE_MS = 60_000

type OwnItem = { readonly text: string; readonly createdAt: string }

/**
 * Whether an item of the same author with the same title may be the one that we sent, although it lacks our marker. Somebody may have
 * rewritten its text, or the author may have sent it by hand in the meantime.
 * @param earliest the earliest time at which it may have been sent
 */
export function mayBeRewritten({ text, createdAt }: OwnItem, earliest: Date): boolean {
  return markerIn(text) === null && Date.parse(createdAt) >= earliest.getTime() - CLOCK_DIFFERENCE_MS
}

/** The pauses between the reads after `LISTED_WITHIN_MS`. A write counts as missing if all of these reads are complete and none shows it. */
const PAUSES_MS = [2_000, 4_000]

/** Looks for the effect of a write that was sent earlier. @throws GitHubFailure */
export async function lookUp<T>(
  search: Search<T>,
  time: () => Promise<Date>,
  clock: Pick<Clock, 'sleep'>,
): Promise<LookUp<T>> {
  const listing = await lookUpInListing(search, time, clock)
  if (listing.outcome === 'found') return listing
  const elsewhere = (await search.readElsewhere?.()) ?? null
  return elsewhere === null ? listing : { outcome: 'found', value: elsewhere }
}

async function lookUpInListing<T>(
  { sent, read }: Search<T>,
  time: () => Promise<Date>,
  clock: Pick<Clock, 'sleep'>,
): Promise<LookUp<T>> {
  const listedBy = new Date(sent.getTime() + LISTED_WITHIN_MS)
  let areAllComplete = true
  for (let reads = 0; ; reads++) {
    const { found, freshUntil, isPartial = false, hidden = null } = await read()
    areAllComplete &&= !isPartial
    if (found !== null) return { outcome: 'found', value: found }
    if (hidden !== null) return { outcome: 'unconfirmed', until: null, hidden }
    if (freshUntil !== null && freshUntil.getTime() - sent.getTime() > TAKES_EFFECT_WITHIN_MS)
      return { outcome: 'missing' }
    if ((await time()) < listedBy) return { outcome: 'unconfirmed', until: listedBy, hidden: null }
    const pause = PAUSES_MS[reads]
    if (pause === undefined)
      return areAllComplete ? { outcome: 'missing' } : { outcome: 'unconfirmed', until: null, hidden: null }
    await clock.sleep(pause)
  }
}
