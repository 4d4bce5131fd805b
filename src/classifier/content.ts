import { isAscii } from '../text/words.ts'
import type { Features } from './features.ts'
import { type Model, rowOf } from './model.ts'
import {
  asksForSecrecy,
  claimsWeakness,
  complains,
  hasForeignCue,
  isSensitiveWord,
  namesSensitive,
  offersReport,
} from './sensitive-words.ts'
import { isWithoutSpaces, splitWords, translate, type Word } from './words.ts'

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

/**
 * Words without content of their own: function words, and the words of numbered items, test posts and placeholders. None of them
 * can describe a vulnerability, a person or a secret.
 */
const GENERIC_WORDS = new Set(
  `a an and as at be been body bulk by created creates demo do does done each entry every example few first follow followed
  following for from has have hello here in is issue issues it item items its last later list made make makes me more my new
  next no nothing now number of on once one only or other our part parts placeholder plan please point row rows sample second
  section see some step steps still task tasks test testing tests text that the their them then there these they thing things
  third this those title to todo tracking two up us we what when which who with work works world yes yet you your`.split(
    /\s+/,
  ),
)

/** Short words are ignored only if they are ASCII: in other scripts, one or two characters can be a whole word. */
const ASCII_WORD = /^[a-z0-9]+$/
const MIN_LETTERS = 3

/** Whether a text has no content, like "Task 12. The body of task 12.", so that it harms nobody, whatever the classifier says. */
export function saysNothing(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(letterRunPattern(text))) {
    if (!isGenericWord(word)) return false
  }
  return true
}

/** With fewer words of content, nobody could follow the classifier's reasons, so its result counts as a guess. */
const MIN_CONTENT_WORDS = 4
/** With fewer words of content, the result counts as a guess unless the probability is at least `SURE_PROBABILITY`. */
const ENOUGH_CONTENT_WORDS = 6
const SURE_PROBABILITY = 0.75

/**
 * Whether the classifier only guesses that a text is sensitive, because the text is very short and names nothing sensitive, like
 * "Verify the build". We stop a post for a reason that its author can see, not for a bare probability.
 */
export function isGuess(text: string, reportProbability: number): boolean {
  if (namesSensitive(text)) return false
  const content = countContentWords(text)
  return content < MIN_CONTENT_WORDS || (content < ENOUGH_CONTENT_WORDS && reportProbability < SURE_PROBABILITY)
}

/** A lower limit for the probability that a text is a private report, for texts that the model underestimates. */
export function minimumReportProbability({ signals, text, words }: Features): number {
  if (offersReport(text) || complains(text) || asksForSecrecy(text)) return 0.5
  if (signals.includes('asks how')) return 0
  // Seven of ten texts that say that a secret is shown are private (MODEL.md). The model has seen too few names of weaknesses.
  if (signals.includes('a secret shown') || claimsWeakness(text)) return 0.5
  // The model has seen too few foreign words for weaknesses and insults. In a longer text, they can be about something else.
  return isShort(words) && hasForeignCue(text) ? MIN_WITH_FOREIGN_CUE : 0
}

const MAX_SHORT_WORDS = 12
/** The limit in pairs of characters, for scripts that put no spaces between words. */
const MAX_SHORT_PAIRS = 40

export function isShort(words: Features['words']): boolean {
  return words.length <= (isWithoutSpaces(words[0]?.text ?? '') ? MAX_SHORT_PAIRS : MAX_SHORT_WORDS)
}

/** Enough to suggest a private channel, but not to stop a sentence of a draft. */
const MIN_WITH_FOREIGN_CUE = 0.35

/** Counts each word once, because a repeated word says nothing more. */
function countContentWords(text: string): number {
  const words = new Set(Array.from(text.toLowerCase().matchAll(letterRunPattern(text)), ([word]) => word))
  let count = 0
  for (const word of words) if (!isGenericWord(word)) count += countWordsInRun(word)
  return count
}

/** Returns how many words a run of letters counts as. In a script without spaces, two letters count as a word, as in Chinese. */
export function countWordsInRun(word: string): number {
  return isWithoutSpaces(word) ? Math.max(1, word.length / 2) : 1
}

function letterRunPattern(text: string): RegExp {
  return isAscii(text) ? /[a-z0-9]+/g : /[\p{L}\p{M}\p{N}]+/gu
}

