import { describe, expect, test } from 'vitest'
import { checkRepo } from '../../src/checks/wrong-place.ts'
import type { Draft } from '../../src/drafts/draft.ts'
import type { Answers } from '../../src/policy/answers.ts'
import { classifiedInput, inputWith, SPEC, TYPESCRIPT } from '../support/check-input.ts'

type KnownAnswers = Partial<Answers> & Pick<Answers, 'type'>
const CLAUDE = 'anthropics/claude-ai-mcp'

test('an SDK bug in the specification repository is blocked, with the right repository and its source', () => {
  expect(checkRepo(inputWith({ answers: { type: 'bug', area: 'typescript-sdk' } }))).toEqual([
    {
      check: 'wrong-repo',
      severity: 'block',
      message:
        'modelcontextprotocol/modelcontextprotocol may not be the right place for this; it looks like something for modelcontextprotocol/typescript-sdk',
      line: 3,
      fix: 'Open an issue in modelcontextprotocol/typescript-sdk: https://github.com/modelcontextprotocol/typescript-sdk/issues/new/choose. Bugs that can be reproduced are tracked as issues, in the repository of the affected code. (https://modelcontextprotocol.io/community/communication#github-issues)',
    },
  ])
})

test("suggests no repository for a bug in another vendor's product", () => {
  const [finding] = checkRepo(inputWith({ answers: { type: 'bug', area: 'other-product' } }))
  expect(finding?.message).toBe('modelcontextprotocol/modelcontextprotocol may not be the right place for this')
  expect(finding?.fix).toMatch(/^Report it to the product's vendor\. Other clients, servers and frameworks/)
})

describe('the check agrees with what `where` would recommend', () => {
  test.each<[string, Partial<Draft>, KnownAnswers, boolean]>([
    ['a bug in the specification, in its own repository', {}, { type: 'bug' }, false],
    ['a bug in the documentation, in the specification repository', {}, { type: 'bug', area: 'docs' }, false],
    [
      'a bug in an SDK, in its own repository in another letter case',
      { repo: 'ModelContextProtocol/TypeScript-SDK' },
      { type: 'bug', area: 'typescript-sdk' },
      false,
    ],
    [
      'a bug in an extension, in its own repository by its earlier name',
      { repo: 'modelcontextprotocol/experimental-ext-skills' },
      { type: 'bug', area: 'ext-skills' },
      false,
    ],
    [
      'a bug in another repository of the project, by its earlier name',
      { repo: 'modelcontextprotocol/experimental-ext-skills' },
      { type: 'bug', area: 'python-sdk' },
      true,
    ],
    ['a bug in another SDK', { repo: TYPESCRIPT }, { type: 'bug', area: 'python-sdk' }, true],
    ['a bug in the specification, in the repository of an SDK', { repo: TYPESCRIPT }, { type: 'bug' }, true],
    ['a bug in an unknown area, in the repository of an SDK', { repo: TYPESCRIPT }, { type: 'bug', area: null }, false],
    ['a bug in Claude', {}, { type: 'bug', area: 'claude' }, true],
    ['a bug in Claude, in its own repository', { repo: CLAUDE }, { type: 'bug', area: 'claude' }, false],
    ['marketing', {}, { type: 'marketing' }, true],
    ['no repository yet', { repo: null }, { type: 'bug', area: 'typescript-sdk' }, false],
    ["somebody else's repository", { repo: 'somebody/else' }, { type: 'bug', area: 'typescript-sdk' }, false],
    [
      'another repository of the same owner',
      { repo: 'modelcontextprotocol/unknown' },
      { type: 'bug', area: 'typescript-sdk' },
      true,
    ],
    [
      'a roadmap of an SDK, in its own repository',
      { kind: 'discussion', repo: TYPESCRIPT },
      { type: 'roadmap', area: 'typescript-sdk' },
      false,
    ],
    [
      'a roadmap of another SDK',
      { kind: 'discussion', repo: TYPESCRIPT },
      { type: 'roadmap', area: 'python-sdk' },
      true,
    ],
    [
      'a post for another channel, which wrong-channel reports',
      { repo: TYPESCRIPT },
      { type: 'protocol-change' },
      false,
    ],
    [
      'a vulnerability, which has its own check',
      {},
      { type: 'vulnerability', sensitivity: 'security', area: 'python-sdk' },
      false,
    ],
    [
      "a vulnerability in another vendor's product",
      {},
      { type: 'vulnerability', sensitivity: 'security', area: 'other-product' },
      false,
    ],
  ])('%s', (_, draft, answers, isWrong) => {
    expect(checkRepo(inputWith({ draft, answers }))).toHaveLength(isWrong ? 1 : 0)
  })

  test.each([
    ['high', 'block'],
    ['medium', 'warn'],
    ['low', 'warn'],
  ] as const)('with %s confidence, the severity is %s', (confidence, severity) => {
    expect(checkRepo(inputWith({ answers: { type: 'bug', area: 'claude' }, confidence }))[0]?.severity).toBe(severity)
  })
})

describe('realistic texts, classified as `where` classifies them', () => {
  test.each<[string, 'wrong' | 'right', string, string]>([
    [
      SPEC,
      'wrong',
      'FastMCP returns an empty list',
      'pip install mcp 1.20, Python 3.12: mcp.list_tools() returns an empty list after a reconnect. Steps: run server.py twice.',
    ],
    [
      SPEC,
      'wrong',
      'Claude Desktop does not show my tools',
      'Claude Desktop on Windows does not list the tools of my server, the log says nothing.',
    ],
    [
      SPEC,
      'right',
      'The schema of progress notifications contradicts the text',
      'The specification says that total is optional, schema.ts requires it.',
    ],
    [
      TYPESCRIPT,
      'right',
      'registerTool does not accept a zod union',
      'With zod 4 tsc says TS2345 when I give registerTool a union.',
    ],
  ])('%s is the %s repository for: %s', (repo, verdict, title, body) => {
    expect(checkRepo(classifiedInput({ title, body, repo }))).toHaveLength(verdict === 'wrong' ? 1 : 0)
  })
})
