import { describe, expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../support/bulk.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'

const WITH_TYPES = { permission: 'WRITE' as const, issueTypes: ['Bug', 'Task'] }

describe('the type of an issue', () => {
  test('is set, and reported as applied', async () => {
    const { run, posts } = setUpPosting({ repository: WITH_TYPES, files: { 'd.md': PLAIN_DRAFT } })
    const { stdout, stderr, exitCode } = await run('issue', 'open', 'd.md', '--type', 'bug', '--yes', '--json')
    expect(exitCode).toBe(0)
    expect(posts()).toMatchObject([{ issueType: 'Bug' }])
    expect(JSON.parse(stdout)).toMatchObject({ type: { applied: 'Bug', dropped: null } })
    expect(stderr).not.toContain('type "')
  })

  test('is reported if GitHub dropped it', async () => {
    const { run, posts } = setUpPosting({
      repository: { ...WITH_TYPES, permission: 'READ' },
      files: { 'd.md': PLAIN_DRAFT },
    })
    const { stdout, stderr, exitCode } = await run('issue', 'open', 'd.md', '--type', 'Bug', '--yes', '--json')
    expect(exitCode).toBe(0)
    expect(posts()).toMatchObject([{ issueType: null }])
    expect(JSON.parse(stdout)).toMatchObject({ type: { applied: null, dropped: 'Bug' } })
    expect(stderr).toContain(
      `The issue type "Bug" was not set: GitHub dropped it, because only people with write access to ${REPO} can set it.\n`,
    )
  })

  test('is rejected before anything is sent if the repository lacks it', async () => {
    const { run, posts } = setUpPosting({ repository: WITH_TYPES, files: { 'd.md': PLAIN_DRAFT } })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--type', 'Bugg', '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`there is no issue type "Bugg" in ${REPO} (nearest: "Bug")`)
    expect(posts()).toEqual([])
  })

  test('is set if the form has it, and is reported if the repository lacks it', async () => {
    for (const [type, issueType] of [
      ['Task', 'Task'],
      ['Epic', null],
    ] as const) {
      const files = { '.github/ISSUE_TEMPLATE/bug_report.yml': `type: ${type}\n${BUG_FORM}` }
      const draft = DRAFT.replace('labels: [bug]', `type: ${type}`)
      const { run, posts } = setUpPosting({ repository: { ...WITH_TYPES, files }, files: { 'd.md': draft } })
      const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
      expect(exitCode).toBe(0)
      expect(posts()).toMatchObject([{ issueType }])
      expect(stderr.includes(`The issue type "Epic" was not set: ${REPO} has no such type.`)).toBe(issueType === null)
    }
  })

  test('is left out on an older server, which gets the issue nevertheless', async () => {
    const files = { 'd.md': PLAIN_DRAFT }
    const { run, posts } = setUpPosting({ repository: WITH_TYPES, otherSeed: { knowsIssueTypes: false }, files })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--type', 'Bug', '--yes')
    expect(exitCode).toBe(0)
    expect(posts()).toHaveLength(1)
    expect(stderr).toContain('The issue type "Bug" was not set: this GitHub server has no issue types.\n')
  })

  test('is reported as applied even if the response was lost', async () => {
    const { fake, run } = setUpPosting({ repository: WITH_TYPES, files: { 'd.md': PLAIN_DRAFT } })
    fake.faults([{ operation: 'CreateTypedIssue', mode: 'drop-after' }])
    const { stdout, exitCode } = await run('issue', 'open', 'd.md', '--type', 'Task', '--yes', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: { applied: 'Task', dropped: null } })
  })

  test('is set for each row of a plan, and a dropped one is reported', async () => {
    const body = 'The client has to follow the next version of the specification.'
    const rows = '- { title: Show the icons, type: Task }\n  - { title: Follow the schema }'
    const files = { 'p.yaml': `defaults: { repo: ${REPO}, body: ${body} }\nrows:\n  ${rows}\n` }
    for (const permission of ['WRITE', 'READ'] as const) {
      const { run, posts } = setUpBulk({ files, repositories: { [REPO]: { ...WITH_TYPES, permission } } })
      const outcome = await run('p.yaml --apply --yes --json')
      expect(outcome.exitCode).toBe(0)
      const isSet = permission === 'WRITE'
      expect(posts()).toMatchObject([{ issueType: isSet ? 'Task' : null }, { issueType: null }])
      const notes = isSet ? [] : [expect.stringContaining('the issue type "Task" was not set')]
      expect(linesOf(outcome)[0]).toMatchObject({ notes })
    }
  })
})
