import { distance } from 'fastest-levenshtein'

/** No known name is longer, and comparing a long word would take long. */
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
  const edits = distance(typed, name)
  return edits === 2 && swapLetters(typed, firstDifference(typed, name)) === name ? 1 : edits
}

function firstDifference(one: string, other: string): number {
  let index = 0
  while (index < one.length && one[index] === other[index]) index++
  return index
}

/** Swaps the letter at an index with the next one. */
function swapLetters(word: string, index: number): string {
  return word.slice(0, index) + word.charAt(index + 1) + word.charAt(index) + word.slice(index + 2)
}
