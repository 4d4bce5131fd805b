import { describe, expect, test } from 'vitest'
import type { PlannedRow } from '../../../src/bulk/plan/planned-row.ts'
import { planProblems, validRows } from '../../support/plans.ts'

test('a tracker comes first, and takes the repository from the defaults, but not the labels', async () => {
  const [tracker, row] = await validRows(`
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
  const plan = (tracker: string, rows = '') => `
matrix: {sep: [1865, 1686], repo: [o/python-sdk, o/go-sdk]}
exclude: [{sep: 1865, repo: o/go-sdk}]
defaults: {title: "Implement SEP-{{sep}}", body: "For {{repo}}", parent: tracker}
tracker: ${tracker}
${rows}`
  const linesOf = (rows: readonly PlannedRow[]) =>
    rows.map(({ isTracker, key, trackerKey, parentKey, draft: { repo, title } }) =>
      isTracker
        ? `${key}: ${title}`
        : `${title} in ${repo}, listed by ${trackerKey}${parentKey === trackerKey ? ', its parent' : ''}`,
    )

  test('is created for each value of its axis, and lists the rows with that value', async () => {
    expect(linesOf(await validRows(plan('{title: "SEP-{{sep}} everywhere"}')))).toEqual([
      'tracker-1865: SEP-1865 everywhere',
      'tracker-1686: SEP-1686 everywhere',
      'Implement SEP-1865 in o/python-sdk, listed by tracker-1865, its parent',
      'Implement SEP-1686 in o/python-sdk, listed by tracker-1686, its parent',
      'Implement SEP-1686 in o/go-sdk, listed by tracker-1686, its parent',
    ])
  })

  test('may name its axes in its key, and in a title that contains the default title', async () => {
    expect(linesOf(await validRows(plan('{title: "Tracking: {{title}}", key: "all-{{sep}}"}')))).toEqual([
      'all-1865: Tracking: Implement SEP-1865',
      'all-1686: Tracking: Implement SEP-1686',
      'Implement SEP-1865 in o/python-sdk, listed by all-1865, its parent',
      'Implement SEP-1686 in o/python-sdk, listed by all-1686, its parent',
      'Implement SEP-1686 in o/go-sdk, listed by all-1686, its parent',
    ])
  })

  test('is created for a combination only if the combination has a row', async () => {
    const rows = await validRows(plan('{title: "{{sep}}", repo: "{{repo}}", parent: o/spec#7}'))
    expect(rows.filter(({ isTracker }) => isTracker).map(({ key, draft }) => [key, draft.repo, draft.parent])).toEqual([
      ['tracker-1865-o-python-sdk', 'o/python-sdk', 'o/spec#7'],
      ['tracker-1686-o-python-sdk', 'o/python-sdk', 'o/spec#7'],
      ['tracker-1686-o-go-sdk', 'o/go-sdk', 'o/spec#7'],
    ])
  })

  test('lists rows that set its axis to a value of their own', async () => {
    const rows = await validRows(
      plan('{title: "All of {{repo}}"}', 'rows: [{title: "{{sep}}"}, {title: "x{{sep}}", repo: o/c}]'),
    )
    expect(linesOf(rows).filter((line) => line.includes('o/c'))).toEqual([
      'tracker-o-c: All of o/c',
      'x1865 in o/c, listed by tracker-o-c, its parent',
      'x1686 in o/c, listed by tracker-o-c, its parent',
    ])
  })

  test('may get its axis from the default repository, and name it nowhere else', async () => {
    const rows = await validRows(`
matrix: {lang: [go, php]}
defaults: {repo: "o/{{lang}}-sdk"}
rows: [{title: "A in {{lang}}", parent: tracker}]
tracker: {title: Release}
`)
    expect(rows.map(({ draft: { repo }, trackerKey, parentKey }) => [repo, trackerKey, parentKey])).toEqual([
      ['o/go-sdk', null, null],
      ['o/php-sdk', null, null],
      ['o/go-sdk', 'tracker-go', 'tracker-go'],
      ['o/php-sdk', 'tracker-php', 'tracker-php'],
    ])
  })

  test('has no axis if it has a repository of its own in place of the default one', async () => {
    const rows = await validRows(`
matrix: {lang: [go, php]}
defaults: {repo: "o/{{lang}}-sdk"}
rows: [{title: "A in {{lang}}"}]
tracker: {title: Release, repo: o/spec}
`)
    expect(rows.map(({ draft: { repo }, trackerKey }) => [repo, trackerKey])).toEqual([
      ['o/spec', null],
      ['o/go-sdk', 'tracker'],
      ['o/php-sdk', 'tracker'],
    ])
  })

  test('is not the parent of a row with "parent: tracker" if another row has the key "tracker"', async () => {
    const rows = await validRows(`
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

  test('has a hash in its key if the value of its axis gives no slug', async () => {
    const rows = await validRows(
      'matrix: {labels: [漢, 字]}\nrows: [{title: "{{labels}}"}]\ntracker: {title: "{{labels}}"}',
    )
    const keys = rows.filter(({ isTracker }) => isTracker).map(({ key }) => key)
    expect(keys).toEqual([
      expect.stringMatching(/^tracker-[0-9a-f]{20}$/),
      expect.stringMatching(/^tracker-[0-9a-f]{20}$/),
    ])
    expect(rows.map(({ trackerKey }) => trackerKey).filter((key) => key !== null)).toEqual(keys)
  })

  test('with a repeated key is reported', async () => {
    expect(await planProblems(plan('{title: "{{sep}}", key: all}'))).toEqual([
      expect.stringContaining('plan:5: another combination of this row has the same key, "all"'),
    ])
  })
})
