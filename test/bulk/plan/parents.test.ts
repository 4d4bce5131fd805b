import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planProblems, validRows } from '../../support/plans.ts'

describe('parents', () => {
  const lines = (pairs: readonly (readonly [key: string, parent: string | null])[]) =>
    pairs.map(([key, parent]) => JSON.stringify({ key, title: key, ...(parent === null ? {} : { parent }) })).join('\n')

  test('are returned before their children, whatever the order in the plan, and no row is lost', async () => {
    // Rows in random order. The parent of each is a row with a lower number, or nothing, so there is no cycle.
    const forest = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).chain((seeds) => {
      const pairs = seeds.map(
        (seed, index) => [`k${index}x`, seed % 3 === 0 || index === 0 ? null : `k${seed % index}x`] as const,
      )
      return fc.shuffledSubarray(pairs, { minLength: pairs.length })
    })
    await fc.assert(
      fc.asyncProperty(forest, async (pairs) => {
        const rows = await validRows(lines(pairs), 'jsonl')
        const keys = rows.map(({ key }) => key)
        expect(keys.toSorted()).toEqual(pairs.map(([key]) => key).toSorted())
        for (const { key, parentKey } of rows)
          if (parentKey !== null) expect(keys.indexOf(parentKey)).toBeLessThan(keys.indexOf(key))
      }),
    )
  })

  test('on GitHub can be named by URL, by owner/name#number or by #number', async () => {
    const parents = ['https://github.com/a/b/issues/7', 'a/b#7', '#7']
    const rows = await validRows(lines(parents.map((parent, index) => [`k${index}`, parent])), 'jsonl')
    expect(rows.map(({ draft, parentKey }) => [draft.parent, parentKey])).toEqual(
      parents.map((parent) => [parent, null]),
    )
  })

  test('may have a number as their key, as in many programs, and no number alone is taken for an issue', async () => {
    const [child] = (await validRows('{"key":12,"title":"A"}\n{"key":"13","title":"B","parent":12}', 'jsonl')).slice(1)
    expect([child?.parentKey, child?.draft.parent]).toEqual(['12', null])
    expect(await planProblems('{"key":"13","title":"B","parent":"10010"}', 'jsonl')).toEqual([
      'plan:1: row 1: parent: no row has the key "10010"; if you mean an issue on GitHub, write "#10010"',
    ])
  })

  test('can be named by their titles, and the row is the same as if it named the key', async () => {
    const plan = (parent: string) =>
      [
        { title: 'Write tests', parent },
        { title: 'Plan the release', parent: 'Roadmap ' },
        { key: 'r', title: 'Roadmap' },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n')
    const rows = await validRows(plan('Plan the release'), 'jsonl')
    const [, release] = rows
    expect(rows.map(({ draft, parentKey }) => [draft.title, parentKey])).toEqual([
      ['Roadmap', null],
      ['Plan the release', 'r'],
      ['Write tests', release?.key],
    ])
    expect((await validRows(plan(release?.key ?? ''), 'jsonl')).map(({ hash }) => hash)).toEqual(
      rows.map(({ hash }) => hash),
    )
    // Notion adds the address or the file of a page to its title.
    for (const link of ['https://www.notion.so/Plan-0123?pvs=21', 'Plan%20the%20release%20ab12.md'])
      expect((await validRows(plan(`Plan the release (${link})`), 'jsonl'))[2]?.parentKey).toBe(release?.key)
  })

  test.each([
    [
      'no title has words in brackets that the parent has',
      [{ title: 'Fix the login' }, { title: 'B', parent: 'Fix the login (Safari)' }],
      'plan:2: row 2: parent: no row has the key or title "Fix the login (Safari)", and it is not the address of an issue; write the address of an issue, or leave the parent empty',
    ],
    [
      'two rows have the title',
      [
        { key: 'a', title: 'Tests' },
        { key: 'b', title: 'Tests' },
        { key: 'c', title: 'B', parent: 'Tests' },
      ],
      'plan:3: row 3: parent: several rows have the title "Tests"; give each a key, and name the parent by its key',
    ],
    [
      'a row names itself',
      [{ title: 'Tests', parent: 'Tests' }],
      'plan:1: row 1: parent: the rows 1 → 1 form a cycle; remove one of these parents',
    ],
  ])('cannot be named by a title if %s', async (_, rows, problem) => {
    expect(await planProblems(rows.map((row) => JSON.stringify(row)).join('\n'), 'jsonl')).toEqual([problem])
  })

  test.each<[string, readonly (readonly [string, string | null])[], readonly string[]]>([
    [
      'a row cannot be its own parent',
      [['a', 'a']],
      ['plan:1: row 1: parent: the rows a → a form a cycle; remove one of these parents'],
    ],
    [
      'parents cannot form a cycle',
      [
        ['x', null],
        ['c', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['d', 'a'],
        ['e', 'd'],
      ],
      ['plan:2: row 2: parent: the rows c → a → b → c form a cycle'],
    ],
    [
      'a cycle is reported without the row that leads into it',
      [
        ['d', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['plan:2: row 2: parent: the rows a → b → a form a cycle'],
    ],
    [
      'a parent must exist, and a similar key is suggested',
      [
        ['release', null],
        ['a', 'relese'],
        ['b', 'a'],
      ],
      [
        'plan:2: row 2: parent: no row has the key or title "relese", and it is not the address of an issue; did you mean "release"?',
      ],
    ],
    [
      'a parent must exist, and only the first keys are listed',
      [...Array.from({ length: 22 }, (_, index) => [`k${index}`, null] as const), ['a', 'unlike-any-key']],
      [
        `plan:23: row 23: parent: no row has the key or title "unlike-any-key", and it is not the address of an issue; choices: ${Array.from({ length: 20 }, (_, index) => `k${index}`).join(', ')} and 2 more`,
      ],
    ],
    [
      'a parent must exist, even in a plan without other rows',
      [['a', 'b']],
      ['plan:1: row 1: parent: no row has the key or title "b", and it is not the address of an issue'],
    ],
  ])('%s', async (_, pairs, expected) => {
    expect(await planProblems(lines(pairs), 'jsonl')).toEqual(expected.map((part) => expect.stringContaining(part)))
  })

  test.each([
    'rows: [{ key: talk, title: A, kind: discussion, category: ideas }, { title: B, parent: talk }]',
    'rows: [{ title: B, parent: talk }, { key: talk, title: A, kind: discussion, category: ideas }]',
  ])('a parent cannot be a discussion: %s', async (plan) => {
    expect(await planProblems(plan)).toEqual([
      expect.stringMatching(
        /^plan:1: row \d: parent: the row "talk" is a discussion, and only an issue has sub-issues$/,
      ),
    ])
  })

  test('a message about a parent shows no key that was derived from a title, which may be secret', async () => {
    expect(await planProblems('{"title":"A secret"}\n{"title":"B","parent":"a"}', 'jsonl')).toEqual([
      'plan:2: row 2: parent: no row has the key or title "a", and it is not the address of an issue; write the address of an issue, or leave the parent empty',
    ])
  })

  test('an invalid parent is reported once, and not again for its child', async () => {
    expect(await planProblems('{"key":"a"}\n{"key":"b","title":"B","parent":"a"}', 'jsonl')).toEqual([
      'plan:1: row 1: it has no title',
    ])
  })

  test('a chain of 20,000 rows whose last parent is missing is reported once', async () => {
    const pairs = Array.from({ length: 20_000 }, (_, index) => [`k${index}x`, `k${index + 1}x`] as const)
    expect(await planProblems(lines(pairs), 'jsonl')).toHaveLength(1)
  })
})
