import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'
import { BUG_FORM } from '../../../support/posting.ts'
import { githubToken } from '../../../support/secrets.ts'

const SPEC = 'modelcontextprotocol/modelcontextprotocol'
const TEXT = 'The client has to follow the next version of the specification.'
/** Three rows. The columns of `lastRow` are added to the last one, or replace its own. */
const planWith = (lastRow: object, repo = REPO) =>
  [{ title: 'Follow the next version' }, { title: 'Show the icons of servers' }, { title: 'Show progress', ...lastRow }]
    .map((row) => `${JSON.stringify({ body: TEXT, repo, ...row })}\n`)
    .join('')
const AS_AGENT = { env: { AI_AGENT: 'some-agent', CLAUDECODE: '1' } }
const DISCLOSURE = /\*\*AI disclosure:\*\* .+/

test('a secret in one row stops all rows, and neither a flag nor a row overrides that', async () => {
  const secret = `${TEXT}\n\nexport TOKEN=${githubToken}`
  const { run, titles } = setUpBulk({ files: { 'p.jsonl': planWith({ body: secret }) } })
  const stopped = await run('p.jsonl --apply --yes')
  expect(stopped.exitCode).toBe(3)
  expect(stopped.stderr).toContain('p.jsonl row 3 (line 3): secrets: ')
  expect(stopped.stderr).toContain('post that row alone with mcp-comms issue open')
  expect(stopped.stdout + stopped.stderr).not.toContain(githubToken)
  const flagged = await run('p.jsonl --apply --yes --allow secrets')
  expect(flagged.exitCode).toBe(3)
  expect(flagged.stderr.replaceAll(/\s+/g, ' ')).toContain('Only a person can override this check')
  expect((await run('p.jsonl --apply --allow secrets', { person: [] })).exitCode).toBe(3)
  const allowing = setUpBulk({ files: { 'p.jsonl': planWith({ body: secret, allow: 'secrets' }) } })
  expect((await allowing.run('p.jsonl --apply --yes')).exitCode).toBe(3)
  expect([...titles(), ...allowing.titles()]).toEqual([])
})

test.each<[string, object]>([
  ['a repository', { repo: `https://x:${githubToken}@github.com/${REPO}` }],
  ['a kind', { kind: githubToken }],
  ['an unknown column', { [githubToken]: 'x' }],
  ['a reused issue', { reuse: githubToken }],
  [
    'a choice',
    { body: null, template: 'bug_report', fields: { area: githubToken, steps: 'x', terms: 'I looked for it' } },
  ],
  ['a field', { body: null, template: 'bug_report', fields: { [githubToken]: 'x' } }],
  ['a template', { body: null, template: githubToken }],
  ['a label', { labels: githubToken }],
  ['a category', { kind: 'discussion', category: githubToken }],
  ['a milestone', { milestone: githubToken }],
  ['a project', { project: githubToken }],
  ['a parent', { parent: githubToken }],
  ['an override', { allow: githubToken }],
  ['a key', { key: githubToken }],
  ['a title, if the template is missing', { body: null, template: 'none', title: `Use ${githubToken}` }],
  ['a title, if the repository is missing', { repo: 'example/none', title: `Use ${githubToken}` }],
  ['a title, if the reused issue is missing', { reuse: '#99', title: `Use ${githubToken}` }],
])('a secret in the wrong place of a plan is not shown: in %s', async (_, row) => {
  const files = { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM }
  const { run } = setUpBulk({
    files: { 'p.jsonl': planWith(row) },
    repositories: { [REPO]: { permission: 'WRITE', files, categories: ['Ideas'] } },
  })
  for (const flags of ['', ' --json', ' --apply --yes', ' --apply --yes --json', ' --offline', ' --dry-run']) {
    const { stdout, stderr } = await run(`p.jsonl${flags}`, { columns: 1_000 })
    expect(stdout + stderr).not.toContain(githubToken)
  }
})

test('a row can override the check "placeholders", but only for itself', async () => {
  const overriding = setUpBulk({ files: { 'p.jsonl': planWith({ body: `${TEXT}\n\nTODO`, allow: 'placeholders' }) } })
  expect((await overriding.run('p.jsonl --apply --yes')).exitCode).toBe(0)
  const { run } = setUpBulk({
    files: { 'p.jsonl': planWith({ allow: 'placeholders' }).replace(TEXT, `${TEXT}\\n\\nTODO`) },
  })
  expect((await run('p.jsonl --apply --yes')).exitCode).toBe(3)
})

test('the message about a row without a form, in a repository that requires one, names the columns to add', async () => {
  const files = {
    '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM,
    '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false',
  }
  const { run } = setUpBulk({ files: { 'p.jsonl': planWith({}) }, repositories: { [REPO]: { files } } })
  const { exitCode, stderr } = await run('p.jsonl --apply --yes', { columns: 200 })
  expect(exitCode).toBe(3)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'with one of its forms. Instead of body, add the columns template (bug_report) and field:… ',
  )
  expect(stderr).not.toContain('--from')
})

test('a possible vulnerability stops all rows', async () => {
  const body = 'An attacker can run any command on the machine of the client: remote code execution, with an exploit.'
  const { run, titles } = setUpBulk({
    files: { 'p.jsonl': planWith({ title: 'Remote code execution in the parser', body }) },
  })
  const { exitCode, stderr } = await run('p.jsonl --apply --yes')
  expect(exitCode).toBe(3)
  expect(stderr).toContain('vulnerability: ')
  expect(titles()).toEqual([])
})

