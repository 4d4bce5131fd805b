import { distance } from 'fastest-levenshtein'

/** Comparing takes time in proportion to both words, and nothing that we compare with is longer. */
const MAX_WORD_LENGTH = 256

/** The name that was probably meant, if one in three letters is wrong at most, in any case of letters. null: no name is that near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (word.length > MAX_WORD_LENGTH) return null
  const typed = word.toLowerCase()
  let best: { readonly name: string; readonly edits: number } | null = null
  for (const name of known) {
    const length = Math.max(typed.length, name.length)
    // A difference in length is a number of edits too, and needs no comparing.
    if (Math.abs(typed.length - name.length) > length / 3) continue
    const edits = editsBetween(typed, name.toLowerCase())
    if (edits <= length / 3 && (best === null || edits < best.edits)) best = { name, edits }
  }
  return best?.name ?? null
}

/** Two letters in the wrong order are one mistake. */
function editsBetween(typed: string, name: string): number {
  return areSwapped(typed, name) ? 1 : distance(typed, name)
}

function areSwapped(typed: string, name: string): boolean {
  let at = 0
  while (at < typed.length && typed[at] === name[at]) at++
  return `${typed.slice(0, at)}${typed.slice(at + 1, at + 2)}${typed.slice(at, at + 1)}${typed.slice(at + 2)}` === name
}