function isGenericWord(word: string): boolean {
  return GENERIC_WORDS.has(word) || (ASCII_WORD.test(word) && word.replaceAll(/\d/g, '').length < MIN_LETTERS)
}

/** Words of greetings, complaints and requests that do not say what a text is about, and placeholder words. */
const VAGUE_WORDS = new Set(
  `any anybody anyone anything baz blah broken dear dolor everything fail fails foo bar hey hello hi here ipsum lorem nothing ok okay
  please problem question questions sit amet somebody someone something stuff test thank thanks thing things trouble work working works
  wrong yes`.split(/\s+/),
)
const QUESTION_WORDS = new Set('how what when where which who why'.split(' '))

/** A text with more words is assumed to have content. */
const MAX_VAGUE_WORDS = 12
/** With at least this many words of content, we can place a text at least roughly. */
const MIN_WORDS_TO_PLACE = 2

/** A text, and what its classification says. */
type ClassifiedText = {
  readonly text: string
  readonly words: readonly Word[]
  /** The words that name an area. */
  readonly named: readonly string[]
  readonly isPrivate: boolean
  readonly reportProbability: number
  readonly confidence: 'high' | 'medium' | 'low'
}

/** Whether a text says too little to place it: a single word, a greeting, the name of a repository, or random letters. */
export function saysTooLittle(
  { text, words, named, isPrivate, reportProbability, confidence }: ClassifiedText,
  model: Model,
): boolean {
  if (words.length > MAX_VAGUE_WORDS) return false
  const contentWords = words
    .filter(({ lower }) => !EMPTY_WORDS.has(lower) && !VAGUE_WORDS.has(lower))
    .map(({ lower }) => lower)
  const wordCount = countWordsInRuns(contentWords)
  if (isPrivate && namesSensitive(text)) return wordCount < MIN_WORDS_TO_PLACE && !contentWords.some(isSensitiveWord)
  if (isPrivate && confidence === 'low' && isGuess(text, reportProbability)) return true
  // A question can be placed by a single word of content: "What is MCP?"
  if (QUESTION_WORDS.has(words[0]?.lower ?? '') && wordCount > 0 && !isPrivate) return false
  if (wordCount < MIN_WORDS_TO_PLACE || ((!isPrivate || confidence !== 'high') && isGibberish(text, words, model)))
    return true
  const names = new Set(named.flatMap((name) => splitWords(name).map(({ lower }) => lower)))
  return contentWords.every((word) => names.has(word))
}

function countWordsInRuns(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + countWordsInRun(word), 0)
}

/** A longer text is assumed to have a meaning, even if the model knows none of its words. */
const MAX_GIBBERISH_WORDS = 6
/** About one in a thousand short English texts is below both limits, but ninety in a hundred texts of random letters are. */
const MIN_KNOWN_PIECES = 0.7
const MIN_KNOWN_WORDS = 0.5

/** Whether a text is random letters: the dictionary has none of its words, and the model knows too few of its words and pieces. */
function isGibberish(text: string, words: readonly Word[], model: Model): boolean {
  if (/\P{ASCII}/u.test(text)) return false
  if (words.length > MAX_GIBBERISH_WORDS || translate(text, words).length > 0) return false
  const longWords = words.filter(({ lower }) => lower.length >= MIN_LETTERS)
  return (
    knownShareOf(longWords, (word) => countKnownPieces(word, model)) < MIN_KNOWN_PIECES &&
    knownShareOf(longWords, (word) => countHeadsThatKnow(word, model)) <= MIN_KNOWN_WORDS
  )
}

type KnownCount = { readonly known: number; readonly all: number }

function knownShareOf(words: readonly Word[], count: (word: Word) => KnownCount): number {
  const counts = words.map(count)
  const total = counts.reduce((sum, { all }) => sum + all, 0)
  return total === 0 ? 0 : counts.reduce((sum, { known }) => sum + known, 0) / total
}

function countKnownPieces({ pieces }: Word, { channel }: Model): KnownCount {
  return { known: pieces.filter((piece) => rowOf(channel, piece) >= 0).length, all: pieces.length }
}

/** Counts the heads that know a word. Asks all three, because in one of them an unknown word can share the bucket of a known word. */
function countHeadsThatKnow({ bucket }: Word, { area, channel, type }: Model): KnownCount {
  return { known: [area, channel, type].filter((head) => rowOf(head, bucket) >= 0).length, all: 3 }
}
