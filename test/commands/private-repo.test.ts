import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { setUpBulk } from '../support/bulk.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { REPO } from '../support/github.ts'
import { mcp } from '../support/policy.ts'
import { setUpPosting } from '../support/posting.ts'

const PRIVATE_REPO = 'example/secret-plans'
const BODY = 'After the first byte, version 1.2 of the client waits forever whenever a reply is split in two.'
const post = {
  title: 'The handshake stalls when a reply is split',
  body: BODY,
  author: 'newcomer',
} as const
const PRIVATE_SEED: SeedInput['repositories'][string] = { private: true, permission: 'WRITE', issues: [post] }
const PUBLIC_SEED: SeedInput['repositories'][string] = { permission: 'WRITE', issues: [post] }

const setUpPlan = (plan: object) => {
  const repositories = { [REPO]: PUBLIC_SEED, [PRIVATE_REPO]: PRIVATE_SEED }
  const { run, fake } = setUpBulk({ files: { 'p.json': JSON.stringify(plan) }, repositories })
  return { run, hasNoMutations: () => !JSON.stringify(fake.requests()).includes('mutation') }
}
const row = { title: 'The client stalls on a long reply', body: BODY }
const otherRow = { title: 'The server stalls on a long reply', body: BODY, repo: REPO }

test.each<[string, object, string]>([
  [
    'a private row in a public tracker',
    { tracker: { repo: REPO, title: 'Handshake work in the next release' }, rows: [{ ...row, repo: PRIVATE_REPO }] },
    'its tracker "tracker" is public',
  ],
  [
    'a reused private issue in a public tracker',
    {
      tracker: { repo: REPO, title: 'Handshake work in the next release' },
      rows: [{ reuse: `${PRIVATE_REPO}#1`, repo: REPO }],
    },
    'its tracker "tracker" is public',
  ],
  [
    'a private row below a public row',
    {
      rows: [
        { ...row, key: 'top', repo: REPO },
        { ...row, title: 'Part of it', parent: 'top', repo: PRIVATE_REPO },
      ],
    },
    'its parent "top" is public',
  ],
  [
    'a public row below a private one',
    {
      rows: [
        { ...row, key: 'top', repo: PRIVATE_REPO },
        { ...row, title: 'Part of it', parent: 'top', repo: REPO },
      ],
    },
    'its parent "top" is in a private repository',
  ],
  [
    'a public row below a private issue',
    { rows: [{ ...row, parent: `${PRIVATE_REPO}#1`, repo: REPO }] },
    'is in a private repository, and this post is public',
  ],
  [
    'a private row below a public issue',
    { rows: [{ ...row, parent: `${REPO}#1`, repo: PRIVATE_REPO }] },
    'would show the title and the address of the post to everyone',
  ],
  [
    'a reused private issue below an issue of the public repository of its row',
    { rows: [{ reuse: `${PRIVATE_REPO}#1`, parent: '#1', repo: REPO }] },
    'would show the title and the address of the post to everyone',
  ],
  [
    'a reused public issue below an issue of the private repository of its row',
    { rows: [{ reuse: `${REPO}#1`, parent: '#1', repo: PRIVATE_REPO }] },
    'is in a private repository, and this post is public',
  ],
])('%s blocks the plan, and nothing is sent', async (_, plan, reason) => {
  const { run, hasNoMutations } = setUpPlan(plan)
  const { exitCode, stderr } = await run('p.json --apply --yes')
  expect(exitCode, stderr).toBe(3)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(reason)
  expect(hasNoMutations()).toBe(true)
})

test.each<[string, readonly object[], string]>([
  ['only private', [{ ...row, repo: PRIVATE_REPO }], 'the people watching 1 private repository; no @mentions'],
  [
    'public and private',
    [otherRow, { ...row, repo: PRIVATE_REPO }],
    'about 0 people watching 1 public repository, and those of 1 private one; no @mentions',
  ],
])('the preview says whom a plan for %s repositories notifies', async (_, rows, text) => {
  const { stdout } = await setUpPlan({ rows }).run('p.json')
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`Notifies ${text}`)
})

