import { excerpt } from '../../text/quote.ts'
import { placeText, type Read } from '../rows/problem.ts'
import type { PlannedRow } from './planned.ts'

/** Takes one row after the other, and turns each that has the key of an earlier one into a problem. */
export function uniqueKeys(): (read: Read<PlannedRow>) => Read<PlannedRow> {
  // Its line is enough to find a row again, and where there are no lines its number.
  const seen = new Map<string, number>()
  return (read) => {
    if (!read.ok) return read
    const { key, at } = read.value
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, at.line ?? at.row)
    return earlier === undefined ? read : { ok: false, problems: [{ at, message: twice(read.value, earlier) }], key }
  }
}

function twice({ key, at }: PlannedRow, earlier: number): string {
  const isSame = earlier === (at.line ?? at.row)
  const other = placeText(at.line === null ? { ...at, row: earlier } : { ...at, line: earlier, row: 0 })
  return `${isSame ? 'another combination of this row' : other} has the same key, "${excerpt(key)}": give it another key (with {{…}} of the matrix, if there is one), or another title if it has none`
}
