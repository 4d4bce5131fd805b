import type { Secret } from './detect.ts'

const MASK = '***'
/** A shorter piece of a secret also occurs in ordinary words. */
const PIECE_LENGTH = 6

/**
 * Returns a function that replaces the secrets in a message that quotes the text, so that they never reach a terminal or a log.
 * It also replaces every piece of a secret, because the quotation may begin or end inside the secret. The quotation may be in
 * another case or Unicode normalization, and may have the escapes and invisible characters that `detectSecrets` ignores.
 */
export function createMask(secrets: readonly Secret[]): (message: string) => string {
  const pieces = new Set(
    secrets.flatMap(({ value }) => [...piecesOf(value), ...piecesOf(value.replaceAll('&', '&amp;'))]),
  )
  if (pieces.size === 0) return (message) => message
  const lengths = [...new Set([...pieces].map(({ length }) => length))]
  return (message) => {
    const shown: string[] = []
    let end = 0
    for (const { from, to } of joined(rangesOf(fold(message), pieces, lengths))) {
      shown.push(message.slice(end, from), MASK)
      end = to
    }
    return shown.join('') + message.slice(end)
  }
}

/** The ranges of all pieces in a message, in order of their beginnings. */
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

/** Joins the ranges that overlap or touch. They are in order of their beginnings. */
function joined(ranges: Iterable<Range>): readonly Range[] {
  const all: Range[] = []
  for (const { from, to } of ranges) {
    const last = all.at(-1)
    if (last === undefined || from > last.to) all.push({ from, to })
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) }
  }
  return all
}

function piecesOf(value: string): readonly string[] {
  const { text } = fold(value)
  if (text.length <= PIECE_LENGTH) return text === '' ? [] : [text]
  return Array.from({ length: text.length - PIECE_LENGTH + 1 }, (_, index) => text.slice(index, index + PIECE_LENGTH))
}

type Range = { readonly from: number; readonly to: number }
/** A text that is equal for all spellings of another text. `ranges`: where the other text has each of its characters. */
type Folded = { readonly text: string; readonly ranges: readonly Range[] }

/** Removed, because a quotation may lack or replace them. */
const IGNORED = /[\s\\\p{C}]/u

/** Folds each character alone, because a fold of the whole text would not tell where each character was. */
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
