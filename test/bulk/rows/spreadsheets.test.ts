import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../../src/bulk/plan/plan.ts'
import { adviceOnHeader, columnNames } from '../../../src/bulk/rows/columns.ts'
import { csvRows } from '../../../src/bulk/rows/csv.ts'
import { problemText } from '../../../src/bulk/rows/row.ts'
import { anyCharacter } from '../../support/any-character.ts'
import { collect, inChunks } from '../../support/chunks.ts'
import { readPlanInChunks } from '../../support/plans.ts'

const contentsOf = async (text: string) =>
  (await collect(csvRows(inChunks(text), 'p.csv'))).map((row) => (row.ok ? row.value.content : row.problems))

describe('a spreadsheet', () => {
  test('may omit the last cells of a row, and the row is marked as short', async () => {
    const rows = await collect(csvRows(inChunks('title,body,labels\nA,b\nC\nD,e,f'), 'p.csv'))
    expect(rows.map((row) => row.ok && [row.value.content, row.value.isShort === true])).toEqual([
      [{ title: 'A', body: 'b' }, true],
      [{ title: 'C' }, true],
      [{ title: 'D', body: 'e', labels: ['f'] }, false],
    ])
  })

  test('may have empty cells after the last column', async () => {
    expect(await contentsOf('title,body\nA,b,,\n')).toEqual([{ title: 'A', body: 'b' }])
  })

  test('may have a comma at the end of its header alone, and a row without that comma is not short', async () => {
    const rows = await collect(csvRows(inChunks('title,body,\nA,b\nC'), 'p.csv'))
    expect(rows.map((row) => row.ok && [row.value.content, row.value.isShort === true])).toEqual([
      [{ title: 'A', body: 'b' }, false],
      [{ title: 'C' }, true],
    ])
  })

  test('may have a column for each label or assignee', async () => {
    expect(await contentsOf('Title,Labels,Labels,labels,assignees,Assignees\nA,bug,,"ui, bug",one,two')).toEqual([
      { title: 'A', labels: ['bug', 'ui'], assignees: ['one', 'two'] },
    ])
  })

  test('may separate labels, or assignees, with a semicolon, but a project may have one in its title', async () => {
    expect(await contentsOf('title,labels,assignees,project\nA,bug; ui,one;two,a; b')).toEqual([
      { title: 'A', labels: ['bug', 'ui'], assignees: ['one', 'two'], project: ['a; b'] },
    ])
  })
})

test.each([
  ['csv', 'key,title\n1e21,A\n12345678901234567890,B\n1.10,C'],
  ['jsonl', '{"key":1e21,"title":"A"}\n{"key":12345678901234567890,"title":"B"}\n{"key":1.10,"title":"C"}'],
  ['json', '[{"key":1e21,"title":"A"},{"key":12345678901234567890,"title":"B"},{"key":1.10,"title":"C"}]'],
  ['yaml', '- {key: 1e21, title: A}\n- {key: 12345678901234567890, title: B}\n- {key: 1.10, title: C}'],
] as const)('a key in %s that is a number keeps its original text', async (format, text) => {
  const keys = (await readPlanInChunks(format, text)).map((row) => row.ok && row.value.key)
  expect(keys).toEqual(['1e21', '12345678901234567890', '1.10'])
})

const anyPiece = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(
    'title',
    'body',
    'labels',
    '\n',
    '\r',
    ',',
    ';',
    '"',
    '\t',
    '- ',
    ': ',
    '[',
    ']',
    '{',
    '}',
    '#',
    '&a',
    '*a',
    '!x',
    '{"title":"A"}',
    '{"title":1e999}',
    '\0',
    '\u001A',
    '\u001B',
    '\uFEFF',
    'sep=;',
    '---',
    '...',
    '<<: *a',
    '|',
    '>',
  ),
)

test.each(FORMATS)(
  'any text as %s is read as rows or problems, and each problem has its file and a message',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPiece, { maxLength: 30 }), async (pieces) => {
        const read = await readPlanInChunks(format, pieces.join(''))
        expect(read.length).toBeGreaterThan(0)
        for (const row of read)
          if (!row.ok)
            for (const { at, message } of row.problems) expect([at.file !== '', message !== '']).toEqual([true, true])
      }),
      { numRuns: 200 },
    )
  },
)

