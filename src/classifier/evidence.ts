import { CHANNELS, type Question, TYPES } from '../policy/answers.ts'
import { asWritten, isAscii, isInsideWord } from '../text/words.ts'
import type { AreaMatch } from './areas.ts'
import type { SpecialCase } from './cases.ts'
import { EMPTY_WORDS } from './content.ts'
import type { Features } from './features.ts'
import type { Model } from './model.ts'
import { MAX_CANDIDATES, type RankedRepository } from './repositories.ts'
import type { RankedChannel } from './routes.ts'
import type { Scorer, Scores } from './scorer.ts'
import { isWithoutSpaces } from './words.ts'

/** Words of the text that are a reason for an answer. */
export type Evidence = { readonly question: Question; readonly value: string; readonly words: string }

const MAX_PHRASES = 2
const MAX_PHRASE_LENGTH = 5
/** A phrase is a reason if it contributes at least this share of what the strongest phrase does. */
const MIN_SHARE = 0.5
/** The last word of a phrase must contribute at least this share of what the strongest word of the phrase does. */
const MIN_SHARE_OF_LAST_WORD = 0.15

/** Articles, prepositions, pronouns and conjunctions of other languages. No phrase begins or ends with them. */
const FOREIGN_EMPTY_WORDS: ReadonlySet<string> = new Set(
  `al au aux avec che con da das de dei del della dem den der des di du e ein eine einem einen einer el em en et gli i il ist je la las le les
  lo los mi mit nel nella o os ou où para per por pour que qui se sur um uma un una und une w y z zu zum zur à że się в и к как на о по с
  у что для это`.split(/\s+/),
)

/** Returns the phrases that contribute most to a class of a head, as the text writes them. */
export type PhraseFinder = (head: keyof Scores, classIndex: number) => readonly string[]

/** @param explain see `Scorer` */
export function createPhraseFinder(features: Features, explain: Scorer['explain']): PhraseFinder {
  const traits = {
    isMeaningful: features.words.map(({ lower }) => !EMPTY_WORDS.has(lower) && !FOREIGN_EMPTY_WORDS.has(lower)),
    places: placesOf(features),
  }
  return (head, classIndex) => strongestPhrases(features, traits, explain(head, classIndex, features))
}

function strongestPhrases(features: Features, traits: WordTraits, contributions: Float64Array): readonly string[] {
  const phrases: Phrase[] = []
  for (let round = 0; round < MAX_PHRASES; round++) {
    const best = strongestPhrase(traits, contributions, phrases)
    if (best === null || best.weight < MIN_SHARE * (phrases[0]?.weight ?? 0)) break
    phrases.push(best)
  }
  return phrases.sort((a, b) => a.from - b.from).map(({ from, to }) => partOf(features, traits.places, { from, to }))
}

/** The words from index `from` up to, but not including, index `to`. */
type Phrase = { readonly from: number; readonly to: number; readonly weight: number }

type WordTraits = {
  /** Whether each word says something alone. */
  readonly isMeaningful: readonly boolean[]
  readonly places: readonly Place[]
}

/** Returns the heaviest phrase that does not touch the other phrases. A phrase does not continue after a punctuation mark. */
function strongestPhrase(
  { isMeaningful, places }: WordTraits,
  contributions: Float64Array,
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
    const previousEnd = end
    start = Math.max(start, text.indexOf(word.text, overlaps ? start + 1 : end))
    end = start + word.text.length
    places.push({ start, end, isAfterMark: !JOINING.test(text.slice(previousEnd, start)) })
  }
  return places
}

/** The index after the last word of the longest phrase that can begin at the word `from`. */
function phraseLimit(places: readonly Place[], from: number): number {
  const longest = Math.min(places.length, from + MAX_PHRASE_LENGTH)
  let limit = from + 1
  while (limit < longest && places[limit]?.isAfterMark === false) limit++
  return limit
}

/** Returns the part of the text that the words cover, as its author wrote it. It begins and ends with a whole word. */
function partOf({ original, text }: Features, places: readonly Place[], { from, to }: Omit<Phrase, 'weight'>): string {
  const start = wordStart(text, places[from]?.start ?? 0)
  return asWritten(original, text, text.slice(start, wordEnd(text, places[to - 1]?.end ?? start)))
}

