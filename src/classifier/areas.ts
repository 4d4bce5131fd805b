import type { Policy } from '../policy/schema.ts'
import { asWritten, foldLetters } from '../text/words.ts'
import { type CueFinder, type CueMatch, type Cues, createCueFinder } from './cues.ts'
import type { Model } from './model.ts'
import { excerptOf } from './words.ts'

/** An area that a text names, the longest words that name it, and the total weight of all words that name it. */
export type AreaMatch = { readonly area: string; readonly words: string; readonly weight: number }

/** What a cue of the policy stands for. null: the cue is an exception, which contains a word of an area but means something else. */
type Meaning = {
  readonly area: string
  readonly ours: boolean
  /** `name`: the name of the area, of its repository or of a package. `api`: a name of its public API. `word`: something used there. */
  readonly kind: 'name' | 'api' | 'word'
} | null

export type AreaIndex = CueFinder<Meaning>

export type AreaPolicy = Pick<Policy, 'areas' | 'repositories' | 'apiNames'>

/** Indexes, for each area, its words and the names of its public API, its packages and its repository. */
export function indexAreas(policy: AreaPolicy): AreaIndex {
  const ambiguous = ambiguousNames(policy)
  const cues = Object.entries(policy.areas).flatMap(
    ([area, { label, ours, words, except, packages }]): Cues<Meaning>[] => {
      const packageNames = Object.values(packages).flatMap((names) => names.filter((name) => !ambiguous.has(name)))
      const names = [...packageNames, ...repositoryNames(policy, area)]
      const isName = (cue: string) =>
        names.includes(cue) ||
        cue === area ||
        cue === label.toLowerCase() ||
        cue.toLowerCase() === label.toLowerCase().replace(/ sdk$/, '')
      const all = [...words, ...names]
      return [
        { words: all.filter(isName), value: { area, ours, kind: 'name' } },
        { words: all.filter((cue) => !isName(cue)), value: { area, ours, kind: 'word' } },
        { words: policy.apiNames?.areas[area] ?? [], value: { area, ours, kind: 'api' } },
        { words: except, value: null },
      ]
    },
  )
  return createCueFinder<Meaning>(cues)
}

/**
 * Returns the package names that identify no area: several packages have that name, like `mcp`, or it is also the name of a
 * repository's owner.
 */
function ambiguousNames({ areas, repositories }: AreaPolicy): ReadonlySet<string> {
  const owners = Object.values(repositories).map(({ repo }) => repo.split('/')[0]?.toLowerCase())
  const names = Object.values(areas).flatMap(({ packages }) => Object.values(packages).flat())
  return new Set(names.filter((name, index) => names.indexOf(name) !== index || owners.includes(name.toLowerCase())))
}

/** Returns the names of an area's repository. If several areas share a repository, its names stand only for the first area. */
function repositoryNames({ areas, repositories }: AreaPolicy, area: string): readonly string[] {
  const id = areas[area]?.repository ?? null
  const repository = id === null ? undefined : repositories[id]
  const isFirst = Object.keys(areas).find((other) => areas[other]?.repository === id) === area
  return repository === undefined || !isFirst ? [] : [repository.repo, ...repository.formerly]
}

/** `named`: the areas of this project that a text names. `ours`: the strongest of them. `other`: the strongest other product. */
export type NamedAreas = {
  readonly named: readonly AreaMatch[]
  readonly ours?: AreaMatch
  readonly other?: AreaMatch
}

export function findAreas(index: AreaIndex, text: string): NamedAreas {
  const original = excerptOf(text)
  const excerpt = foldLetters(original)
  const matches = index(excerpt)
  if (matches.length === 0) return { named: [] }
  const ourMatches = matches.filter(({ value }) => value?.ours === true)
  const compared = ourMatches.filter((match) => isCompared(excerpt, match))
  const ours =
    compared.length === ourMatches.length ? ourMatches : ourMatches.filter((match) => !compared.includes(match))
  const quoted = (match: AreaMatch) => ({ ...match, words: asWritten(original, excerpt, match.words) })
  const named = byWeight(ours).map(quoted)
  const [first] = named
  const [other] = byWeight(matches.filter(({ value }) => value?.ours === false)).map(quoted)
  return { named, ...(first === undefined ? {} : { ours: first }), ...(other === undefined ? {} : { other }) }
}

