import type { Policy } from '../policy/schema.ts'
import { foldLetters, splitIntoNames } from '../text/words.ts'
import { excerptOf } from './words.ts'

/** The area that a text names, and the words that name it. */
export type AreaMatch = { readonly area: string; readonly words: string }

/** Words of the policy that stand for an area, as names. `rank`: its position among all of them. */
type Cue = { readonly area: string; readonly ours: boolean; readonly names: readonly string[]; readonly rank: number }

/** The cues of a policy by their first name. */
export type AreaIndex = ReadonlyMap<string, readonly Cue[]>

export function indexAreas(areas: Policy['areas']): AreaIndex {
  const index = new Map<string, Cue[]>()
  let rank = 0
  for (const [area, { ours, words }] of Object.entries(areas))
    for (const cueWords of words) {
      const names = namesIn(cueWords)
      const [first = ''] = names
      index.set(first, [...(index.get(first) ?? []), { area, ours, names, rank: rank++ }])
    }
  return index
}

/** Finds the area of this project, and the product of others, that a text names. */
export function findAreas(index: AreaIndex, text: string): { readonly ours?: AreaMatch; readonly other?: AreaMatch } {
  const matches = findCues(index, namesIn(excerptOf(text)))
  const ours = strongest(matches.filter((match) => match.ours))
  const other = strongest(matches.filter((match) => !match.ours))
  return { ...(ours === null ? {} : { ours }), ...(other === null ? {} : { other }) }
}

type CueMatch = Cue & { readonly at: number }

/** Finds each cue where it stands first, and returns them in the order of the policy. */
function findCues(index: AreaIndex, names: readonly string[]): readonly CueMatch[] {
  const matches = new Map<number, CueMatch>()
  for (const [at, name] of names.entries()) {
    const cues = index.get(name)
    if (cues === undefined) continue
    for (const cue of cues)
      if (!matches.has(cue.rank) && cue.names.every((other, offset) => names[at + offset] === other))
        matches.set(cue.rank, { ...cue, at })
  }
  return [...matches.values()].sort((a, b) => a.rank - b.rank)
}

/** The area with the longest words; of two that are equal, the one that the text names first. */
function strongest(matches: readonly CueMatch[]): AreaMatch | null {
  const areas = new Map<string, { weight: number; at: number; words: string }>()
  for (const { area, names, at } of matches) {
    const words = names.join(' ')
    const before = areas.get(area) ?? { weight: 0, at, words }
    areas.set(area, {
      // A cue with more characters says more; two short ones also count for the space around each.
      weight: before.weight + words.length + 2,
      at: Math.min(before.at, at),
      words: words.length > before.words.length ? words : before.words,
    })
  }
  const [best] = [...areas].sort(([, a], [, b]) => b.weight - a.weight || a.at - b.at)
  return best === undefined ? null : { area: best[0], words: best[1].words }
}

/** Names such as `c#` and `@scope/name`, in lower case. */
function namesIn(text: string): readonly string[] {
  return splitIntoNames(foldLetters(text).toLowerCase())
}
