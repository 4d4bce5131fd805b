import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validRows } from '../../support/plans.ts'

const PLAN = `
defaults:
  release: 2026-11-25
  title: Implement SEP-{{sep}}
  labels: [sep, "{{release}}"]
  body: For {{ repo }}, in {{release}}. See \${{ github.sha }} and \\{{repo}}.
matrix:
  sep: [1865, 1686]
  repo: [o/python-sdk, o/go-sdk]
exclude:
  - {sep: 1865, repo: o/go-sdk}
overrides:
  - {sep: 1686, repo: o/python-sdk, reuse: https://github.com/o/python-sdk/issues/9}
  - {repo: o/go-sdk, labels: go}
`

describe('a matrix', () => {
  test('gives one row for each combination that is not excluded, with its own values', async () => {
    const rows = await validRows(PLAN)
    expect(rows.map(({ draft: { repo, title, labels }, reuse }) => [repo, title, labels, reuse])).toEqual([
      ['o/python-sdk', 'Implement SEP-1865', ['sep', '2026-11-25'], null],
      ['o/python-sdk', 'Implement SEP-1686', ['sep', '2026-11-25'], 'https://github.com/o/python-sdk/issues/9'],
      ['o/go-sdk', 'Implement SEP-1686', ['go'], null],
    ])
    expect(rows[0]?.draft.body).toBe(`For o/python-sdk, in 2026-11-25. See $\{{ github.sha }} and {{repo}}.`)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3)
  })

  test('does not multiply a row that sets the field of an axis itself, in any letter case', async () => {
    const rows = await validRows(`
matrix: {"field:os": [Linux, macOS]}
rows:
  - {title: One, template: bug.yml, "field:OS": Windows}
`)
    expect(rows.map(({ draft }) => draft.fields)).toEqual([{ OS: 'Windows' }])
  })

  test('multiplies every row, except along an axis whose value the row sets itself', async () => {
    const rows = await validRows(`
matrix: {repo: [o/a, o/b]}
rows:
  - {title: "One, {{repo}}"}
  - {title: "Two, {{repo}}", repo: o/c}
`)
    expect(rows.map(({ draft }) => [draft.repo, draft.title])).toEqual([
      ['o/a', 'One, o/a'],
      ['o/b', 'One, o/b'],
      ['o/c', 'Two, o/c'],
    ])
  })

  test('fills in the names in a value that a row sets itself, also where a text names its axis', async () => {
    const rows = await validRows(`
matrix: {sep: [1865], repo: [o/a]}
defaults: {owner: p}
rows:
  - {title: "SEP-{{sep}} in {{repo}}", repo: "{{owner}}/sep-{{sep}}"}
tracker: {title: "All of {{repo}}", repo: o/all}
`)
    expect(rows.map(({ draft }) => [draft.repo, draft.title])).toEqual([
      ['o/all', 'All of p/sep-1865'],
      ['p/sep-1865', 'SEP-1865 in p/sep-1865'],
    ])
  })

  test('keeps what a row sets itself, however the axis is spelled', async () => {
    const rows = await validRows(`
matrix: {Repo: [o/a, o/b], "field:sdk": [go, rust]}
defaults: {template: bug}
rows:
  - {title: "One, {{Repo}}", repo: o/c, fields: {sdk: [python, java]}}
`)
    expect(rows.map(({ draft }) => [draft.repo, draft.title, draft.fields])).toEqual([
      ['o/c', 'One, o/c', { sdk: ['python', 'java'] }],
    ])
  })

  test('can vary the labels', async () => {
    const rows = await validRows('matrix: {labels: [a, b]}\nrows: [{title: "About {{labels}}"}]')
    expect(rows.map(({ draft }) => [draft.title, draft.labels])).toEqual([
      ['About a', ['a']],
      ['About b', ['b']],
    ])
  })

  test('an AI disclosure or an intended behavior that a value without text fills in counts as missing', async () => {
    const rows = await validRows(`
matrix: {tool: [a tool, ""]}
defaults: {repo: o/a, title: "About {{tool}}.", aiDisclosure: "{{tool}}", intended: "{{tool}}"}
`)
    expect(rows.map(({ draft: { aiDisclosure, intended } }) => [aiDisclosure, intended])).toEqual([
      ['a tool', 'a tool'],
      [null, null],
    ])
  })

  test('leaves out a label, an assignee or a milestone that a value without text fills in', async () => {
    const rows = await validRows(`
matrix: {area: [core, ""]}
defaults: {repo: o/a, title: "About {{area}}.", labels: [sep, "{{area}}"], assignees: "{{area}}", milestone: "{{area}}"}
`)
    expect(rows.map(({ draft: { labels, assignees, milestone } }) => [labels, assignees, milestone])).toEqual([
      [['sep', 'core'], ['core'], 'core'],
      [['sep'], [], null],
    ])
  })

  test('has as many combinations as the product of the sizes of its axes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), async (sizes) => {
        const matrix = Object.fromEntries(
          sizes.map((size, axis) => [`axis${axis}`, Array.from({ length: size }, (_, index) => String(index))]),
        )
        const title = sizes.map((_, axis) => `{{axis${axis}}}`).join(' ')
        const rows = await validRows(JSON.stringify({ matrix, defaults: { title } }), 'json')
        expect(new Set(rows.map(({ draft }) => draft.title)).size).toBe(sizes.reduce((product, size) => product * size))
      }),
      { numRuns: 30 },
    )
  })
})
