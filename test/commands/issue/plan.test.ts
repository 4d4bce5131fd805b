import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import type { SeedInput } from '../../support/fake-github/seed.ts'
import { REPO } from '../../support/github.ts'
import { EVIL, expectSafe } from '../../support/hostile.ts'
import { setUpPosting } from '../../support/posting.ts'
import { githubToken } from '../../support/secrets.ts'
import { setUpWithoutToken } from '../../support/without-token.ts'

const LIST = '# Rollout\n\n- [ ] Add **icons**\n  - [ ] Test them\n- [x] Talk\n- [ ] #3\n'
const PLAN = `defaults:
  repo: ${REPO}
rows:
  - key: add-icons
    title: Add icons
  - key: test-them
    parent: add-icons
    title: Test them
  - key: protocol-3
    reuse: https://github.com/${REPO}/issues/3
`
const ENV = { GH_REPO: REPO }

describe('issue plan, from a file', () => {
  test('prints the plan, and reports what it leaves out', async () => {
    const { stdout, stderr, exitCode } = await run(['issue', 'plan', 'list.md'], {
      files: { 'list.md': LIST },
      env: ENV,
    })
    expect([stdout, stderr, exitCode]).toEqual([PLAN, '1 done item was left out\n', 0])
  })

  test('reads standard input, and writes a new file', async () => {
    const { stdout, files } = await run(['issue', 'plan', '-', '-o', 'plan.yaml'], { files: { '-': LIST }, env: ENV })
    expect(stdout).toBe('plan.yaml\n')
    expect(files['plan.yaml']).toBe(PLAN)
  })

  test('the key of a row has no secret, which would stay in the plan after it was removed from the title', async () => {
    const tasks = ['one', 'two'].map((name) => `- [ ] Revoke ${githubToken} of ${name}\n`)
    const { stdout } = await run(['issue', 'plan', 'list.md'], { files: { 'list.md': tasks.join('') }, env: ENV })
    expect(stdout.match(/key: .*/g)).toEqual(['key: revoke-of-one', 'key: revoke-of-two'])
  })

  test('prints the next step for a person', async () => {
    const { stderr } = await run(['issue', 'plan', 'list.md', '-o', 'p.yml'], {
      files: { 'list.md': '- [ ] a' },
      env: ENV,
      person: [],
    })
    expect(stderr).toBe('Review the plan, then preview it: mcp-comms issue bulk p.yml\n')
  })

  test('--json prints the path of the plan, and how many rows and done items there are', async () => {
    const { stdout } = await run(['issue', 'plan', 'list.md', '-o', 'p.yaml', '--json'], { files: { 'list.md': LIST } })
    expect(JSON.parse(stdout)).toEqual({ output: 'p.yaml', rows: 3, done: 1, source: 'list.md' })
  })

  test('writes a placeholder if no repository is given; --repo overrides GH_REPO', async () => {
    const files = { 'list.md': '- [ ] a\n- [ ] #3' }
    const withoutRepo = await run(['issue', 'plan', 'list.md'], { files })
    expect(withoutRepo.stdout).toContain('defaults:\n  repo: # owner/name\nrows:')
    expect(withoutRepo.stdout).toContain('reuse: "#3"')
    expect(withoutRepo.stderr).toBe('The plan names no repository: fill in "repo" under "defaults"\n')
    const withRepo = await run(['issue', 'plan', 'list.md', '-R', 'a/b', '-l', 'x', '-l', 'y'], { files, env: ENV })
    expect(withRepo.stdout).toContain('defaults:\n  repo: a/b\n  labels:\n    - x\n    - y\nrows:')
    expect(withRepo.stdout).toContain('reuse: https://github.com/a/b/issues/3')
  })

  test('accepts the address of an issue on the GitHub server that GITHUB_SERVER_URL names', async () => {
    const files = { 'list.md': '- [ ] https://git.example/a/b/issues/3\n- [ ] #4' }
    const env = { ...ENV, GITHUB_SERVER_URL: 'https://git.example/' }
    const { stdout } = await run(['issue', 'plan', 'list.md'], { files, env })
    expect(stdout).toContain('reuse: https://git.example/a/b/issues/3')
    expect(stdout).toContain(`reuse: https://git.example/${REPO}/issues/4`)
  })

  test.each<[string, readonly string[], string, RegExp, number]>([
    [
      'a list without open items',
      ['list.md'],
      '- [x] a\n- b',
      /^mcp-comms: list\.md: there is nothing to plan: no list item like "- \[ \] text".*; 1 done item was left out/,
      1,
    ],
    [
      'a list of items without words',
      ['-'],
      '- [ ] <!-- a -->',
      /^mcp-comms: standard input: .*; 1 item without words was left out/,
      1,
    ],
    ['a file that does not exist', ['lost.md'], '', /lost\.md: file not found/, 1],
    ['another page of GitHub', ['https://github.com/o/n/wiki'], '', /expected the address of an issue/, 2],
    ['a post on another server', ['https://git.example/o/n/issues/7'], '', /issues\/7 is not on github\.com/, 2],
    ['an organization’s discussion', ['https://github.com/orgs/o/discussions/7'], '', /write it as owner\/name#7/, 2],
    ['an invalid repository', ['list.md', '-R', 'somewhere'], '- [ ] a', /"somewhere" isn't a repository/, 2],
    ['--json without -o', ['list.md', '--json'], '- [ ] a', /add -o plan\.yaml/, 2],
    ['an output that is not YAML', ['list.md', '-o', 'plan.csv'], '- [ ] a', /plan\.csv: a plan is YAML/, 2],
    ['the source as the output', ['a.yaml', '-o', 'a.yaml'], '- [ ] a', /a\.yaml is the source of the plan/, 2],
  ])('refuses %s', async (_, argv, list, message, code) => {
    const { stderr, stdout, exitCode, files } = await run(['issue', 'plan', ...argv], {
      files: { 'list.md': list, '-': list },
    })
    expect(stderr).toMatch(message)
    expect([stdout, exitCode, Object.keys(files)]).toEqual(['', code, ['list.md', '-']])
  })
})

test('the source is not overwritten by the plan, however its path is written', async () => {
  const files = { 'list.yaml': '- [ ] a' }
  const {
    exitCode,
    stderr,
    files: after,
  } = await run(['issue', 'plan', 'list.yaml', '-o', './list.yaml', '--yes'], { files })
  expect([exitCode, after]).toEqual([2, files])
  expect(stderr).toContain('./list.yaml is the source of the plan')
})

describe('an existing plan', () => {
  const files = { 'list.md': '- [ ] a', 'plan.yaml': 'mine' }
  const argv = ['issue', 'plan', 'list.md', '-o', 'plan.yaml']
  const ASK = 'plan.yaml already exists. Overwrite?'
  test.each([
    ['is kept if nobody can be asked', argv, undefined, 2, true],
    ['is kept after a no', argv, [{ ask: ASK, say: false }], 130, true],
    ['is overwritten after a yes', argv, [{ ask: ASK, say: true }], 0, false],
    ['is overwritten with --yes', [...argv, '--yes'], undefined, 0, false],
    ['is kept with --json', [...argv, '--json'], [], 2, true],
  ])('%s', async (_, args, person, code, isKept) => {
    const outcome = await run(args, { files, ...(person === undefined ? {} : { person }) })
    expect([outcome.exitCode, outcome.files['plan.yaml'] === 'mine']).toEqual([code, isKept])
  })
})

const SEP = '# SEP-4: Icons\n\n## Implementation\n\n- [ ] In the SDK\n'
const REPOSITORY: SeedInput['repositories'][string] = {
  issues: [{ title: 'Rollout', body: LIST.replaceAll('\n', '\r\n') }],
  discussions: [{ title: 'Ideas', body: '- [ ] An idea' }],
  pullRequests: [
    {
      title: 'A proposal',
      number: 4,
      body: '- [ ] In its text',
      files: { 'seps/4-icons.md': SEP, 'docs/x.md': '- [ ] no' },
    },
    { title: 'No proposal', number: 5, body: '- [ ] Only here', files: { 'docs/x.md': '- [ ] no' } },
  ],
}

describe('issue plan, from GitHub', () => {
  const plan = async (source: string, ...flags: readonly string[]) => {
    const posting = setUpPosting({ repository: REPOSITORY, files: {} })
    return { ...(await posting.run('issue', 'plan', source, ...flags)), operations: posting.operations() }
  }
  const backLink = (path: string) => `From: https://github.com/${REPO}/${path}`

  test('makes an issue the parent, and links each body back to it', async () => {
    const { stdout, stderr, exitCode, operations } = await plan(`${REPO}#1`)
    expect(stdout).toBe(`defaults:
  repo: ${REPO}
  parent: https://github.com/${REPO}/issues/1
rows:
  - key: add-icons
    title: Add icons
    body: "${backLink('issues/1')}"
  - key: test-them
    parent: add-icons
    title: Test them
    body: "${backLink('issues/1')}"
  - key: protocol-3
    reuse: https://github.com/${REPO}/issues/3
`)
    expect([stderr, exitCode, operations]).toEqual(['1 done item was left out\n', 0, ['ExistingIssue']])
  })

  test.each([
    ['a discussion', `https://github.com/${REPO}/discussions/2`, ['An idea'], 'discussions/2'],
    ['a discussion by its number', `${REPO}#2`, ['An idea'], 'discussions/2'],
    ['a pull request with its SEP', `https://github.com/${REPO}/pull/4/files`, ['In its text', 'In the SDK'], 'pull/4'],
    ['a pull request without a SEP', `https://github.com/${REPO}/pull/5`, ['Only here'], 'pull/5'],
    ['a pull request by its number', `${REPO}#5`, ['Only here'], 'pull/5'],
    [
      'an issue as a browser shows it',
      `https://github.com/${REPO}/issues/1#issuecomment-9`,
      ['Add icons', 'Test them'],
      'issues/1',
    ],
  ])('reads %s', async (_, source, titles, path) => {
    const { stdout, exitCode } = await plan(source)
    expect(exitCode).toBe(0)
    expect([...stdout.matchAll(/ title: (.*)/g)].map(([, title]) => title)).toEqual(titles)
    expect(stdout.split(backLink(path))).toHaveLength(titles.length + 1)
    expect(stdout.includes('  parent: https')).toBe(path.startsWith('issues'))
  })

  test.each([`${REPO}#9`, `https://github.com/${REPO}/discussions/1`, `https://github.com/${REPO}/pull/1`])(
    'reports that the source does not exist: %s',
    async (source) => {
      const { stderr, stdout, exitCode } = await plan(source)
      expect(stderr).toMatch(/^mcp-comms: GitHub does not show (discussion )?#\d of example\/protocol to this token/)
      expect([stdout, exitCode]).toEqual(['', 1])
    },
  )

  test('keeps #3 as an issue of the source if the rows go to another repository', async () => {
    const { stdout } = await plan(`${REPO}#1`, '-R', 'a/sdk')
    expect(stdout).toContain('  repo: a/sdk\n')
    expect(stdout).toContain(`reuse: https://github.com/${REPO}/issues/3`)
  })

  test('the plan from an issue, or from a pull request with a SEP, is the same without a token', async () => {
    for (const source of [`${REPO}#1`, `https://github.com/${REPO}/pull/4`]) {
      const { options } = setUpWithoutToken(REPOSITORY)
      const { stdout, stderr, exitCode } = await run(['issue', 'plan', source], options)
      expect({ stdout, exitCode }).toEqual({ stdout: (await plan(source)).stdout, exitCode: 0 })
      expect(stderr).toContain('not signed in to GitHub')
    }
  })

  test('without a token, says that a discussion needs one', async () => {
    const { options } = setUpWithoutToken(REPOSITORY)
    const discussion = await run(['issue', 'plan', `https://github.com/${REPO}/discussions/2`], options)
    expect(discussion.exitCode).toBe(4)
    expect(discussion.stderr).toMatch(/shows discussion #2 of \S+ only to those who are signed in: .*pass its text/s)
    const unknown = await run(['issue', 'plan', `${REPO}#2`], options)
    expect(unknown.exitCode).toBe(4)
    expect(unknown.stderr).toMatch(
      /does not show #2 of \S+ to anyone who is not signed in: .*discussion.*pass its text/s,
    )
  })

  test('hostile text in the source cannot control the terminal', async () => {
    const body = `- [ ] ${EVIL}\n\n  ${EVIL}\n- [x] ${EVIL}`
    const posting = setUpPosting({ repository: { issues: [{ title: EVIL, body }] }, files: {}, person: [] })
    const { stdout, stderr } = await posting.run('issue', 'plan', `${REPO}#1`)
    expect(stdout).toContain('title: ')
    expectSafe(stdout + stderr)
  })
})
