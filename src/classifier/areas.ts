import type { Policy } from '../policy/schema.ts'
import { isAscii, lettersOf, withPlainLetters } from '../text/words.ts'
import { excerpt } from './words.ts'

export type AreaCue = { readonly area: string; readonly words: string }
/** A cue of the policy, with one blank before and after it. `rank`: its place among all of them. */
type Cue = { readonly area: string; readonly ours: boolean; readonly text: string; readonly rank: number }
type Found = Cue & { readonly at: number }

const NONE: readonly Cue[] = []
const LOOKS = 1024

/** The cues by their first word, and what such words look like: few texts hold more than one or two of some hundred. */
type Cues = { readonly byFirst: ReadonlyMap<string, readonly Cue[]>; readonly looks: Uint8Array }
const cuesOf = new WeakMap<Policy['areas'], Cues>()

/** The area of ours, and the product of others, that a text names; each with the words that say so. */
export function areasIn(areas: Policy['areas'], text: string): { readonly ours?: AreaCue; readonly other?: AreaCue } {
  const said = excerpt(text)
  // Of ASCII it is known without a pattern what is no part of a name.
  const found = cuesIn(isAscii(said) ? said.toLowerCase() : spaced(said), cues(areas))
  const own = strongest(found.filter(({ ours }) => ours))
  const other = strongest(found.filter(({ ours }) => !ours))
  return { ...(own === null ? {} : { ours: own }), ...(other === null ? {} : { other }) }
}

function cues(areas: Policy['areas']): Cues {
  const known = cuesOf.get(areas)
  if (known !== undefined) return known
  const byFirst = new Map<string, Cue[]>()
  const looks = new Uint8Array(LOOKS)
  let rank = 0
  for (const [area, { ours, words }] of Object.entries(areas))
    for (const word of words) {
      const text = spaced(word)
      const first = text.slice(1, text.indexOf(' ', 1))
      const same = byFirst.get(first) ?? []
      same.push({ area, ours, text, rank: rank++ })
      byFirst.set(first, same)
      looks[lookOf(first, 0, first.length)] = 1
    }
  const made = { byFirst, looks }
  cuesOf.set(areas, made)
  return made
}

/** The cues that stand in a text, each where it is first, in the order of the policy. */
function cuesIn(said: string, { byFirst, looks }: Cues): readonly Found[] {
  const found = new Map<number, Found>()
  for (let at = nameFrom(said, 0), end = at; at < said.length; at = nameFrom(said, end)) {
    end = nameEnd(said, at)
    if (looks[lookOf(said, at, end)] === 0) continue
    for (const cue of byFirst.get(said.slice(at, end)) ?? NONE)
      if (!found.has(cue.rank) && namesStandAt(said, at, cue.text)) found.set(cue.rank, { ...cue, at })
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank)
}

/** Most words do not even look like one that begins a cue: that is told without taking them out of the text. */
function lookOf(text: string, from: number, to: number): number {
  return (text.charCodeAt(from) * 31 + text.charCodeAt(to - 1) * 7 + (to - from)) & (LOOKS - 1)
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

/** What a name such as `c#` or `@scope/name` is made of, beside the letters of other scripts. */
const IN_NAME = new Uint8Array(128)
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789#@/+') IN_NAME[character.charCodeAt(0)] = 1

const BLANK = 0x20

/** false: also where the text has ended. */
function isInName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code > 127 || IN_NAME[code] === 1
}

/** Where the next name begins in a text in lower case; its length where there is none. */
export function nameFrom(text: string, at: number): number {
  let from = at
  while (from < text.length && !isInName(text, from)) from++
  return from
}

/** Where the name ends that begins here. */
export function nameEnd(text: string, from: number): number {
  let end = from
  while (isInName(text, end)) end++
  return end
}

/** Whether these names, with a blank before and after each, stand here, whatever is between them in the text. */
export function namesStandAt(text: string, from: number, names: string): boolean {
  let at = from
  for (let index = 1; index < names.length; index++) {
    const code = names.charCodeAt(index)
    if (code !== BLANK && text.charCodeAt(at++) !== code) return false
    if (code !== BLANK) continue
    if (isInName(text, at)) return false
    at = nameFrom(text, at)
  }
  return true
}