/** What stands before or around the name of a thing that a text only compares with. */
const BEFORE_COMPARED =
  /(?<!\b(?:would|do|did|don['’]t|i['’]d|we['’]d|you['’]d) )\b(?:like|unlike|than|(?:ported|coming) from|compared (?:to|with))\s+(?:in\s+)?(?:the\s+)?$/i
const AS = /\bas\s+(?:in\s+)?(?:the\s+)?$/i
const HAS = /^(?:\s+sdk)?\s+(?:has|have|does|do|did|already|can)\b/i
const IN = /\bin\s+(?:the\s+)?$/i
const WOULD = /^(?:\s+sdk)?,?\s+(?:I|we|you)(?:['’]d|\s+would|\s+could|\s+can)\b/i
const MAX_CONTEXT = 32

/** Whether a text names an area only to compare it with another: "as Python has", "in TypeScript I would". */
function isCompared(text: string, { start, words }: CueMatch<Meaning>): boolean {
  const before = text.slice(Math.max(0, start - MAX_CONTEXT), start)
  const after = text.slice(start + words.length, start + words.length + MAX_CONTEXT)
  return BEFORE_COMPARED.test(before) || (AS.test(before) && HAS.test(after)) || (IN.test(before) && WOULD.test(after))
}

/** A name weighs more than any other words, also than a name of the public API, which hardly any other repository uses. */
const NAME_WEIGHT = 40
const API_NAME_WEIGHT = 32
/** Longer words weigh more, up to this length. */
const MAX_COUNTED_LENGTH = 20

function weightOf(kind: NonNullable<Meaning>['kind'], words: string): number {
  switch (kind) {
    case 'name':
      return NAME_WEIGHT
    case 'api':
      return API_NAME_WEIGHT
    case 'word':
      return Math.min(words.length, MAX_COUNTED_LENGTH) + 2
    default:
      return kind satisfies never
  }
}

/** Returns the areas, heaviest first. Areas with the same weight keep the order in which the text names them. */
function byWeight(matches: readonly CueMatch<Meaning>[]): readonly AreaMatch[] {
  const areas = new Map<string, { weight: number; words: string; readonly seen: Set<string> }>()
  for (const { value, words } of matches) {
    if (value === null) continue
    const match = areas.get(value.area) ?? { weight: 0, words, seen: new Set<string>() }
    areas.set(value.area, match)
    const lower = words.toLowerCase()
    if (match.seen.has(lower)) continue
    match.seen.add(lower)
    match.weight += weightOf(value.kind, words)
    if (words.length > match.words.length) match.words = words
  }
  return [...areas].map(([area, { weight, words }]) => ({ area, words, weight })).sort((a, b) => b.weight - a.weight)
}

/** How likely it is that a text is about an area. `area`: its id in the policy; null: the text is about no area of this project. */
export type AreaBelief = { readonly area: string | null; readonly share: number }

/**
 * Returns how likely each area is, likeliest first, judged by all words of a text. The shares sum up to one. The model knows the
 * areas of the built-in policy: an area that another policy adds is missing here, and the share of an area that the other policy
 * lacks goes to null. Words that name an area are stronger evidence: see `findAreas`.
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

/** A repository of the project that a text can be about, and the likeliest area of the repository. */
export type RankedRepository = {
  readonly repo: string
  readonly area: string
  readonly share: number
  /** Whether the text names an area of the repository. */
  readonly isNamed: boolean
  /** The longest words that name the area or, if no words name it, the words that suggest it most. */
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
 * The share for no area of this project stays in the total, so that no repository looks more certain than it is.
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

/** The share of an area that the model does not know. It is so small that hardly any words but the area's name make it likely. */
const UNKNOWN_AREA_SHARE = 0.05

/**
 * Returns how much likelier words make an area: a name 55 times, one other cue 5 to 18 times, and all together up to 148 times.
 */
function factorOf(weight: number): number {
  return Math.exp(Math.min(5, 1.5 + weight / 16))
}
