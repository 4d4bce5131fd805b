import type { Policy } from '../policy/schema.ts'
import { bucketOf, hash, type Model } from './model.ts'

/** How likely a text is about an area. `area`: its id in the policy; null: it is about nothing of this project. */
export type AreaBelief = { readonly area: string | null; readonly share: number }

/**
 * What all words of a text together say about its area, likeliest first. The shares sum up to one. It knows no area that a
 * policy has added, and says nothing about those that another policy lacks. A word that names an area outright says more:
 * see `findAreas`.
 */
export function rankAreas(
  { areas }: Pick<Model, 'areas'>,
  shares: Float64Array,
  policy: Policy,
): readonly AreaBelief[] {
  const known = areas.map((area, index) => ({
    area: Object.hasOwn(policy.areas, area) ? area : null,
    share: shares[index] ?? 0,
  }))
  const ours = known.filter(({ area }) => area !== null)
  const none = 1 - ours.reduce((sum, { share }) => sum + share, 0)
  return [...ours, { area: null, share: Math.max(0, none) }].sort((a, b) => b.share - a.share)
}

/** How much a certain area counts as a feature of the channel; a text's other features have length one together. */
export const BELIEF_WEIGHT = 0.5

/** The feature that stands for an area. */
export function areaBucket(area: string): number {
  return bucketOf(hash(`area ${area}`))
}
