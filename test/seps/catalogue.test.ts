import { describe, expect, test } from 'vitest'
import { type CatalogueSource, catalogueOf } from '../../src/seps/catalogue.ts'
import { sortSeps } from '../../src/seps/search.ts'
import { timeInStage } from '../../src/seps/waiting.ts'
import { sepText } from '../support/seps.ts'

type PullRequest = CatalogueSource['pullRequests'][number]

const file = (path: string, text: string | null) => ({ path, url: null, text })
const pullRequest = (number: number, rest: Partial<PullRequest> = {}): PullRequest => ({
  number,
  title: `SEP-${number}: From the pull request`,
  url: `https://github.com/example/protocol/pull/${number}`,
  isDraft: false,
  author: 'ada',
  labels: ['SEP'],
  createdAt: new Date('2026-10-01T00:00:00Z'),
  updatedAt: new Date('2026-11-01T00:00:00Z'),
  added: [file(`seps/${number}-a.md`, sepText({ number }))],
  changedPaths: [],
  ...rest,
})
const entryOf = (text: string | null, labels: readonly string[] = []) => {
  const pull = pullRequest(7, { added: [file('seps/7-a.md', text)], labels: ['SEP', ...labels] })
  const { entries } = catalogueOf({ where: 'main', files: [], pullRequests: [pull] })
  return entries[0]
}

