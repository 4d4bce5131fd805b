import { lettersOf, withPlainLetters } from '../letters.ts'
import type { Policy } from '../schema.ts'
import { excerpt } from './words.ts'

export type AreaCue = { readonly area: string; readonly words: string }
/** A cue of the policy, with one blank before and after it. `rank`: its place among all of them. */
type Cue = { readonly area: string; readonly ours: boolean; readonly text: string; readonly rank: number }
type Found = Cue & { readonly at: number }

const NONE: readonly Cue[] = []

/** The cues by their first word: few texts hold more than one or two of some hundred. */
const cuesOf = new WeakMap<Policy['areas'], ReadonlyMap<string, readonly Cue[]>>()

/** The area of ours, and the product of others, that a text names; each with the words that say so. */
export function areasIn(areas: Policy['areas'], text: string): { readonly ours?: AreaCue; readonly other?: AreaCue } {
  const found = cuesIn(spaced(excerpt(text)), cues(areas))
  const own = strongest(found.filter(({ ours }) => ours))
  const other = strongest(found.filter(({ ours }) => !ours))
  return { ...(own === null ? {} : { ours: own }), ...(other === null ? {} : { other }) }
}

function cues(areas: Policy['areas']): ReadonlyMap<string, readonly Cue[]> {
  const known = cuesOf.get(areas)
  if (known !== undefined) return known
  const made = new Map<string, Cue[]>()
  let rank = 0
  for (const [area, { ours, words }] of Object.entries(areas))
    for (const word of words) {
      const text = spaced(word)
      const first = text.slice(1, text.indexOf(' ', 1))
      const same = made.get(first) ?? []
      same.push({ area, ours, text, rank: rank++ })
      made.set(first, same)
    }
  cuesOf.set(areas, made)
  return made
}

/** The cues that stand in a text, each where it is first, in the order of the policy. */
function cuesIn(said: string, cues: ReadonlyMap<string, readonly Cue[]>): readonly Found[] {
  const found = new Map<number, Found>()
  for (let at = 0, end = said.indexOf(' ', 1); end > 0; at = end, end = said.indexOf(' ', at + 1))
    for (const cue of cues.get(said.slice(at + 1, end)) ?? NONE)
      if (!found.has(cue.rank) && said.startsWith(cue.text, at)) found.set(cue.rank, { ...cue, at })
  return [...found.values()].sort((a, b) => a.rank - b.rank)
}

/** The area with the longest words found; of two that are equal, the one that is named first in the text. */
function strongest(cues: readonly Found[]): AreaCue | null {
  const found = new Map<string, { weight: number; at: number; cue: string }>()
  for (const { area, text, at } of cues) {
    const before = found.get(area) ?? { weight: 0, at, cue: text }
    found.set(area, {
      weight: before.weight + text.length,
      at: Math.min(before.at, at),
      cue: text.length > before.cue.length ? text : before.cue,
    })
  }
  const [best] = [...found].sort(([, a], [, b]) => b.weight - a.weight || a.at - b.at)
  return best === undefined ? null : { area: best[0], words: best[1].cue.trim() }
}

/** Lower case, with one blank for whatever is not part of a word or of a name such as `c#` and `@scope/name`. */
function spaced(text: string): string {
  const lower = withPlainLetters(text).toLowerCase()
  return ` ${lower.replaceAll(lettersOf(lower).notInName, ' ').trim()} `
}
