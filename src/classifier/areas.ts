import type { Policy } from '../policy/schema.ts'
import { type CueFinder, type CueMatch, createCueFinder } from './cues.ts'
import type { Model } from './model.ts'
import { excerptOf } from './words.ts'

/** An area that a text names, the longest words that name it, and the weight of all words that do. */
export type AreaMatch = { readonly area: string; readonly words: string; readonly weight: number }

/** What a cue of the policy stands for. null: an exception, which stands for no area although one of its words does. */
type Meaning = {
  readonly area: string
  readonly ours: boolean
  /** Whether it is the name of the area, of its repository or of a package, and not only something used there. */
  readonly isName: boolean
} | null

export type AreaIndex = CueFinder<Meaning>

export type AreaPolicy = Pick<Policy, 'areas' | 'repositories' | 'apiNames'>

/** Indexes the words of each area, the names of its public API, and those of its packages and its repository. */
export function indexAreas(policy: AreaPolicy): AreaIndex {
  const ambiguous = ambiguousNames(policy)
  const cues = Object.entries(policy.areas).flatMap(([area, { label, ours, words, except, packages }]) => {
    const packageNames = Object.values(packages).flatMap((names) => names.filter((name) => !ambiguous.has(name)))
    const names = [...packageNames, ...repositoryNames(policy, area)]
    const isName = (cue: string) => names.includes(cue) || cue === area || cue === label.toLowerCase()
    const all = [...words, ...names, ...(policy.apiNames?.areas[area] ?? [])]
    return [
      { words: all.filter(isName), value: { area, ours, isName: true } },
      { words: all.filter((cue) => !isName(cue)), value: { area, ours, isName: false } },
      { words: except, value: null },
    ]
  })
  return createCueFinder<Meaning>(cues)
}

/** Package names that identify no area: several registries have a package `mcp`, and one has the name of its owner. */
function ambiguousNames({ areas, repositories }: AreaPolicy): ReadonlySet<string> {
  const owners = Object.values(repositories).map(({ repo }) => repo.split('/')[0]?.toLowerCase())
  const names = Object.values(areas).flatMap(({ packages }) => Object.values(packages).flat())
  return new Set(names.filter((name, at) => names.indexOf(name) !== at || owners.includes(name.toLowerCase())))
}

/** The names of an area's repository. Several areas can share one; then its name stands for the first of them. */
function repositoryNames({ areas, repositories }: AreaPolicy, area: string): readonly string[] {
  const id = areas[area]?.repository ?? null
  const repository = id === null ? undefined : repositories[id]
  const isFirst = Object.keys(areas).find((other) => areas[other]?.repository === id) === area
  return repository === undefined || !isFirst ? [] : [repository.repo, ...repository.formerly]
}

/** The areas that a text names. `ours` is the strongest one of this project; `other`, of other products. */
export type NamedAreas = {
  readonly named: readonly AreaMatch[]
  readonly ours?: AreaMatch
  readonly other?: AreaMatch
}

export function findAreas(index: AreaIndex, text: string): NamedAreas {
  const matches = index(excerptOf(text))
  if (matches.length === 0) return { named: [] }
  const named = byWeight(matches.filter(({ value }) => value?.ours === true))
  const [ours] = named
  const [other] = byWeight(matches.filter(({ value }) => value?.ours === false))
  return { named, ...(ours === undefined ? {} : { ours }), ...(other === undefined ? {} : { other }) }
}

/** A name weighs more than any other words. Among those, longer ones weigh more. */
const NAME_WEIGHT = 40
const LONG = 20

/** The areas, heaviest first. Of two with the same weight, the one that the text names first. */
function byWeight(matches: readonly CueMatch<Meaning>[]): readonly AreaMatch[] {
  const areas = new Map<string, { weight: number; words: string; readonly seen: Set<string> }>()
  for (const { value, words } of matches) {
    if (value === null) continue
    const match = areas.get(value.area) ?? { weight: 0, words, seen: new Set<string>() }
    areas.set(value.area, match)
    const lower = words.toLowerCase()
    if (match.seen.has(lower)) continue
    match.seen.add(lower)
    match.weight += value.isName ? NAME_WEIGHT : Math.min(words.length, LONG) + 2
    if (words.length > match.words.length) match.words = words
  }
  return [...areas].map(([area, { weight, words }]) => ({ area, words, weight })).sort((a, b) => b.weight - a.weight)
}

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
