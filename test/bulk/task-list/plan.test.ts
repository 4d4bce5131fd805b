import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planRows } from '../../../src/bulk/plan/plan.ts'
import type { PlannedRow } from '../../../src/bulk/plan/planned-row.ts'
import { problemText } from '../../../src/bulk/rows/row.ts'
import { printPlan } from '../../../src/bulk/task-list/print.ts'
import { type Origin, rowsOf, type TaskRow } from '../../../src/bulk/task-list/rows.ts'
import { tasksIn } from '../../../src/bulk/task-list/tasks.ts'
import { anyCharacter } from '../../support/any-character.ts'
import { cases } from '../../support/cases.ts'
import { collect, inChunks } from '../../support/chunks.ts'

const ISSUE = 'https://github.com/o/spec/issues/7'
const ON_GITHUB: Origin = { url: ISSUE, repo: 'o/spec', server: 'https://github.com' }
const FILE: Origin = { url: null, repo: null, server: 'https://github.com' }

const rowsFrom = (markdown: string, origin = FILE) => rowsOf(tasksIn(markdown, 'list.md'), origin)

async function readBack(text: string): Promise<readonly PlannedRow[]> {
  return (await collect(planRows(inChunks(text), { file: 'plan.yaml', format: 'yaml', repo: null }))).map((row) => {
    if (row.ok) return row.value
    throw new Error(`${row.problems.map(problemText).join('\n')}\n${text}`)
  })
}

