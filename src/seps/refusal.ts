/** The longest SEP has 64,000 characters and 1,400 lines; much more is a mistake or an attack. */
export const SEP_SIZE_LIMIT = 2_000_000
/** In bytes: a character takes up to four. */
export const SEP_BYTE_LIMIT = 4 * SEP_SIZE_LIMIT
export const SEP_LINE_LIMIT = 20_000

/** Why a file is not even parsed, or null. Linear in its length. */
export function refusalOf(text: string): string | null {
  if (text.startsWith('%PDF')) return 'this is a PDF; a SEP is a Markdown file, so give its Markdown source'
  if (text.trim() === '') return 'it is empty; start one with "mcp-comms sep new"'
  if (text.includes('\0')) return 'this is no text; a SEP is a Markdown file in UTF-8'
  if (text.length > SEP_SIZE_LIMIT) return tooMuch(SEP_SIZE_LIMIT, 'characters')
  if (lineCount(text) > SEP_LINE_LIMIT) return tooMuch(SEP_LINE_LIMIT, 'lines')
  return null
}

function tooMuch(limit: number, unit: string): string {
  return `it has more than ${limit.toLocaleString('en')} ${unit}, the most that is read; is it the right file?`
}

function lineCount(text: string): number {
  let count = 1
  for (let index = 0; index < text.length; index++) if (text[index] === '\n' || text[index] === '\r') count++
  return count
}
