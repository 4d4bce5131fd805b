/** Most texts are ASCII, and a pattern for all scripts takes milliseconds to compile: it is compiled for a text that needs it. */
type WordPatterns = { readonly word: RegExp; readonly name: RegExp }

const ASCII: WordPatterns = { word: /[a-z0-9_]+/gi, name: /[a-z0-9#@/+]+/gi }
let everyScript: WordPatterns | undefined

function patternsFor(text: string): WordPatterns {
  if (isAscii(text)) return ASCII
  everyScript ??= { word: /[\p{L}\p{M}\p{N}_]+/gu, name: /[\p{L}\p{M}\p{N}#@/+]+/gu }
  return everyScript
}

export function splitIntoWords(text: string): readonly string[] {
  return text.match(patternsFor(text).word) ?? []
}

/** Words, and names such as `c#` and `@scope/name`. */
export function splitIntoNames(text: string): readonly string[] {
  return text.match(patternsFor(text).name) ?? []
}

/** Replaces wide, ligated and other variants of letters by the plain ones. */
export function foldLetters(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC')
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}

/** A longer word is rare, and its result large. */
const MAX_WORD_LENGTH = 24
const MAX_WORDS = 2048

/**
 * Remembers what a pure function returns for a word, because texts share most of their words. The memory is emptied when
 * it is full, so that it does not grow with the number of texts.
 */
export function memoize<T>(compute: (word: string) => T): (word: string) => T {
  const results = new Map<string, T>()
  return (word) => {
    const known = results.get(word)
    if (known !== undefined) return known
    const result = compute(word)
    if (word.length > MAX_WORD_LENGTH) return result
    if (results.size >= MAX_WORDS) results.clear()
    results.set(word, result)
    return result
  }
}

/** A word of a title. `keys` are what it is compared by: itself and, for a joined name, its parts. */
export type TitleWord = { readonly text: string; readonly keys: readonly string[]; readonly isName: boolean }

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}#+]|[_.'’/-](?=[\p{L}\p{N}]))*/gu
const PARTS = /[\p{Lu}]+(?![\p{Ll}])|[\p{Lu}]?[\p{Ll}]+|\p{N}+|[\p{Lo}]+/gu

/** Words that stand in any title. */
const COMMON = new Set(
  `a about after all also an and any are as at be been before being but by can cannot could did do does don't doesn't
  even every for from get gets getting give had has have how i if in into is isn't it its just let like make may more
  my need needs new no not of off on one only or other our out over please should show since so some still such than
  that the their them then there these they this to too under up use used uses using very via want was we were what
  when where which while who why will with without won't work works working would you your
  add adding allow bug bugs change clarify crash documentation docs enhancement error errors fail failed fails failing
  feature fix implement implementation improve issue issues missing problem proposal propose question rename report
  request support supporting supports tracking typo unable update wrong`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** The words of a title that tell it from others. `commonplace` are words that mean nothing in this place. */
export function distinctiveWords(title: string, commonplace: readonly string[] = []): readonly TitleWord[] {
  const known = new Set(commonplace.map((word) => word.toLowerCase()))
  const seen = new Set<string>()
  return [...title.slice(0, MAX_TITLE).matchAll(WORD)].flatMap(([text]) => {
    const word = text.toLowerCase().replaceAll('’', "'")
    if (seen.has(word) || COMMON.has(word) || known.has(word) || isShort(text)) return []
    seen.add(word)
    return [wordOf(text)]
  })
}

const MAX_TITLE = 500
const MAX_TERMS = 6

/**
 * What to search GitHub for, the most telling first. A joined name is followed by the same with spaces, for GitHub does
 * not look inside words. A post with all of them is rare; `github/` searches for some at a time.
 */
export function searchWords(title: string, commonplace: readonly string[] = []): readonly string[] {
  const words = distinctiveWords(title, commonplace)
  const ranked = words.toSorted((a, b) => rank(b) - rank(a))
  return ranked.flatMap(({ text }) => [...new Set([text, partsOf(text).join(' ')])]).slice(0, MAX_TERMS)
}

function rank({ text, isName }: TitleWord): number {
  return Math.min(text.length, 20) + (isName ? 20 : 0)
}

function wordOf(text: string): TitleWord {
  const parts = partsOf(text)
  const joined = parts.join('').toLowerCase()
  const keys = parts.length > 1 ? [joined, ...parts.map(stem)] : [stem(text)]
  return { text, keys: [...new Set(keys)], isName: parts.length > 1 }
}

function partsOf(text: string): readonly string[] {
  const parts = text.match(PARTS) ?? []
  return parts.length > 1 ? parts : [text]
}

/** "UI", "C#" and "v2" tell something, "at" does not. */
function isShort(text: string): boolean {
  return text.length < 3 && !/^[A-Z][A-Z#]$|\d|\p{Lo}/u.test(text)
}

const ENDINGS = ['ing', 'ed', 'es', 's', 'e']

/** "closing", "closed" and "closes" are one word. */
function stem(text: string): string {
  const word = text.toLowerCase()
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= 4)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

/** One shared word is chance. */
const LEAST_SHARED = 2
const LEAST_SHARE = 0.4

/** What two titles have in common. */
export type SharedWords = {
  readonly shared: readonly string[]
  /** How many keys both have: a joined name tells more than a word. */
  readonly count: number
}

/** null: they are not alike. */
export function compareTitles(words: readonly TitleWord[], others: readonly TitleWord[]): SharedWords | null {
  const [ours, theirs] = [keysOf(words), keysOf(others)]
  const count = [...ours].filter((key) => theirs.has(key)).length
  const least = Math.min(ours.size, theirs.size)
  if (count < LEAST_SHARED || count / least < LEAST_SHARE || areOfOneSeries(words, others)) return null
  return { shared: words.filter(({ keys }) => keys.some((key) => theirs.has(key))).map(({ text }) => text), count }
}

function keysOf(words: readonly TitleWord[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ keys }) => keys))
}

const NUMBERED = /^(\p{L}+)-(\d+)$/u

/** "Implement SEP-1686" and "Implement SEP-1699" differ in the one word that counts. */
function areOfOneSeries(words: readonly TitleWord[], others: readonly TitleWord[]): boolean {
  const ours = words.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const theirs = others.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const series = new Set(theirs.map((text) => text.replace(NUMBERED, '$1')))
  return ours.some((text) => series.has(text.replace(NUMBERED, '$1'))) && !ours.some((text) => theirs.includes(text))
}
