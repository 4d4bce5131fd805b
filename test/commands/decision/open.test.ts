import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD, RECORD_TITLE } from '../../support/record.ts'

type World = Parameters<typeof setUpPosting>[0]
const opening = ({ repository, ...world }: NonNullable<World> = {}) =>
  setUpPosting({ files: { 'd.md': RECORD }, ...world, repository: { labels: ['notes'], files: {}, ...repository } })
const open = ['decision', 'open', 'd.md', '--yes', '--json'] as const

test('becomes an issue with the label, and says what else has to change', async () => {
  const { go, posts } = opening()
  const { exitCode, stdout, stderr, files } = await go(...open)
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'decision',
    post: 'issue',
    repo: REPO,
    number: 1,
    labels: { applied: ['notes'], dropped: [] },
    also: [{ text: 'Update the community documentation.', url: expect.stringMatching(/^https:/) }],
  })
  expect(posts()).toMatchObject([{ type: 'Issue', title: RECORD_TITLE, labels: ['notes'] }])
  expect(files['d.md']).toMatch(/^url: .*\/issues\/1$/m)
  expect(stderr).toContain('Also: Update the community documentation')
})

describe('the label is read back', () => {
  test('GitHub drops it silently, which is reported', async () => {
    const { go, posts } = opening({ repository: { permission: 'READ' } })
    const { exitCode, stdout, stderr } = await go(...open)
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).labels).toEqual({ applied: [], dropped: ['notes'] })
    expect(stderr).toContain('GitHub dropped "notes": only people with triage rights')
    expect(posts()).toMatchObject([{ labels: [] }])
  })

  test.each(['issue', 'discussion'])('a repository without it still gets the record (%s)', async (post) => {
    const category = post === 'discussion' ? ['--category', 'ideas'] : []
    const { go } = opening({ repository: { labels: [], categories: ['Ideas'] } })
    const { exitCode, stdout, stderr } = await go(...open, ...category)
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ post, labels: { applied: [], dropped: ['notes'] } })
    expect(stderr).toContain(`${REPO} has no label "notes", so it was not set.`)
  })

  test('a label that the author adds has to exist', async () => {
    const { go, posts } = opening()
    const { exitCode, stderr } = await go(...open, '--label', 'policy')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stderr).error.message).toContain('there is no label "policy"')
    expect(posts()).toEqual([])
  })
})

test('with a category it becomes a discussion; without Discussions, an issue', async () => {
  const on = opening({ repository: { categories: ['Ideas'] } })
  expect(JSON.parse((await on.go(...open, '--category', 'ideas')).stdout)).toMatchObject({ post: 'discussion' })
  expect(on.posts()).toMatchObject([{ type: 'Discussion', labels: ['notes'] }])
  const off = opening({ repository: { discussionsEnabled: false } })
  expect(JSON.parse((await off.go(...open, '--category', 'ideas')).stdout)).toMatchObject({ post: 'issue' })
})

describe('the notes of a meeting', () => {
  const notes = (group: string) => `---
kind: decision
repo: ${REPO}
template: meeting-notes.yml
title: "Notes: the release"
category: meeting-notes
labels: [notes]
fields: { group: ${group}, date: "2026-11-20", topics: The release, decisions: Take turns }
aiDisclosure: none
---
### Which group?

${group}

### When?

2026-11-20

### What was discussed?

The release of the next version, which waits for two people.

### What was decided?

To take turns, so that no release waits for a holiday.
`
  test.each([
    ['the category of that name', ['Meeting Notes', 'Ideas'], 'Transports', 'meeting-notes'],
    [
      'the category of its group',
      ['Agents meeting notes', 'Transports meeting notes'],
      'Transports',
      'transports-meeting-notes',
    ],
    ['the only category for notes', ['Ideas', 'Notes of meetings'], 'Transports', 'notes-of-meetings'],
  ])('go to %s', async (_, categories, group, expected) => {
    const { go, fake } = opening({ files: { 'd.md': notes(group) }, repository: { categories } })
    const { exitCode } = await go(...open)
    expect(exitCode).toBe(0)
    expect(fake.state().repositories[REPO]?.posts).toMatchObject([
      { type: 'Discussion', category: expected, labels: ['notes'] },
    ])
  })

  test('where no category fits, the choices are named, and nothing is posted', async () => {
    const { go, posts } = opening({ files: { 'd.md': notes('Transports') }, repository: { categories: ['Ideas'] } })
    const { exitCode, stderr } = await go(...open)
    expect(exitCode).toBe(1)
    expect(JSON.parse(stderr).error.message).toContain(
      'there is no category "meeting-notes" in example/protocol; choices: ideas',
    )
    expect(posts()).toEqual([])
  })
})

