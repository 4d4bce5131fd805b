import { expect, test } from 'vitest'
import { type CloseResult, type CreatedPost, closeAll } from '../../../src/bulk/run/close.ts'
import { markerFor } from '../../../src/text/added-lines.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const ISSUES = [1, 2, 3, 4].map((number) => ({
  title: `Task ${number}`,
  closed: number === 4,
  author: 'newcomer',
  body: markerFor(`marker-${number}`),
}))

function setUp(...faults: readonly FaultInput[]) {
  const setup = setUpGitHub({ permission: 'WRITE', issues: ISSUES })
  const { context, ledger, stop } = setUpRun(setup)
  setup.fake.faults(faults)
  const countMutations = () => setup.fake.requests().filter(({ kind }) => kind === 'mutation').length
  const stateReasons = () =>
    setup.fake.state().repositories[REPO]?.posts.map((post) => ('stateReason' in post ? post.stateReason : null))
  const close = async (
    numbers: readonly number[],
    report: (post: CreatedPost, result: CloseResult) => void = () => undefined,
  ) => (await closeAll(context, numbers.map(issueOf), report)).map(({ state }) => state)
  return { close, ledger, stop, countMutations, stateReasons }
}

function issueOf(number: number): CreatedPost {
  const url = `https://github.com/${REPO}/issues/${number}`
  return { key: `k${number}`, kind: 'issue', repo: REPO, rowHash: 'abc', number, url, marker: `marker-${number}` }
}

test('closes each post as not planned, with a record before and after', async () => {
  const { close, ledger, stateReasons } = setUp()
  expect(await close([1, 2])).toEqual(['closed', 'closed'])
  expect(stateReasons()?.slice(0, 3)).toEqual(['NOT_PLANNED', 'NOT_PLANNED', null])
  expect(ledger).toMatchObject([
    { record: 'sending', key: 'k1', act: 'close', repo: REPO, kind: 'issue' },
    { record: 'done', key: 'k1', act: 'close' },
    { record: 'sending', key: 'k2' },
    { record: 'done', key: 'k2' },
  ])
})

test('sends nothing for a post that is already closed, or that GitHub does not show yet', async () => {
  const { close, ledger, countMutations } = setUp()
  expect(await close([4, 99])).toEqual(['closed', 'failed'])
  expect(countMutations()).toBe(0)
  expect(ledger).toEqual([])
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)(
  'after the fault %s, the request is sent again only if the post is still open',
  async (mode, requestCount) => {
    const { close, countMutations } = setUp({ operation: 'CloseIssue', mode })
    expect(await close([1])).toEqual(['closed'])
    expect(countMutations()).toBe(requestCount)
  },
)

test('a failure does not stop the other posts from being closed', async () => {
  const { close, stateReasons } = setUp({ operation: 'CloseIssue', mode: 'forbidden' })
  const reasons: string[] = []
  const report = (_: CreatedPost, result: CloseResult) => void (result.state === 'failed' && reasons.push(result.why))
  expect(await close([1, 2], report)).toEqual(['failed', 'closed'])
  expect(reasons.join()).toContain(`https://github.com/${REPO}/issues/1: the token has no permission`)
  expect(stateReasons()?.slice(0, 2)).toEqual([null, 'NOT_PLANNED'])
})

test('three failures of the same kind in a row stop the run', async () => {
  const { close, countMutations } = setUp({ operation: 'CloseIssue', mode: 'forbidden', times: 3 })
  expect(await close([1, 2, 3, 1, 2])).toEqual(['failed', 'failed', 'failed', 'pending', 'pending'])
  expect(countMutations()).toBe(3)
})

test('after an interruption, the remaining posts are left to the next run', async () => {
  const { close, stop, countMutations } = setUp()
  expect(await close([1, 2, 3], () => stop())).toEqual(['closed', 'pending', 'pending'])
  expect(countMutations()).toBe(1)
})
