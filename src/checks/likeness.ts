import type { Word } from '../text/titles.ts'

/** One shared word is chance. */
const LEAST_SHARED = 2
const LEAST_SHARE = 0.4

/** What two titles have in common. */
export type Likeness = {
  readonly shared: readonly string[]
  /** How many keys both have: a joined name tells more than a word. */
  readonly count: number
}

/** null: they are not alike. */
export function likenessOf(words: readonly Word[], others: readonly Word[]): Likeness | null {
  const [ours, theirs] = [keysOf(words), keysOf(others)]
  const count = [...ours].filter((key) => theirs.has(key)).length
  const least = Math.min(ours.size, theirs.size)
  if (count < LEAST_SHARED || count / least < LEAST_SHARE || areOfOneSeries(words, others)) return null
  return { shared: words.filter(({ keys }) => keys.some((key) => theirs.has(key))).map(({ text }) => text), count }
}

function keysOf(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ keys }) => keys))
}

const NUMBERED = /^(\p{L}+)-(\d+)$/u

/** "Implement SEP-1686" and "Implement SEP-1699" differ in the one word that counts. */
function areOfOneSeries(words: readonly Word[], others: readonly Word[]): boolean {
  const ours = words.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const theirs = others.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const series = new Set(theirs.map((text) => text.replace(NUMBERED, '$1')))
  return ours.some((text) => series.has(text.replace(NUMBERED, '$1'))) && !ours.some((text) => theirs.includes(text))
}
