import { normalWord } from '../policy/groups.ts'
import { type CacheLimits, foldLetters, hasLongNumber, isAscii, memoize, splitIntoWords } from '../text/words.ts'
import { DICTIONARY } from './dictionary.ts'
import { bucketOf, hash, SEEDS } from './model.ts'
import { conceptsOf, type Roles, rolesOf, stem } from './signals.ts'

/** A word of a text, and everything that follows from its letters alone. */
export type Word = {
  readonly text: string
  readonly lower: string
  /** The word without its ending. We compare words by their forms. */
  readonly form: string
  /** The word in the form in which the index of group topics has it. */
  readonly topicWord: string
  /** Whether it contains a number of several digits. Such words hardly ever repeat, so we do not cache what we know about them. */
  readonly hasLongNumber: boolean
  /** The feature of the word itself. */
  readonly bucket: number
  /** The features of the pieces of the word: see `piecesOf`. */
  readonly pieces: readonly number[]
  /** The first part of the hash of two words: this word and the next one, or this word and the one after that. */
  readonly nextSeed: number
  readonly afterNextSeed: number
  readonly concepts: readonly number[]
  /** Whether it is one of the small words that are frequent in English. */
  readonly isEnglish: boolean
  readonly roles: Roles
}

const ENGLISH = new Set(
  'the a an is are to of and in for it that this with my i on not be do does can how what where we you our'.split(' '),
)

/** How much we read at the start and at the end of a longer text, where people say what they want. */
const MAX_START_LENGTH = 4_000
const MAX_END_LENGTH = 1_000

/** Kana and Han come after this code point. Latin, Greek, Cyrillic, Arabic, Indic scripts and Thai come before it. */
const FIRST_OF_EAST_ASIA = 0x2e80
const THAI = [0x0e00, 0x0e7f] as const

export function splitWords(text: string): readonly Word[] {
  const words: Word[] = []
  for (const word of splitIntoWords(foldLetters(excerptOf(text)))) {
    if (isWithoutSpaces(word)) for (const pair of pairsOf(word)) words.push(toWord(pair))
    else words.push(toWord(word))
  }
  return words
}

/** The parts of a text that we read. */
export function excerptOf(text: string): string {
  return withoutForm(
    text.length <= MAX_START_LENGTH + MAX_END_LENGTH
      ? text
      : `${text.slice(0, MAX_START_LENGTH)} ${text.slice(-MAX_END_LENGTH)}`,
  )
}

/**
 * The headings and statements that issue forms of many projects have, and the words that GitHub puts into an empty field. A statement
 * matches only if it has no other words, because a person can also tick "I read the tokens of other users".
 */