/** A name is quoted whole, as in "isn't", "mcp-publisher" and "zod/v4", unless it is longer than this. */
const MAX_NAME_LENGTH = 40
type NamePatterns = { readonly start: RegExp; readonly end: RegExp }
const ASCII_NAME: NamePatterns = {
  start: /\w(?:\w|[-'./\\@#&+=~%:](?=\w|$))*$|[.#@-]{1,2}$/,
  end: /^(?:\w|[-'./\\@#&+=~%:]+(?=\w))+|^[#+]{1,2}(?![A-Za-z0-9])/,
}
/** The same for all scripts. Compiled on first use, because that takes a millisecond, and most texts are ASCII. */
let anyName: NamePatterns | undefined

function namePatternsFor(text: string): NamePatterns {
  if (isAscii(text)) return ASCII_NAME
  anyName ??= {
    start: /[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_]|[-'’./\\@#&+=~%:](?=[\p{L}\p{M}\p{N}_]|$))*$|[.#@-]{1,2}$/u,
    end: /^(?:[\p{L}\p{M}\p{N}_]|[-'’./\\@#&+=~%:]+(?=[\p{L}\p{M}\p{N}_]))+|^[#+]{1,2}(?![\p{L}\p{N}])/u,
  }
  return anyName
}

function wordStart(text: string, offset: number): number {
  if (isWithoutSpaces(text.slice(offset, offset + 1))) return segmentAt(text, offset)?.from ?? offset
  const before = text.slice(Math.max(0, offset - MAX_NAME_LENGTH), offset)
  const nameStart = namePatternsFor(before).start.exec(before)?.[0] ?? ''
  return nameStart.length === MAX_NAME_LENGTH ? toWordBoundary(text, offset, -1) : offset - nameStart.length
}

function wordEnd(text: string, offset: number): number {
  if (isWithoutSpaces(text.slice(offset - 1, offset))) return segmentAt(text, offset)?.to ?? offset
  const after = text.slice(offset, offset + MAX_NAME_LENGTH)
  const nameEnd = namePatternsFor(after).end.exec(after)?.[0] ?? ''
  return nameEnd.length === MAX_NAME_LENGTH ? toWordBoundary(text, offset, 1) : offset + nameEnd.length
}

function toWordBoundary(text: string, offset: number, step: 1 | -1): number {
  let boundary = offset
  while (boundary > 0 && boundary < text.length && isInsideWord(text, boundary)) boundary += step
  return boundary
}

/** Enough to see where a word begins and ends in a script without spaces. */
const MAX_SEGMENTED_LENGTH = 24

/** The word around an offset in a script without spaces. Undefined: a word begins or ends there. */
function segmentAt(text: string, offset: number): { readonly from: number; readonly to: number } | undefined {
  const start = Math.max(0, offset - MAX_SEGMENTED_LENGTH)
  for (const { index, segment } of wordSegments(text.slice(start, offset + MAX_SEGMENTED_LENGTH))) {
    const [from, to] = [start + index, start + index + segment.length]
    if (from < offset && offset < to) return { from, to }
  }
  return undefined
}

function wordSegments(text: string): Iterable<{ readonly index: number; readonly segment: string }> {
  return new Intl.Segmenter('en', { granularity: 'word' }).segment(text)
}

type EvidenceSources = {
  readonly other: AreaMatch | undefined
  readonly repositories: readonly RankedRepository[]
  readonly special: SpecialCase | null
}

export function findEvidence(
  phrasesFor: PhraseFinder,
  { answers, channel }: RankedChannel,
  { other, repositories, special }: EvidenceSources,
): readonly Evidence[] {
  const { area, sensitivity, type } = answers
  const channelIndex = CHANNELS.indexOf(channel)
  const typeWords = phrasesFor('type', TYPES.indexOf(type))
  const phrasesForChannel = channelIndex < 0 || sensitivity === 'public' ? [] : phrasesFor('channel', channelIndex)
  const channelWords = special === null || special.words === null ? phrasesForChannel : [special.words]
  const otherProductWords = other !== undefined && other.area === area ? [other.words] : []
  const areaWords = repositories.find((repository) => repository.area === area)?.words ?? otherProductWords
  return [
    ...typeWords.map((words): Evidence => ({ question: 'type', value: type, words })),
    ...channelWords.map((words): Evidence => ({ question: 'sensitivity', value: sensitivity, words })),
    ...(area === null ? [] : areaWords.map((words): Evidence => ({ question: 'area', value: area, words }))),
  ]
}

/** Returns the first few repositories and those that the text names, with the words that suggest each of them. */
export function withEvidence(
  repositories: readonly RankedRepository[],
  { areas }: Pick<Model, 'areas'>,
  phrasesFor: PhraseFinder,
): readonly RankedRepository[] {
  const offered = repositories.filter(({ isNamed }, index) => isNamed || index < MAX_CANDIDATES)
  return offered.map((repository) => {
    const areaIndex = areas.indexOf(repository.area)
    if (repository.words.length > 0 || areaIndex < 0) return repository
    const { repo, area, share, isNamed } = repository
    let words: readonly string[] | undefined
    return {
      repo,
      area,
      share,
      isNamed,
      // A getter, because hardly anybody asks for the words if the post needs no repository.
      get words() {
        words ??= phrasesFor('area', areaIndex)
        return words
      },
    }
  })
}