test.each<[string, object]>([
  [
    'a private tracker of public rows',
    { tracker: { repo: PRIVATE_REPO, title: 'Handshake work in the next release' }, rows: [{ ...row, repo: REPO }] },
  ],
  [
    'a plan with only private posts',
    {
      tracker: { repo: PRIVATE_REPO, title: 'Handshake work in the next release' },
      rows: [{ ...row, repo: PRIVATE_REPO, parent: 'tracker' }],
    },
  ],
  [
    'a plan with only private posts whose tracker has a parent below other rows',
    {
      tracker: { repo: PRIVATE_REPO, title: 'Handshake work in the next release', parent: 'goal' },
      rows: [
        { ...row, repo: PRIVATE_REPO },
        { ...row, key: 'goal', title: 'The goal of the release', repo: PRIVATE_REPO },
      ],
    },
  ],
])('%s is applied', async (_, plan) => {
  const { exitCode, stderr } = await setUpPlan(plan).run('p.json --apply --yes')
  expect(exitCode, stderr).toBe(0)
})

test('a private row is not sent into a public tracker that comes after it', async () => {
  const { run } = setUpPlan({
    tracker: { repo: REPO, title: 'Handshake work in the next release', parent: 'goal' },
    rows: [
      { ...row, repo: PRIVATE_REPO },
      { ...row, key: 'goal', title: 'The goal of the release', repo: REPO },
    ],
  })
  const { exitCode, stderr } = await run('p.json --apply --yes')
  expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
    5,
    expect.stringContaining('its tracker "tracker" is public: the link would show the title'),
  ])
})

test.each<[string, readonly object[], object, string]>([
  [
    'a public tracker of a private post',
    [{ ...row, repo: PRIVATE_REPO }],
    { tracker: { repo: REPO, title: 'Handshake work in the next release' } },
    'its tracker "tracker" is public',
  ],
  [
    'a public tracker that is also the parent of a private post',
    [{ ...row, key: 'part', repo: PRIVATE_REPO }, otherRow],
    {
      tracker: { repo: REPO, title: 'Handshake work in the next release' },
      rows: [{ ...row, key: 'part', repo: PRIVATE_REPO, parent: 'tracker' }, otherRow],
    },
    'its tracker "tracker" is public',
  ],
  [
    'a public parent of a reused private issue',
    [{ key: 'part', reuse: `${PRIVATE_REPO}#1`, repo: PRIVATE_REPO }, otherRow],
    {
      rows: [{ key: 'part', reuse: `${PRIVATE_REPO}#1`, repo: PRIVATE_REPO, parent: `${REPO}#1` }, otherRow],
    },
    'would show the title and the address of the post to everyone',
  ],
  [
    'a public parent, in the repository of its row, of a reused private issue',
    [{ key: 'part', reuse: `${PRIVATE_REPO}#1`, repo: REPO }, otherRow],
    { rows: [{ key: 'part', reuse: `${PRIVATE_REPO}#1`, repo: REPO, parent: '#1' }, otherRow] },
    'would show the title and the address of the post to everyone',
  ],
  [
    'a public row below a reused private issue',
    [{ key: 'top', reuse: `${PRIVATE_REPO}#1`, repo: REPO }],
    {
      rows: [
        { key: 'top', reuse: `${PRIVATE_REPO}#1`, repo: REPO },
        { ...row, parent: 'top', repo: REPO },
      ],
    },
    'its parent "top" is in a private repository',
  ],
])('%s blocks a plan that was applied without it', async (_, rows, added, reason) => {
  const repositories = { [REPO]: PUBLIC_SEED, [PRIVATE_REPO]: PRIVATE_SEED }
  const { run, changeFile, mutations } = setUpBulk({ files: { 'p.json': JSON.stringify({ rows }) }, repositories })
  expect((await run('p.json --apply --yes')).exitCode).toBe(0)
  const mutationCount = mutations().length
  changeFile('p.json', JSON.stringify({ rows, ...added }))
  const { exitCode, stderr } = await run('p.json --apply --yes')
  expect(exitCode, stderr).toBe(3)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(reason)
  expect(mutations()).toHaveLength(mutationCount)
})

