import { describe, expect, test } from 'vitest'
import { LATE_MODES, MODES } from '../../support/fake-github/faults.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD } from '../../support/record.ts'

type Repository = NonNullable<NonNullable<Parameters<typeof setUpPosting>[0]>['repository']>
const withRecord = (repository: Repository = {}) =>
  setUpPosting({
    files: { 'd.md': RECORD },
    repository: { labels: ['notes'], categories: ['Ideas'], files: {}, ...repository },
  })
const OPEN = ['decision', 'open', 'd.md', '--yes', '--json'] as const
const FLAGS = { issue: [], discussion: ['--category', 'ideas'] } as const
const CREATE_OPERATION = { issue: 'CreateIssue', discussion: 'CreateDiscussion' } as const

describe.each(['issue', 'discussion'] as const)('a record (posted as: %s)', (post) => {
  test.each([...MODES, ...LATE_MODES])('is posted exactly once in the end, whatever happens (%s)', async (mode) => {
    const { fake, run, posts, clock } = withRecord()
    // In a late mode, the write takes effect after the request failed, while the command is still looking for the post.
    fake.faults([{ operation: CREATE_OPERATION[post], mode, ms: 25_000 }])
    await run(...OPEN, ...FLAGS[post])
    expect(posts().length).toBeLessThanOrEqual(1)
    clock.advance(3_600_000)
    await run(...OPEN)
    clock.advance(3_600_000)
    const last = await run(...OPEN)
    expect(posts()).toMatchObject([{ labels: ['notes'] }])
    expect(last.files['d.md']).toMatch(/^url: https:/m)
    fake.verify()
  })

  test('is posted, and a label that GitHub drops is reported, even if the viewer may set labels', async () => {
    const { run, posts } = withRecord({ droppedLabels: ['notes'], permission: 'WRITE' })
    const { exitCode, stdout } = await run(...OPEN, ...FLAGS[post])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ post, labels: { applied: [], dropped: ['notes'] } })
    expect(posts()).toMatchObject([{ labels: [] }])
  })

  test('is posted without its label by the next run, if the label was deleted after the first run failed', async () => {
    const { fake, run, posts, clock } = withRecord()
    fake.faults([{ operation: CREATE_OPERATION[post], mode: '502-before' }])
    const first = await run(...OPEN, ...FLAGS[post])
    expect(first.exitCode).toBe(1)
    fake.change([{ change: 'settings', repository: REPO, set: { labels: [] } }])
    clock.advance(3_600_000)
    const { exitCode, stdout } = await run(...OPEN)
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).labels).toEqual({ applied: [], dropped: ['notes'] })
    expect(posts()).toHaveLength(1)
  })
})

test('if a run cannot set the label on the discussion, the next run sets it', async () => {
  const { fake, run, posts, clock } = withRecord()
  fake.faults([{ operation: 'AddLabels', mode: '502-before', times: 3 }])
  const first = await run(...OPEN, ...FLAGS.discussion)
  expect(first.exitCode).toBe(1)
  expect(posts()).toMatchObject([{ labels: [] }])
  clock.advance(60_000)
  const { exitCode, stdout } = await run(...OPEN)
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout).labels).toEqual({ applied: ['notes'], dropped: [] })
  expect(posts()).toHaveLength(1)
})
