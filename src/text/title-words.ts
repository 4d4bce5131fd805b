/**
 * A word of a title. `keys`: what to compare, which is its stem or, for a compound name (`isName`), the whole name and the stems of its
 * parts.
 */
export type TitleWord = { readonly text: string; readonly keys: readonly string[]; readonly isName: boolean }

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}#+]|[_.'’/-](?=[\p{L}\p{N}]))*/gu
/** The parts of a compound name: `parseHTTPError2` has `parse`, `HTTP`, `Error` and `2`. */
const PARTS = /[\p{Lu}]+(?![\p{Ll}])|[\p{Lu}]?[\p{Ll}]+|\p{N}+|[\p{Lo}]+/gu

/** Words that any title may contain. */
const COMMON_WORDS = new Set(
  `a about after all also an and any are as at be been before being but by can cannot could did do does don't doesn't
  even every for from get gets getting give had has have how i if in into is isn't it its just let like make may more
  my need needs new no not of off on one only or other our out over please should show since so some still such than
  that the their them then there these they this to too under up use used uses using very via want was we were what
  when where which while who why will with without won't work works working would you your
  add adding allow bug bugs change clarify crash documentation docs enhancement error errors fail failed fails failing
  feature fix implement implementation improve issue issues missing problem proposal propose question rename report
  request support supporting supports tracking typo unable update wrong`.split(/\s+/),
)

/** The words that distinguish a title from others. `projectWords`: words that occur in many titles of this project. */
export function distinctiveWords(title: string, projectWords: readonly string[] = []): readonly TitleWord[] {
  const ignored = new Set(projectWords.map((word) => word.toLowerCase()))
  const seen = new Set<string>()
  // Accents that are characters of their own (Unicode NFD) would split words.
  const compared = title.slice(0, MAX_COMPARED_LENGTH).normalize('NFC')
  return [...compared.matchAll(WORD)].flatMap(([text]) => {
    const word = text.toLowerCase().replaceAll('’', "'")
    if (seen.has(word) || COMMON_WORDS.has(word) || ignored.has(word) || isTooShort(text)) return []
    seen.add(word)
    return [wordOf(text)]
  })
}

const MAX_COMPARED_LENGTH = 500
const MAX_TERMS = 6

/**
 * The terms to search GitHub for, the most distinctive first. A compound name is followed by its parts with spaces, because
 * GitHub does not search inside words. Few posts contain all terms, so `github/` searches for a few at a time.
 */
export function searchWords(title: string, projectWords: readonly string[] = []): readonly string[] {
  const words = distinctiveWords(title, projectWords)
  const ranked = words.toSorted((a, b) => rank(b) - rank(a))
  return ranked.flatMap(({ text }) => [...new Set([text, partsOf(text).join(' ')])]).slice(0, MAX_TERMS)
}

/** A longer word is more distinctive, and any name more than any plain word. */
function rank({ text, isName }: TitleWord): number {
  return Math.min(text.length, MAX_RANKED_LENGTH) + (isName ? MAX_RANKED_LENGTH : 0)
}
const MAX_RANKED_LENGTH = 20

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

/** "UI", "C#" and "v2" are distinctive; "at" is not. */
function isTooShort(text: string): boolean {
  return text.length < 3 && !/^[A-Z][A-Z#]$|\d|\p{Lo}/u.test(text)
}

const ENDINGS = ['ing', 'ed', 'es', 's', 'e']

/** "closing", "closed" and "closes" have the same stem. */
function stem(text: string): string {
  const word = text.toLowerCase()
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= 4)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

/** A single shared key may be a coincidence. */
const MIN_SHARED_KEYS = 2
/** The fraction of the shorter title's keys that the longer title must have too. */
const MIN_SHARED_FRACTION = 0.4

export type SharedWords = {
  readonly shared: readonly string[]
  /** How many keys the two titles share. A compound name has more keys than a word, so it counts more. */
  readonly count: number
}

/** null: the titles are not similar. */
export function compareTitles(words: readonly TitleWord[], others: readonly TitleWord[]): SharedWords | null {
  const [ours, theirs] = [keysOf(words), keysOf(others)]
  const count = [...ours].filter((key) => theirs.has(key)).length
  const smaller = Math.min(ours.size, theirs.size)
  if (count < MIN_SHARED_KEYS || count / smaller < MIN_SHARED_FRACTION || haveDifferentNumbers(words, others))
    return null
  return { shared: words.filter(({ keys }) => keys.some((key) => theirs.has(key))).map(({ text }) => text), count }
}

function keysOf(words: readonly TitleWord[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ keys }) => keys))
}

const NUMBERED_NAME = /^(\p{L}+)-(\d+)$/u

/** "Implement SEP-1686" and "Implement SEP-1699" differ in the only word that matters. */
function haveDifferentNumbers(words: readonly TitleWord[], others: readonly TitleWord[]): boolean {
  const ours = words.filter(({ text }) => NUMBERED_NAME.test(text)).map(({ text }) => text.toLowerCase())
  const theirs = others.filter(({ text }) => NUMBERED_NAME.test(text)).map(({ text }) => text.toLowerCase())
  const series = new Set(theirs.map((text) => text.replace(NUMBERED_NAME, '$1')))
  return (
    ours.some((text) => series.has(text.replace(NUMBERED_NAME, '$1'))) && !ours.some((text) => theirs.includes(text))
  )
}

const MAX_SUGGESTED_TITLE_LENGTH = 80

/** A person's first words become the title if they are short and on one line, and otherwise the text. */
export function titleOrText(words: string): { readonly title: string; readonly text: string } {
  return words.length <= MAX_SUGGESTED_TITLE_LENGTH && !words.includes('\n')
    ? { title: words, text: '' }
    : { title: '', text: words }
}