test('a record without its five parts is stopped', async () => {
  const { go, posts } = opening({ files: { 'd.md': RECORD.replace('### Options considered', '### Other') } })
  const { exitCode, stdout } = await go(...open)
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout).findings).toMatchObject([{ check: 'required', code: 'part-missing' }])
  expect(posts()).toEqual([])
})

test('a repository that takes only its own forms takes it, with a warning', async () => {
  const config = { '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n' }
  const form = {
    '.github/ISSUE_TEMPLATE/b.yml': 'name: b\ndescription: b\nbody: [{ type: input, attributes: { label: b } }]\n',
  }
  const { go, posts } = opening({ repository: { permission: 'READ', files: { ...config, ...form } } })
  const { exitCode, stderr } = await go(...open)
  expect(exitCode).toBe(0)
  expect(stderr).toMatch(/none of\s+them is for decisions/)
  expect(posts()).toHaveLength(1)
})

test('a draft of another kind is named with its own command', async () => {
  const { go } = opening({ files: { 'd.md': RECORD.replace('kind: decision', 'kind: issue') } })
  const { exitCode, stderr } = await go(...open)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('open it with mcp-comms issue open d.md')
})

test('a dry run shows the request, and `check` finds nothing', async () => {
  const { go, posts } = opening()
  const dry = await go('decision', 'open', 'd.md', '--dry-run', '--json')
  expect(JSON.parse(dry.stdout)).toMatchObject({
    operation: 'CreateIssue',
    variables: { input: { title: RECORD_TITLE } },
  })
  expect((await go('check', 'd.md')).exitCode).toBe(0)
  expect(posts()).toEqual([])
})

test('GitHub’s page is filled in with the text and the label', async () => {
  const { go } = opening()
  const { exitCode, stdout } = await go('decision', 'open', 'd.md', '--web')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`https://github.com/${REPO}/issues/new?`)
  expect(stdout).toContain('labels=notes')
})

describe('what follows, with its command, in a terminal', () => {
  const POST_IT = { ask: `Post it to ${REPO}?`, pick: 'Post it' }
  const URL = `https://github.com/${REPO}/issues/1`

  test('the steps of a decision become issues', async () => {
    const { stderr } = await opening({ person: [POST_IT] }).go('decision', 'open', 'd.md')
    expect(stderr).toContain(`mcp-comms issue plan ${URL} -o plan.yaml`)
  })

  test('a decision without steps needs nothing else', async () => {
    const files = { 'd.md': RECORD.replaceAll('- [ ]', '- [x]') }
    const { stderr } = await opening({ files, person: [POST_IT] }).go('decision', 'open', 'd.md')
    expect(stderr).not.toContain('issue plan')
  })

  test('a decision may follow the record of a conversation', async () => {
    const files = {
      'd.md': `---\nkind: issue\nrepo: ${REPO}\ntitle: Take turns\nlabels: [notes]\naiDisclosure: none\n---\nWe could take turns as release managers, a month each, so that no release waits.\n`,
    }
    const { stderr } = await opening({ files, person: [POST_IT] }).go('issue', 'open', 'd.md')
    expect(stderr).toContain(`mcp-comms decision new --repo ${REPO} --about ${URL}`)
  })
})
