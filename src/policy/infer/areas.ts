import { lettersOf } from '../letters.ts'
import type { Policy } from '../schema.ts'
import { excerpt } from './words.ts'

export type AreaCue = { readonly area: string; readonly words: string }
type Cues = readonly (readonly [area: string, cue: string])[]

const cuesOf = new WeakMap<Policy['areas'], { readonly ours: Cues; readonly others: Cues }>()

/** The area of ours, and the product of others, that a text names; each with the words that say so. */
export function areasIn(areas: Policy['areas'], text: string): { readonly ours?: AreaCue; readonly other?: AreaCue } {
  const { ours, others } = cues(areas)
  const said = spaced(excerpt(text))
  const own = strongest(ours, said)
  const other = strongest(others, said)
  return { ...(own === null ? {} : { ours: own }), ...(other === null ? {} : { other }) }
}

function cues(areas: Policy['areas']) {
  const known = cuesOf.get(areas)
  if (known !== undefined) return known
  const list = (ours: boolean): Cues =>
    Object.entries(areas)
      .filter(([, area]) => area.ours === ours)
      .flatMap(([id, { words }]) => words.map((word): [string, string] => [id, spaced(word)]))
  const made = { ours: list(true), others: list(false) }
  cuesOf.set(areas, made)
  return made
}

/** The area with the longest words found; of two that are equal, the one that is named first in the text. */
function strongest(cues: Cues, said: string): AreaCue | null {
  const found = new Map<string, { weight: number; at: number; cue: string }>()
  for (const [area, cue] of cues) {
    const at = said.indexOf(cue)
    if (at < 0) continue
    const before = found.get(area) ?? { weight: 0, at, cue }
    found.set(area, {
      weight: before.weight + cue.length,
      at: Math.min(before.at, at),
      cue: cue.length > before.cue.length ? cue : before.cue,
    })
  }
  const [best] = [...found].sort(([, a], [, b]) => b.weight - a.weight || a.at - b.at)
  return best === undefined ? null : { area: best[0], words: best[1].cue.trim() }
}

/** Lower case, with one blank for whatever is not part of a word or of a name such as `c#` and `@scope/name`. */
function spaced(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase()
  return ` ${lower.replaceAll(lettersOf(lower).notInName, ' ').trim()} `
}