describe('a file with other column names', () => {
  const EXPORT = 'Issue key,Summary,Details,Component,Priority\nWI-1,A,b,ui,High'
  const read = async (mappings: readonly string[], skipUnknown?: true) =>
    (
      await collect(
        csvRows(inChunks(EXPORT), 'p.csv', columnNames({ column: mappings, ...(skipUnknown && { skipUnknown }) })),
      )
    ).map((row) => (row.ok ? row.value.content : row.problems.map(({ message }) => message)))

  test('is reported in one problem, with all of the names and the flags that are probably needed', async () => {
    const [problems] = await read([])
    expect(problems).toEqual([
      'a plan has no columns "Issue key", "Summary", "Details", "Component", "Priority". Its columns are key, kind, repo, title, body, template, milestone, type, category, parent, reuse, aiDisclosure, intended, labels, assignees, project, allow, field:ID. Map yours to them, for example with --column "key=Issue key" --column title=Summary --column body=Details --column labels=Component, and leave out the others with --skip-unknown',
    ])
  })

  test('is read with flags that map its columns', async () => {
    const mappings = ['key=issue key', 'title=Summary', 'body= Details ', 'labels=Component', 'field:how=Priority']
    expect(await read(mappings)).toEqual([
      { key: 'WI-1', title: 'A', body: 'b', labels: ['ui'], fields: { how: 'High' } },
    ])
    expect(await read(['title=Summary', 'labels=Component', 'labels=Priority'], true)).toEqual([
      { title: 'A', labels: ['ui', 'High'] },
    ])
  })

  test('is rejected if a flag maps a column that it lacks', async () => {
    expect((await read(['title=Sumary'], true))[0]).toEqual(['--column: the file has no column "sumary"'])
  })

  test('may have two columns mapped to one, but no row may fill both', async () => {
    expect(await read(['title=Summary', 'title=Details'], true)).toEqual([
      ['it fills "Summary" and "Details", which both stand for the column "title"; keep one of them'],
    ])
    expect(await read(['title=Summary', 'field:how=Details', 'field: how=Priority'], true)).toEqual([
      ['it fills "Details" and "Priority", which both stand for the column "field:how"; keep one of them'],
    ])
    const names = columnNames({ column: ['title=Summary'] })
    const rows = await collect(csvRows(inChunks('Title,Summary\nA,\n,B\nC, \nD,E'), 'p.csv', names))
    expect(rows.map((row) => (row.ok ? row.value.content : row.problems.map(problemText)))).toEqual([
      { title: 'A' },
      { title: 'B' },
      { title: 'C' },
      [
        'p.csv:5: row 4: it fills "Title" and "Summary", which both stand for the column "title"; keep one of them, or ignore one with --column "skip=Title"',
      ],
    ])
  })

  test('may have columns that a plan has too, with another meaning, if a flag skips them', async () => {
    const names = columnNames({ column: ['title=Name', 'parent=Parent key', 'skip=Parent', 'skip=Project'] })
    const text = 'Name,Parent,Parent key,Project,Project\nA,10010,P-1,Q4,Q4'
    const rows = await collect(csvRows(inChunks(text), 'p.csv', names))
    expect(rows.map((row) => (row.ok ? row.value.content : row.problems.map(problemText)))).toEqual([
      { title: 'A', parent: 'P-1' },
    ])
    expect(() => columnNames({ column: ['title=Name', 'skip=Name'] })).toThrow(
      '--column: "Name" cannot fill both title and skip',
    )
  })

  test('may have rows with nothing but an unticked checkbox, which count as empty', async () => {
    const names = columnNames({ column: [], skipUnknown: true })
    const rows = await collect(csvRows(inChunks('Done,Title\nTRUE,A\nFALSE,\nTRUE,\nFALSE,B\n,FALSE'), 'p.csv', names))
    // The row with a tick is not lost: it is reported because it has no title.
    expect(rows.map((row) => row.ok && [row.value.at.row, row.value.content])).toEqual([
      [1, { title: 'A' }],
      [3, {}],
      [4, { title: 'B' }],
      [5, { title: 'FALSE' }],
    ])
  })

  test('may not lose with --skip-unknown what keeps a row from being posted twice or in public', async () => {
    const problemsIn = async (text: string, column: readonly string[] = []) => {
      const rows = await collect(csvRows(inChunks(text), 'p.csv', columnNames({ column, skipUnknown: true })))
      return rows.map((row) => (row.ok ? 'read' : row.problems.map(({ message }) => message)))
    }
    const project =
      'Title,URL,Repository\nA,https://github.com/o/r/issues/1,o/r\nA draft,,\nC,https://github.com/o/r/pull/2,'
    const postedTwice =
      '"URL" has the address of an existing post, and the row would create it again: read it with --column "reuse=URL", or ignore it with --column "skip=URL"'
    const wrongRepo =
      '"Repository" names the repository of the row: read it with --column "repo=Repository", or ignore it with --column "skip=Repository"'
    expect(await problemsIn(project)).toEqual([[postedTwice, wrongRepo], 'read', [postedTwice]])
    expect(await problemsIn(project, ['skip=URL', 'skip=Repository'])).toEqual(['read', 'read', 'read'])
    // A row that reuses an issue creates nothing.
    expect(await problemsIn(project, ['reuse=URL'])).toEqual(['read', 'read', 'read'])
    const restricted =
      '"Confidential" says that not everyone may read the row: remove the row, or ignore this with --column "skip=Confidential"'
    const gitlab = 'Title,Confidential\nA,No\nB,Yes\nC,false\nD,'
    expect(await problemsIn(gitlab)).toEqual(['read', [restricted], 'read', 'read'])
    expect(await problemsIn(gitlab, ['skip=Confidential'])).toEqual(['read', 'read', 'read', 'read'])
    expect(await problemsIn('Title,Security Level\nA,\nB,Internal')).toEqual([
      'read',
      [restricted.replaceAll('Confidential', 'Security Level')],
    ])
  })

  test('of a GitHub project is read with the repository and the parent of each issue', () => {
    expect(adviceOnHeader(['URL', 'Status', 'Repository', 'Parent issue'])).toContain(
      'with --column repo=Repository --column "parent=Parent issue",',
    )
  })

  test('may not have a mapped column twice', async () => {
    const names = columnNames({ column: ['title=Summary'] })
    expect(await collect(csvRows(inChunks('Summary,summary\nA,B'), 'p.csv', names))).toMatchObject([
      { problems: [{ message: 'the column "summary" appears twice; keep one of them' }] },
      {},
    ])
  })

  test('may not have a mapped column twice, even beside the column that it is mapped to', async () => {
    const names = columnNames({ column: ['title=Summary'] })
    expect(await collect(csvRows(inChunks('Title,Summary,summary\n,A,B'), 'p.csv', names))).toMatchObject([
      { problems: [{ message: 'the column "summary" appears twice; keep one of them' }] },
      {},
    ])
  })

  test.each(['Summary', 'Summary=title', 'title=', 'fields=Summary'])('--column %s is rejected', (pair) => {
    expect(() => columnNames({ column: [pair] })).toThrow(`--column ${pair}: expected a column of a plan`)
  })
})
