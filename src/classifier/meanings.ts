import { remembered } from '../text/memoize.ts'
import { isAscii } from '../text/words.ts'
import { DICTIONARY } from './dictionary.ts'
import type { Word } from './word.ts'
import { excerpt } from './words.ts'

/** The English word that a word of another language stands for. `word`: which word it was; -1 for a part of a run. */
export type Meaning = { readonly english: string; readonly word: number }

/** A text with more than this part of such words is English, whatever else its words may mean elsewhere. */
const ENGLISH_PART = 0.12
/** A shorter beginning fits too many words: it must be the whole word. Scripts with more letters say more with fewer. */
const SHORTEST = { latin: 5, hangul: 2, other: 3 } as const
const LONGEST = 24
const LONGEST_IN_RUN = 6
const RUN = /[\u0e00-\u0e7f\u2e80-\u9fff]+/g
const HANGUL = /^[\uac00-\ud7af]/
const MARKS = /[\u0300-\u036f]/g
const PLAIN: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o' }

/** What a text in another language says, as far as the dictionary goes; each meaning once. */
export function meaningsIn(text: string, words: readonly Word[]): readonly Meaning[] {
  const isEnglish = englishIn(words) > ENGLISH_PART * words.length
  const isPlain = isAscii(text)
  if (isEnglish && isPlain) return []
  const found = new Map<string, number>()
  const add = (english: string | undefined, word: number) => {
    if (english !== undefined && !found.has(english)) found.set(english, word)
  }
  for (const [index, { lower }] of words.entries())
    if (!isEnglish || !isAscii(lower)) add(meaningOf(lower).english, index)
  if (!isPlain)
    for (const [run] of excerpt(text).normalize('NFKC').matchAll(RUN))
      for (let at = 0; at < run.length; at++) add(meaningAt(run, at), -1)
  return [...found].map(([english, word]) => ({ english, word }))
}

function englishIn(words: readonly Word[]): number {
  let count = 0
  for (const { isEnglish } of words) if (isEnglish) count++
  return count
}

const meaningOf = remembered((lower) => ({ english: lookUp(isAscii(lower) ? lower : unaccented(lower)) }))

function lookUp(word: string): string | undefined {
  const { beginnings, wholes } = entries()
  const whole = wholes.get(word)
  if (whole !== undefined) return whole
  for (let length = Math.min(word.length, LONGEST); length >= shortestBeginning(word); length--) {
    const english = beginnings.get(word.slice(0, length))
    if (english !== undefined) return english
  }
  return undefined
}

function meaningAt(run: string, at: number): string | undefined {
  for (let length = LONGEST_IN_RUN; length > 0; length--) {
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
let made: Entries | undefined

/** Made when the first text needs it. */
function entries(): Entries {
  made ??= sorted()
  return made
}

function sorted(): Entries {
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

function unaccented(word: string): string {
  const bare = word.normalize('NFD').replaceAll(MARKS, '').normalize('NFC')
  return bare.replaceAll(/[ıłđø]/g, (letter) => PLAIN[letter] ?? letter)
}
