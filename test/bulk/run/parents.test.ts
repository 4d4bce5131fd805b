import { expect, test } from 'vitest'
import type { Status } from '../../../src/bulk/ledger/status.ts'
import type { PlannedRow } from '../../../src/bulk/plan/planned-row.ts'
import { createParentLookup } from '../../../src/bulk/run/create.ts'
import type { ExistingIssue } from '../../../src/github/issues.ts'
import type { IssueRef } from '../../../src/text/github-names.ts'
import { DEFAULT_REPO, validRows } from '../../support/plans.ts'

const ISSUE_URL = 'https://github.com/o/spec/issues/7'
const CREATED: Status = { state: 'created', rowHash: 'abc', repo: 'o/spec', number: 7, url: ISSUE_URL }
const ISSUE: ExistingIssue = {
  id: 'I_7',
  repo: 'o/spec',
  number: 7,
  url: ISSUE_URL,
  title: 'The SEP',
  body: '',
  closed: false,
  viewerDidAuthor: true,
  parent: null,
  subIssueCount: 0,
  isPrivate: false,
  updatedAt: new Date(0),
}

function setUpParents(statuses: readonly (readonly [string, Status])[] = [], parentKeys: readonly string[] = ['epic']) {
  const requests: IssueRef[] = []
  const read = async (ref: IssueRef) => {
    requests.push(ref)
    return ref.number === 7 ? ISSUE : null
  }
  return { requests, ...createParentLookup(read, new Map(statuses), new Set(parentKeys)) }
}

async function childOf(parent: string | null): Promise<PlannedRow> {
  const rows = await validRows(
    `- {key: epic, title: All of it}\n- {title: A part${parent === null ? '' : `, parent: "${parent}"`}}`,
  )
  const [, child] = rows
  if (child === undefined) throw new Error('there is no row')
  return child
}

test('a row that names no parent has none', async () => {
  const { get, requests } = setUpParents()
  expect(await get(await childOf(null))).toBeNull()
  expect(requests).toEqual([])
})

test('looks up a parent that is an existing issue', async () => {
  const { get, requests } = setUpParents()
  expect(await get(await childOf('o/spec#7'))).toMatchObject({ id: 'I_7', url: ISSUE_URL })
  expect(requests).toEqual([{ repo: 'o/spec', number: 7 }])
})

test("looks for an issue number alone in the row's own repository", async () => {
  const { get, requests } = setUpParents()
  await get(await childOf('#7'))
  expect(requests).toEqual([{ repo: DEFAULT_REPO, number: 7 }])
})

test('fails if the parent does not exist on GitHub', async () => {
  const { get } = setUpParents()
  await expect(get(await childOf('o/spec#8'))).rejects.toThrow('its parent o/spec#8 does not exist')
})

test('sends GitHub no request about a parent that this run created', async () => {
  const { get, add, requests } = setUpParents()
  add('epic', ISSUE)
  expect(await get(await childOf('epic'))).toEqual({ id: 'I_7', url: ISSUE_URL })
  expect(requests).toEqual([])
})

test('does not remember a row that no other row names as its parent', async () => {
  const { get, add } = setUpParents([], [])
  add('epic', ISSUE)
  await expect(get(await childOf('epic'))).rejects.toThrow('its parent, the row "epic", does not exist yet')
})

test.each<Status>([CREATED, { state: 'reused', rowHash: 'abc', number: 7, url: ISSUE_URL }])(
  'a parent with the state $state from an earlier run is looked up by its URL',
  async (status) => {
    const { get, requests } = setUpParents([['epic', status]])
    expect(await get(await childOf('epic'))).toMatchObject({ id: 'I_7' })
    expect(requests).toEqual([{ host: 'github.com', repo: 'o/spec', number: 7 }])
  },
)

test('fails if GitHub no longer shows the parent that an earlier run created', async () => {
  const url = 'https://github.com/o/spec/issues/8'
  const { get } = setUpParents([['epic', { ...CREATED, number: 8, url }]])
  await expect(get(await childOf('epic'))).rejects.toThrow(
    `GitHub does not show its parent ${url}. If it was moved, give its new address as "parent"; if it was deleted, remove "parent" from the row`,
  )
})

test('fails if an earlier run could not create the parent', async () => {
  const { get, requests } = setUpParents([['epic', { state: 'failed', reason: 'refused' }]])
  await expect(get(await childOf('epic'))).rejects.toThrow('does not exist yet')
  expect(requests).toEqual([])
})
