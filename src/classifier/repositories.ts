import type { Policy } from '../policy/schema.ts'
import type { AreaMatch, NamedAreas } from './areas.ts'
import type { Model } from './model.ts'

/** How likely it is that a text is about an area. `area`: its id in the policy; null: the text is about no area of this project. */
export type AreaBelief = { readonly area: string | null; readonly share: number }

/**
 * Returns how likely each area is, likeliest first, judged by all words of a text. The shares add up to one. The model knows the
 * areas of the built-in policy: an area that another policy adds is missing here, and the share of an area that the other policy
 * lacks goes to null. Words that name an area are stronger evidence: see `findAreas`.
 */
export function rankAreas(
  { areas }: Pick<Model, 'areas'>,
  shares: Float64Array,
  policy: Policy,
): readonly AreaBelief[] {
  const beliefs = areas.map((area, index) => ({
    area: Object.hasOwn(policy.areas, area) ? area : null,
    share: shares[index] ?? 0,
  }))
  const ourBeliefs = beliefs.filter(({ area }) => area !== null)
  const noAreaShare = 1 - ourBeliefs.reduce((sum, { share }) => sum + share, 0)
  return [...ourBeliefs, { area: null, share: Math.max(0, noAreaShare) }].sort((a, b) => b.share - a.share)
}

/** A repository of the project that a text can be about, and the likeliest area of the repository. */
export type RankedRepository = {
  readonly repo: string
  readonly area: string
  readonly share: number
  /** Whether the text names an area of the repository. */
  readonly isNamed: boolean
  /** The phrases that name the area. If no words name it, `withEvidence` adds the words that suggest it most. */
  readonly words: readonly string[]
}

/**
 * From `MEDIUM_SHARE` on, the repository is right for at least half of the texts, and from `HIGH_SHARE` on, for 19 of 20. We
 * chose both on texts of authors that the model had not seen: see MODEL.md.
 */
const MEDIUM_SHARE = 0.5
const HIGH_SHARE = 0.95

export function repoConfidenceOf(share: number): 'high' | 'medium' | 'low' {
  if (share >= HIGH_SHARE) return 'high'
  return share >= MEDIUM_SHARE ? 'medium' : 'low'
}

/** How many repositories we offer at most to a person or a script. */
export const MAX_CANDIDATES = 3

/** Returns the area of the likeliest repository. null: the words are not clear enough. */
export function likelyArea([first]: readonly RankedRepository[]): string | null {
  return first === undefined || repoConfidenceOf(first.share) === 'low' ? null : first.area
}

/**
 * Returns the repositories that a text can be about, likeliest first. Words that name an area make it likelier than the model says.
 * The share of texts about no area of this project stays in the total, so that no repository looks more certain than it is.
 */
export function rankRepositories(
  policy: Policy,
  beliefs: readonly AreaBelief[],
  { named, other }: NamedAreas,
): readonly RankedRepository[] {
  const noAreaBelief = beliefs.find(({ area }) => area === null)?.share ?? 0
  const noAreaShare =
    other === undefined ? noAreaBelief : Math.max(noAreaBelief, UNKNOWN_AREA_SHARE) * factorOf(other.weight)
  const weights = weightsOf(beliefs, named)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, noAreaShare)
  const ranked = new Map<string, RankedRepository & { share: number; isNamed: boolean }>()
  // The likeliest area of each repository comes first, and stands for the repository.
  for (const [area, weight] of [...weights].sort((a, b) => b[1] - a[1])) {
    const repo = repoOf(policy, area)
    if (repo === null) continue
    const words = wordsFor(named, area)
    const first = ranked.get(repo)
    if (first === undefined) ranked.set(repo, { repo, area, share: weight / total, isNamed: words.length > 0, words })
    else {
      first.share += weight / total
      first.isNamed ||= words.length > 0
    }
  }
  return [...ranked.values()].sort((a, b) => b.share - a.share)
}

function weightsOf(beliefs: readonly AreaBelief[], named: readonly AreaMatch[]): ReadonlyMap<string, number> {
  const weights = new Map(beliefs.flatMap(({ area, share }) => (area === null ? [] : [[area, share] as const])))
  for (const { area, weight } of named) weights.set(area, (weights.get(area) ?? UNKNOWN_AREA_SHARE) * factorOf(weight))
  return weights
}

export function repoOf({ areas, repositories }: Pick<Policy, 'areas' | 'repositories'>, area: string): string | null {
  const id = areas[area]?.repository ?? null
  return id === null ? null : (repositories[id]?.repo ?? null)
}

function wordsFor(named: readonly AreaMatch[], area: string): readonly string[] {
  return named.flatMap((match) => (match.area === area ? [match.words] : []))
}

/** The share of an area that the model does not know. So small that hardly anything but its name makes such an area likely. */
const UNKNOWN_AREA_SHARE = 0.05

/**
 * Returns the factor by which words make an area likelier: 55 for its name, 33 for a name of its public API, 5 to 18 for one other cue,
 * and at most 148 for all together.
 */
function factorOf(weight: number): number {
  return Math.exp(Math.min(5, 1.5 + weight / 16))
}