test('a plan whose only invalid row also has a finding exits with 1, not 3', async () => {
  const { run } = setUpBulk({ files: { 'p.jsonl': planWith({ labels: 'none', body: `${TEXT} ${githubToken}` }) } })
  expect((await run('p.jsonl')).exitCode).toBe(1)
})

test('an unknown check for --allow is reported before any request', async () => {
  const { run, fake } = setUpBulk()
  const { exitCode, stderr } = await run('p.csv --apply --yes --allow secret')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('secrets')
  expect(fake.requests()).toEqual([])
})

/** A plan for a repository that asks about AI help, from a contributor who may use an agent there. */
const optionsForSpec = (lastRow: object = {}) => ({
  files: { 'p.jsonl': planWith(lastRow, SPEC) },
  repositories: {
    [SPEC]: { permission: 'WRITE' as const, files: { 'MAINTAINERS.md': '- [Else](https://github.com/else)' } },
  },
  viewer: { login: 'newcomer', mergedPullRequests: { [SPEC]: 4 } },
})

test('an unanswered question about AI help is only a note', async () => {
  const { run, posts } = setUpBulk(optionsForSpec())
  const { exitCode, stdout } = await run('p.jsonl')
  expect(exitCode).toBe(0)
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the plan does not say whether AI helped')
  expect((await run('p.jsonl --apply --yes')).exitCode).toBe(0)
  for (const { body } of posts(SPEC)) expect(body).not.toMatch(DISCLOSURE)
})

test('an AI agent has to answer the question about AI help', async () => {
  const { run, posts } = setUpBulk(optionsForSpec())
  const { exitCode, stderr } = await run('p.jsonl --apply --yes', AS_AGENT)
  expect(exitCode).toBe(3)
  expect(stderr).toContain('ai-disclosure: ')
  expect(posts(SPEC)).toEqual([])
  expect(await run('p.jsonl --apply --yes --ai-disclosure some', AS_AGENT)).toMatchObject({ exitCode: 0 })
  for (const { body } of posts(SPEC)) expect(body).toMatch(DISCLOSURE)
})

test('the disclosure for the plan is in every post, unless a row has its own', async () => {
  const { run, posts } = setUpBulk(optionsForSpec({ aiDisclosure: 'It translated my notes.' }))
  expect((await run('p.jsonl --apply --yes --ai-disclosure some')).exitCode).toBe(0)
  const [first, second, third] = posts(SPEC).map(({ body }) => DISCLOSURE.exec(body)?.[0])
  expect(first).toMatch(DISCLOSURE)
  expect(second).toBe(first)
  expect(third).toBe('**AI disclosure:** It translated my notes.')
})

test('the disclosure is also in a body that a form renders', async () => {
  const form = 'name: Bug\ndescription: A bug\nbody: [{ type: textarea, id: what, attributes: { label: What } }]\n'
  const files = { '.github/ISSUE_TEMPLATE/bug.yml': form }
  const row = JSON.stringify({
    title: 'Follow the next version',
    template: 'bug.yml',
    fields: { what: TEXT },
    repo: SPEC,
  })
  const { run, posts } = setUpBulk({
    files: { 'p.jsonl': `${row}\n` },
    repositories: { [SPEC]: { permission: 'WRITE', files } },
  })
  expect((await run('p.jsonl --apply --yes --ai-disclosure some')).exitCode).toBe(0)
  expect(posts(SPEC)[0]?.body).toMatch(DISCLOSURE)
})

test('the answer "none" adds no disclosure to a post', async () => {
  const { run, posts } = setUpBulk(optionsForSpec())
  const { exitCode, stderr } = await run('p.jsonl --apply --yes --ai-disclosure none')
  expect(exitCode).toBe(0)
  expect(stderr).not.toContain('whether AI helped')
  for (const { body } of posts(SPEC)) expect(body).not.toMatch(DISCLOSURE)
})

test('a person is asked about AI help once for all rows', async () => {
  const { run, posts } = setUpBulk(optionsForSpec())
  const person = [
    { ask: 'Type 3 to create all of them', type: '3' },
    { ask: 'Did AI help with it?', pick: 'Yes, with parts' },
  ]
  expect((await run('p.jsonl --apply', { person })).exitCode).toBe(0)
  for (const { body } of posts(SPEC)) expect(body).toMatch(DISCLOSURE)
})

test('a row that was changed at the last question is not sent, and its tracker does not show its title', async () => {
  const title = 'Anyone can take over the session of another user, because its id is predictable'
  const plan = (second: string) =>
    JSON.stringify({
      tracker: { title: 'The next version', body: 'The work is in the issues below.' },
      defaults: { repo: REPO, body: 'The client has to follow the next version of the specification.' },
      rows: [{ title: 'Follow it in the client' }, { key: 'second', title: second }],
    })
  const { run, posts } = setUpBulk({ files: { 'p.json': plan('Follow it in the server') } })
  const { exitCode, stderr } = await run('p.json --apply --ai-disclosure none', {
    person: [
      {
        ask: 'Type 3 to create all of them',
        type: '3',
        meanwhile: (disk) => disk.set('p.json', plan(title)),
      },
    ],
  })
  expect([exitCode, posts().length]).toEqual([5, 2])
  expect(stderr).toContain('p.json was changed after it was checked: run the command again')
  const again = await run('p.json --apply --yes --ai-disclosure none')
  expect([again.exitCode, posts().length]).toEqual([3, 2])
  expect(again.stderr).toContain('vulnerability')
  expect(posts()[0]?.body).not.toContain('take over')
})
