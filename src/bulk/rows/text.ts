/**
 * In bytes for CSV, in characters for JSON Lines. A body has at most 65,536 characters, so a far longer record comes from another
 * kind of file, or from an unclosed quote.
 */
export const MAX_RECORD_LENGTH = 1_000_000

/** In characters. YAML and JSON are read whole; longer plans must be CSV or JSON Lines. */
export const MAX_DOCUMENT_LENGTH = 20_000_000

export const NOT_UTF8_MESSAGE = 'it contains a character that is not UTF-8: save the file as UTF-8 text'
export const NUL_MESSAGE = 'it contains a NUL character: save it as UTF-8 text'
/** The end of a message about the row at which reading stopped. */
export const NOT_READ_ENDING = '; the rows from here on were not read'

/** Joins a text that arrives in pieces, without its byte order mark. @returns null if it has more than `limit` characters. */
export async function wholeText(pieces: AsyncIterable<string>, limit: number): Promise<string | null> {
  const parts: string[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > limit) return null
    parts.push(piece)
  }
  return parts.join('').replace(/^\uFEFF/, '')
}
