import { describe, expect, test } from 'vitest'
import { sepPathOf, sepPathsOf } from '../../src/github/seps.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

const sep = (number: number | string, status: string) => `# SEP-${number}: Title ${number}\n\n- **Status**: ${status}\n`
const pullRequest = (number: number, files: Readonly<Record<string, string>>) => ({
  number,
  title: `SEP-${number}: Title`,
  author: 'alice',
  labels: ['SEP', 'draft'],
  files,
})

function setUpRepository(
  pullRequests: readonly ReturnType<typeof pullRequest>[],
  files: Readonly<Record<string, string>> = {},
) {
  const main = { 'seps/932-governance.md': sep(932, 'Final'), 'seps/README.md': '# SEPs\n', ...files }
  return setUpGitHub({ labels: ['SEP', 'draft', 'bug'], files: main, pullRequests: [...pullRequests] })
}

describe('the SEPs of a repository', () => {
  test('are read with two queries: files of the default branch, and those of open pull requests', async () => {
    const { github, fake } = setUpRepository(
      [
        pullRequest(1200, { 'seps/1200-a.md': sep(1200, 'Draft'), 'docs/a.md': 'a' }),
        pullRequest(1201, { 'docs/b.md': 'b' }),
      ],
      { 'MAINTAINERS.md': '# MCP Maintainers\n', 'seps/drawing.png': '\0' },
    )
    const { repo, files, pullRequests, maintainers } = await github.seps(REPO)
    expect({ repo, files, maintainers }).toEqual({
      repo: REPO,
      files: [
        {
          path: 'seps/932-governance.md',
          url: `https://github.com/${REPO}/blob/main/seps/932-governance.md`,
          text: sep(932, 'Final'),
        },
      ],
      maintainers: '# MCP Maintainers\n',
    })
    expect(pullRequests).toMatchObject([
      { number: 1201, added: [], changedPaths: [] },
      {
        number: 1200,
        title: 'SEP-1200: Title',
        url: `https://github.com/${REPO}/pull/1200`,
        author: 'alice',
        labels: ['SEP', 'draft'],
        added: [{ path: 'seps/1200-a.md', text: sep(1200, 'Draft') }],
        changedPaths: [],
      },
    ])
    expect(fake.requests().map(({ operation }) => operation)).toEqual(['SepCatalogue', 'SepTexts'])
    fake.verify()
  })

  test('include every SEP that a pull request adds, the one with its number first, and the paths of those that it changes', async () => {
    const { github } = setUpRepository([
      pullRequest(1200, { 'seps/1199-a.md': 'a', 'seps/1200-b.md': 'b', 'seps/932-governance.md': 'c' }),
    ])
    expect((await github.seps(REPO)).pullRequests).toMatchObject([
      {
        added: [
          { path: 'seps/1200-b.md', text: 'b' },
          { path: 'seps/1199-a.md', text: 'a' },
        ],
        changedPaths: ['seps/932-governance.md'],
      },
    ])
  })

  test('need no second query if no pull request adds a SEP', async () => {
    const { github, fake } = setUpRepository([
      pullRequest(1201, { 'docs/b.md': 'b' }),
      pullRequest(1202, { 'seps/932-governance.md': 'c' }),
    ])
    await github.seps(REPO)
    expect(fake.requests().map(({ operation }) => operation)).toEqual(['SepCatalogue'])
  })

  test('have null in place of text that is truncated or binary', async () => {
    const { github } = setUpRepository([pullRequest(1200, { 'seps/1200-a.md': 'x'.repeat(600_000) })], {
      'seps/933-binary.md': '\0PNG',
    })
    const { files, pullRequests } = await github.seps(REPO)
    expect(files).toContainEqual(expect.objectContaining({ path: 'seps/933-binary.md', text: null }))
    expect(pullRequests[0]?.added).toMatchObject([{ path: 'seps/1200-a.md', text: null }])
  })

  test('need one more query if there are more than a hundred pull requests, but the files are read only once', async () => {
    const { github, fake } = setUpRepository(Array.from({ length: 130 }, (_, at) => pullRequest(1200 + at, {})))
    expect((await github.seps(REPO)).pullRequests).toHaveLength(130)
    expect(fake.requests()).toMatchObject([true, false].map((withFiles) => ({ variables: { withFiles } })))
  })

  test('do not include closed pull requests, or those without the label', async () => {
    const { github } = setUpGitHub({
      labels: ['SEP', 'bug'],
      pullRequests: [
        { ...pullRequest(7, {}), labels: ['bug'] },
        { ...pullRequest(8, {}), labels: ['SEP'], closed: true },
      ],
    })
    expect(await github.seps(REPO)).toMatchObject({ files: [], pullRequests: [], maintainers: null })
  })

  test('include a named pull request without the label, if it is open and has a SEP', async () => {
    const withoutLabels = (number: number, path: string) => ({ ...pullRequest(number, { [path]: 'a' }), labels: [] })
    const { github, fake } = setUpGitHub({
      labels: ['SEP'],
      issues: [{ number: 5, title: 'An issue' }],
      pullRequests: [
        withoutLabels(7, 'seps/7-a.md'),
        withoutLabels(8, 'docs/a.md'),
        { ...withoutLabels(9, 'seps/9-a.md'), closed: true },
        pullRequest(10, { 'seps/10-a.md': 'a' }),
      ],
    })
    const numbersWith = async (named: number) =>
      (await github.seps(REPO, named)).pullRequests.map(({ number }) => number).sort((a, b) => a - b)
    expect(await numbersWith(7)).toEqual([7, 10])
    // An issue, a pull request without a SEP, a closed one, one with the label, and a missing number.
    for (const other of [5, 8, 9, 10, 11]) expect(await numbersWith(other)).toEqual([10])
    expect(fake.requests().filter(({ operation }) => operation === 'SepCatalogue')).toHaveLength(6)
  })

  test('cannot be read if the repository does not exist', async () => {
    await expect(setUpGitHub().github.seps('example/nowhere')).rejects.toThrow(/example\/nowhere/)
  })
})

