import { describe, expect, test, vi } from 'vitest'
import { run } from '../support/app.ts'
import { REPO } from '../support/github.ts'
import { MAINTAINERS, REPOSITORY, sepPullRequest, sepText } from '../support/seps.ts'
import { CATEGORY_FORM, formText } from '../support/templates.ts'
import { setUpWithoutToken } from '../support/without-token.ts'

const ISSUE_FORMS = '.github/ISSUE_TEMPLATE'
const FORMS = {
  [`${ISSUE_FORMS}/1-bug_report.yml`]: formText('Bug report'),
  [`${ISSUE_FORMS}/config.yml`]: 'blank_issues_enabled: false\n',
  [`${ISSUE_FORMS}/notes.txt`]: 'not a form',
  [`${ISSUE_FORMS}/old/2-idea.yml`]: formText('Old'),
  '.github/DISCUSSION_TEMPLATE/ideas.yml': CATEGORY_FORM,
  'src/index.ts': 'export {}',
}
const GET_BLOB = 'GET /repos/{owner}/{repo}/git/blobs/{id}'
const GET_TREE = 'GET /repos/{owner}/{repo}/git/trees/{id}'

describe('without a token, forms', () => {
  test('are read with one request for the tree, and one for each form and config.yml', async () => {
    const { options, operations } = setUpWithoutToken({ files: FORMS })
    const { stdout, stderr, exitCode } = await run(['templates', 'list', '--kind', 'issue', '--json'], options)
    expect(JSON.parse(stdout)).toMatchObject({
      templates: [{ id: '1-bug_report', source: 'repository', from: REPO }],
      blank: { issue: false },
    })
    expect(stderr).toBe(
      'mcp-comms: not signed in to GitHub, so only public data can be read (56 of 60 requests left until 11:00 UTC)\n',
    )
    expect(exitCode).toBe(0)
    expect(operations()).toEqual([GET_TREE, GET_BLOB, GET_BLOB, GET_BLOB])
  })

  test('that were read before are not requested again', async () => {
    const cache = new Map<string, string>()
    await run(['templates', 'list', '--kind', 'issue'], setUpWithoutToken({ files: FORMS }, {}, cache).options)
    const { options, operations } = setUpWithoutToken({ files: FORMS }, {}, cache)
    await run(['templates', 'list', '--kind', 'issue'], options)
    expect(operations()).toEqual([GET_TREE])
  })

  test('are inherited from the .github repository of the owner', async () => {
    const inherited = { 'example/.github': { files: { [`${ISSUE_FORMS}/crash.yml`]: formText('Crash') } } }
    const { options } = setUpWithoutToken({ files: { 'a.md': 'a' } }, inherited)
    const { stdout } = await run(['templates', 'list', '--kind', 'issue', '--json'], options)
    expect(JSON.parse(stdout)).toMatchObject({ templates: [{ id: 'crash', source: 'community' }] })
  })

  test('are used by `issue new`', async () => {
    const { options } = setUpWithoutToken({ files: FORMS })
    const argv = ['issue', 'new', '--template', '1-bug_report.yml', '--title', 'It stops', '--field', 'version=1.2']
    const { files, exitCode } = await run([...argv, '-o', 'd.md', '--yes'], options)
    expect(files['d.md']).toMatch(/template: 1-bug_report/)
    expect(exitCode).toBe(0)
  })

  test('of a renamed repository are read, but not those of a private one', async () => {
    const hidden = setUpWithoutToken({ private: true, files: FORMS })
    expect((await run(['templates', 'list'], hidden.options)).stderr).toContain(
      'GitHub does not show example/protocol without a token: check the spelling or, if it is private, sign in with `gh auth login`',
    )
    const renamed = setUpWithoutToken({ formerly: ['example/former'], files: FORMS })
    const { stdout } = await run(['templates', 'list', '--repo', 'example/former', '--json'], renamed.options)
    expect(JSON.parse(stdout).templates[0].id).toBe('1-bug_report')
  })

  test('are not requested for a text that is not the name of a repository', async () => {
    const { options, operations } = setUpWithoutToken({ files: FORMS })
    for (const name of ['../user', 'example', 'example/protocol?ref=x']) {
      const { stderr, exitCode } = await run(['doctor', '--repo', name], options)
      expect(stderr).toBe(`mcp-comms: "${name}" isn't a repository: expected owner/name\n`)
      expect(exitCode).toBe(2)
    }
    expect(operations()).toEqual([])
  })

  test.each(['1e13', '1e300', '-1'])(
    'are read even if the reset time from GitHub is not a valid date: %s',
    async (reset) => {
      const { options, fake } = setUpWithoutToken({ files: FORMS })
      const { fetch } = fake
      vi.spyOn(fake, 'fetch').mockImplementation(async (...request) => {
        const { status, headers, body } = await fetch(...request)
        return new Response(body, { status, headers: { ...Object.fromEntries(headers), 'x-ratelimit-reset': reset } })
      })
      const { stderr, exitCode } = await run(['templates', 'list', '--kind', 'issue', '--json'], options)
      expect(stderr).toBe('mcp-comms: not signed in to GitHub, so only public data can be read\n')
      expect(exitCode).toBe(0)
    },
  )

  test('are not read when the hourly requests are used up; a message says so, and the exit code is 0', async () => {
    const { options, fake } = setUpWithoutToken({ files: FORMS })
    for (let count = 0; count < 60; count++) await fake.fetch(`http://127.0.0.1/repos/${REPO}`)
    const { stderr, exitCode } = await run(['templates', 'list'], options)
    expect(stderr).toMatch(/the 60 requests an hour without a token are used up: sign in with `gh auth login`/)
    expect(exitCode).toBe(0)
  })
})

