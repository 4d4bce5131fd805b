import { expect, test } from 'vitest'
import { REPO, setUpGitHub, TOKEN } from '../support/github.ts'
import { githubToken as SECRET } from '../support/secrets.ts'

const repository = { id: 'R_1', repo: REPO }
const target = { ...repository, viewer: 'newcomer' }
const main = { name: 'main', oid: 'a'.repeat(40) }
const issue = { title: 't', body: 'b', labelIds: [], assigneeIds: [], milestoneId: null, parentIssueId: null }
const change = { headline: 'h', details: '', expectedHeadOid: main.oid, add: [], remove: [] }
type Api = ReturnType<typeof setUpGitHub>['github']

/** Writes that send text from a person or a file, each with a secret in one of its strings. */
const WRITES: Readonly<Record<string, (github: Api) => Promise<unknown>>> = {
  'the title of an issue': (github) => github.createIssue(target, { ...issue, title: SECRET }),
  'the body of an issue': (github) => github.createIssue(target, { ...issue, body: `> ${SECRET}` }),
  'the body of a discussion': (github) =>
    github.createDiscussion(target, { title: 't', body: SECRET, categoryId: 'C_1' }),
  'a label': (github) => github.createLabel(repository, SECRET),
  'a tracker': (github) => github.updateIssueBody(REPO, { id: 'I_1' }, `- [ ] ${SECRET}`),
  'the file of a commit': (github) =>
    github.createCommit({ repo: REPO }, 'b', { ...change, add: [{ path: 'a.md', text: `Token:\n\n${SECRET}\n` }] }),
  'the message of a commit': (github) => github.createCommit({ repo: REPO }, 'b', { ...change, headline: SECRET }),
  'the title of a pull request': (github) => github.renamePullRequest(REPO, { id: 'PR_1' }, SECRET),
}

test.each(Object.entries(WRITES))('%s with a secret is refused, and nothing is sent', async (_, write) => {
  const { github, fake } = setUpGitHub()
  expect(await write(github)).toMatchObject({ outcome: 'refused', failure: { reason: { kind: 'secret' } } })
  expect(JSON.stringify(await write(github))).not.toContain(SECRET)
  expect(fake.requests()).toEqual([])
})

test.each<[string, (github: Api) => Promise<unknown>]>([
  ['a search', (github) => github.findDuplicates(REPO, ['handshake', SECRET])],
  ['the path of a file', (github) => github.fileText(REPO, SECRET)],
  ['the name of a repository', (github) => github.target(`example/${SECRET}`)],
])('%s with a secret is refused, and nothing is sent', async (_, read) => {
  const { github, fake } = setUpGitHub()
  const error = await read(github).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ reason: { kind: 'secret' } })
  expect(String(error)).not.toContain(SECRET)
  expect(fake.requests()).toEqual([])
})

test('an override lets a secret in the text through, but not the token', async () => {
  const { github, fake } = setUpGitHub()
  const { id } = await github.target(REPO)
  const sent = await github.withOverride('secrets').createIssue({ id, repo: REPO }, { ...issue, body: SECRET })
  expect(sent.outcome).toBe('done')
  expect(JSON.stringify(fake.requests())).toContain(SECRET)
  expect(JSON.stringify(fake.requests())).not.toContain(TOKEN)
})

test('ids, markers and hashes are not mistaken for secrets', async () => {
  const { github } = setUpGitHub()
  const { id } = await github.target(REPO)
  const marker = '<!-- mcp-comms:marker:5f0c2a9e-8f0b-4f1f-9c53-0a4c2c8f7f10 -->'
  const text = `See 0123456789abcdef0123456789abcdef01234567.\n\n${marker}`
  expect(await github.createIssue({ id, repo: REPO }, { ...issue, body: text })).toMatchObject({ outcome: 'done' })
})
