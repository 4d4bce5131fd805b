import { closeSync, openSync, writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planRows } from '../../../../src/bulk/plan/plan.ts'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { collect } from '../../../support/chunks.ts'
import { realFiles } from '../../../support/folder.ts'
import { REPO } from '../../../support/github.ts'

const HEADER = 'title,body,repo\n'
const BAD_FILES: readonly (readonly [what: string, name: string, text: string, message: string])[] = [
  ['empty', 'p.csv', '', 'p.csv: it has no rows, so there is nothing to do'],
  ['empty', 'p.jsonl', '\n\n', 'it has no rows, so there is nothing to do'],
  ['empty', 'p.yaml', '', 'it has no rows'],
  ['empty', 'p.json', '[]', 'it has no rows'],
  ['only a header', 'p.csv', HEADER, 'it has no rows, so there is nothing to do'],
  ['binary', 'p.csv', '\u007fELF\0\0\0\n', 'it contains a NUL character'],
  ['binary', 'p.yaml', 'rows:\0', 'it contains a NUL character'],
  ['in another encoding', 'p.csv', `${HEADER}Caf\uFFFD,x,${REPO}\n`, 'it contains a character that is not UTF-8'],
  ['cut off', 'p.csv', `${HEADER}"A title,x,${REPO}\n`, 'a quote (") is opened in this row and never closed'],
  ['cut off', 'p.json', '[{"title": "A"', 'it is not JSON'],
  ['of another shape', 'p.json', '7', 'expected a list'],
  ['with one cell too many', 'p.csv', `${HEADER}A title,x,${REPO},y\n`, 'it has 4 cells, but the header has 3'],
  [
    'with a misspelled header',
    'p.csv',
    `titel,body,repo\nA,x,${REPO}\n`,
    'there is no column "titel"; did you mean "title"?',
  ],
]
test.each(BAD_FILES)(
  'an unusable file (%s: %s) is refused with the reason, and nothing is sent',
  async (_, name, text, message) => {
    const { run, fake } = setUpBulk({ files: { [name]: text } })
    const { exitCode, stderr } = await run(`${name} --apply --yes`, { columns: 300 })
    expect(exitCode).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).toContain('Nothing was sent')
    expect(fake.requests().filter(({ kind }) => kind === 'mutation')).toEqual([])
  },
)

test.each([
  ['that does not exist', 'none.csv', 1, 'none.csv: file not found'],
  ['of Markdown', 'tasks.md', 2, 'make a plan from its task list with issue plan'],
  ['of a spreadsheet program', 'Tasks.xlsx', 2, 'save it as CSV (UTF-8)'],
  ['whose name does not show its format', 'plan', 2, 'pass --format csv|jsonl|json|yaml'],
])('a file %s is an error before any request', async (_, name, code, message) => {
  const { run, fake } = setUpBulk({ files: { plan: planWithRows(1) } })
  const { exitCode, stderr } = await run(name)
  expect(exitCode).toBe(code)
  expect(stderr).toContain(message)
  expect(fake.requests()).toEqual([])
})

const MB = 1_000_000
/** A file of 200 million characters, and how many of them were read. */
function hugeFile(piece: string) {
  let readCount = 0
  async function* chunks() {
    for (; readCount < 200 * MB; readCount += piece.length) yield piece
  }
  return { chunks, readCount: () => readCount }
}

test.each([
  ['csv', 'this row is longer than 1000000', 'a'.repeat(MB / 10), 2 * MB],
  ['csv', 'a plan has no column', `${'a'.repeat(MB / 10)}\n`, 2 * MB],
  ['jsonl', 'this line is longer than 1000000', 'a'.repeat(MB / 10), 2 * MB],
  ['yaml', 'it has more than 20000000 characters; write a plan of that size as CSV', 'a: b\n'.repeat(MB / 50), 21 * MB],
] as const)('stops reading 200 MB of %s early: %s', async (format, message, piece, maxCharacters) => {
  const { chunks, readCount } = hugeFile(piece)
  const rows = planRows(chunks(), { file: 'p', format, repo: REPO })
  const [first] = await collect(take(rows, 1))
  expect(JSON.stringify(first)).toContain(message)
  expect(readCount()).toBeLessThan(maxCharacters)
})

async function* take<T>(items: AsyncIterable<T>, limit: number): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    if (++count === limit) return
  }
}

test('does not hold a real file of 200 MB in memory if its first row never ends', async () => {
  const { files, at } = realFiles()
  const file = openSync(at('p.csv'), 'w')
  writeSync(file, 'title,body\n"A')
  // A sparse file takes no space on the disk.
  writeSync(file, 'z', 200 * MB)
  closeSync(file)
  const heapBefore = process.memoryUsage().heapUsed
  const [first] = await collect(
    take(planRows(files.readChunks('p.csv'), { file: 'p.csv', format: 'csv', repo: REPO }), 1),
  )
  expect(JSON.stringify(first)).toContain('longer than 1000000')
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(100 * MB)
})

test('a wrong column is not counted as a row with problems', async () => {
  const text = planWithRows(3)
    .replace('title,body,repo', 'title,body,repo,lables')
    .replaceAll(`${REPO}\n`, `${REPO},bug\n`)
  const { stdout, stderr, exitCode } = await setUpBulk({ files: { 'p.csv': text } }).run('p.csv')
  expect(stdout).toContain('· 3 rows in 1 repository · nothing has been sent')
  expect(stderr).toContain('there is no column "lables"')
  expect(exitCode).toBe(1)
})

test('missing cells count as empty, and one note says so', async () => {
  const text = 'The client has to follow the next version of the specification.'
  const { run, fake } = setUpBulk({
    files: { 'p.csv': `title,body,labels,labels\nOne task of many,${text}\nAnother task of many,${text},bug;docs\n` },
  })
  const { stdout, stderr, exitCode } = await run(`p.csv --repo ${REPO}`, { columns: 300 })
  expect(exitCode).toBe(0)
  expect((stdout + stderr).match(/fewer cells than the header/g)).toHaveLength(1)
  expect(fake.requests().filter(({ kind }) => kind === 'mutation')).toEqual([])
})

test('a label is found although the plan has another Unicode form of its accents', async () => {
  const text = 'The client has to follow the next version of the specification.'
  const { run } = setUpBulk({
    files: { 'p.csv': `title,body,labels\nOne task of many,${text},${'café'.normalize('NFD')}\n` },
    repositories: { [REPO]: { permission: 'WRITE', labels: ['café'.normalize('NFC')] } },
  })
  const { stderr, exitCode } = await run(`p.csv --repo ${REPO} --dry-run`)
  expect(stderr).not.toContain('no label')
  expect(exitCode).toBe(0)
})