describe('the SEPs that a pull request adds and changes are', () => {
  const onMain = new Set(['seps/0932-old.md'])
  const addedFile = (path: string) => ({ path, changeType: 'ADDED' })
  test.each([
    ['the one with its number first', ['seps/12-b.md', 'seps/77-a.md'], ['seps/77-a.md', 'seps/12-b.md'], []],
    [
      'the others in their order',
      ['seps/0932-old.md', 'seps/2-b.md', 'seps/1-a.md'],
      ['seps/2-b.md', 'seps/1-a.md'],
      ['seps/0932-old.md'],
    ],
    ['no other files in that folder', ['seps/README.md', 'seps/TEMPLATE.md', 'seps/img/1-a.md', 'docs/x.md'], [], []],
    ['not the draft of an issue that files a SEP', ['seps/0000-a.issue.md', 'seps/0000-a.md'], ['seps/0000-a.md'], []],
  ])('%s', (_, paths, added, changed) => {
    expect(sepPathsOf(77, paths.map(addedFile), onMain)).toEqual({ added, changed })
  })

  test('never a file that it removes', () => {
    const changes = ['seps/77-a.md', 'seps/0932-old.md'].map((path) => ({ path, changeType: 'DELETED' }))
    expect(sepPathsOf(77, changes, onMain)).toEqual({ added: [], changed: [] })
  })
})

test.each([
  ['the one with its number', ['seps/12-b.md', 'seps/77-a.md'], 'seps/77-a.md'],
  ['the first one, if none has its number', ['docs/x.md', 'seps/0932-old.md', 'seps/12-b.md'], 'seps/0932-old.md'],
  ['null, if it changes no SEP', ['docs/x.md'], null],
])('the SEP that a pull request is about is %s', (_, paths, expected) => {
  expect(
    sepPathOf(
      77,
      paths.map((path) => ({ path })),
    ),
  ).toBe(expected)
})
