import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planRows } from '../../src/bulk/plan/plan.ts'
import type { PlannedRow } from '../../src/bulk/plan/planned.ts'
import { problemText } from '../../src/bulk/rows/problem.ts'
import { inChunks, listed } from '../support/chunks.ts'

const read = (text: string, format: 'yaml' | 'json' | 'jsonl' = 'yaml') =>
  listed(planRows(inChunks(text), { file: 'plan', format, repo: 'o/home' }))

async function good(text: string, format?: 'yaml' | 'json' | 'jsonl'): Promise<readonly PlannedRow[]> {
  return (await read(text, format)).map((one) => {
    if (one.ok) return one.value
    throw new Error(one.problems.map(problemText).join('\n'))
  })
}

async function problems(text: string, format?: 'yaml' | 'json' | 'jsonl'): Promise<readonly string[]> {
  return (await read(text, format)).flatMap((one) => (one.ok ? [] : one.problems.map(problemText)))
}

const SEPS = `
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
  test('gives a row for each combination, but those excluded, each with what is its own', async () => {
    const rows = await good(SEPS)
    expect(rows.map(({ draft: { repo, title, labels }, reuse }) => [repo, title, labels, reuse])).toEqual([
      ['o/python-sdk', 'Implement SEP-1865', ['sep', '2026-11-25'], null],
      ['o/python-sdk', 'Implement SEP-1686', ['sep', '2026-11-25'], 'https://github.com/o/python-sdk/issues/9'],
      ['o/go-sdk', 'Implement SEP-1686', ['go'], null],
    ])
    expect(rows[0]?.draft.body).toBe(`For o/python-sdk, in 2026-11-25. See $\{{ github.sha }} and {{repo}}.`)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3)
  })

  test('multiplies every row, but not along an axis of which the row names a value itself', async () => {
    const rows = await good(`
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

  test('may be the labels', async () => {
    const rows = await good('matrix: {labels: [a, b]}\nrows: [{title: "About {{labels}}"}]')
    expect(rows.map(({ draft }) => [draft.title, draft.labels])).toEqual([
      ['About a', ['a']],
      ['About b', ['b']],
    ])
  })

  test('has as many combinations as the product of its axes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), async (sizes) => {
        const matrix = Object.fromEntries(
          sizes.map((size, axis) => [`axis${axis}`, Array.from({ length: size }, (_, at) => String(at))]),
        )
        const title = sizes.map((_, axis) => `{{axis${axis}}}`).join(' ')
        const rows = await good(JSON.stringify({ matrix, defaults: { title } }), 'json')
        expect(new Set(rows.map(({ draft }) => draft.title)).size).toBe(sizes.reduce((all, one) => all * one))
      }),
      { numRuns: 30 },
    )
  })
})

