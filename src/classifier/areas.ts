import type { Policy } from '../policy/schema.ts'
import { asWritten, foldLetters, getOrCreate } from '../text/words.ts'
import { type CueFinder, type CueGroup, type CueMatch, createCueFinder } from './cues.ts'
import { excerptOf } from './words.ts'

/** An area that a text names, the longest phrase that names it, and the total weight of all words that name it. */
export type AreaMatch = { readonly area: string; readonly words: string; readonly weight: number }

/** What a cue of the policy stands for. null: the cue is an exception, which contains a word of an area but means something else. */
type Meaning = {
  readonly area: string
  readonly ours: boolean
  /** `name`: the name of the area, of its repository or of a package. `api`: a name of its public API. `word`: something used there. */
  readonly kind: 'name' | 'api' | 'word'
} | null

/** A product that the policy does not name. */
const UNKNOWN_PRODUCT: Meaning = { area: 'other-product', ours: false, kind: 'word' }

type Match = CueMatch<Meaning>

export type AreaIndex = CueFinder<Meaning>

export type AreaPolicy = Pick<Policy, 'areas' | 'repositories' | 'apiNames'>

/** Indexes, for each area, its words and the names of its public API, its packages and its repository. */
export function indexAreas(policy: AreaPolicy): AreaIndex {
  const ambiguous = ambiguousNames(policy)
  const cues = Object.entries(policy.areas).flatMap(
    ([area, { label, ours, words, except, packages }]): CueGroup<Meaning>[] => {
      const packageNames = Object.values(packages).flatMap((names) => names.filter((name) => !ambiguous.has(name)))
      const names = [...packageNames, ...repositoryNames(policy, area)]
      const lowerLabel = label.toLowerCase()
      const lowerNames = new Set([lowerLabel, lowerLabel.replace(/ sdk$/, '')])
      const exactNames = new Set([...names, area])
      const isName = (cue: string) => exactNames.has(cue) || lowerNames.has(cue.toLowerCase())
      const cueWords = [...words, ...names]
      return [
        { words: cueWords.filter(isName), value: { area, ours, kind: 'name' } },
        { words: cueWords.filter((cue) => !isName(cue)), value: { area, ours, kind: 'word' } },
        { words: policy.apiNames?.areas[area] ?? [], value: { area, ours, kind: 'api' } },
        { words: except, value: null },
      ]
    },
  )
  return createCueFinder<Meaning>(cues)
}

/**
 * Returns the package names that identify no area, because several packages have the same name, like `mcp`, or because an owner of
 * repositories has the same name.
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
  readonly ours: AreaMatch | undefined
  readonly other: AreaMatch | undefined
  readonly first: FirstArea | null
}
/** Shared by all texts that name no area, as most sentences do, because V8 would keep many equal objects in memory for a long time. */
export const NO_AREAS: NamedAreas = { named: [], ours: undefined, other: undefined, first: null }

/**
 * The area that a text names first. `kind`: the kind of the name, or `other` if the area is not ours, followed by ` at the start` if
 * the text begins with the name.
 */
export type FirstArea = { readonly area: string; readonly kind: string }

export function findAreas(index: AreaIndex, text: string): NamedAreas {
  const original = excerptOf(text)
  const excerpt = foldLetters(original)
  const cueMatches = index(excerpt)
  const unknownProducts = findUnknownProducts(excerpt, cueMatches)
  const matches = unknownProducts.length === 0 ? cueMatches : [...cueMatches, ...unknownProducts]
  if (matches.length === 0) return NO_AREAS
  const ourMatches = matches.filter(({ value }) => value?.ours === true)
  const comparedMatches = ourMatches.filter((match) => isCompared(excerpt, match))
  // A text that mentions our areas only for comparison can still be about one of them.
  const countedMatches =
    comparedMatches.length === ourMatches.length
      ? ourMatches
      : ourMatches.filter((match) => !comparedMatches.includes(match))
  const withOriginalWords = ({ area, weight, words }: AreaMatch): AreaMatch => ({
    area,
    weight,
    words: asWritten(original, excerpt, words),
  })
  const named = rankByWeight(countedMatches).map(withOriginalWords)
  return {
    named,
    ours: named[0],
    other: rankByWeight(matches.filter(({ value }) => value?.ours === false)).map(withOriginalWords)[0],
    first: firstAreaIn(matches.filter((match) => !comparedMatches.includes(match))),
  }
}

/** A name within this many characters from the start counts as the beginning of the text, perhaps after a label like "[Bug]". */
const MAX_START_OFFSET = 16

function firstAreaIn(matches: readonly Match[]): FirstArea | null {
  let first: { readonly start: number; readonly value: NonNullable<Meaning> } | null = null
  for (const { start, value } of matches)
    if (value !== null && (first === null || start < first.start)) first = { start, value }
  if (first === null) return null
  const { area, ours, kind } = first.value
  return { area, kind: `${ours ? kind : 'other'}${first.start < MAX_START_OFFSET ? ' at the start' : ''}` }
}