describe('the catalogue', () => {
  test('contains each SEP once, even if its file is on main and in a pull request', () => {
    const { entries, notes } = catalogueOf({
      where: 'main',
      files: [file('seps/932-a.md', sepText({ number: 932, status: 'Final' }))],
      pullRequests: [pullRequest(3000, { added: [], changedPaths: ['seps/932-a.md'] })],
    })
    expect(entries).toMatchObject([{ number: 932, where: 'main', stage: 'final', pullRequest: { number: 3000 } }])
    expect(notes).toEqual([])
  })

  test('shows every open pull request that changes a file on main, the most recently updated first', () => {
    const path = 'seps/932-a.md'
    const changing = (number: number, day: number) =>
      pullRequest(number, { added: [], changedPaths: [path], updatedAt: new Date(Date.UTC(2026, 10, day)) })
    const { entries, notes } = catalogueOf({
      where: 'main',
      files: [file(path, sepText({ number: 932, status: 'Final' })), file('seps/7-b.md', sepText({ number: 7 }))],
      pullRequests: [changing(3000, 2), changing(3002, 1), changing(3001, 3), changing(3003, 1)],
    })
    expect(entries).toMatchObject([
      {
        number: 932,
        pullRequest: { number: 3001 },
        otherPullRequests: [{ number: 3000 }, { number: 3003 }, { number: 3002 }],
      },
      { number: 7, pullRequest: null, otherPullRequests: [] },
    ])
    expect(notes).toEqual(['seps/932-a.md is changed by #3001, and also by #3000, #3003, #3002'])
  })

  test('a pull request belongs to every SEP that it adds or changes', () => {
    const { entries, notes } = catalogueOf({
      where: 'main',
      files: [932, 933, 934].map((number) => file(`seps/${number}-a.md`, sepText({ number }))),
      pullRequests: [
        pullRequest(3000, {
          added: [3000, 3001].map((number) => file(`seps/${number}-a.md`, sepText({ number }))),
          changedPaths: ['seps/933-a.md', 'seps/932-a.md'],
        }),
      ],
    })
    expect(entries.map(({ number, where, pullRequest: pull }) => [number, where, pull?.number])).toEqual([
      [932, 'main', 3000],
      [933, 'main', 3000],
      [934, 'main', undefined],
      [3000, 'pull request', 3000],
      [3001, 'pull request', 3000],
    ])
    expect(notes).toEqual([])
  })

  test('a new SEP belongs to the pull request that adds only this SEP, even if a newer pull request adds it too', () => {
    const [alpha, zeta] = ['0000-alpha', '0000-zeta'].map((name) =>
      file(`seps/${name}.md`, sepText({ number: '{NUMBER}', title: name })),
    )
    if (alpha === undefined || zeta === undefined) throw new Error('no files')
    const { entries } = catalogueOf({
      where: 'main',
      files: [],
      pullRequests: [pullRequest(210, { added: [alpha, zeta] }), pullRequest(200, { added: [alpha] })],
    })
    expect(entries.map(({ number, title }) => [number, title])).toEqual([
      [210, '0000-zeta'],
      [200, '0000-alpha'],
    ])
  })

  test('a SEP that several pull requests add is listed once, with its own pull request if it has one', () => {
    const sep = (number: number) => file(`seps/${number}-a.md`, sepText({ number }))
    const { entries } = catalogueOf({
      where: 'main',
      files: [],
      pullRequests: [
        pullRequest(3002, { added: [sep(3002), sep(3000), sep(2999)] }),
        pullRequest(3001, { added: [sep(3001), sep(3000), sep(2999)] }),
        pullRequest(3000, { added: [sep(3000)] }),
      ],
    })
    expect(entries.map(({ number, pullRequest: pull }) => [number, pull?.number])).toEqual([
      [3002, 3002],
      [2999, 3002],
      [3001, 3001],
      [3000, 3000],
    ])
  })

  test.each([
    ['seps/0000-a.md', 7],
    ['seps/0012-a.md', 12],
    ['seps/7-a.md', 7],
  ])('takes the number of %s from the file name or, for 0000, from the pull request: %s', (path, number) => {
    const pull = pullRequest(7, { added: [file(path, sepText({ number: '{NUMBER}' }))] })
    expect(catalogueOf({ where: 'main', files: [], pullRequests: [pull] }).entries[0]?.number).toBe(number)
  })

  test('a pull request without a SEP is reported, and not included', () => {
    const { entries, notes } = catalogueOf({
      where: 'main',
      files: [],
      pullRequests: [pullRequest(8, { added: [] }), pullRequest(9, { added: [] })],
    })
    expect(entries).toEqual([])
    expect(notes).toEqual(['left out #8, #9: labeled as a SEP, but no SEP file is changed there'])
  })

  test.each([
    ['no readable text', null, /seps\/7-a\.md: not read, because it is too long or not a text file/],
    ['no heading', 'Hello\n', /seps\/7-a\.md:1: the file has no heading of level 1/],
    ['no content', '', /seps\/7-a\.md:1: the file is empty/],
  ])('a SEP whose file has %s is still listed, with a note', (_, text, note) => {
    const pull = pullRequest(7, { added: [file('seps/7-a.md', text)], labels: ['SEP', 'draft'] })
    const { entries, notes } = catalogueOf({ where: 'main', files: [], pullRequests: [pull] })
    expect(entries).toMatchObject([{ number: 7, title: 'a', stage: 'draft', fileStatus: null, authors: [] }])
    expect(notes[0]).toMatch(note)
  })

  test.each(['Preamble', '1. Preamble'])('the preamble is read even if it has its own heading, "%s"', (heading) => {
    const text = `# SEP-7: A\n\n## ${heading}\n\n- **Status**: Accepted\n- **Type**: Process\n\n## Abstract\n`
    expect(entryOf(text)).toMatchObject({ fileStatus: 'accepted', type: 'Process' })
  })

  test('a long text is read only up to its first section', () => {
    expect(entryOf(sepText({ text: `## A\n\n${'*_`'.repeat(400_000)}` }))?.title).toBe('Tool icons')
  })
})

describe('the stage of a SEP', () => {
  test.each([
    ['Draft', '@core-one', [], 'draft', false],
    ['Draft', '@core-one', ['draft'], 'draft', false],
    ['Draft', 'None (seeking sponsor)', [], 'awaiting-sponsor', false],
    ['Draft', '', ['proposal'], 'awaiting-sponsor', false],
    ['Draft', 'None', ['draft'], 'draft', false],
    ['Proposal', 'None', [], 'awaiting-sponsor', false],
    ['Proposal', 'None', ['draft'], 'draft', true],
    ['Draft', '@core-one', ['in-review'], 'draft', true],
    ['Draft', 'None', ['In-Review'], 'in-review', true],
    ['In-Review', '@core-one', ['in-review'], 'in-review', false],
    ['In-Review', '@core-one', [], 'in-review', true],
    ['Accepted', '@core-one', ['accepted', 'in-review'], 'accepted', true],
    ['Dormant', 'None', ['dormant'], 'dormant', false],
  ] as const)(
    'status %s, sponsor %s, labels %j: the stage is %s; labels and status disagree: %s',
    (status, sponsor, labels, stage, disagrees) => {
      expect(entryOf(sepText({ status, sponsor }), labels)).toMatchObject({ stage, disagrees })
    },
  )

  test('the label "proposal" decides if the file cannot be read', () => {
    expect(entryOf(null, ['proposal'])?.stage).toBe('awaiting-sponsor')
    expect(entryOf(null)?.stage).toBeNull()
  })

  test('a SEP without a status has no known stage on main, and awaits a sponsor in a folder', () => {
    const files = [file('seps/7-a.md', '# SEP-7: A\n')]
    const stageIn = (where: 'main' | 'folder') => catalogueOf({ where, files, pullRequests: [] }).entries[0]?.stage
    expect(stageIn('main')).toBeNull()
    expect(stageIn('folder')).toBe('awaiting-sponsor')
  })

  test.each([
    ['2026-11-31', undefined],
    ['July', undefined],
    ['2026-11-01', 21],
  ])('a SEP created on %s has been in its stage for this many days: %s', (created, days) => {
    const files = [file('seps/7-a.md', sepText({ created, status: 'Final' }))]
    const [entry] = catalogueOf({ where: 'main', files, pullRequests: [] }).entries
    expect(entry && timeInStage(entry, new Date('2026-11-22T10:00:00Z'))?.days).toBe(days)
  })
})

test('SEPs are sorted by title, by number, or by last update, where those without a pull request come last', () => {
  const { entries } = catalogueOf({
    where: 'main',
    files: [file('seps/1-a.md', sepText({ title: 'B' })), file('seps/2-a.md', sepText({ title: 'a' }))],
    pullRequests: [pullRequest(0, { added: [file('seps/0000-c.md', sepText({ title: 'C' }))] })],
  })
  const numbersBy = (sort: Parameters<typeof sortSeps>[1]) => sortSeps(entries, sort).map(({ number }) => number)
  expect(numbersBy('updated')).toEqual([0, 2, 1])
  expect(numbersBy('title')).toEqual([2, 1, 0])
  expect(numbersBy('number')).toEqual([2, 1, 0])
})
