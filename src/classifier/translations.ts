import { isAscii, memoize } from '../text/words.ts'
import { DICTIONARY } from './dictionary.ts'
import { excerptOf, type Word } from './words.ts'

/** The English word for a word of another language. `word`: the index of that word; -1: it is a part of a run without spaces. */
export type Translation = { readonly english: string; readonly word: number }

/** A text with a larger share of common English words is English, whatever its words mean in other languages. */
const ENGLISH_SHARE = 0.12
/** A shorter beginning fits too many words, so it must be the whole word. */
const SHORTEST = { latin: 5, hangul: 2, other: 3 } as const
const MAX_BEGINNING_LENGTH = 24
const MAX_LENGTH_IN_RUN = 6
const RUN = /[\u0e00-\u0e7f\u2e80-\u9fff]+/g
const HANGUL = /^[\uac00-\ud7af]/
const MARKS = /[\u0300-\u036f]/g
const PLAIN: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o' }

/** Translates the words of a text that the dictionary has; each English word comes once. */
export function translate(text: string, words: readonly Word[]): readonly Translation[] {
  const isEnglish = countEnglish(words) > ENGLISH_SHARE * words.length
  const isPlain = isAscii(text)
  if (isEnglish && isPlain) return []
  const translations = new Map<string, number>()
  const add = (english: string | undefined, word: number) => {
    if (english !== undefined && !translations.has(english)) translations.set(english, word)
  }
  for (const [index, { lower }] of words.entries())
    if (!isEnglish || !isAscii(lower)) add(translateWord(lower).english, index)
  if (!isPlain)
    for (const [run] of excerptOf(text).normalize('NFKC').matchAll(RUN))
      for (let at = 0; at < run.length; at++) add(translateAt(run, at), -1)
  return [...translations].map(([english, word]) => ({ english, word }))
}

function countEnglish(words: readonly Word[]): number {
  let count = 0
  for (const { isEnglish } of words) if (isEnglish) count++
  return count
}

const translateWord = memoize((lower) => ({ english: lookUp(isAscii(lower) ? lower : removeAccents(lower)) }))

function lookUp(word: string): string | undefined {
  const { beginnings, wholes } = entries()
  const whole = wholes.get(word)
  if (whole !== undefined) return whole
  for (let length = Math.min(word.length, MAX_BEGINNING_LENGTH); length >= shortestBeginning(word); length--) {
    const english = beginnings.get(word.slice(0, length))
    if (english !== undefined) return english
  }
  return undefined
}

function translateAt(run: string, at: number): string | undefined {
  for (let length = MAX_LENGTH_IN_RUN; length > 0; length--) {
    const english = entries().parts.get(run.slice(at, at + length))
    if (english !== undefined) return english
  }
  return undefined
}

function shortestBeginning(word: string): number {
  if (isAscii(word)) return SHORTEST.latin
  return HANGUL.test(word) ? SHORTEST.hangul : SHORTEST.other
}

type Entries = {
  readonly beginnings: ReadonlyMap<string, string>
  readonly wholes: ReadonlyMap<string, string>
  readonly parts: ReadonlyMap<string, string>
}
let entriesByKind: Entries | undefined

/** English texts never need them. */
function entries(): Entries {
  entriesByKind ??= sortEntries()
  return entriesByKind
}

function sortEntries(): Entries {
  const beginnings = new Map<string, string>()
  const wholes = new Map<string, string>()
  const parts = new Map<string, string>()
  for (const [english, foreign] of Object.entries(DICTIONARY))
    for (const entry of foreign.split(' ')) {
      const whole = entry.length < shortestBeginning(entry) ? wholes : beginnings
      const kind = entry.search(RUN) >= 0 ? parts : whole
      kind.set(entry, english)
    }
  return { beginnings, wholes, parts }
}

function removeAccents(word: string): string {
  const bare = word.normalize('NFD').replaceAll(MARKS, '').normalize('NFC')
  return bare.replaceAll(/[ıłđø]/g, (letter) => PLAIN[letter] ?? letter)
}
