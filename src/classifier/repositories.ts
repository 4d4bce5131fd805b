import type { Policy } from '../policy/schema.ts'
import type { AreaMatch } from './areas.ts'
import type { Model } from './model.ts'

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

/** A repository of the project that a text can be about, and the area of it that is the likeliest. */
export type RankedRepository = {
  readonly repo: string
  readonly area: string
  readonly share: number
  /** Whether the text names it. */
  readonly isNamed: boolean
  /** What says so: the longest words that name the area or, if none does, those that suggest it most. */
  readonly words: readonly string[]
}

/** MEDIUM: at least one of two is right. HIGH: 19 of 20. Chosen on texts of authors whom the model did not know: see MODEL.md. */
const MEDIUM = 0.5
const HIGH = 0.95

export function repoConfidenceOf(share: number): 'high' | 'medium' | 'low' {
  if (share >= HIGH) return 'high'
  return share >= MEDIUM ? 'medium' : 'low'
}

/** How many repositories a person is shown, and a script gets. */
export const MAX_CANDIDATES = 3

/** The area that the words are clear enough about. null: none. */
export function likelyArea([first]: readonly RankedRepository[]): string | null {
  return first === undefined || repoConfidenceOf(first.share) === 'low' ? null : first.area
}

/**
 * The repositories that a text can be about, likeliest first. Words that name an area make it likelier than the model thinks
 * it is. What the model believes to be about nothing of this project keeps its share, so that no other one looks certain.
 */
export function rankRepositories(
  policy: Policy,
  beliefs: readonly AreaBelief[],
  named: readonly AreaMatch[],
): readonly RankedRepository[] {
  const nothing = beliefs.find(({ area }) => area === null)?.share ?? 0
  const weights = weightsOf(beliefs, named)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, nothing)
  const ranked = new Map<string, RankedRepository>()
  // Of the areas of one repository, the likeliest stands for all.
  for (const [area, weight] of [...weights].sort(([, a], [, b]) => b - a)) {
    const repo = repoOf(policy, area)
    if (repo === null) continue
    const first = ranked.get(repo) ?? { repo, area, share: 0, isNamed: false, words: wordsFor(named, area) }
    const isNamed = first.isNamed || named.some((match) => match.area === area)
    ranked.set(repo, { ...first, isNamed, share: first.share + weight / total })
  }
  return [...ranked.values()].sort((a, b) => b.share - a.share)
}

function weightsOf(beliefs: readonly AreaBelief[], named: readonly AreaMatch[]): ReadonlyMap<string, number> {
  const weights = new Map(beliefs.flatMap(({ area, share }) => (area === null ? [] : [[area, share] as const])))
  for (const { area, weight } of named) weights.set(area, (weights.get(area) ?? UNKNOWN) * factorOf(weight))
  return weights
}

export function repoOf({ areas, repositories }: Pick<Policy, 'areas' | 'repositories'>, area: string): string | null {
  const id = areas[area]?.repository ?? null
  return id === null ? null : (repositories[id]?.repo ?? null)
}

function wordsFor(named: readonly AreaMatch[], area: string): readonly string[] {
  return named.filter((match) => match.area === area).map(({ words }) => words)
}

/** What we believe of an area that the model does not know. Hardly any word but its own name can make it likely. */
const UNKNOWN = 0.05

/** A name makes an area some fifty times likelier, and another word that is used with it five to fifteen times. */
function factorOf(weight: number): number {
  return Math.exp(Math.min(5, 1.5 + weight / 16))
}
