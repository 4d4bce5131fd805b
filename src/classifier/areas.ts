import type { Policy } from '../policy/schema.ts'
import { type CueFinder, type CueMatch, createCueFinder } from './cues.ts'
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
