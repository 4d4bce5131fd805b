import { expect, test } from 'vitest'
import type { PlannedRow } from '../../../src/bulk/plan/planned-row.ts'
import { linkToParent, recordReused } from '../../../src/bulk/run/create.ts'
import { GitHubFailure } from '../../../src/github/failure.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { validRows } from '../../support/plans.ts'
import { setUpRun } from '../../support/run-context.ts'

const SPEC = 'example/spec'
const urlOf = (number: number, repo = REPO) => `https://github.com/${repo}/issues/${number}`

async function rowFor(number: number): Promise<PlannedRow> {
  const [row] = await validRows(`- {key: task, repo: ${REPO}, reuse: "${urlOf(number)}"}`)
  if (row === undefined) throw new Error('there is no row')
  return row
}

/** The row reuses issue 2. Its parent can be issue 1 of the same repository, or issue 1 of `SPEC`. */
async function setUp(...faults: readonly FaultInput[]) {
  const issues = [{ title: 'All of it' }, { title: 'A part' }]
  const setup = setUpGitHub(
    { permission: 'WRITE', issues },
    { repositories: { [SPEC]: { permission: 'WRITE', issues: [{ title: 'The SEP' }] } } },
  )
  const { context, ledger } = setUpRun(setup)
  const issue = async (number: number, repo = REPO) => {
    const found = await setup.github.issue(repo, number)
    if (found === null) throw new Error(`there is no issue ${number}`)
    return found
  }
  setup.fake.faults(faults)
  const row = await rowFor(2)
  return {
    ledger,
    row,
    context,
    issue,
    countMutations: () => setup.fake.requests().filter(({ kind }) => kind === 'mutation').length,
    linkTo: async (number: number, repo = REPO) =>
      linkToParent(context, row, await issue(2), await issue(number, repo)),
  }
}

test('records the reused issue, and sends nothing', async () => {
  const { context, ledger, row, issue, countMutations } = await setUp()
  await recordReused(context, row, await issue(2))
  expect(ledger).toMatchObject([{ record: 'reused', key: 'task', row: row.hash, number: 2, url: urlOf(2) }])
  expect(countMutations()).toBe(0)
})

test('makes the issue a sub-issue of its parent, with a record before and after', async () => {
  const { linkTo, issue, ledger, row, countMutations } = await setUp()
  expect(await linkTo(1, SPEC)).toEqual({ notes: [], incomplete: false })
  expect((await issue(2)).parent).toBe(urlOf(1, SPEC))
  expect(ledger).toMatchObject([
    { record: 'sending', key: 'task', act: 'link', row: row.hash, repo: SPEC, kind: 'issue' },
    { record: 'done', key: 'task', act: 'link' },
  ])
  expect(countMutations()).toBe(1)
})

test('sends nothing if the issue is already a sub-issue of that parent', async () => {
  const { linkTo, ledger, countMutations } = await setUp()
  await linkTo(1)
  expect(await linkTo(1)).toEqual({ notes: [], incomplete: false })
  expect(countMutations()).toBe(1)
  expect(ledger).toHaveLength(2)
})

test('keeps a parent that the issue already has, and reports it', async () => {
  const { linkTo, countMutations, issue } = await setUp()
  await linkTo(1)
  expect(await linkTo(1, SPEC)).toEqual({
    notes: [`it already has the parent ${urlOf(1)}, which was kept`],
    incomplete: false,
  })
  expect((await issue(2)).parent).toBe(urlOf(1))
  expect(countMutations()).toBe(1)
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)(
  'after the fault %s, the request is sent again only if the issue has no parent yet',
  async (mode, requestCount) => {
    const { linkTo, issue, countMutations } = await setUp({ operation: 'AddSubIssue', mode })
    expect(await linkTo(1)).toEqual({ notes: [], incomplete: false })
    expect((await issue(2)).parent).toBe(urlOf(1))
    expect(countMutations()).toBe(requestCount)
  },
)

test('reports a missing permission, and that the row is incomplete', async () => {
  const { linkTo } = await setUp({ operation: 'AddSubIssue', mode: 'forbidden' })
  const { notes, incomplete } = await linkTo(1)
  expect(notes).toEqual([
    expect.stringMatching(`^it could not be made a sub-issue of ${urlOf(1)}: the token has no permission`),
  ])
  expect(incomplete).toBe(true)
})

test('throws a failure that affects all rows', async () => {
  const { linkTo } = await setUp({ operation: 'AddSubIssue', mode: 'bad-credentials' })
  await expect(linkTo(1)).rejects.toThrow(GitHubFailure)
})
