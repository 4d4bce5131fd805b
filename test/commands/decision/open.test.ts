import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD, RECORD_TITLE } from '../../support/record.ts'

type Options = NonNullable<Parameters<typeof setUpPosting>[0]>
const withRecord = ({ repository, ...options }: Options = {}) =>
  setUpPosting({ files: { 'd.md': RECORD }, ...options, repository: { labels: ['notes'], files: {}, ...repository } })
const OPEN = ['decision', 'open', 'd.md', '--yes', '--json'] as const

test('a record becomes an issue with the label, and the command says what else to change', async () => {
  const { run, posts } = withRecord()
  const { exitCode, stdout, stderr, files } = await run(...OPEN)
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

describe('the labels of a record', () => {
  test('are reported if GitHub drops them silently', async () => {
    const { run, posts } = withRecord({ repository: { permission: 'READ' } })
    const { exitCode, stdout, stderr } = await run(...OPEN)
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).labels).toEqual({ applied: [], dropped: ['notes'] })
    expect(stderr).toContain('GitHub dropped "notes": only people with triage rights')
    expect(posts()).toMatchObject([{ labels: [] }])
  })

  test.each(['issue', 'discussion'])(
    'are left out if the repository lacks them, and the record is posted (%s)',
    async (post) => {
      const category = post === 'discussion' ? ['--category', 'ideas'] : []
      const { run } = withRecord({ repository: { labels: [], categories: ['Ideas'] } })
      const { exitCode, stdout, stderr } = await run(...OPEN, ...category)
      expect(exitCode).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ post, labels: { applied: [], dropped: ['notes'] } })
      expect(stderr).toContain(`${REPO} has no label "notes", so it was not set.`)
    },
  )

  test('have to exist if the author adds them', async () => {
    const { run, posts } = withRecord()
    const { exitCode, stderr } = await run(...OPEN, '--label', 'policy')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stderr).error.message).toContain('there is no label "policy"')
    expect(posts()).toEqual([])
  })
})

test('a record with a category becomes a discussion, or an issue where Discussions are off', async () => {
  const withDiscussions = withRecord({ repository: { categories: ['Ideas'] } })
  expect(JSON.parse((await withDiscussions.run(...OPEN, '--category', 'ideas')).stdout)).toMatchObject({
    post: 'discussion',
  })
  expect(withDiscussions.posts()).toMatchObject([{ type: 'Discussion', labels: ['notes'] }])
  const withoutDiscussions = withRecord({ repository: { discussionsEnabled: false } })
  expect(JSON.parse((await withoutDiscussions.run(...OPEN, '--category', 'ideas')).stdout)).toMatchObject({
    post: 'issue',
  })
})

describe('meeting notes', () => {
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
    ['the category that the draft names', ['Meeting Notes', 'Ideas'], 'Transports', 'meeting-notes'],
    [
      'the category of their group',
      ['Agents meeting notes', 'Transports meeting notes'],
      'Transports',
      'transports-meeting-notes',
    ],
    [
      'the category of their group, not of one whose name contains its name',
      ['Server Transports meeting notes', 'Transportsmen meeting notes', 'Transports meeting notes'],
      'Transports',
      'transports-meeting-notes',
    ],
    ['the only category for notes', ['Ideas', 'Notes of meetings'], 'Transports', 'notes-of-meetings'],
  ])('go to %s', async (_, categories, group, expected) => {
    const { run, fake } = withRecord({ files: { 'd.md': notes(group) }, repository: { categories } })
    const { exitCode } = await run(...OPEN)
    expect(exitCode).toBe(0)
    expect(fake.state().repositories[REPO]?.posts).toMatchObject([
      { type: 'Discussion', category: expected, labels: ['notes'] },
    ])
  })

  test('are not posted if no category fits, and the choices are named', async () => {
    const { run, posts } = withRecord({ files: { 'd.md': notes('Transports') }, repository: { categories: ['Ideas'] } })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(JSON.parse(stderr).error.message).toContain(
      'there is no category "meeting-notes" in example/protocol; choices: ideas',
    )
    expect(posts()).toEqual([])
  })
})

test('a record that lacks one of its five parts is stopped', async () => {
  const { run, posts } = withRecord({ files: { 'd.md': RECORD.replace('### Options considered', '### Other') } })
  const { exitCode, stdout } = await run(...OPEN)
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout).findings).toMatchObject([{ check: 'required', code: 'part-missing' }])
  expect(posts()).toEqual([])
})

test('a repository that accepts only its own forms still gets the record, with a warning', async () => {
  const config = { '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n' }
  const form = {
    '.github/ISSUE_TEMPLATE/b.yml': 'name: b\ndescription: b\nbody: [{ type: input, attributes: { label: b } }]\n',
  }
  const { run, posts } = withRecord({ repository: { permission: 'READ', files: { ...config, ...form } } })
  const { exitCode, stderr } = await run(...OPEN)
  expect(exitCode).toBe(0)
  expect(stderr).toMatch(/none of\s+them is for decisions/)
  expect(posts()).toHaveLength(1)
})

test('a draft of another kind is refused with the command that opens it', async () => {
  const { run } = withRecord({ files: { 'd.md': RECORD.replace('kind: decision', 'kind: issue') } })
  const { exitCode, stderr } = await run(...OPEN)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('open it with mcp-comms issue open d.md')
})

test('a dry run shows the request, and `check` succeeds', async () => {
  const { run, posts } = withRecord()
  const dryRun = await run('decision', 'open', 'd.md', '--dry-run', '--json')
  expect(JSON.parse(dryRun.stdout)).toMatchObject({
    operation: 'CreateIssue',
    variables: { input: { title: RECORD_TITLE } },
  })
  expect((await run('check', 'd.md')).exitCode).toBe(0)
  expect(posts()).toEqual([])
})

test("--web prints the address of GitHub's page, with the label filled in", async () => {
  const { run } = withRecord()
  const { exitCode, stdout } = await run('decision', 'open', 'd.md', '--web')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`https://github.com/${REPO}/issues/new?`)
  expect(stdout).toContain('labels=notes')
})

describe('in a terminal, the suggested next command', () => {
  const POST_IT = { ask: `Post it to ${REPO}?`, pick: 'Post it' }
  const ISSUE_URL = `https://github.com/${REPO}/issues/1`

  test.each(['- [ ]', '1. [ ]', '-  [ ]'])('plans issues, for a decision with open steps: %s', async (mark) => {
    const files = { 'd.md': RECORD.replaceAll('- [ ]', mark) }
    const { stderr } = await withRecord({ files, person: [POST_IT] }).run('decision', 'open', 'd.md')
    expect(stderr).toContain(`mcp-comms issue plan ${ISSUE_URL} -o plan.yaml`)
  })

  test('does not plan issues, for a decision without open steps', async () => {
    const files = { 'd.md': RECORD.replaceAll('- [ ]', '- [x]') }
    const { stderr } = await withRecord({ files, person: [POST_IT] }).run('decision', 'open', 'd.md')
    expect(stderr).not.toContain('issue plan')
  })

  test('starts a decision record, for an issue with the label of records', async () => {
    const files = {
      'd.md': `---\nkind: issue\nrepo: ${REPO}\ntitle: Take turns\nlabels: [notes]\naiDisclosure: none\n---\nWe could take turns as release managers, a month each, so that no release waits.\n`,
    }
    const { stderr } = await withRecord({ files, person: [POST_IT] }).run('issue', 'open', 'd.md')
    expect(stderr).toContain(`mcp-comms decision new --repo ${REPO} --about ${ISSUE_URL}`)
  })
})
