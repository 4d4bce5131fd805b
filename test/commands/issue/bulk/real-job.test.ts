import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import type { SeedInput } from '../../../support/fake-github/seed.ts'

const SPEC = 'modelcontextprotocol/modelcontextprotocol'
const LANGUAGES = ['typescript', 'python', 'java', 'kotlin', 'csharp', 'go', 'php', 'ruby', 'rust', 'swift']
const SDKS = LANGUAGES.map((language) => `modelcontextprotocol/${language}-sdk`)
const SEPS = ['973', '985', '990', '1024', '1036', '1577']
const SDKS_WITHOUT_LABEL = ['modelcontextprotocol/php-sdk', 'modelcontextprotocol/ruby-sdk']
const SDK_WITHOUT_ISSUES = 'modelcontextprotocol/swift-sdk'
const FORM = 'name: Bug\ndescription: A bug\nbody: [{ type: textarea, id: what, attributes: { label: What } }]\n'

const sdkSeed = (repo: string): SeedInput['repositories'][string] => ({
  permission: 'WRITE',
  watchers: 100,
  issuesEnabled: repo !== SDK_WITHOUT_ISSUES,
  labels: SDKS_WITHOUT_LABEL.includes(repo) ? ['bug'] : ['bug', 'spec-release'],
  issues: ['python', 'go', 'rust'].some((language) => repo.includes(language))
    ? [{ title: 'Icons for servers, tools and resources', author: 'somebody' }]
    : [],
})
const seed = {
  repositories: {
    ...Object.fromEntries(SDKS.map((repo) => [repo, sdkSeed(repo)])),
    [SPEC]: {
      permission: 'WRITE' as const,
      files: {
        '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n',
        '.github/ISSUE_TEMPLATE/bug.yml': FORM,
      },
    },
  },
}

const plan = (repos: readonly string[], tracker: string) => `
matrix:
  sep: [${SEPS.join(', ')}]
  repo: [${repos.join(', ')}]
defaults:
  title: "Implement SEP-{{sep}}"
  body: "SEP-{{sep}} is a part of the next release. https://modelcontextprotocol.io/seps/{{sep}}"
  labels: spec-release
  parent: tracker
overrides:
  - { sep: 973, repo: modelcontextprotocol/python-sdk, reuse: "#1" }
  - { sep: 973, repo: modelcontextprotocol/go-sdk, reuse: "#1" }
  - { sep: 973, repo: modelcontextprotocol/rust-sdk, reuse: https://github.com/modelcontextprotocol/rust-sdk/issues/1 }
tracker:
  repo: ${SPEC}
${tracker}
`
const ONE_TRACKER = `  title: "SDKs: the next release"\n  body: What each SDK has to do for the release.`
const TRACKER_PER_SEP = `  title: "SEP-{{sep}} in the SDKs"\n  body: What each SDK has to do for it.`
const FLAGS = '--ai-disclosure none --max 80'
const SDKS_WITH_ISSUES = SDKS.filter((repo) => repo !== SDK_WITHOUT_ISSUES)

test('the preview of sixty issues reports every problem, and nothing is sent', async () => {
  const { run, mutations } = setUpBulk({ ...seed, files: { 'r.yaml': plan(SDKS, ONE_TRACKER) } })
  const { exitCode, stdout, stderr } = await run(`r.yaml ${FLAGS}`, { columns: 200 })
  expect(exitCode).toBe(1)
  expect(stdout).toContain('61 rows in 11 repositories · 18 with problems')
  expect(stdout).not.toContain('Create them')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'r.yaml row 1 (12 times): there is no label "spec-release" in modelcontextprotocol/php-sdk, modelcontextprotocol/ruby-sdk',
  )
  expect(stderr).toContain('issues are disabled in modelcontextprotocol/swift-sdk')
  expect(stderr).toMatch(/Nothing was sent\. Fix the plan,\s+or add --create-labels/)
  expect((await run(`r.yaml ${FLAGS} --apply --yes`)).exitCode).toBe(1)
  expect(mutations()).toEqual([])
})

const TRACKERS = [
  ['one tracker', ONE_TRACKER, 1],
  ['a tracker for each SEP', TRACKER_PER_SEP, 6],
] as const
test.each(TRACKERS)(
  'with %s, every issue of the corrected plan exists exactly once',
  async (_, tracker, trackerCount) => {
    const { fake, run, posts, mutations } = setUpBulk({ ...seed, files: { 'r.yaml': plan(SDKS_WITH_ISSUES, tracker) } })
    const flags = `${FLAGS} --create-labels --apply --yes --json`
    const first = await run(`r.yaml ${flags}`)
    expect(first).toMatchObject({ exitCode: 0 })
    // Six SEPs in nine SDKs; three of these issues exist already.
    const createdCount = 6 * 9 - 3 + trackerCount
    expect(linesOf(first).at(-1)).toMatchObject({ created: createdCount, reused: 3, skipped: 0, failed: 0, pending: 0 })
    for (const repo of SDKS_WITH_ISSUES) {
      expect(posts(repo)).toHaveLength(6)
      expect(fake.state().repositories[repo]?.labels).toContain('spec-release')
      for (const post of posts(repo))
        expect(post).toMatchObject({ parent: expect.stringMatching(`^${SPEC}#`), author: expect.anything() })
      expect(
        posts(repo)
          .filter(({ author }) => author === 'newcomer')
          .every(({ labels }) => labels.includes('spec-release')),
      ).toBe(true)
    }
    const issues = SDKS_WITH_ISSUES.flatMap((repo) => posts(repo))
    const lists = posts(SPEC).map(({ body }) => body)
    expect(lists).toHaveLength(trackerCount)
    for (const { url } of issues) expect(lists.filter((list) => list.includes(`- [ ] ${url}\n`))).toHaveLength(1)
    expect(lists.join()).not.toContain('Implement SEP')

    const mutationCount = mutations().length
    const second = await run(`r.yaml ${flags}`)
    expect(second.exitCode).toBe(0)
    expect(linesOf(second).at(-1)).toMatchObject({
      created: 0,
      reused: 0,
      skipped: createdCount + 3,
      failed: 0,
      pending: 0,
    })
    expect(mutations()).toHaveLength(mutationCount)
  },
)

test('the issues of a SEP are listed in its tracker, and are sub-issues of it', async () => {
  const { run, posts } = setUpBulk({ ...seed, files: { 'r.yaml': plan(SDKS_WITH_ISSUES, TRACKER_PER_SEP) } })
  await run(`r.yaml ${FLAGS} --create-labels --apply --yes`)
  const trackers = new Map(posts(SPEC).map((post) => [`${SPEC}#${post.number}`, post]))
  for (const repo of SDKS_WITH_ISSUES)
    for (const post of posts(repo)) {
      const tracker = trackers.get('parent' in post ? String(post.parent) : '')
      const sep = /SEP-\d+/.exec(post.title)?.[0] ?? 'SEP-973'
      expect(tracker?.title).toBe(`${sep} in the SDKs`)
      expect(tracker?.body).toContain(post.url)
    }
})
