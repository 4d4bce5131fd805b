import type { Mask } from '../check.ts'
import { otherReadings, removeDisguises } from '../readings.ts'
import { detectSecrets, type Secret } from './detect.ts'

const MASK = '***'
/** A shorter piece of a secret may also be a part of an ordinary word. */
const PIECE_LENGTH = 6
/** A piece of a secret with this length does not occur by chance in the sentences of this program. */
export const LONG_PIECE = 24

/** An encoded key has fewer lines, because Base64 text is usually broken into lines of 64 or 76 characters. */
const MAX_ENCODED_LINES = 80
const RUN = /\S{6,}/g
const BASE64 = /^[\w+/=-]{16,}$/

/** A line of the text. `folded` and `encoded` cache their results, because a log may have hundreds of secrets. */
type Line = {
  readonly isBlank: boolean
  readonly folded: () => string
  /** Its words that may be an encoded secret. */
  readonly encoded: () => readonly string[]
}

function lineOf(text: string): Line {
  let folded: string | undefined
  let encoded: readonly string[] | undefined
  const isEncoded = (run: string) => BASE64.test(run) || otherReadings(removeDisguises(run)).length > 0
  return {
    isBlank: text.trim() === '',
    folded: () => (folded ??= fold(text).text),
    encoded: () => (encoded ??= (text.match(RUN) ?? []).filter(isEncoded)),
  }
}

/** The encoded words from the line of a secret to the end of its paragraph. Empty if the paragraph contains the secret as it is. */
function encodedForms({ value, line }: Secret, lines: readonly Line[]): readonly string[] {
  const linesBelow = lines.slice(line - 1, line - 1 + MAX_ENCODED_LINES)
  const end = linesBelow.findIndex(({ isBlank }) => isBlank)
  const paragraph = linesBelow.slice(0, end < 0 ? undefined : end)
  const isShown = paragraph
    .map(({ folded }) => folded())
    .join('')
    .includes(fold(value).text)
  return isShown ? [] : paragraph.flatMap(({ encoded }) => encoded())
}

/** Returns a function that replaces the secrets of a text in what is quoted from it: see `createMask`. */
export async function maskOf(text: string): Promise<Mask> {
  return createMask(await detectSecrets(text), text)
}

/**
 * Returns a function that replaces the secrets in a quotation, so that they never reach a terminal or a log. It also replaces
 * every piece of a secret with at least `pieceLength` characters, because the quotation may begin or end inside the secret. The
 * quotation may differ from the text in case, Unicode normalization, escapes, invisible characters and marks of emphasis.
 * @param text the text in which the secrets were found
 */
export function createMask(secrets: readonly Secret[], text = '', pieceLength = PIECE_LENGTH): Mask {
  const lines = text.split('\n').map(lineOf)
  const spellings = new Set(
    secrets.flatMap((secret) => [secret.value, secret.value.replaceAll('&', '&amp;'), ...encodedForms(secret, lines)]),
  )
  const pieces = new Set([...spellings].flatMap((spelling) => piecesOf(spelling, pieceLength)))
  if (pieces.size === 0) return (quotation) => quotation
  const lengths = [...new Set([...pieces].map(({ length }) => length))]
  return (quotation) => {
    const parts: string[] = []
    let end = 0
    for (const { from, to } of joinRanges(rangesOf(fold(quotation), pieces, lengths))) {
      parts.push(quotation.slice(end, from), MASK)
      end = to
    }
    return parts.join('') + quotation.slice(end)
  }
}

/** The ranges of all pieces in a quotation, in the order in which they begin. */
function* rangesOf(
  { text, ranges }: Folded,
  pieces: ReadonlySet<string>,
  lengths: readonly number[],
): Generator<Range> {
  for (const [index, { from }] of ranges.entries())
    for (const length of lengths) {
      const piece = text.slice(index, index + length)
      if (pieces.has(piece)) yield { from, to: ranges[index + piece.length - 1]?.to ?? from }
    }
}

/** Joins the ranges that overlap or touch. The ranges must be in the order in which they begin. */
function joinRanges(ranges: Iterable<Range>): readonly Range[] {
  const all: Range[] = []
  for (const { from, to } of ranges) {
    const last = all.at(-1)
    if (last === undefined || from > last.to) all.push({ from, to })
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) }
  }
  return all
}

function piecesOf(value: string, length: number): readonly string[] {
  const { text } = fold(value)
  if (text.length <= length) return text === '' || mayBeWordOfMessages(text, length) ? [] : [text]
  return Array.from({ length: text.length - length + 1 }, (_, index) => text.slice(index, index + length))
}

/** Whether a short secret may also be a word or a number in this program's own messages, which are masked with `LONG_PIECE`. */
function mayBeWordOfMessages(text: string, length: number): boolean {
  return length === LONG_PIECE && /^(?:\p{L}+|\d+)$/u.test(text)
}

type Range = { readonly from: number; readonly to: number }
/** A text in a form that is the same for all its spellings. `ranges`: where the characters of this form come from in the text. */
type Folded = { readonly text: string; readonly ranges: readonly Range[] }

/** Removed, because a quotation may lack or replace them: white space, escapes, invisible characters, and the marks of emphasis and code. */
const IGNORED = /[\s\\_*~`\p{C}\p{Default_Ignorable_Code_Point}]/u

/** Folds each character on its own, because folding the whole text would lose where each character was. */
function fold(text: string): Folded {
  const parts: string[] = []
  const ranges: Range[] = []
  let from = 0
  for (const character of text) {
    const to = from + character.length
    const folded = IGNORED.test(character) ? '' : foldCharacter(character)
    parts.push(folded)
    for (let index = 0; index < folded.length; index++) ranges.push({ from, to })
    from = to
  }
  return { text: parts.join(''), ranges }
}

/** Some letters, such as ς, are equal to others only in upper case, and others, such as ẞ, only in lower case. */
function foldCharacter(character: string): string {
  return character.normalize('NFKD').toLowerCase().toUpperCase()
}
