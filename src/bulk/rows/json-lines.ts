import { type Numbers, parseJson } from '../../text/json.ts'
import { boundedLines } from '../../text/lines.ts'
import { isMapping } from '../../text/yaml.ts'
import { appearsTwiceMessage, invalid, type Parsed, type Row, type RowPosition, rowOf } from './row.ts'
import { MAX_RECORD_LENGTH, NOT_READ_ENDING, NOT_UTF8_MESSAGE, NUL_MESSAGE } from './text.ts'

const TOO_LONG_MESSAGE = `this line is longer than ${MAX_RECORD_LENGTH} characters: put one JSON object on each line`

export async function* jsonLineRows(
  pieces: AsyncIterable<string>,
  file: string,
  numbers: Numbers = 'exact',
): AsyncGenerator<Parsed<Row>> {
  let line = 0
  let row = 0
  for await (const lineText of boundedLines(pieces, MAX_RECORD_LENGTH)) {
    line += 1
    if (lineText === null) {
      yield invalid({ file, line, row: row + 1 }, TOO_LONG_MESSAGE + NOT_READ_ENDING)
      return
    }
    // Also removes a byte order mark.
    const json = lineText.trim()
    if (json === '') continue
    const at = { file, line, row: ++row }
    if (json.includes('\0')) {
      yield invalid(at, NUL_MESSAGE + NOT_READ_ENDING)
      return
    }
    yield rowIn(json, at, numbers)
  }
}

function rowIn(json: string, at: RowPosition, numbers: Numbers): Parsed<Row> {
  if (json.includes('\uFFFD')) return invalid(at, NOT_UTF8_MESSAGE)
  try {
    const parsed = parseJson(json, numbers)
    if ('repeated' in parsed) return invalid(at, appearsTwiceMessage('key', parsed.repeated.key))
    if (isMapping(parsed.data)) return rowOf(at, parsed.data)
  } catch {
    // The message below helps more than the parser's.
  }
  return invalid(at, 'expected one JSON object on this line, such as {"title": "…"}')
}
