import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvFault, CsvReader, type CsvRecord, LONGEST_RECORD } from '../../../src/bulk/rows/csv.ts'
import { inChunks, readIn } from '../../support/chunks.ts'

const read = (text: string, ...cuts: readonly number[]) => readIn(inChunks(text, cuts), new CsvReader())
const cellsIn = (records: readonly (CsvRecord | CsvFault)[]) =>
  records.map((record) => ('cells' in record ? record.cells : record.fault))

type Style = { readonly delimiter: string; readonly end: string; readonly mark: string; readonly last: boolean }
const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '\uFEFF'),
  last: fc.boolean(),
})

function print(records: readonly (readonly string[])[], { delimiter, end, mark, last }: Style): string {
  const cell = (text: string) =>
    /[",;\t\r\n\uFEFF]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text
  return mark + records.map((cells) => cells.map(cell).join(delimiter)).join(end) + (last ? end : '')
}

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', 'a', ' ', '\uFEFF', '📨') }),
)
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })

test('reading is the inverse of printing, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(table, style, fc.array(fc.nat(200)), async (records, how, cuts) => {
      expect(cellsIn(await read(print(records, how), ...cuts))).toEqual(records)
    }),
    { numRuns: 500 },
  )
})

test('each record has the line on which it begins, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(table, style, fc.array(fc.nat(200)), async (records, how, cuts) => {
      const text = print(records, how)
      const lines = (await read(text, ...cuts)).map(({ line }) => line)
      const before = records.map((_, at) => print(records.slice(0, at), { ...how, last: at > 0 }))
      expect(lines).toEqual(before.map((part) => part.split(/\r\n|\r|\n/).length))
    }),
  )
})

describe('as people write it', () => {
  test.each([
    [
      'a text with several lines',
      'title,body\nOne,"two\nlines"\n',
      [
        ['title', 'body'],
        ['One', 'two\nlines'],
      ],
    ],
    [
      'Excel in Europe',
      '\uFEFFtitle;body\r\nOne;a, b\r\n',
      [
        ['title', 'body'],
        ['One', 'a, b'],
      ],
    ],
    [
      'a last cell that is empty, and no newline',
      '\n\ntitle;body\nOne;',
      [
        ['title', 'body'],
        ['One', ''],
      ],
    ],
    [
      'tabs',
      'title\tbody\nOne\ta, b; c',
      [
        ['title', 'body'],
        ['One', 'a, b; c'],
      ],
    ],
    [
      'empty lines',
      '\ntitle,body\n\n\r\nOne,\n\n',
      [
        ['title', 'body'],
        ['One', ''],
      ],
    ],
    ['one column', 'title\nOne\n"Two, or three"', [['title'], ['One'], ['Two, or three']]],
    ['one column, with a comma', 'title\nOne; or\nTwo, or three', [['title'], ['One; or'], ['Two', ' or three']]],
    [
      'a quote in the middle',
      'title,body\nThe 5" screen,"say ""hi"""',
      [
        ['title', 'body'],
        ['The 5" screen', 'say "hi"'],
      ],
    ],
    ['a record of one empty text', 'title\n""\n', [['title'], ['']]],
    ['nothing', '', []],
  ])('%s', async (_, text, expected) => {
    expect(cellsIn(await read(text))).toEqual(expected)
  })

  test.each([
    [
      'a,b\nx,"y" z\nq,r',
      { line: 2, fault: 'there is text after a closing quote: write a quote inside of a text twice ("")' },
    ],
    ['a,b\nx,y\nz,"never\n\nclosed', { line: 3, fault: 'a quote (") is opened in this row and never closed' }],
  ])('%j cannot be read further', async (text, fault) => {
    expect((await read(text)).at(-1)).toEqual(fault)
    expect((await read(text, 5, 6, 7, 8, 9, 10, 11, 12)).at(-1)).toEqual(fault)
  })

  test('a quote that is never closed does not swallow a file of any size', async () => {
    let given = 0
    async function* endless() {
      yield 'a,b\n"'
      for (;;) {
        given++
        yield 'x'.repeat(LONGEST_RECORD / 10)
      }
    }
    const [, fault] = await readIn(endless(), new CsvReader())
    expect(fault).toEqual({ line: 2, fault: expect.stringContaining('longer than 1000000 characters') })
    expect(given).toBeLessThan(12)
  })
})
