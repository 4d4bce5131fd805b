import type { Question } from '../policy/answers.ts'
import { isInsideWord } from '../text/words.ts'
import type { Features } from './features.ts'
import { isWithoutSpaces } from './words.ts'

/** Words of the text that are a reason for an answer. */
export type Evidence = { readonly answer: Question; readonly value: string; readonly words: string }

const MAX_PHRASES = 2
const MAX_PHRASE_LENGTH = 5
/** A phrase is a reason if it contributes at least this share of what the strongest one does. */
const MIN_SHARE = 0.5
/** The last word of a phrase must contribute at least this share of what the strongest word of the phrase does. */
const MIN_SHARE_OF_LAST_WORD = 0.15

/** Words that mean nothing by themselves, so no phrase begins or ends with them. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and another any are as at be because been before being but by can cannot could did do does don each else
  even ever every few for from get gets give given gives go goes got had has have he her here him his how i if in into is it its just
  let lets like made make makes many may me might more most much must my need needs never no not now of off on once one only or
  other others our out over own put s same say says see seen set she should since so some someone something such t take takes than
  that the their them then there these they thing things this those through to too two under until up us use used uses using ve
  very want wants was way we were what when where whether which while who why will with within without would yet you your`.split(
    /\s+/,
  ),
)

/** Returns the phrases that contribute most to an answer, as the text writes them. `contributions`: what each word adds to it. */
export function strongestPhrases(features: Features, contributions: readonly number[]): readonly string[] {
  const isMeaningful = features.words.map(({ lower }) => !EMPTY_WORDS.has(lower))
  const phrases: Phrase[] = []
  for (let round = 0; round < MAX_PHRASES; round++) {
    const best = strongestPhrase(isMeaningful, contributions, phrases)
    if (best === null || best.weight < MIN_SHARE * (phrases[0]?.weight ?? 0)) break
    phrases.push(best)
  }
  return phrases.sort((a, b) => a.from - b.from).map(({ from, to }) => partOf(features, from, to))
}

/** The words from the index `from` up to the index `to`, without the word at `to`. */
type Phrase = { readonly from: number; readonly to: number; readonly weight: number }

/** Returns the heaviest phrase that does not touch the other phrases. `isMeaningful`: whether each word says something alone. */
function strongestPhrase(
  isMeaningful: readonly boolean[],
  contributions: readonly number[],
  others: readonly Phrase[],
): Phrase | null {
  const isFree = (index: number) => others.every(({ from, to }) => index < from - 1 || index > to)
  let best: Phrase | null = null
  for (let from = 0; from < isMeaningful.length; from++) {
    if (isMeaningful[from] !== true) continue
    let weight = 0
    let strongest = 0
    for (let to = from + 1; to <= Math.min(isMeaningful.length, from + MAX_PHRASE_LENGTH) && isFree(to - 1); to++) {
      const contribution = contributions[to - 1] ?? 0
      weight += contribution
      strongest = Math.max(strongest, contribution)
      const canEndHere = isMeaningful[to - 1] === true && contribution >= MIN_SHARE_OF_LAST_WORD * strongest
      if (canEndHere && weight > 0 && weight > (best?.weight ?? 0)) best = { from, to, weight }
    }
  }
  return best
}

/** Returns the part of the text that the words cover, with all characters between them, as in "client_id" and "isn't". */
function partOf({ text, words }: Features, from: number, to: number): string {
  let [start, end, first] = [0, 0, 0]
  for (const [index, word] of words.slice(0, to).entries()) {
    // Words of a script without spaces overlap by one character.
    const overlaps = isWithoutSpaces(word.text) && isWithoutSpaces(words[index - 1]?.text ?? '')
    start = Math.max(start, text.indexOf(word.text, overlaps ? start + 1 : end))
    end = start + word.text.length
    if (index === from) first = start
  }
  return text.slice(backToBorder(text, first), forwardToBorder(text, end))
}

/** Moves to the beginning of a word: in a text without spaces, `splitWords` cuts a name like `NullPointerException` into parts. */
function backToBorder(text: string, offset: number): number {
  let border = offset
  while (border > 0 && isInsideWord(text, border)) border--
  return border
}

function forwardToBorder(text: string, offset: number): number {
  let border = offset
  while (border < text.length && isInsideWord(text, border)) border++
  return border
}
