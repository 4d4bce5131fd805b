import { describe, expect, test } from 'vitest'
import { validRows } from '../../support/plans.ts'

describe('defaults', () => {
  test('are overridden by a row: each field alone, the labels as a whole, and the template if the row has a body', async () => {
    const rows = await validRows(`
defaults: {repo: o/a, template: bug.yml, fields: {version: 1.0, notes: none}, labels: bug}
rows:
  - {title: A}
  - {title: B, repo: o/b, fields: {notes: some}, labels: []}
  - {title: "C in {{repo}}", body: text}
  - {title: "D in {{repo}}", repo: o/d, template: docs.yml}
`)
    expect(
      rows.map(({ draft: { repo, title, template, fields, labels, body } }) => ({
        repo,
        title,
        template,
        fields,
        labels,
        body,
      })),
    ).toEqual([
      {
        repo: 'o/a',
        title: 'A',
        template: 'bug.yml',
        fields: { version: '1.0', notes: 'none' },
        labels: ['bug'],
        body: '',
      },
      { repo: 'o/b', title: 'B', template: 'bug.yml', fields: { version: '1.0', notes: 'some' }, labels: [], body: '' },
      { repo: 'o/a', title: 'C in o/a', template: null, fields: {}, labels: ['bug'], body: 'text' },
      {
        repo: 'o/d',
        title: 'D in o/d',
        template: 'docs.yml',
        fields: { version: '1.0', notes: 'none' },
        labels: ['bug'],
        body: '',
      },
    ])
  })

  test('are overridden by a field of a row in any letter case', async () => {
    const [row] = await validRows(
      'defaults: {template: bug.yml, "field:OS": Linux, "field:version": 1.0}\nrows: [{title: A, fields: {os: macOS}}]',
    )
    expect(row?.draft.fields).toEqual({ os: 'macOS', version: '1.0' })
  })

  test('are filled in as they are, even if they contain braces', async () => {
    const [row] = await validRows('defaults: {note: "{{repo}}", repo: o/a}\nrows: [{title: "{{note}}"}]')
    expect(row?.draft.title).toBe('{{repo}}')
  })

  test('do not exist in JSON Lines, where braces stay as they are', async () => {
    const [row] = await validRows('{"title":"Render {{name}}"}', 'jsonl')
    expect(row?.draft.title).toBe('Render {{name}}')
  })
})
