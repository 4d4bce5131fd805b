import { describe, expect, test } from 'vitest'
import { jsonLineRows } from '../../../src/bulk/rows/json-lines.ts'
import { problemText } from '../../../src/bulk/rows/row.ts'
import { MAX_RECORD_LENGTH } from '../../../src/bulk/rows/text.ts'
import { collect, inChunks } from '../../support/chunks.ts'

const read = async (text: string) =>
  (await collect(jsonLineRows(inChunks(text), 'p'))).map((row) =>
    row.ok ? row.value.content : row.problems.map(problemText).join('\n'),
  )

describe('JSON Lines', () => {
  test('may begin with a byte order mark, and have blank lines and surrounding spaces', async () => {
    expect(await read('\uFEFF{"title":"A"}\n\n  {"title":"B \uFEFF"}  \n')).toEqual([
      { title: 'A' },
      { title: 'B \uFEFF' },
    ])
  })

  test('may have the objects that `gh issue list --json` prints for labels, people and milestones', async () => {
    const printed = {
      assignees: [{ id: 'MDQ6', login: 'ada', name: 'Ada' }],
      labels: [
        { id: 'LA_1', name: 'docs, later', description: 'Docs', color: '0075ca' },
        { id: 'LA_2', name: 'sep' },
      ],
      milestone: { number: 1, title: '1.0', dueOn: null },
      title: 'A',
    }
    expect(await read(`${JSON.stringify(printed)}\n{"title":"B","milestone":null,"labels":[]}`)).toEqual([
      { assignees: ['ada'], labels: ['docs, later', 'sep'], milestone: '1.0', title: 'A' },
      { title: 'B', labels: [] },
    ])
  })

  test('may not have the addresses of the issues under another name, and the advice does not lose them', async () => {
    const [row] = await read('{"title":"A","url":"https://github.com/o/r/issues/1","number":1}')
    expect(row).toContain('rename "url" to "reuse"; leave the others out')
  })

  test('may not have other objects in their place', async () => {
    const [row] = await read('{"title":"A","labels":[{"label":"docs"}],"body":{"name":"B"}}')
    expect(row).toBe(
      'p:1: row 1: labels: 0: expected text; put it in quotes\np:1: row 1: body: expected text; put it in quotes',
    )
  })

  test('may have a blank answer beside another answer to the same field', async () => {
    const [row] = await read('{"title":"A","fields":{"how":""},"field:how":"slowly"}')
    expect(row).toMatchObject({ title: 'A', fields: { how: 'slowly' } })
  })

  test('are not valid with a byte order mark in the middle', async () => {
    expect(await read('{"title":"A"}\n{\uFEFF"title":"B"}\n')).toEqual([
      { title: 'A' },
      expect.stringContaining('p:2: row 2: expected one JSON object'),
    ])
  })

  test.each([
    ['a NUL', '{"title":"\0"}\n{"title":"C"}', 'it contains a NUL character'],
    ['a line that is too long', 'x'.repeat(MAX_RECORD_LENGTH + 1), 'this line is longer than'],
  ])('are not read any further after %s', async (_, line, why) => {
    const rows = await read(`{"title":"A"}\n${line}`)
    expect(rows[0]).toEqual({ title: 'A' })
    expect(rows[1]).toMatch(new RegExp(`^p:2: row 2: ${why}.*; the rows from here on were not read$`))
    expect(rows).toHaveLength(2)
  })

  test('are still read after a character that is not UTF-8', async () => {
    expect(await read('{"title":"caf\uFFFD"}\n{"title":"B"}')).toEqual([
      expect.stringContaining('it contains a character that is not UTF-8'),
      { title: 'B' },
    ])
  })

  test('may have a number in place of text or a list, and empty items in a list', async () => {
    expect(await read('{"title":1865,"labels":7}\n{"title":"B","labels":"a, ,b,"}')).toEqual([
      { title: '1865', labels: ['7'] },
      { title: 'B', labels: ['a', 'b'] },
    ])
  })
})