const FORM_LINE =
  /^(?:#{2,6} (?:(?:steps )?to reproduce|reproduction(?: steps)?|how to reproduce|(?:expected|actual|current)(?: behaviou?r| result)?|what happened|what did you expect(?: to happen)?|describe the (?:bug|problem|solution|feature)|bug description|description|summary|motivation|context|background|additional (?:context|information)|anything else|environment|versions?|area|component|checklist|before (?:you (?:send|submit|post)|sending|submitting)(?: it)?|screenshots?|logs?|alternatives(?: considered)?|proposal|problem|solution|tasks|ai help|kind)[?:.]?|[ \t]*[-*] \[[xX]\] i (?:have )?(?:looked|searched|checked|read|agreed?|reviewed|understand)(?: (?:to|for|through|the|all|open|closed|existing|similar|and|follow|it|issues?|discussions|documentation|docs|contributing|guidelines?|guide|code|of|conduct|rules|duplicates?)\b)*\.?|_No response_)[ \t]*$/gim

/** Removes the form lines, which would drown the few words that say what a text is about. Keeps a text that has nothing else. */
function withoutForm(text: string): string {
  if (!text.includes('\n')) return text
  const content = text.replaceAll(FORM_LINE, '')
  return content.trim() === '' ? text : content
}

/** Whether the script of a word puts no spaces between words. */
export function isWithoutSpaces(word: string): boolean {
  const first = word.charCodeAt(0)
  const isHangul = first >= 0xac00 && first <= 0xd7af
  return (first >= FIRST_OF_EAST_ASIA && !isHangul) || (first >= THAI[0] && first <= THAI[1])
}

/** Splits a run of characters into overlapping pairs, for scripts that put no spaces between words. */
function pairsOf(run: string): readonly string[] {
  const characters = [...run]
  if (characters.length <= 2) return [run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Ten thousand texts have about `maxEntries` different words. */
const WORD_CACHE_LIMITS: CacheLimits = { maxLength: 24, maxEntries: 16_384, isUncacheable: hasLongNumber }

const toWord = memoize((text): Word => {
  const lower = text.toLowerCase()
  const spelling = zeroDigits(lower)
  const form = stem(spelling)
  return {
    text,
    lower,
    form,
    topicWord: normalWord(text),
    hasLongNumber: hasLongNumber(text),
    bucket: bucketOf(hash(form, SEEDS.word)),
    pieces: piecesOf(`<${spelling}>`),
    nextSeed: hash(' ', hash(form, SEEDS.next)),
    afterNextSeed: hash(' ', hash(form, SEEDS.afterNext)),
    concepts: conceptsOf(form),
    roles: rolesOf(lower),
    isEnglish: ENGLISH.has(lower),
  }
}, WORD_CACHE_LIMITS)

/** Replaces each digit with a zero, because which number a text has hardly matters for its channel. */
export function zeroDigits(text: string): string {
  return text.replaceAll(/\d/g, '0')
}

const PIECE_LENGTHS = [3, 4, 5] as const

/** Returns the features of all runs of three to five characters, which other forms, typos and related words share. */
function piecesOf(word: string): readonly number[] {
  const pieces: number[] = []
  for (const length of PIECE_LENGTHS)
    for (let start = 0; start + length <= word.length; start++)
      pieces.push(bucketOf(hash(word, SEEDS.piece, start, start + length)))
  return pieces
}

/** The English word for a word of another language. `word`: the index of that word; -1: it is a part of a run without spaces. */
export type Translation = { readonly english: string; readonly word: number }

/** A text with a larger share of common English words is English, whatever its words mean in other languages. */
const ENGLISH_SHARE = 0.12
/** The shortest entry of the dictionary that matches the beginning of a word. A shorter entry must match the whole word. */
const MIN_BEGINNING_LENGTH = { latin: 5, hangul: 2, other: 3 } as const
const MAX_BEGINNING_LENGTH = 24
const MAX_LENGTH_IN_RUN = 6
const RUN = /[\u0e00-\u0e7f\u2e80-\u9fff]+/g
const HANGUL = /^[\uac00-\ud7af]/
const COMBINING_MARKS = /[\u0300-\u036f]/g
const UNACCENTED_LETTERS: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o' }

/** Translates the words of a text that are in the dictionary. Returns each English word once. */
export function translate(text: string, words: readonly Word[]): readonly Translation[] {
  const isEnglish = countEnglish(words) > ENGLISH_SHARE * words.length
  const isAsciiText = isAscii(text)
  if (isEnglish && isAsciiText) return []
  const translations = new Map<string, number>()
  const add = (english: string | undefined, word: number) => {
    if (english !== undefined && !translations.has(english)) translations.set(english, word)
  }
  for (const [index, { lower }] of words.entries())
    if (!isEnglish || !isAscii(lower)) add(translateWord(lower).english, index)
  if (!isAsciiText)
    for (const [run] of excerptOf(text).normalize('NFKC').matchAll(RUN))
      for (let start = 0; start < run.length; start++) add(translateAt(run, start), -1)
  return [...translations].map(([english, word]) => ({ english, word }))
}

const LETTER_OUTSIDE_ASCII = /[\u00C0-\u1FFF\u2E80-\uD7FF]/

/** Whether a text seems to be in another language than English. False if it has no letters outside ASCII, because then we cannot tell. */
export function isForeign(text: string): boolean {
  if (!LETTER_OUTSIDE_ASCII.test(text)) return false
  const words = splitWords(text)
  return countEnglish(words) <= ENGLISH_SHARE * words.length
}

function countEnglish(words: readonly Word[]): number {
  let count = 0
  for (const { isEnglish } of words) if (isEnglish) count++
  return count
}

const translateWord = memoize((lower) => ({ english: lookUpWord(isAscii(lower) ? lower : removeAccents(lower)) }))

function lookUpWord(word: string): string | undefined {
  const { beginnings, wholeWords } = dictionaryIndex()
  const whole = wholeWords.get(word)
  if (whole !== undefined) return whole
  for (let length = Math.min(word.length, MAX_BEGINNING_LENGTH); length >= shortestBeginning(word); length--) {
    const english = beginnings.get(word.slice(0, length))
    if (english !== undefined) return english
  }
  return undefined
}

function translateAt(run: string, start: number): string | undefined {
  for (let length = MAX_LENGTH_IN_RUN; length > 0; length--) {
    const english = dictionaryIndex().parts.get(run.slice(start, start + length))
    if (english !== undefined) return english
  }
  return undefined
}

function shortestBeginning(word: string): number {
  if (isAscii(word)) return MIN_BEGINNING_LENGTH.latin
  return HANGUL.test(word) ? MIN_BEGINNING_LENGTH.hangul : MIN_BEGINNING_LENGTH.other
}

type DictionaryIndex = {
  readonly beginnings: ReadonlyMap<string, string>
  readonly wholeWords: ReadonlyMap<string, string>
  readonly parts: ReadonlyMap<string, string>
}
let indexedDictionary: DictionaryIndex | undefined

/** Indexes the dictionary on first use, because most English texts do not need it. */
function dictionaryIndex(): DictionaryIndex {
  indexedDictionary ??= indexDictionary()
  return indexedDictionary
}

function indexDictionary(): DictionaryIndex {
  const beginnings = new Map<string, string>()
  const wholeWords = new Map<string, string>()
  const parts = new Map<string, string>()
  for (const [english, foreign] of Object.entries(DICTIONARY))
    for (const entry of foreign.split(' ')) {
      const wordEntries = entry.length < shortestBeginning(entry) ? wholeWords : beginnings
      const target = entry.search(RUN) >= 0 ? parts : wordEntries
      target.set(entry, english)
    }
  return { beginnings, wholeWords, parts }
}

function removeAccents(word: string): string {
  const bare = word.normalize('NFD').replaceAll(COMBINING_MARKS, '').normalize('NFC')
  return bare.replaceAll(/[ıłđø]/g, (letter) => UNACCENTED_LETTERS[letter] ?? letter)
}