test('a draft whose parent is private is not posted publicly', async () => {
  const draft = `---\nkind: issue\nrepo: ${REPO}\ntitle: ${post.title}\nparent: ${PRIVATE_REPO}#1\naiDisclosure: none\n---\n${BODY}\n`
  const { run, posts } = setUpPosting({
    repository: { files: {} },
    otherSeed: { repositories: { [PRIVATE_REPO]: PRIVATE_SEED } },
    files: { 'd.md': draft },
  })
  const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
  expect(exitCode, stderr).toBe(3)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('is in a private repository, and this post is public')
  expect(posts()).toEqual([])
})

test('a plan that was created from a private issue is not posted publicly', async () => {
  const { run } = setUpPosting({
    repository: { files: {} },
    otherSeed: {
      repositories: { [PRIVATE_REPO]: { ...PRIVATE_SEED, issues: [{ ...post, body: `- [ ] ${row.title}` }] } },
    },
    files: {},
  })
  const { exitCode, stdout } = await run('issue', 'plan', `${PRIVATE_REPO}#1`, '--repo', REPO)
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^source:\n {2}url: \S+secret-plans\/issues\/1\n {2}private: true\n/)
  const { run: apply, fake } = setUpBulk({
    files: { 'p.yaml': stdout },
    repositories: { [REPO]: PUBLIC_SEED, [PRIVATE_REPO]: PRIVATE_SEED },
  })
  const stopped = await apply('p.yaml --apply --yes')
  expect(stopped.exitCode, stopped.stderr).toBe(3)
  expect(stopped.stderr.replaceAll(/\s+/g, ' ')).toMatch(/its text comes from \S+, which is private/)
  expect(JSON.stringify(fake.requests())).not.toContain('mutation')
})

