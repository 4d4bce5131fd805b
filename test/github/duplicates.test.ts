import { describe, expect, test } from 'vitest'
import { checkDuplicates } from '../../src/checks/duplicate.ts'
import { searchesFor } from '../../src/github/duplicates.ts'
import { searchWords } from '../../src/text/title-words.ts'
import { inputWith } from '../support/check-input.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

const searches = (...words: readonly string[]) =>
  searchesFor(REPO, words).map((search) => search.slice(`repo:${REPO} `.length))

describe('searches are built for', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'the first three plain words, two at a time',
      ['crash', 'connect', 'stdio', 'pipe'],
      ['"crash" "connect"', '"crash" "stdio"', '"connect" "stdio"'],
    ],
    ['two words together', ['crash', 'connect'], ['"crash" "connect"']],
    ['one word', ['crash'], ['"crash"']],
    ['a compound name alone, in both spellings', ['inputSchema', 'input Schema'], ['"inputSchema"', '"input Schema"']],
    [
      'a compound name alone, then the other words together',
      ['inputSchema', 'input Schema', 'lost', 'defaults'],
      ['"inputSchema"', '"input Schema"', '"lost" "defaults"'],
    ],
    [
      'a compound name, alone and together with the only other word',
      ['inputSchema', 'input Schema', 'lost'],
      ['"inputSchema"', '"input Schema"', '"inputSchema" "lost"'],
    ],
    [
      'two compound names',
      ['inputSchema', 'input Schema', 'listTools', 'list Tools'],
      ['"inputSchema"', '"input Schema"', '"inputSchema" "listTools"'],
    ],
    ['a word twice', ['crash', 'crash'], ['"crash"']],
    ['no words', ['  ', '""', '', '?!'], []],
    [
      'words with search syntax, which is removed',
      ['label:bug', '"', 'a" OR "b', '-repo:x/y'],
      ['"label bug" "a OR b"', '"label bug" "-repo x y"', '"a OR b" "-repo x y"'],
    ],
  ])('%s', (_, words, expected) => expect(searches(...words)).toEqual(expected))

  test('a search is never longer than GitHub allows; a single word that is too long is left out', () => {
    const [long, longer] = ['x'.repeat(150), 'y'.repeat(150)]
    expect(searches(long, longer, 'z'.repeat(300))).toEqual([`"${long}"`])
    expect(searchesFor(REPO, [long, longer]).every((search) => search.length <= 256)).toBe(true)
  })

  test('an invalid repository name is rejected', () => {
    expect(() => searchesFor('evil repo:x/y', ['crash'])).toThrow()
  })
})

describe('the results', () => {
  const repository = {
    issues: [
      { title: 'Crash on connect', body: 'stdio' },
      { title: 'Crash', body: 'elsewhere' },
      { title: 'Connect over stdio is slow' },
    ],
    pullRequests: [{ title: 'Fix the crash on connect', createdAt: '2026-02-01T00:00:00Z' }],
    discussions: [{ title: 'Should a crash of stdio be an error?' }],
  }

  test('are issues, pull requests and discussions with two of the words, each once, in one request', async () => {
    const { github, fake } = setUpGitHub(repository)
    const similarPosts = await github.findDuplicates(REPO, ['crash', 'connect', 'stdio'])
    expect(similarPosts.map(({ kind, title }) => [kind, title])).toEqual([
      ['pull-request', 'Fix the crash on connect'],
      ['issue', 'Crash on connect'],
      ['issue', 'Connect over stdio is slow'],
      ['discussion', 'Should a crash of stdio be an error?'],
    ])
    expect(fake.requests()).toHaveLength(1)
  })

  test('without words to search for, nothing is sent', async () => {
    const { github, fake } = setUpGitHub(repository)
    expect(await github.findDuplicates(REPO, ['  ', '""'])).toEqual([])
    expect(fake.requests()).toEqual([])
  })

  test.each([
    ['StreamableHTTPClientTransport hangs on close', 'streamable HTTP client transport: hang on close'],
    ['registerTool ignores outputSchema', 'outputSchema is ignored by registerTool'],
    ['SSE reconnection loses events of elicitation', 'Events of elicitation are lost'],
    ['Progress token dropped', 'Progress is reported, then the token dropped'],
  ])('"%s" finds "%s", although the titles differ', async (ours, theirs) => {
    const { github, fake } = setUpGitHub({ issues: [{ title: theirs }, { title: 'Roots are not listed' }] })
    const similarPosts = await github.findDuplicates(REPO, searchWords(ours))
    expect(similarPosts.map(({ title }) => title)).toEqual([theirs])
    expect(checkDuplicates(inputWith({ draft: { title: ours, repo: REPO }, facts: { similarPosts } }))).toHaveLength(1)
    expect(fake.requests()).toHaveLength(1)
  })
})