/** A name as packages have it, with "mcp" as one of its parts: `fastapi-mcp`, `@acme/mcp`, `acme/mcp-bundle`. */
const NAME_WITH_MCP = /(?<![\w/@.$-])(?:@?[a-z][\w.-]*\/)?(?:[a-z]\w*-)*mcp(?:-[a-z]\w*)*(?![\w/-]|\.\w)/g

/** The first parts of names that this project and others use alike: `mcp-session-id`, `mcp-server-git`, `my-mcp-server`. */
const COMMON_BEGINNING =
  /^(?:mcp$|(?:mcp-(?:session|protocol|name|method|param|tool|server|client|host|config|sdk|registry|dev|trace|simple|json|test|bot)s?|my|your|non|multi|x|remote|local|custom|test|create)(?:-|$))/
/** The last parts of words that are not names: `mcp-compatible`, `skills-over-mcp`. */
const COMMON_END =
  /-(?:(?:over|in|for)-mcp|compatible|compliant|enabled|specific|based|native|aware|related|style|like|only|ready|level|side)$/
/** First parts of paths, media types and addresses, which are not owners of products, and the owner of this project's packages. */
const NOT_ANOTHER_OWNER =
  /^@?(?:modelcontextprotocol|application|src|libs?|docs?|examples?|samples?|packages?|tests?|servers?|apps?|cmd|pkg|internal|scripts|build|dist|bin|plugins?|api|quickstart-resources|[\w-]+\.[\w.-]+)\//

/**
 * Finds the names with "mcp" that the policy does not know. Nearly all of them are products of others, because the policy names the
 * packages of this project, and only the best known ones of others.
 */
function findUnknownProducts(text: string, cueMatches: readonly Match[]): readonly Match[] {
  if (!text.includes('mcp')) return []
  return [...text.matchAll(NAME_WITH_MCP)]
    .map(({ 0: words, index: start }): Match => ({ value: UNKNOWN_PRODUCT, words, start }))
    .filter((name) => isProduct(name.words) && !cueMatches.some((other) => overlaps(name, other)))
}

function isProduct(name: string): boolean {
  const slash = name.indexOf('/')
  if (slash < 0) return !COMMON_BEGINNING.test(name) && !COMMON_END.test(name)
  // A path like "host/mcp" is not a name.
  return !NOT_ANOTHER_OWNER.test(name) && (name.startsWith('@') || name.includes('-', slash))
}

function overlaps(one: Match, other: Match): boolean {
  return one.start < other.start + other.words.length && other.start < one.start + one.words.length
}

/** What stands before a name that a text mentions only for comparison: `unlike the `, `compared to `. */
const BEFORE_COMPARED =
  /(?<!\b(?:would|do|did|don['’]t|i['’]d|we['’]d|you['’]d) )\b(?:like|unlike|than|(?:ported|coming) from|compared (?:to|with))\s+(?:in\s+)?(?:the\s+)?$/i
/** Before and after a name: `as the TypeScript SDK does`. */
const AS_BEFORE = /\bas\s+(?:in\s+)?(?:the\s+)?$/i
const HAS_AFTER = /^(?:\s+sdk)?\s+(?:has|have|does|do|did|already|can)\b/i
/** Before and after a name: `in the Python SDK I would`. */
const IN_BEFORE = /\bin\s+(?:the\s+)?$/i
const WOULD_AFTER = /^(?:\s+sdk)?,?\s+(?:I|we|you)(?:['’]d|\s+would|\s+could|\s+can)\b/i
const MAX_CONTEXT_LENGTH = 32

/** Whether a text names an area only to compare it with another: "as Python has", "in TypeScript I would". */
function isCompared(text: string, { start, words }: Match): boolean {
  const before = text.slice(Math.max(0, start - MAX_CONTEXT_LENGTH), start)
  const after = text.slice(start + words.length, start + words.length + MAX_CONTEXT_LENGTH)
  return (
    BEFORE_COMPARED.test(before) ||
    (AS_BEFORE.test(before) && HAS_AFTER.test(after)) ||
    (IN_BEFORE.test(before) && WOULD_AFTER.test(after))
  )
}

/** A name weighs more than any other words. A name of the public API comes next, because hardly any other repository uses it. */
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

/** Returns the areas, the one with the most weight first. Areas with the same weight keep the order in which the text names them. */
function rankByWeight(matches: readonly Match[]): readonly AreaMatch[] {
  const areas = new Map<string, { weight: number; words: string; readonly seen: Set<string> }>()
  for (const { value, words } of matches) {
    if (value === null) continue
    const match = getOrCreate(areas, value.area, () => ({ weight: 0, words, seen: new Set() }))
    const lower = words.toLowerCase()
    if (match.seen.has(lower)) continue
    match.seen.add(lower)
    match.weight += weightOf(value.kind, words)
    if (words.length > match.words.length) match.words = words
  }
  return [...areas].map(([area, { weight, words }]) => ({ area, words, weight })).sort((a, b) => b.weight - a.weight)
}