describe('the row for a task', () => {
  test('has the words of the task as its title, the content and the origin as its body, and a readable key', () => {
    expect(rowsFrom('- [ ] Add **icons**\n\n  For tools.\n\n  - [ ] Test them\n- [ ] Bare', ON_GITHUB)).toEqual([
      { key: 'add-icons', parent: null, title: 'Add icons', body: `For tools.\n\nFrom: ${ISSUE}` },
      { key: 'test-them', parent: 'add-icons', title: 'Test them', body: `From: ${ISSUE}` },
      { key: 'bare', parent: null, title: 'Bare', body: `From: ${ISSUE}` },
    ])
    expect(rowsFrom('- [ ] Bare')).toEqual([{ key: 'bare', parent: null, title: 'Bare', body: '' }])
  })

  test('has its links in the body if the title cannot hold them', () => {
    expect(
      rowsFrom('- [ ] As in *[the docs](https://e.example)*,\nsee https://f.example\n- [ ] https://f.example'),
    ).toEqual([
      {
        key: 'as-in-the-docs-see-https-f-example',
        parent: null,
        title: 'As in the docs, see https://f.example',
        body: 'As in *[the docs](https://e.example)*, see https://f.example',
      },
      { key: 'https-f-example', parent: null, title: 'https://f.example', body: '' },
    ])
  })

  test.each<[string, string, RegExp, number]>([
    ['of 256 characters is kept', '🎉'.repeat(256), /^(🎉)+$/u, 256],
    ['is cut at a word', 'word '.repeat(60), /^(word )+word…$/, 255],
    ['is cut after a word that ends just before the limit', `${'x'.repeat(255)} y`, /^x+…$/, 256],
    ['is cut within a word if it has only one', '🎉'.repeat(300), /^(🎉)+…$/u, 256],
  ])('a title %s', (_, words, pattern, length) => {
    const [row] = rowsFrom(`- [ ] ${words}`)
    if (row === undefined || 'reuse' in row) throw new Error('no title')
    expect(row.title).toMatch(pattern)
    expect([...row.title]).toHaveLength(length)
    expect(row.body).toBe(row.title.endsWith('…') ? words.trim() : '')
  })

  test('has a unique key that is not a number', () => {
    const list = ['Same', 'same', 'Same 2', 'SAME!', '2026', '日本', '🎉', 'item', 'null']
    const keys = rowsFrom(list.map((words) => `- [ ] ${words}`).join('\n')).map(({ key }) => key)
    const hashed = expect.stringMatching(/^item-[0-9a-f]{8}$/)
    const same = expect.stringMatching(/^same-[0-9a-f]{8}$/)
    expect(keys).toEqual([same, same, 'same-2', same, 'item-2026', hashed, hashed, 'item', 'null'])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test.each([
    ['letters of another script', '日本語の説明を書く', '英語の説明を書く'],
    ['the same first letters', 'API を変更する', 'API を削除する'],
    ['a long title', `${'Document the new flow '.repeat(3)}in Python`, `${'Document the new flow '.repeat(3)}in Go`],
  ])('keeps its key if a task with %s before it is done', (_, first, second) => {
    const keysOf = (mark: string) => rowsFrom(`- [${mark}] ${first}\n- [ ] ${second}`).map(({ key }) => key)
    expect(keysOf('x')).toEqual(keysOf(' ').slice(1))
  })

  test('keeps its key if its title is repeated below other tasks, and these are done or added', () => {
    const task = (title: string, mark: string) => `- [${mark}] ${title}\n  - [${mark}] Write the tests\n`
    const keysBelow = (list: string) =>
      rowsFrom(list).flatMap(({ key, parent }) => (parent === 'icons' || parent === 'progress' ? [[parent, key]] : []))
    const keys = keysBelow(task('Icons', ' ') + task('Progress', ' '))
    expect(new Set(keys.map(([, key]) => key)).size).toBe(2)
    expect(keysBelow(task('Icons', ' ') + task('Menu', ' ') + task('Progress', ' '))).toEqual(keys)
    expect(keysBelow(task('Icons', 'x') + task('Progress', ' '))).toEqual(keys.slice(1))
    expect(keysBelow(task('Icons', ' ') + task('Progress', 'x'))).toEqual(keys.slice(0, 1))
  })

  test('keeps its key if its title is repeated below other headings, and the tasks there are done or added', () => {
    const section = (heading: string, mark: string) => `## ${heading}\n\n- [${mark}] Write the tests\n\n`
    const keysIn = (list: string) => rowsFrom(`# Release\n\n${list}`).map(({ key }) => key)
    const keys = keysIn(section('Python', ' ') + section('Go', ' '))
    expect(new Set(keys).size).toBe(2)
    expect(keysIn(section('Python', ' ') + section('Rust', ' ') + section('Go', ' '))).toEqual([
      keys[0],
      expect.anything(),
      keys[1],
    ])
    expect(keysIn(section('Python', 'x') + section('Go', ' '))).toEqual(keys.slice(1))
    expect(keysIn(section('Go', ' ') + section('Python', ' '))).toEqual(keys.toReversed())
  })
})

describe('the existing issue that a task consists of', () => {
  const OWN_ISSUE = 'https://github.com/o/spec/issues/12'
  const OTHER_ISSUE = 'https://github.com/a/b/issues/12'
  test.each<[string, string | null]>([
    ['#12', OWN_ISSUE],
    ['**#12**', OWN_ISSUE],
    ['a/b#12', OTHER_ISSUE],
    [OTHER_ISSUE, OTHER_ISSUE],
    [`<${OTHER_ISSUE}#issuecomment-1>`, OTHER_ISSUE],
    [`[Add icons](${OTHER_ISSUE})`, OTHER_ISSUE],
    ['[#12](https://github.com/a/b/issues/12)', OTHER_ISSUE],
    ['12', null],
    ['Fix #12', null],
    [`${OTHER_ISSUE} first`, null],
    ['https://gitlab.example/a/b/issues/12', null],
    ['[#12](https://gitlab.example/a/b/issues/12)', null],
    ['https://github.com/a/b/pull/12', null],
    ['#0', null],
  ])('%s: %s', (markdown, expected) => {
    const [row] = rowsFrom(`- [ ] ${markdown}`, ON_GITHUB)
    expect(row !== undefined && 'reuse' in row ? row.reuse : null).toBe(expected)
  })

  test('may have subtasks', () => {
    expect(rowsFrom('- [ ] #12\n  - [ ] Test', FILE)).toEqual([
      { key: 'item-12', parent: null, reuse: '#12' },
      { key: 'test', parent: 'item-12', title: 'Test', body: '' },
    ])
  })
})

describe('the printed plan', () => {
  test('is YAML in block style', () => {
    const text = printPlan({
      source: null,
      repo: null,
      labels: ['sep', 'help wanted'],
      parent: ISSUE,
      rows: rowsFrom('- [ ] Fill in {{name}}: "now"\n\n  One.\n\n  Two.\n  - [ ] #12', ON_GITHUB),
    })
    expect(text).toBe(`defaults:
  repo: # owner/name
  labels:
    - sep
    - help wanted
  parent: https://github.com/o/spec/issues/7
rows:
  - key: fill-in-name-now
    title: 'Fill in \\{{name}}: "now"'
    body: |-
      One.

      Two.

      From: https://github.com/o/spec/issues/7
  - key: spec-12
    parent: fill-in-name-now
    reuse: https://github.com/o/spec/issues/12
`)
  })

  test('gives its repository, labels and parent to every row that has none of its own', async () => {
    const list = '- [ ] a\n  - [ ] b\n- [x] c\n  - [ ] d\n- [ ] #12'
    const text = printPlan({
      source: null,
      repo: 'o/sdk',
      labels: ['{{repo}}', 'a, b', 'null', '1.10'],
      parent: ISSUE,
      rows: rowsFrom(list, ON_GITHUB),
    })
    const read = await readBack(text)
    expect(read.map(({ key, parentKey, reuse, draft }) => [key, draft.parent, parentKey, reuse, draft.repo])).toEqual([
      ['a', ISSUE, null, null, 'o/sdk'],
      ['b', null, 'a', null, 'o/sdk'],
      ['d', ISSUE, null, null, 'o/sdk'],
      ['spec-12', ISSUE, null, 'https://github.com/o/spec/issues/12', 'o/sdk'],
    ])
    expect(read[0]?.draft.labels).toEqual(['{{repo}}', 'a, b', 'null', '1.10'])
  })

  test('is read back as the rows that it was created from', async () => {
    const anyPiece = fc.oneof(
      fc.constantFrom(
        '{{x}}',
        '\\{{repo}}',
        `$\{{ x }}`,
        '{{',
        '}}',
        '\\',
        '"',
        "'",
        ': ',
        ' #',
        '- ',
        '@',
        '#',
        '|',
        '>',
        '%',
        '&a',
        '*a',
        '!',
        '?',
        '~',
        '~~',
        'nULL',
        'null',
        'true',
        '1.10',
        '---',
        '...',
        '🎉',
        '\u2028',
        '[',
        ']',
        '`',
        '\uFEFF',
        '<!--',
      ),
      fc.string({ unit: anyCharacter, maxLength: 8 }),
    )
    const anyText = fc.array(anyPiece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    const anyTitle = anyText.filter((text) => !/[\r\n]/.test(text) && text.trim() !== '').map((text) => text.trim())
    const anyItem = fc.record({ title: anyTitle, body: anyText })
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 5 }), async (items) => {
        const markdown = items
          .map(({ title, body }) => `- [ ] ${title}\n\n  ${body.replaceAll('\n', '\n  ')}\n`)
          .join('')
        const taskRows = rowsFrom(markdown, ON_GITHUB)
        const plainRows = items.map(({ title, body }, index): TaskRow => {
          const withoutControls = (text: string) => text.replaceAll(/\p{Cc}|\p{Cs}|\uFFFD/gu, '')
          return { key: `k${index}x`, parent: null, title: withoutControls(title) || 'x', body: withoutControls(body) }
        })
        for (const rows of [taskRows, plainRows].filter(({ length }) => length > 0)) {
          const printed = printPlan({ source: null, repo: 'o/n', labels: [], parent: null, rows })
          expect((await readBack(printed)).map(taskRowOf)).toEqual(rows.map(asReadBack))
        }
      }),
      cases(2_000, 60),
    )
  })
})

function taskRowOf({ key, parentKey, reuse, draft: { title, body } }: PlannedRow) {
  return reuse === null ? { key, parent: parentKey, title, body } : { key, parent: parentKey, reuse }
}

/** Titles are trimmed; a body of white space counts as empty. */
function asReadBack(row: TaskRow) {
  if ('reuse' in row) return row
  return { ...row, title: row.title.trim(), body: row.body.trim() === '' ? '' : row.body }
}
