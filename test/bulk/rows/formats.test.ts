import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Format, formatOf, planRows } from '../../../src/bulk/plan/plan.ts'
import { problemText } from '../../../src/bulk/rows/row.ts'
import { UsageError } from '../../../src/errors.ts'
import { DEFAULT_REPO, readPlanInChunks } from '../../support/plans.ts'

async function rowsOf(text: string, format: Format) {
  return (await readPlanInChunks(format, text)).map((row) => (row.ok ? row.value : row.problems.map(problemText)))
}

const ROW = {
  key: 'one',
  repo: 'a/b',
  title: 'The client hangs',
  labels: ['bug', 'auth'],
  assignees: ['@me'],
  milestone: '1.10',
  type: 'Bug',
  parent: 'https://github.com/a/b/issues/7',
  project: ['Board'],
  allow: ['duplicate', 'secrets'],
  'ai-disclosure': 'some',
}
const DRAFT = {
  kind: 'issue',
  repo: 'a/b',
  title: 'The client hangs',
  labels: ['bug', 'auth'],
  assignees: ['@me'],
  milestone: '1.10',
  type: 'Bug',
  parent: 'https://github.com/a/b/issues/7',
  projects: ['Board'],
  allow: ['duplicate', 'secrets'],
  aiDisclosure: 'some',
}

describe('the same row in every format', () => {
  const texts = { ...ROW, labels: 'bug, auth', assignees: '@me', project: 'Board', allow: 'duplicate, secrets' }
  const columns = Object.keys(texts)
  const cells = Object.values(texts).map((cell) => `"${cell}"`)
  const yaml = Object.entries(texts).map(([key, value]) => `  ${key}: ${value.startsWith('@') ? `"${value}"` : value}`)
  test.each<[Format, string, string]>([
    ['csv', 'with commas', `${columns.join(',')}\n${cells.join(',')}\n`],
    [
      'csv',
      'with a byte order mark, capitals and semicolons',
      `\uFEFF${columns.map((name) => name.toUpperCase()).join(';')}\r\n${cells.join(';')}\r\n`,
    ],
    ['jsonl', 'with lists', `\n${JSON.stringify(ROW)}\r\n`],
    ['jsonl', 'with a byte order mark, and text in place of lists', `\uFEFF${JSON.stringify(texts)}`],
    ['json', 'as a list of rows', JSON.stringify([ROW])],
    ['json', 'as an object, with text in place of lists', JSON.stringify({ rows: [texts] })],
    ['yaml', 'as a mapping', `rows:\n  -\n${yaml.map((line) => `  ${line}`).join('\n')}\n`],
    ['yaml', 'as a list of rows', `-\n${yaml.join('\n')}\n`],
  ])('%s, %s', async (format, _, text) => {
    expect(await rowsOf(text, format)).toEqual([
      expect.objectContaining({ key: 'one', parentKey: null, reuse: null, draft: expect.objectContaining(DRAFT) }),
    ])
  })

  test.each<[Format, string]>([
    ['csv', 'title,template,field:version,field: notes \nA,bug.yml,1.2,"a\nb"'],
    ['jsonl', '{"title":"A","template":"bug.yml","fields":{"version":1.2,"notes":"a\\nb"}}'],
    ['jsonl', '{"title":"A","template":"bug.yml","field:version":"1.2","fields":{"notes":"a\\nb"}}'],
    ['yaml', '- title: A\n  template: bug.yml\n  fields:\n    version: 1.2\n    notes: |-\n      a\n      b'],
  ])('fields of a template, %s: %j', async (format, text) => {
    const draft = expect.objectContaining({ template: 'bug.yml', fields: { version: '1.2', notes: 'a\nb' } })
    expect(await rowsOf(text, format)).toEqual([expect.objectContaining({ draft })])
  })
})

test('a null in YAML is an absent value, unless it is quoted', async () => {
  const text = '- {title: "null", body: ~, milestone: NULL, type: "~", labels: [a, null x], template: }'
  const draft = { title: 'null', body: '', milestone: null, type: '~', labels: ['a', 'null x'], template: null }
  expect(await rowsOf(text, 'yaml')).toEqual([expect.objectContaining({ draft: expect.objectContaining(draft) })])
})

test('JSON Lines are read in the same way, wherever the chunks end', async () => {
  const jsonl = `${JSON.stringify(ROW)}\n\n${JSON.stringify({ title: 'B\u{1F4E8}' })}\r\n{`
  const whole = await readPlanInChunks('jsonl', jsonl)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(jsonl.length)), async (cuts) => {
      expect(await readPlanInChunks('jsonl', jsonl, ...cuts)).toEqual(whole)
    }),
  )
})

describe('keys and hashes', () => {
  const keysOf = async (text: string) =>
    (await readPlanInChunks('csv', text)).map((row) => (row.ok ? row.value.key : null))
  test('a row without a key gets one from its title and kind, and another body does not change it', async () => {
    const [before] = await keysOf('title,body\nThe client hangs,a')
    expect(before).toMatch(/^the-client-hangs-[0-9a-f]{20}$/)
    expect(await keysOf('title,body,repo\nThe client hangs,b,O/N')).toEqual([before])
    expect(await keysOf('title,body,kind\nThe client hangs,a,discussion')).not.toEqual([before])
    expect(await keysOf('title,body\n漢字,')).toEqual([expect.stringMatching(/^[0-9a-f]{20}$/)])
  })

  test('a row that reuses an issue needs no title', async () => {
    const keys = await keysOf('title,reuse\n,#7\n,#8\nA,#9')
    expect(keys).toEqual([expect.stringMatching(/^7-/), expect.stringMatching(/^8-/), ...(await keysOf('title\nA'))])
  })

  test('the hash of a row changes with its content, but not with blanks or overridden checks', async () => {
    const hashes = await Promise.all(
      [
        'title\nA',
        'title\nA ',
        '\ntitle,body,allow\nA,,secrets',
        'title,body\nA,b',
        'title,labels\nA,b',
        'title,parent\nA,#7',
      ].map(async (text) => (await readPlanInChunks('csv', text)).map((row) => (row.ok ? row.value.hash : null))[0]),
    )
    expect(new Set(hashes.slice(0, 3)).size).toBe(1)
    expect(new Set(hashes).size).toBe(4)
  })
})

test.each([
  ['a.csv', 'csv'],
  ['a.b.TSV', 'csv'],
  ['x/plan.ndjson', 'jsonl'],
  ['plan.yml', 'yaml'],
  ['plan.json', 'json'],
])('the format of %s is %s', (file, format) => {
  expect(formatOf(file)).toBe(format)
})

test.each(['plan', 'plan.xlsx', '-', 'plan.constructor'])('%s needs --format', (file) => {
  expect(() => formatOf(file)).toThrow(UsageError)
})

test('a plan of 20,000 rows is read to its end', async () => {
  async function* rows() {
    yield 'key,title,body\n'
    for (let number = 0; number < 20_000; number++)
      yield `row-number-${number},Title ${number},"${'text '.repeat(40)}"\n`
  }
  let count = 0
  for await (const row of planRows(rows(), { file: 'plan.csv', format: 'csv', repo: DEFAULT_REPO })) if (row.ok) count++
  expect(count).toBe(20_000)
})