describe('a public text that names an advisory', () => {
  const ID = 'GHSA-2x4f-9qcj-vw7m'
  const setUp = (words: string, state: 'draft' | 'published') =>
    setUpPosting({
      repository: {
        files: {},
        advisories: [{ summary: 'A', description: 'B', ghsaId: ID, author: 'maintainer', state }],
      },
      files: {
        'd.md': `---\nkind: issue\nrepo: ${REPO}\ntitle: ${post.title}\naiDisclosure: none\n---\n${BODY}\n\n${words}\n`,
      },
    })

  test.each([
    ['its id', `This is for ${ID}.`],
    ['its id in lower case', `This is for ${ID.toLowerCase()}.`],
    ['its address', `See https://github.com/${REPO}/security/advisories/${ID}`],
    ['its private fork', `It is in example/protocol-${ID.toLowerCase()}.`],
  ])('is not posted before the advisory is published: %s', async (_how, words) => {
    const { run, posts } = setUp(words, 'draft')
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode, stderr).toBe(3)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${ID}, an advisory that GitHub does not list`)
    expect(posts()).toEqual([])
  })

  test('is posted once the advisory is published', async () => {
    const { run, posts } = setUp(`This is for ${ID}.`, 'published')
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode, stderr).toBe(0)
    expect(posts()).toHaveLength(1)
  })
})

const MENTIONS: readonly (readonly [how: string, words: string])[] = [
  ['the address of an issue', `It is like https://github.com/${PRIVATE_REPO}/issues/1.`],
  ['the address of a file', `See [this](https://github.com/${PRIVATE_REPO}/blob/main/a.ts).`],
  ['the address of a clone', `git clone git@github.com:${PRIVATE_REPO}.git`],
  ['a raw file', `curl https://raw.githubusercontent.com/${PRIVATE_REPO}/main/a.ts`],
  ['the number of an issue', `It is like ${PRIVATE_REPO}#1.`],
  ['the address of a clone with another account', `git clone git@github.com-work:${PRIVATE_REPO}.git`],
  ['the address of a clone with a port', `git clone ssh://git@ssh.github.com:443/${PRIVATE_REPO}.git`],
  ['the address of a clone with a slash', `git clone git@github.com:/${PRIVATE_REPO}.git`],
  ['a package', `<url>https://maven.pkg.github.com/${PRIVATE_REPO}</url>`],
  ['an action', `  - uses: ${PRIVATE_REPO}/setup@v1`],
  ['a workflow', `    uses: '${PRIVATE_REPO}/.github/workflows/test.yml@main'`],
  ['a dependency', `"plans": "github:${PRIVATE_REPO}#semver:^1.2.0"`],
  ['an image', `docker run --rm -i ghcr.io/${PRIVATE_REPO}:latest`],
  ['an encoded address', `/callback?from=https%3A%2F%2Fgithub.com%2F${encodeURIComponent(PRIVATE_REPO)}%2Fissues`],
  ['an escaped address', `{"url":"https:\\/\\/github.com\\/${PRIVATE_REPO.replace('/', '\\/')}"}`],
  ['only its name', `We saw it first in ${PRIVATE_REPO}, in May.`],
  ['its name in upper case', `We saw it first in \`${PRIVATE_REPO.toUpperCase()}\`.`],
]

describe('a text that names a repository', () => {
  const draft = (words: string) =>
    `---\nkind: issue\nrepo: ${REPO}\ntitle: ${post.title}\naiDisclosure: none\n---\n${BODY}\n\n${words}\n`
  const setUp = (words: string, repository: SeedInput['repositories'][string] = { files: {} }) =>
    setUpPosting({
      repository,
      otherSeed: { repositories: { [PRIVATE_REPO]: PRIVATE_SEED, 'example/open': PUBLIC_SEED } },
      files: { 'd.md': draft(words) },
    })

  test.each(MENTIONS)('is not posted publicly if the repository is private: %s', async (_how, words) => {
    const { run, posts } = setUp(words)
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes', '--allow', 'private-repo')
    expect(exitCode, stderr).toBe(3)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${PRIVATE_REPO}, a private repository`)
    expect(posts()).toEqual([])
  })

  test.each([
    ['the repositories of the policy', Object.values(mcp.repositories).map(({ repo }) => repo)],
    ['repositories of others', Array.from({ length: 60 }, (_, index) => `octo/hello-${index}`)],
  ])('is not posted publicly if the private repository comes after many other names: %s', async (_, others) => {
    expect(others.length).toBeGreaterThan(20)
    const list = others.map((repo) => `- https://github.com/${repo}`).join('\n')
    const { run, posts } = setUp(`${list}\n\nWe saw it first in ${PRIVATE_REPO}.`)
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode, stderr).toBe(3)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${PRIVATE_REPO}, a private repository`)
    expect(posts()).toEqual([])
  })

  test('is not posted publicly if the private repository is one of the policy of another community', async () => {
    const policy = readFileSync('templates/policy/start.yaml', 'utf8').replace(
      'repo: example/project',
      `repo: ${PRIVATE_REPO}`,
    )
    const { run, posts } = setUpPosting({
      otherSeed: { repositories: { [PRIVATE_REPO]: PRIVATE_SEED } },
      files: { 'd.md': draft(`We saw it first in ${PRIVATE_REPO}.`), 'p.yaml': policy },
    })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes', '--policy', 'p.yaml')
    expect(exitCode, stderr).toBe(3)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${PRIVATE_REPO}, a private repository`)
    expect(posts()).toEqual([])
  })

  test.each([
    ['its text', { body: `${BODY} See ${PRIVATE_REPO}#1.` }],
    ['a new label', { labels: [PRIVATE_REPO] }],
  ])('in a plan, is not posted publicly if %s names a private repository', async (_part, cells) => {
    const { run, hasNoMutations } = setUpPlan({ rows: [{ ...row, repo: REPO, ...cells }] })
    const { exitCode, stderr } = await run('p.json --apply --yes --create-labels')
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${PRIVATE_REPO}, a private repository`)
    expect(exitCode, stderr).toBe(3)
    expect(hasNoMutations()).toBe(true)
  })

  test('is posted in a private repository, even if it names another private one', async () => {
    const { run, posts } = setUp(MENTIONS[0]?.[1] ?? '', { files: {}, private: true })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode, stderr).toBe(0)
    expect(posts()).toHaveLength(1)
  })

  test.each([
    ['a public repository', 'See https://github.com/example/open/issues/1 and example/open#1.'],
    ['a repository that does not exist', 'See https://github.com/example/nothing, and example/nothing#1.'],
    ['a page of GitHub', 'See https://github.com/orgs/example/discussions and https://github.com/features/actions.'],
    [
      'only words with a slash',
      'The client/server split and text/plain are as in src/client/index.ts, see and/or#abc.',
    ],
  ])('is posted publicly if it names %s', async (_what, words) => {
    const { run, posts } = setUp(words)
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode, stderr).toBe(0)
    expect(posts()).toHaveLength(1)
  })

  test.each([
    ['one repository', 'See https://github.com/example/open.', 'names example/open, and it is not known whether it is'],
    ['two', 'See example/open and example/shut.', 'names example/open, example/shut, and it is not known whether they'],
  ])(
    'is posted publicly with a warning if GitHub does not show whether %s may be private',
    async (_, words, warning) => {
      const { run, posts, fake } = setUp(words)
      fake.faults([{ operation: 'RepositoryVisibility', mode: 'forbidden', times: 'always' }])
      const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
      expect(exitCode, stderr).toBe(0)
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(warning)
      expect(posts()).toHaveLength(1)
    },
  )

  test('has a warning for scripts if this token sees no such repository, or the text names too many to look up', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `https://github.com/example/open?${index}`)
    const others = Array.from({ length: 60 }, (_, index) => `- https://github.com/octo/hello-${index}`)
    for (const words of [`See example/hidden. ${names.join(' ')}`, others.join('\n')]) {
      const { stdout } = await setUp(words).run('check', 'd.md', '--json')
      const { ok, findings } = JSON.parse(stdout)
      expect({ ok, findings }).toMatchObject({
        ok: true,
        findings: [{ check: 'private-repo', code: 'visibility-unknown', severity: 'warn' }],
      })
    }
  })

  test('in a plan, has a warning if GitHub does not show whether the repository is private', async () => {
    const { run } = setUpPlan({ rows: [{ ...row, repo: REPO, body: `${BODY} See example/hidden#1.` }] })
    const { exitCode, stdout, stderr } = await run('p.json')
    expect(exitCode, stderr).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('its text names example/hidden, and it is not known')
  })
})

test('a repository that could not be looked up for the preview of a plan is looked up again before its row is sent', async () => {
  let isOffline = true
  const { run, mutations } = setUpBulk({
    files: {
      'p.json': JSON.stringify({ rows: [{ ...row, body: `${BODY} See ${PRIVATE_REPO}#1 for details.`, repo: REPO }] }),
    },
    repositories: { [REPO]: PUBLIC_SEED, [PRIVATE_REPO]: PRIVATE_SEED },
    onRequest: (operation) => {
      if (isOffline && operation === 'RepositoryVisibility') throw new TypeError('fetch failed')
    },
  })
  const meanwhile = () => {
    isOffline = false
  }
  const { stderr } = await run('p.json --apply', {
    person: [{ ask: 'Type 1 to create it', type: '1', meanwhile }],
  })
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`its text names ${PRIVATE_REPO}, a private repository`)
  expect(mutations()).toEqual([])
})
