import { type Numbers, parseJson } from '../../text/json.ts'
import { boundedLines } from '../../text/lines.ts'
import { isMapping } from '../../text/yaml.ts'
import { appearsTwiceMessage, invalid, type Parsed, type Row, type RowPosition, rowOf } from './row.ts'
import { HAS_NUL, MAX_RECORD_LENGTH, NOT_READ, NOT_UTF8 } from './text.ts'

const TOO_LONG = `this line is longer than ${MAX_RECORD_LENGTH} characters: put one JSON object on each line`

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
      yield invalid({ file, line, row: row + 1 }, TOO_LONG + NOT_READ)
      return
    }
    // Also removes a byte order mark.
    const json = lineText.trim()
    if (json === '') continue
    const at = { file, line, row: ++row }
    if (json.includes('\0')) {
      yield invalid(at, HAS_NUL + NOT_READ)
      return
    }
    yield rowIn(json, at, numbers)
  }
}

function rowIn(json: string, at: RowPosition, numbers: Numbers): Parsed<Row> {
  if (json.includes('\uFFFD')) return invalid(at, NOT_UTF8)
  try {
    const parsed = parseJson(json, numbers)
    if ('repeated' in parsed) return invalid(at, appearsTwiceMessage('key', parsed.repeated.key))
    if (isMapping(parsed.data)) return rowOf(at, parsed.data)
  } catch {
    // The message below helps more than the parser's.
  }
  return invalid(at, 'expected one JSON object on this line, such as {"title": "…"}')
}
