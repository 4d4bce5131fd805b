import { isGuess, isSensitiveWord, namesSensitive, sizeOf } from './content.ts'
import { EMPTY } from './evidence.ts'
import { type Model, rowOf } from './model.ts'
import { translate } from './translations.ts'
import { splitWords, type Word } from './words.ts'

/** Words that greet, complain or ask, and say nothing about what; and those that only fill a place. */
const VAGUE = new Set(
  `any anybody anyone anything baz blah broken dear dolor everything fail fails foo bar hey hello hi here ipsum lorem nothing ok okay
  please problem question questions sit amet somebody someone something stuff test thank thanks thing things trouble work working works
  wrong yes`.split(/\s+/),
)
const ASKING = new Set('how what when where which who why'.split(' '))

/** In more words, people say something. */
const MAX_VAGUE = 12
/** A text that says at least this much can be placed, if only roughly. */
const MIN_CONTENT = 2

/** What is known of a text that was classified. */
type Read = {
  readonly text: string
  readonly all: readonly Word[]
  /** The words that name an area. */
  readonly named: readonly string[]
  readonly isPrivate: boolean
  readonly sensitive: number
  readonly confidence: 'high' | 'medium' | 'low'
}

/** Whether a text says too little to place it: a single word, a greeting, the name of a repository, or letters without a meaning. */
export function saysTooLittle({ text, all, named, isPrivate, sensitive, confidence }: Read, model: Model): boolean {
  if (all.length > MAX_VAGUE) return false
  const words = all.filter(({ lower }) => !EMPTY.has(lower) && !VAGUE.has(lower)).map(({ lower }) => lower)
  const size = sizeOfAll(words)
  if (isPrivate && namesSensitive(text)) return size < MIN_CONTENT && !words.some(isSensitiveWord)
  if (isPrivate && confidence === 'low' && isGuess(text, sensitive)) return true
  // "What is MCP?" asks for one thing.
  if (ASKING.has(all[0]?.lower ?? '') && size > 0 && !isPrivate) return false
  if (size < MIN_CONTENT || ((!isPrivate || confidence === 'low') && isGibberish(text, all, model))) return true
  const names = new Set(named.flatMap((name) => splitWords(name).map(({ lower }) => lower)))
  return words.every((word) => names.has(word))
}

function sizeOfAll(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + sizeOf(word), 0)
}

/** A longer text has a meaning, even if the model knows none of its words. */
const MAX_WORDS = 6
/** Of a thousand short English texts, one is below both; of a hundred rows of random letters, some ninety are. */
const KNOWN_PIECES = 0.7
const KNOWN_WORDS = 0.5

/** Letters in which the model finds next to nothing that it knows. Other languages have letters beyond ASCII, or more words. */
function isGibberish(text: string, words: readonly Word[], model: Model): boolean {
  if (/\P{ASCII}/u.test(text)) return false
  if (words.length > MAX_WORDS || translate(text, words).length > 0) return false
  const long = words.filter(({ lower }) => lower.length >= 3)
  return (
    shareOf(long, (word) => knownPieces(word, model)) < KNOWN_PIECES &&
    shareOf(long, (word) => knownWord(word, model)) <= KNOWN_WORDS
  )
}

type Known = { readonly known: number; readonly all: number }

function shareOf(words: readonly Word[], count: (word: Word) => Known): number {
  const counts = words.map(count)
  const all = counts.reduce((sum, one) => sum + one.all, 0)
  return all === 0 ? 0 : counts.reduce((sum, one) => sum + one.known, 0) / all
}

function knownPieces({ pieces }: Word, { channel }: Model): Known {
  return { known: pieces.filter((piece) => rowOf(channel, piece) >= 0).length, all: pieces.length }
}

/** By each of the three heads, because some unknown words share the bucket of a known one. */
function knownWord({ bucket }: Word, { area, channel, type }: Model): Known {
  return { known: [area, channel, type].filter((head) => rowOf(head, bucket) >= 0).length, all: 3 }
}
