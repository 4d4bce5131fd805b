import { distance } from 'fastest-levenshtein'

/** The time to compare two words grows with the length of both, and no known name is longer than this. */
const MAX_WORD_LENGTH = 256

/** The name that was probably meant: at most one letter in three is wrong, ignoring case. null: no name is that near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (word.length > MAX_WORD_LENGTH) return null
  const typed = word.toLowerCase()
  let best: { readonly name: string; readonly edits: number } | null = null
  for (const name of known) {
    const length = Math.max(typed.length, name.length)
    // Each additional letter of the longer word is an edit, so a large difference in length needs no comparison.
    if (Math.abs(typed.length - name.length) > length / 3) continue
    const edits = editsBetween(typed, name.toLowerCase())
    if (edits <= length / 3 && (best === null || edits < best.edits)) best = { name, edits }
  }
  return best?.name ?? null
}

/** Counts two swapped letters as one edit, because they are one mistake. */
function editsBetween(typed: string, name: string): number {
  return differBySwap(typed, name) ? 1 : distance(typed, name)
}

/** Whether swapping two neighboring letters of the typed word gives the name. Equal words do not differ. */
function differBySwap(typed: string, name: string): boolean {
  if (typed === name) return false
  let index = 0
  while (index < typed.length && typed[index] === name[index]) index++
  return (
    `${typed.slice(0, index)}${typed.slice(index + 1, index + 2)}${typed.slice(index, index + 1)}${typed.slice(index + 2)}` ===
    name
  )
}
