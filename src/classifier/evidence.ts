import type { Question } from '../policy/answers.ts'
import { asWritten, isInsideWord } from '../text/words.ts'
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
  const places = placesOf(features)
  const phrases: Phrase[] = []
  for (let round = 0; round < MAX_PHRASES; round++) {
    const best = strongestPhrase({ isMeaningful, places }, contributions, phrases)
    if (best === null || best.weight < MIN_SHARE * (phrases[0]?.weight ?? 0)) break
    phrases.push(best)
  }
  return phrases.sort((a, b) => a.from - b.from).map(({ from, to }) => partOf(features, places, { from, to }))
}

/** The words from the index `from` up to the index `to`, without the word at `to`. */
type Phrase = { readonly from: number; readonly to: number; readonly weight: number }

type WordTraits = {
  /** Whether each word says something alone. */
  readonly isMeaningful: readonly boolean[]
  readonly places: readonly Place[]
}

/** Returns the heaviest phrase that does not touch the other phrases. A phrase does not continue after a punctuation mark. */
function strongestPhrase(
  { isMeaningful, places }: WordTraits,
  contributions: readonly number[],
  others: readonly Phrase[],
): Phrase | null {
  const isFree = (index: number) => others.every(({ from, to }) => index < from - 1 || index > to)
  let best: Phrase | null = null
  for (let from = 0; from < isMeaningful.length; from++) {
    if (isMeaningful[from] !== true) continue
    let weight = 0
    let strongest = 0
    const limit = phraseLimit(places, from)
    for (let to = from + 1; to <= limit && isFree(to - 1); to++) {
      const contribution = contributions[to - 1] ?? 0
      weight += contribution
      strongest = Math.max(strongest, contribution)
      const canEndHere = isMeaningful[to - 1] === true && contribution >= MIN_SHARE_OF_LAST_WORD * strongest
      if (canEndHere && weight > 0 && weight > (best?.weight ?? 0)) best = { from, to, weight }
    }
  }
  return best
}

/** Where a word is in the text, and whether a punctuation mark stands between the word and the one before it. */
type Place = { readonly start: number; readonly end: number; readonly isAfterMark: boolean }

/** White space within a paragraph, or characters that join the parts of a name, such as `client_id` and `zod/v4`. */
const JOINING = /^(?:[^\S\n]*\n?[^\S\n]*|[-'’./\\@#&+=~%:]{0,3})$/

function placesOf({ text, words }: Pick<Features, 'text' | 'words'>): readonly Place[] {
  const places: Place[] = []
  let [start, end] = [0, 0]
  for (const [index, word] of words.entries()) {
    // Words of a script without spaces overlap by one character.
    const overlaps = isWithoutSpaces(word.text) && isWithoutSpaces(words[index - 1]?.text ?? '')
    const last = end
    start = Math.max(start, text.indexOf(word.text, overlaps ? start + 1 : end))
    end = start + word.text.length
    places.push({ start, end, isAfterMark: !JOINING.test(text.slice(last, start)) })
  }
  return places
}

/** The index after the last word that a phrase from this word can have. */
function phraseLimit(places: readonly Place[], from: number): number {
  const longest = Math.min(places.length, from + MAX_PHRASE_LENGTH)
  let limit = from + 1
  while (limit < longest && places[limit]?.isAfterMark === false) limit++
  return limit
}

/** Returns the part of the text that the words cover, as its author wrote it, from the beginning of a word to the end of one. */
function partOf({ original, text }: Features, places: readonly Place[], { from, to }: Omit<Phrase, 'weight'>): string {
  const start = wordStart(text, places[from]?.start ?? 0)
  return asWritten(original, text, text.slice(start, wordEnd(text, places[to - 1]?.end ?? start)))
}

/** A name is quoted whole, as in "isn't", "mcp-publisher" and "zod/v4", unless it is longer. */
const MAX_NAME_LENGTH = 40
const NAME_START = /[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_]|[-'’./\\@#&+=~%:](?=[\p{L}\p{M}\p{N}_]|$))*$|[.#@-]{1,2}$/u
const NAME_END = /^(?:[\p{L}\p{M}\p{N}_]|[-'’./\\@#&+=~%:]+(?=[\p{L}\p{M}\p{N}_]))+|^[#+]{1,2}(?![\p{L}\p{N}])/u

function wordStart(text: string, offset: number): number {
  if (isWithoutSpaces(text.slice(offset, offset + 1))) return segmentAt(text, offset)?.from ?? offset
  const before = text.slice(Math.max(0, offset - MAX_NAME_LENGTH), offset)
  const found = NAME_START.exec(before)?.[0] ?? ''
  return found.length === MAX_NAME_LENGTH ? toBorder(text, offset, -1) : offset - found.length
}

function wordEnd(text: string, offset: number): number {
  if (isWithoutSpaces(text.slice(offset - 1, offset))) return segmentAt(text, offset)?.to ?? offset
  const found = NAME_END.exec(text.slice(offset, offset + MAX_NAME_LENGTH))?.[0] ?? ''
  return found.length === MAX_NAME_LENGTH ? toBorder(text, offset, 1) : offset + found.length
}

function toBorder(text: string, offset: number, step: 1 | -1): number {
  let border = offset
  while (border > 0 && border < text.length && isInsideWord(text, border)) border += step
  return border
}

/** Enough to see where a word begins and ends in a script without spaces. */
const MAX_SEGMENTED = 24

/** The word around an offset in a script without spaces. Undefined: a word begins or ends there. */
function segmentAt(text: string, offset: number): { readonly from: number; readonly to: number } | undefined {
  const start = Math.max(0, offset - MAX_SEGMENTED)
  for (const { index, segment } of wordSegments(text.slice(start, offset + MAX_SEGMENTED))) {
    const [from, to] = [start + index, start + index + segment.length]
    if (from < offset && offset < to) return { from, to }
  }
  return undefined
}

function wordSegments(text: string): Iterable<{ readonly index: number; readonly segment: string }> {
  return new Intl.Segmenter('en', { granularity: 'word' }).segment(text)
}
