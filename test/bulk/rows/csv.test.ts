import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvProblem, type CsvRecord, csvRecords } from '../../../src/bulk/rows/csv.ts'
import { MAX_RECORD_LENGTH } from '../../../src/bulk/rows/text.ts'
import { collect, inChunks } from '../../support/chunks.ts'

const read = (text: string, ...cuts: readonly number[]) => collect(csvRecords(inChunks(text, cuts)))
const cellsIn = (records: readonly (CsvRecord | CsvProblem)[]) =>
  records.map((record) => ('cells' in record ? record.cells : record.problem))

type CsvStyle = {
  readonly delimiter: string
  readonly lineBreak: string
  readonly byteOrderMark: string
  readonly endsWithLineBreak: boolean
}
const anyStyle: fc.Arbitrary<CsvStyle> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
  byteOrderMark: fc.constantFrom('', '\uFEFF'),
  endsWithLineBreak: fc.boolean(),
})

function printCsv(
  records: readonly (readonly string[])[],
  { delimiter, lineBreak, byteOrderMark, endsWithLineBreak }: CsvStyle,
): string {
  const quoteIfNeeded = (text: string) =>
    /[",;\t\r\n]/.test(text) || text.trim() !== text || text === '' ? `"${text.replaceAll('"', '""')}"` : text
  const lines = records.map((cells) => cells.map(quoteIfNeeded).join(delimiter))
  return byteOrderMark + lines.join(lineBreak) + (endsWithLineBreak ? lineBreak : '')
}

const anyCell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', 'a', ' ', '\uFEFF', '📨') }),
)
const anyRecord = fc.array(anyCell, { minLength: 2, maxLength: 4 }).filter((cells) => cells.some((cell) => cell !== ''))
const anyTable = fc.array(anyRecord, { minLength: 1, maxLength: 6 })

test('reading is the inverse of printing, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, anyStyle, fc.array(fc.nat(200)), async (records, style, cuts) => {
      expect(cellsIn(await read(printCsv(records, style), ...cuts))).toEqual(records)
    }),
    { numRuns: 500 },
  )
})

test('each record has the line on which it begins, wherever the chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, anyStyle, fc.array(fc.nat(200)), async (records, style, cuts) => {
      const text = printCsv(records, style)
      const lines = (await read(text, ...cuts)).map(({ line }) => line)
      const textsBefore = records.map((_, index) =>
        printCsv(records.slice(0, index), { ...style, endsWithLineBreak: index > 0 }),
      )
      expect(lines).toEqual(textsBefore.map((part) => part.split(/\r\n|\r|\n/).length))
    }),
  )
})

describe('CSV as people write it', () => {
  test.each([
    [
      'a cell with several lines',
      'title,body\nOne,"two\nlines"\n',
      [
        ['title', 'body'],
        ['One', 'two\nlines'],
      ],
    ],
    [
      'a file from Excel with European settings',
      '\uFEFFtitle;body\r\nOne;a, b\r\n',
      [
        ['title', 'body'],
        ['One', 'a, b'],
      ],
    ],
    [
      'an empty last cell, without a newline after it',
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
    ['one column, with a comma', 'title\nOne; or\nTwo, or three', [['title'], ['One; or'], ['Two', 'or three']]],
    [
      'a quote in the middle',
      'title,body\nThe 5" screen,"say ""hi"""',
      [
        ['title', 'body'],
        ['The 5" screen', 'say "hi"'],
      ],
    ],
    [
      'rows without any text, which are left out unless they have a quoted blank',
      'title,body\n,\n" ",""\n"",\nOne,\n,,,\n',
      [
        ['title', 'body'],
        [' ', ''],
        ['One', ''],
      ],
    ],
    [
      'blanks outside quotes',
      'title,body\nOne, "two, three" ,\n',
      [
        ['title', 'body'],
        ['One', 'two, three', ''],
      ],
    ],
    [
      'blanks around unquoted text, which are removed, and within quotes, which are kept',
      'title,body\n One\t, " two "\n',
      [
        ['title', 'body'],
        ['One', ' two '],
      ],
    ],
    [
      'a line that declares the separator',
      'sep=|\r\ntitle|body\r\nOne|a, b; c\r\n',
      [
        ['title', 'body'],
        ['One', 'a, b; c'],
      ],
    ],
    [
      'a DOS end-of-file character',
      'title,body\r\nOne,\r\n\u001A',
      [
        ['title', 'body'],
        ['One', ''],
      ],
    ],
    [
      'a quoted header with a separator in it',
      '"title, short";body\nOne;a, b',
      [
        ['title, short', 'body'],
        ['One', 'a, b'],
      ],
    ],
    ['an empty file', '', []],
  ])('%s', async (_, text, expected) => {
    expect(cellsIn(await read(text))).toEqual(expected)
  })

  test.each([
    [
      'a,b\nx,"y" z\nq,r',
      { line: 2, problem: 'there is text after a closing quote: write a quote inside a quoted cell twice ("")' },
    ],
    ['a,b\nx,y\nz,"never\n\nclosed', { line: 3, problem: 'a quote (") is opened in this row and never closed' }],
  ])('reading %j ends with a problem', async (text, problem) => {
    expect((await read(text)).at(-1)).toEqual(problem)
    expect((await read(text, 5, 6, 7, 8, 9, 10, 11, 12)).at(-1)).toEqual(problem)
  })

  test('the line that declares the separator counts as a line', async () => {
    expect(await read('\uFEFFsep=;\n\ntitle;body\n"a\r\nb";c\nd;"')).toEqual([
      { line: 3, cells: ['title', 'body'] },
      { line: 4, cells: ['a\r\nb', 'c'] },
      { line: 6, problem: expect.stringContaining('never closed') },
    ])
  })

  test('a read error is not mistaken for the end of the file', async () => {
    async function* broken() {
      yield 'a,b\nc,d\n'
      await Promise.resolve()
      throw new Error('the disk is gone')
    }
    await expect(collect(csvRecords(broken()))).rejects.toThrow('the disk is gone')
  })

  test('an unclosed quote in a very long file is reported as a record that is too long, and the rest is not read', async () => {
    let pieceCount = 0
    async function* endless() {
      yield 'a,b\n"'
      for (;;) {
        pieceCount++
        yield 'x'.repeat(MAX_RECORD_LENGTH / 10)
      }
    }
    const [, problem] = await collect(csvRecords(endless()))
    expect(problem).toEqual({ line: 2, problem: expect.stringContaining('longer than 1000000 bytes') })
    expect(pieceCount).toBeLessThan(14)
  })
})