const INDEX = `| SEP | Title | Status | Type | Created |
| --- | --- | --- | --- | --- |
| [SEP-932](/seps/932-governance) | Governance of MCP | <Badge color="green">Final</Badge> | Process | 2025-07-08 |
`

test('without a token, a repository of the policy is found by its short name, and a form by one word', async () => {
  const { options, fake } = setUpWithoutToken({}, { 'modelcontextprotocol/python-sdk': { files: FORMS } })
  const argv = ['issue', 'new', '-R', 'Python-SDK', '--template', 'bug', '--title', 'It stops', '--field', 'version=1']
  const { files } = await run([...argv, '-o', 'd.md', '--yes'], { ...options, env: { ...options.env, GH_REPO: '' } })
  expect(files['d.md']).toMatch(/repo: modelcontextprotocol\/python-sdk\n[\s\S]*template: 1-bug_report/)
  expect(fake.requests()).not.toEqual([])
})

describe('SEPs are read without a token', () => {
  const repository = { ...REPOSITORY, files: { ...REPOSITORY?.files, 'docs/seps/index.mdx': INDEX } }

  test('the list comes from the index page and the open pull requests, and says what is missing', async () => {
    const { options, operations } = setUpWithoutToken(repository)
    const { stdout, exitCode } = await run(['sep', 'list', '--json'], options)
    const { seps, notes } = JSON.parse(stdout)
    expect(seps).toContainEqual(
      expect.objectContaining({ number: 932, title: 'Governance of MCP', status: 'final', type: 'Process' }),
    )
    expect(seps).toContainEqual(
      expect.objectContaining({ number: 2003, title: 'Ready', status: 'in-review', path: null, authors: [] }),
    )
    expect(notes.join()).toMatch(/authors, sponsors and the files of open pull requests need a token/)
    expect(exitCode).toBe(0)
    expect(operations()).toHaveLength(4)
  })

  test('only a prefix such as "SEP-2010:" or "sep:" is removed from the title of a pull request', async () => {
    const titles = ['SEP-2010: A', 'SEP-XXXX : B', 'sep: C', 'Separate: D', 'SEP template: E']
    const pullRequests = titles.map((title, index) => sepPullRequest(2010 + index, {}, { title }))
    const { stdout } = await run(['sep', 'list', '--json'], setUpWithoutToken({ ...repository, pullRequests }).options)
    const shown: readonly { readonly number: number; readonly title: string }[] = JSON.parse(stdout).seps
    expect(shown.filter(({ number }) => number >= 2010).map(({ title }) => title)).toEqual([
      'SEP template: E',
      'Separate: D',
      'C',
      'B',
      'A',
    ])
  })

  test.each([
    ['on the default branch', '932', 932],
    ['on the default branch, named by its file', '932-governance.md', 932],
    ['in a pull request', '2003', 2003],
    ['in a pull request, named by its file', 'seps/2003-title.md', 2003],
  ])('a SEP %s is read with its preamble', async (_, wanted, number) => {
    const { stdout, exitCode } = await run(['sep', 'show', wanted, '--json'], setUpWithoutToken(repository).options)
    expect(JSON.parse(stdout)).toMatchObject({ number, preamble: expect.anything() })
    expect(exitCode).toBe(0)
  })

  test.each([
    [
      'a SEP on the default branch',
      ['seps/932-governance.md'],
      { number: 932, where: 'main', pullRequest: { number: 2006 } },
    ],
    [
      'a SEP on the default branch and adds another',
      ['seps/932-governance.md', 'seps/2006-b.md'],
      { number: 2006, where: 'pull request' },
    ],
  ])('a SEP is found by the number of a pull request that changes %s', async (_, paths, expected) => {
    const files = Object.fromEntries(paths.map((path) => [path, sepText({ title: 'Corrected' })]))
    const { options } = setUpWithoutToken({ ...repository, pullRequests: [sepPullRequest(2006, {}, { files })] })
    const { stdout, exitCode } = await run(['sep', 'show', '2006', '--json'], options)
    expect(JSON.parse(stdout)).toMatchObject({ ...expected, preamble: expect.anything() })
    expect(exitCode).toBe(0)
  })

  test('a SEP in an open pull request without the label SEP is found by its number', async () => {
    const unlabeled = [sepPullRequest(2010, {}, { labels: [] }), sepPullRequest(2011, {}, { labels: [], closed: true })]
    const issues = [{ number: 2012, title: 'An issue' }]
    const { options, operations } = setUpWithoutToken({ files: { 'README.md': '' }, pullRequests: unlabeled, issues })
    const { stdout, exitCode } = await run(['sep', 'show', '2010', '--json'], options)
    expect(JSON.parse(stdout)).toMatchObject({ number: 2010, labels: [], preamble: expect.anything() })
    expect(exitCode).toBe(0)
    expect(operations()).toHaveLength(5)
    for (const other of ['2011', '2012', '2013']) {
      const { stderr, exitCode } = await run(['sep', 'show', other], options)
      expect([stderr, exitCode]).toEqual([expect.stringMatching(`SEP ${other} not found`), 1])
    }
  })

  test('if the index page has an unknown format, the SEPs are listed without their titles', async () => {
    const files = { 'docs/seps/index.mdx': '| [SEP-x](a) |||\n|||||\n| SEP-932', 'seps/932-governance.md': sepText({}) }
    const { stdout } = await run(['sep', 'list', '--json'], setUpWithoutToken({ labels: ['SEP'], files }).options)
    expect(JSON.parse(stdout).seps).toMatchObject([{ number: 932, title: 'governance' }])
  })

  test('sponsors are suggested from the list of maintainers', async () => {
    const { options } = setUpWithoutToken({ files: { 'MAINTAINERS.md': MAINTAINERS } })
    const { stdout, exitCode } = await run(['sep', 'sponsors', '--json'], options)
    expect(JSON.parse(stdout).maintainers).not.toEqual([])
    expect(exitCode).toBe(0)
  })
})
