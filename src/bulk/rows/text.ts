/** A body has at most 65,536 characters. A far longer text is not a row, but a file of another kind or an unclosed quote. */
export const MAX_RECORD_LENGTH = 1_000_000

export const NOT_UTF8 = 'it holds a character that is not UTF-8: save the file as UTF-8 text'
export const NO_TEXT = 'it contains a NUL character: save it as UTF-8 text'
export const NOT_READ = '; the rows from here on were not read'

/** Joins a text that arrives in pieces. @returns null if it is longer than `most` characters. */
export async function wholeText(pieces: AsyncIterable<string>, limit: number): Promise<string | null> {
  const all: string[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > limit) return null
    all.push(piece)
  }
  return all.join('').replace(/^\uFEFF/, '')
}