describe('defaults', () => {
  test('stand back behind a row, field by field', async () => {
    const rows = await good(`
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

  test('a value that is filled in is not looked through again', async () => {
    const [row] = await good('defaults: {note: "{{repo}}", repo: o/a}\nrows: [{title: "{{note}}"}]')
    expect(row?.draft.title).toBe('{{repo}}')
  })

  test('braces mean nothing in rows of a format without defaults', async () => {
    const [row] = await good('{"title":"Render {{name}}"}', 'jsonl')
    expect(row?.draft.title).toBe('Render {{name}}')
  })
})

test('a tracker comes first, and takes nothing but the repository from the defaults', async () => {
  const [tracker, row] = await good(`
defaults: {repo: o/spec, labels: sep, release: "1"}
rows: [{title: A, repo: o/a, parent: tracker}]
tracker: {title: "Release {{release}}"}
`)
  expect(tracker).toMatchObject({
    key: 'tracker',
    isTracker: true,
    trackerKey: null,
    draft: { repo: 'o/spec', title: 'Release 1', labels: [] },
  })
  expect(row).toMatchObject({ isTracker: false, parentKey: 'tracker', trackerKey: 'tracker' })
})

describe('a tracker that names axes', () => {
  const plan = (tracker: string, more = '') => `
matrix: {sep: [1865, 1686], repo: [o/python-sdk, o/go-sdk]}
exclude: [{sep: 1865, repo: o/go-sdk}]
defaults: {title: "Implement SEP-{{sep}}", body: "For {{repo}}", parent: tracker}
tracker: ${tracker}
${more}`
  const told = (rows: readonly PlannedRow[]) =>
    rows.map(({ isTracker, key, trackerKey, parentKey, draft: { repo, title } }) =>
      isTracker ? `${key}: ${title}` : `${title} in ${repo} < ${trackerKey} ${parentKey === trackerKey}`,
    )

  test('is made for each of their values, and has the rows of that value', async () => {
    expect(told(await good(plan('{title: "SEP-{{sep}} everywhere"}')))).toEqual([
      'tracker-1865: SEP-1865 everywhere',
      'tracker-1686: SEP-1686 everywhere',
      'Implement SEP-1865 in o/python-sdk < tracker-1865 true',
      'Implement SEP-1686 in o/python-sdk < tracker-1686 true',
      'Implement SEP-1686 in o/go-sdk < tracker-1686 true',
    ])
  })

  test('may name them in its key, and through a default', async () => {
    expect(told(await good(plan('{title: "Tracking: {{title}}", key: "all-{{sep}}"}')))).toEqual([
      'all-1865: Tracking: Implement SEP-1865',
      'all-1686: Tracking: Implement SEP-1686',
      'Implement SEP-1865 in o/python-sdk < all-1865 true',
      'Implement SEP-1686 in o/python-sdk < all-1686 true',
      'Implement SEP-1686 in o/go-sdk < all-1686 true',
    ])
  })

  test('is made for a combination only where a row is', async () => {
    const rows = await good(plan('{title: "{{sep}}", repo: "{{repo}}", parent: o/spec#7}'))
    expect(rows.filter(({ isTracker }) => isTracker).map(({ key, draft }) => [key, draft.repo, draft.parent])).toEqual([
      ['tracker-1865-o-python-sdk', 'o/python-sdk', 'o/spec#7'],
      ['tracker-1686-o-python-sdk', 'o/python-sdk', 'o/spec#7'],
      ['tracker-1686-o-go-sdk', 'o/go-sdk', 'o/spec#7'],
    ])
  })

  test('has the row that names the value itself', async () => {
    const rows = await good(
      plan('{title: "All of {{repo}}"}', 'rows: [{title: "{{sep}}"}, {title: "x{{sep}}", repo: o/c}]'),
    )
    expect(told(rows).filter((line) => line.includes('o/c'))).toEqual([
      'tracker-o-c: All of o/c',
      'x1865 in o/c < tracker-o-c true',
      'x1686 in o/c < tracker-o-c true',
    ])
  })

  test('is no parent, where a row has the key "tracker"', async () => {
    const rows = await good(`
matrix: {labels: [a, b]}
rows: [{key: tracker, title: "Mine", labels: c}, {title: "{{labels}}", parent: tracker}]
tracker: {title: "About {{labels}}"}
`)
    expect(rows.map(({ key, parentKey, trackerKey }) => [key.slice(0, 9), parentKey, trackerKey])).toEqual([
      ['tracker-c', null, null],
      ['tracker-a', null, null],
      ['tracker-b', null, null],
      ['tracker', null, 'tracker-c'],
      [expect.stringMatching(/^a-/), 'tracker', 'tracker-a'],
      [expect.stringMatching(/^b-/), 'tracker', 'tracker-b'],
    ])
  })

  test('with values that nobody can write as a slug has its key from their hash', async () => {
    const rows = await good('matrix: {labels: [漢, 字]}\nrows: [{title: "{{labels}}"}]\ntracker: {title: "{{labels}}"}')
    const keys = rows.filter(({ isTracker }) => isTracker).map(({ key }) => key)
    expect(keys).toEqual([
      expect.stringMatching(/^tracker-[0-9a-f]{20}$/),
      expect.stringMatching(/^tracker-[0-9a-f]{20}$/),
    ])
    expect(rows.map(({ trackerKey }) => trackerKey).filter((key) => key !== null)).toEqual(keys)
  })

  test('with the same key twice is told', async () => {
    expect(await problems(plan('{title: "{{sep}}", key: all}'))).toEqual([
      expect.stringContaining('plan:5: another combination of this row has the same key, "all"'),
    ])
  })
})

describe('what is wrong with a plan', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a name that there is not',
      'defaults: {repo: o/a}\nmatrix: {sep: [1]}\nrows: [{title: "{{sep}} {{sdk}}"}]',
      [
        'plan:3: row 1: there is no {{sdk}}: known are {{repo}}, {{sep}}; write \\{{sdk}} to mean the braces themselves',
      ],
    ],
    [
      'a name, and nothing to name',
      'rows: [{title: "{{sdk}}"}]',
      ['plan:1: row 1: there is no {{sdk}}: it has no defaults and no matrix to name'],
    ],
    [
      'a default that nothing names',
      'defaults: {lables: x}\nrows: [{title: A}]',
      ['plan: defaults: "lables" is no column, and no text names {{lables}}; did you mean "labels"?'],
    ],
    [
      'an axis that nothing names',
      'matrix: {sep: [1]}\nrows: [{title: A}]',
      ['plan: matrix: "sep" is no column, and no text names {{sep}}'],
    ],
    ['an axis without values', 'matrix: {repo: []}\nrows: [{title: A}]', ['plan:1: matrix.repo: it has no value']],
    [
      'an exclusion of nothing',
      'matrix: {repo: [o/a]}\nexclude: [{repo: o/b}]\nrows: [{title: A}]',
      ['plan:2: exclude: no combination has repo: o/b'],
    ],
    [
      'an exclusion from nothing',
      'exclude: [{repo: o/b}]\nrows: [{title: A}]',
      ['plan:1: exclude: there is no matrix that it could be about'],
    ],
    [
      'an unknown axis',
      'matrix: {repo: [o/a]}\nexclude: [{rpo: o/a}]\nrows: [{title: A}]',
      ['plan:2: exclude: the matrix has no axis "rpo"; did you mean "repo"?'],
    ],
    [
      'an override of everything',
      'matrix: {repo: [o/a]}\noverrides: [{labels: x}]\nrows: [{title: A}]',
      ['plan:2: overrides: it names no axis of the matrix; axes: repo'],
    ],
    [
      'an override with a wrong column',
      'matrix: {repo: [o/a]}\noverrides: [{repo: o/a, lable: x}]\nrows: [{title: A}]',
      ['plan:2: there is no column "lable"; did you mean "labels"?'],
    ],
    [
      'combinations that are one',
      'matrix: {sep: [1, 2]}\nrows: [{title: A, body: "{{sep}}"}]',
      ['plan:2: row 1: another combination of this row has the same key, "a-'],
    ],
    [
      'everything at once',
      'defalts: {}\nmatrix: {sep: 1}\nrows: [{title: A}, {titel: B}]',
      ['plan:1: there is no "defalts" in a plan; did you mean "defaults"?', 'plan:2: matrix.sep: expected a list'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await problems(text)).toEqual(expected.map((start) => expect.stringContaining(start)))
  })

  test('a plan nested without end, or that grows by its aliases, is refused', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[at]}`).join(', ')}]`),
    ]
    expect(await problems(bomb.join('\n'))).toEqual([expect.stringContaining('plan: it cannot be read')])
    expect(await problems('['.repeat(50_000))).toEqual([expect.stringMatching(/^plan(:1)?: it /)])
    expect(await problems('['.repeat(50_000), 'json')).toEqual([expect.stringMatching(/^plan(:1)?: it /)])
  })
})

describe('parents', () => {
  const lines = (pairs: readonly (readonly [key: string, parent: string | null])[]) =>
    pairs.map(([key, parent]) => JSON.stringify({ key, title: key, ...(parent === null ? {} : { parent }) })).join('\n')

  test('come before their children, and no row is lost', async () => {
    const forest = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).chain((seeds) => {
      const pairs = seeds.map((seed, at) => [`k${at}x`, seed % 3 === 0 || at === 0 ? null : `k${seed % at}x`] as const)
      return fc.shuffledSubarray(pairs, { minLength: pairs.length })
    })
    await fc.assert(
      fc.asyncProperty(forest, async (pairs) => {
        const rows = await good(lines(pairs), 'jsonl')
        const keys = rows.map(({ key }) => key)
        expect(keys.toSorted()).toEqual(pairs.map(([key]) => key).toSorted())
        for (const { key, parentKey } of rows)
          if (parentKey !== null) expect(keys.indexOf(parentKey)).toBeLessThan(keys.indexOf(key))
      }),
    )
  })

  test('on GitHub are named by their address', async () => {
    const parents = ['https://github.com/a/b/issues/7', 'a/b#7', '#7', '7']
    const rows = await good(lines(parents.map((parent, at) => [`k${at}`, parent])), 'jsonl')
    expect(rows.map(({ draft, parentKey }) => [draft.parent, parentKey])).toEqual(
      parents.map((parent) => [parent, null]),
    )
  })

  test.each<[string, readonly (readonly [string, string | null])[], readonly string[]]>([
    [
      'itself',
      [['a', 'a']],
      ['plan:1: row 1: parent: the rows a → a go round in a circle; take one of the parents away'],
    ],
    [
      'a circle',
      [
        ['x', null],
        ['c', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['d', 'a'],
        ['e', 'd'],
      ],
      ['plan:2: row 2: parent: the rows c → a → b → c go round in a circle'],
    ],
    [
      'a row that leads into a circle',
      [
        ['d', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['plan:2: row 2: parent: the rows a → b → a go round'],
    ],
    [
      'nobody',
      [
        ['release', null],
        ['a', 'relese'],
        ['b', 'a'],
      ],
      ['plan:2: row 2: parent: no row has the key "relese", and it is no issue on GitHub; did you mean "release"?'],
    ],
    ['nobody at all', [['a', 'b']], ['plan:1: row 1: parent: no row has the key "b", and it is no issue on GitHub']],
  ])('%s', async (_, pairs, expected) => {
    expect(await problems(lines(pairs), 'jsonl')).toEqual(expected.map((start) => expect.stringContaining(start)))
  })

  test('a child of a row with a fault of its own is no fault', async () => {
    expect(await problems('{"key":"a"}\n{"key":"b","title":"B","parent":"a"}', 'jsonl')).toEqual([
      'plan:1: row 1: it has no title',
    ])
  })

  test('a chain of 20,000 rows that leads nowhere is told in no time', async () => {
    const pairs = Array.from({ length: 20_000 }, (_, at) => [`k${at}x`, `k${at + 1}x`] as const)
    expect(await problems(lines(pairs), 'jsonl')).toHaveLength(1)
  })
})
