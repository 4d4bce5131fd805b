import { describe, expect, test } from 'vitest'
import type { SimilarPost } from '../../src/checks/check.ts'
import { checkDuplicates, commonWordsOf } from '../../src/checks/duplicate.ts'
import { distinctiveWords, searchWords } from '../../src/text/title-words.ts'
import { inputWith, TYPESCRIPT } from '../support/check-input.ts'
import { mcp } from '../support/policy.ts'

function post(number: number, title: string, overrides: Partial<SimilarPost> = {}): SimilarPost {
  return {
    kind: 'issue',
    number,
    title,
    url: `https://github.com/${TYPESCRIPT}/issues/${number}`,
    closed: false,
    ...overrides,
  }
}

const duplicatesOf = (title: string, ...similarPosts: readonly SimilarPost[]) =>
  checkDuplicates(inputWith({ draft: { title, repo: TYPESCRIPT }, facts: { similarPosts } }))

describe('similar posts are suggested, with the reason', () => {
  const draftTitle = 'StreamableHTTPClientTransport hangs when the server closes the stream'

  test('open issues, closed ones, pull requests and discussions', () => {
    const url = 'https://github.com/modelcontextprotocol/typescript-sdk'
    expect(
      duplicatesOf(
        draftTitle,
        post(7, 'Transport hangs after stream is closed', { closed: true }),
        post(8, 'streamable http client transport: hang on close'),
        post(9, 'How do I close a stream?', { kind: 'discussion', url: `${url}/discussions/9` }),
        post(10, 'Stream hangs', { kind: 'pull-request', url: `${url}/pull/10` }),
      ),
    ).toEqual([
      {
        check: 'duplicate',
        severity: 'warn',
        message:
          'issue #8 "streamable http client transport: hang on close" may be the same; shared words: StreamableHTTPClientTransport, hangs, closes',
        line: 3,
        fix: `Read it first: ${url}/issues/8. If it is the same, add what you know there.`,
      },
      {
        check: 'duplicate',
        severity: 'warn',
        message:
          'closed issue #7 "Transport hangs after stream is closed" may be the same; shared words: StreamableHTTPClientTransport, hangs, closes, stream',
        line: 3,
        fix: `See how it ended: ${url}/issues/7`,
      },
      {
        check: 'duplicate',
        severity: 'warn',
        message: 'pull request #10 "Stream hangs" may be the same; shared words: hangs, stream',
        line: 3,
        fix: `Read it first: ${url}/pull/10. If it is the same, add what you know there.`,
      },
      {
        check: 'duplicate',
        severity: 'warn',
        message: 'discussion #9 "How do I close a stream?" may be the same; shared words: closes, stream',
        line: 3,
        fix: `Read it first: ${url}/discussions/9. If it is the same, add what you know there.`,
      },
    ])
  })

  test('at most five are shown: those with the most shared words first, then the newest', () => {
    const many = [1, 2, 3, 4, 5, 6].map((number) => post(number, 'elicitation form schema default'))
    const found = duplicatesOf(
      'elicitation form schema',
      ...many,
      post(9, 'elicitation form schema lost, boolean reset'),
    )
    expect(found.map(({ message }) => /#(\d+)/.exec(message)?.[1])).toEqual(['9', '6', '5', '4', '3'])
  })

  test('an open post comes before a closed one', () => {
    const posts = [
      post(1, 'elicitation form'),
      post(2, 'elicitation form', { closed: true }),
      post(3, 'elicitation form'),
    ]
    const found = duplicatesOf('elicitation form', ...posts, post(4, 'elicitation form', { closed: true }))
    expect(found.map(({ message }) => /#(\d+)/.exec(message)?.[1])).toEqual(['3', '1', '4', '2'])
  })

  test('a long title is cut at whole characters', () => {
    const [finding] = duplicatesOf('elicitation form', post(1, `elicitation form ${'🚀'.repeat(100)}`))
    expect(finding?.message).toContain(`"elicitation form ${'🚀'.repeat(63)}…"`)
  })

  test('a title of eighty characters is not cut', () => {
    const title = `elicitation form ${'x'.repeat(63)}`
    expect(duplicatesOf('elicitation form', post(1, title))[0]?.message).toContain(`"${title}" may`)
  })

  test('the post itself is not a duplicate', () => {
    const itself = post(1, 'elicitation form')
    const draft = { title: itself.title, url: itself.url }
    expect(checkDuplicates(inputWith({ draft, facts: { similarPosts: [itself] } }))).toEqual([])
  })
})

describe('whether titles are similar', () => {
  test.each<[boolean, string, string]>([
    [true, 'StdioClientTransport leaks child processes', 'Child processes leak when stdio client transport is closed'],
    [true, 'SSE reconnection loses events', 'Events lost on SSE reconnect'],
    [true, 'registerTool ignores outputSchema', 'outputSchema is ignored by register_tool'],
    [true, 'Add pagination to listTools', 'listTools: support pagination'],
    [true, 'Zod 4 types are not inferred', 'Types not inferred with zod 4'],
    [true, 'OAuth metadata discovery fails behind a proxy', 'Discovery of OAuth metadata behind reverse proxy'],
    [true, 'Implement SEP-1686 (tasks)', 'Tracking: SEP-1686 tasks'],
    [true, 'Progress token is dropped', 'progressToken dropped in nested requests'],
    [true, 'Timeout of 60 seconds cannot be changed', 'Make the 60 seconds timeout configurable'],
    [true, 'Windows: npx servers do not start', 'npx servers fail to start on windows'],
    [true, 'Elicitation schema: enum titles', 'Titles of enum values in elicitation schemas'],
    [true, 'alpha bravo charlie delta echoes', 'alpha bravo foxtrot golf hotel'],
    [true, 'registerTool and outputSchema', 'outputschema of registertool'],
    [true, 'SEP-1686 and SEP-1699: tasks and polling', 'SEP-1686: tasks, polling'],
    [
      false,
      'Elicitation schema: boolean default lost after reconnect',
      'Elicitation schema holds nested arrays of numbers',
    ],
    [false, 'Sing bed', 'Sed bing'],
    [false, 'Implement SEP-1686', 'Implement SEP-1699'],
    [false, 'Implement SEP-1686: tasks for clients', 'Implement SEP-1699: tasks for clients'],
    [false, 'TypeScript SDK: error in the client', 'MCP TypeScript SDK error'],
    [false, 'Sampling returns nothing', 'Roots are not listed'],
    [false, 'Documentation of roots is missing', 'Documentation of prompts is missing'],
    [false, 'Support for resumable uploads of files', 'Support for notifications'],
    [false, 'Client hangs', 'Server hangs when the database is full and the log is rotated'],
    [false, 'Resource templates lose query parameters', 'Rate limits for resource subscriptions on the gateway'],
    [false, 'Bug in the new version', 'Bug: new version does not work'],
    [false, 'Cancel a request', 'Request for a feature'],
    [false, '', 'Roots are not listed'],
    [false, 'Roots are not listed', ''],
    [false, '🚀🚀', '🚀🚀'],
  ])('similar (%s): "%s" and "%s"', (isSimilar, title, other) => {
    expect(duplicatesOf(title, post(1, other))).toHaveLength(isSimilar ? 1 : 0)
  })
})

describe('the words to search for', () => {
  test.each<[string, string, readonly string[]]>([
    ['joined names first, also spaced', 'Hangs in streamableHttp', ['streamableHttp', 'streamable Http', 'Hangs']],
    [
      'names joined by underscores or hyphens',
      'snake_case kebab-case',
      ['snake_case', 'snake case', 'kebab-case', 'kebab case'],
    ],
    [
      'names with acronyms',
      'HTTPServer and OAuth2Provider',
      ['OAuth2Provider', 'O Auth 2 Provider', 'HTTPServer', 'HTTP Server'],
    ],
    ['no words that many titles have', '[Bug]: It doesn’t work with the new version 2', ['version', '2']],
    ['each word once', 'Roots roots ROOTS', ['Roots']],
    ['a name with a symbol', 'Lost events in C#', ['events', 'Lost', 'C#']],
    ['short names in capitals', 'UI of Go on CI', ['UI', 'CI']],
    ['other scripts', 'Ошибка входа 登录', ['Ошибка', 'входа', '登录']],
    [
      'six terms at most',
      'alpha bravo charlie delta echoes foxtrot golf',
      ['charlie', 'foxtrot', 'echoes', 'alpha', 'bravo', 'delta'],
    ],
    ['no operators of the search', 'repo:o/r "quoted" -label:x OR', ['o/r', 'o r', 'quoted', 'label', 'repo']],
    ['nothing', ' ?! ', []],
  ])('%s', (_, title, words) => expect(searchWords(title)).toEqual(words))

  test('the names of the project and the repository do not count', () => {
    const commonWords = commonWordsOf(mcp, TYPESCRIPT)
    for (const title of ['Model Context Protocol: TypeScript SDK loses roots', 'typescript-sdk loses MCP roots'])
      expect(searchWords(title, commonWords)).toEqual(['loses', 'roots'])
    expect(commonWordsOf(mcp, null)).toEqual(['mcp', 'Model', 'Context', 'Protocol', ''])
  })

  test('only the beginning of a very long title counts', () => {
    const title = Array.from({ length: 100_000 }, (_, at) => `word${at}`).join(' ')
    expect(distinctiveWords(title).length).toBeLessThan(100)
    expect(distinctiveWords('aB_'.repeat(100_000))).toHaveLength(1)
  })
})

test.each([
  `See https://github.com/${TYPESCRIPT}/issues/8.`,
  `Since ${TYPESCRIPT}#8, it hangs.`,
  'As #8 says, it hangs.',
])('a post that the draft mentions is not suggested: %s', (body) => {
  const title = 'Transport hangs after stream is closed'
  const similarPosts = [post(8, title), post(88, title)]
  const found = checkDuplicates(inputWith({ draft: { title, body, repo: TYPESCRIPT }, facts: { similarPosts } }))
  expect(found.map(({ message }) => message.split(' ')[1])).toEqual(['#88'])
})
