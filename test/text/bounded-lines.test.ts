import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundedLines } from '../../src/text/lines.ts'

async function linesOf(pieces: Iterable<string>, max: number) {
  const lines: (string | null)[] = []
  async function* stream() {
    yield* pieces
  }
  for await (const line of boundedLines(stream(), max)) lines.push(line)
  return lines
}

test('the lines are the same however the text is cut, and only lines that are too long are replaced by null', async () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n'), maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(piece), async (pieces) => {
      const whole = pieces.join('')
      const expected = whole.split(/\r\n|\n|\r/)
      if (expected.at(-1) === '') expected.pop()
      expect(await linesOf(pieces, 4)).toEqual(expected.map((line) => (line.length > 4 ? null : line)))
    }),
  )
})

test('a line of 300 MB is replaced by null, and the next one is read', async () => {
  function* longLine() {
    const piece = 'x'.repeat(1_000_000)
    for (let count = 0; count < 300; count++) yield piece
    yield '\nnext'
  }
  expect(await linesOf(longLine(), 1_000)).toEqual([null, 'next'])
})

test('a caller who stops at a line that is too long reads no further, and the source is closed', async () => {
  let pieces = 0
  let isClosed = false
  async function* endless() {
    try {
      for (;;) {
        pieces++
        yield 'xxx'
      }
    } finally {
      isClosed = true
    }
  }
  for await (const line of boundedLines(endless(), 8)) {
    expect(line).toBeNull()
    break
  }
  expect({ pieces, isClosed }).toEqual({ pieces: 3, isClosed: true })
})
