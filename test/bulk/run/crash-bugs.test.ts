import { describe, expect, test } from 'vitest'
import { statusesOf } from '../../../src/bulk/ledger/status.ts'
import type { PlannedRow } from '../../../src/bulk/plan/planned-row.ts'
import { completePost, createLabels, createPost, linkToParent } from '../../../src/bulk/run/create.ts'
import type { RowToCreate } from '../../../src/bulk/run/run-context.ts'
import { settlePost } from '../../../src/bulk/run/unconfirmed-rows.ts'
import { emptyDraft } from '../../../src/drafts/draft.ts'
import type { Mode } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { publicationWith } from '../../support/publication.ts'
import { setUpRun } from '../../support/run-context.ts'

// These tests reproduce bugs that the crash test (`npm run crash-test`) found.
const ISSUES = [{ title: 'The parent' }, { title: 'A child' }]
const KEY = 'conversation'

/** A row for a discussion with a label, and a GitHub on which the operation fails `times` times in this mode. Without a mode, it does not fail. */
async function setUpFailingGitHub(operation: string, mode?: Mode, times = 1) {
  const setup = setUpGitHub({ permission: 'WRITE', issues: ISSUES })
  const { fake, github } = setup
  const target = await github.target(REPO)
  const [parent, child] = [await github.issue(REPO, 1), await github.issue(REPO, 2)]
  if (parent === null || child === null) throw new Error('the seed has no issues')
  const { context, ledger } = setUpRun(setup)
  const kind = 'discussion'
  const row: PlannedRow = {
    at: { file: 'plan.yaml', row: 1, line: 1 },
    key: KEY,
    hash: 'abc',
    parentKey: null,
    reuse: null,
    isTracker: false,
    trackerKey: null,
    draft: { ...emptyDraft(kind), kind, repo: REPO },
  }
  const ready: RowToCreate = {
    row,
    publication: publicationWith({ kind, category: 'ideas', labels: ['docs'] }),
    onGitHub: { target, choices: () => target, rememberLabel: () => undefined },
    projects: [],
    reused: null,
    newLabels: [],
  }
  if (mode !== undefined) fake.faults([{ operation, mode, times }])
  const discussion = () => fake.state().repositories[REPO]?.posts.find(({ type }) => type === 'Discussion')
  return { fake, context, ready, row, parent, child, ledger, discussion, github, target }
}

describe('the labels of a discussion', () => {
  test.each<Mode>([
    ...(['drop-before', 'drop-after', '502-before', '504-after', 'not-json', 'partial', 'slow'] as const),
    ...(['secondary-403', 'secondary-200', 'submitted-too-quickly', 'rate-limited'] as const),
  ])('are added despite the fault %s', async (mode) => {
    const { fake, context, ready, ledger, discussion } = await setUpFailingGitHub('AddLabels', mode)
    expect(await createPost(context, ready, null)).toMatchObject({ labels: ['docs'] })
    expect(discussion()).toMatchObject({ labels: ['docs'] })
    expect(statusesOf(ledger).get(KEY)).toMatchObject({ state: 'created' })
    fake.verify()
  })

  test.each<[Mode, number]>([
    ['drop-before', 3],
    ['bad-credentials', 1],
  ])('are left to the next run after the fault %s, and so is their row', async (mode, times) => {
    const { context, ready, ledger, discussion } = await setUpFailingGitHub('AddLabels', mode, times)
    await expect(createPost(context, ready, null)).rejects.toThrow()
    const status = statusesOf(ledger).get(KEY)
    expect(status).toMatchObject({ state: 'unconfirmed' })
    expect(discussion()).toMatchObject({ labels: [] })
    if (status?.state !== 'unconfirmed') throw new Error('the row is not unconfirmed')
    const found = await settlePost(context, KEY, status)
    if (found.outcome !== 'found') throw new Error('the post is not found')
    await completePost(context, ready, found.value)
    expect(discussion()).toMatchObject({ labels: ['docs'] })
  })

  test('are skipped if the person may not set labels', async () => {
    const { context, ready, ledger } = await setUpFailingGitHub('AddLabels', 'forbidden')
    expect(await createPost(context, ready, null)).toMatchObject({ labels: [] })
    expect(statusesOf(ledger).get(KEY)).toMatchObject({ state: 'created' })
  })
})

describe('a link to a parent', () => {
  test('fails if the token is rejected', async () => {
    const { context, row, parent, child } = await setUpFailingGitHub('AddSubIssue', 'bad-credentials')
    await expect(linkToParent(context, row, child, parent)).rejects.toThrow('GitHub rejected the token')
  })

  test('is reported as missing if the person may not create it', async () => {
    const { context, row, parent, child } = await setUpFailingGitHub('AddSubIssue', 'forbidden')
    const { notes, incomplete } = await linkToParent(context, row, child, parent)
    expect(notes.join()).toContain('could not be made a sub-issue')
    expect(incomplete).toBe(true)
  })

  test('is recognized if a late write of an earlier run has already created it', async () => {
    const { context, row, parent, child, github } = await setUpFailingGitHub('AddSubIssue')
    await github.addSubIssue(REPO, parent, child)
    expect(await linkToParent(context, row, child, parent)).toEqual({ notes: [], incomplete: false })
  })
})

test('a label is recognized if a late write of an earlier run has already created it', async () => {
  const { fake, context, ready, target, github } = await setUpFailingGitHub('CreateLabel')
  await github.createLabel(target, 'Batch')
  const added: string[] = []
  const onGitHub = { ...ready.onGitHub, rememberLabel: ({ name }: { readonly name: string }) => void added.push(name) }
  await createLabels(context, { ...ready, onGitHub, newLabels: ['batch'] })
  expect(added).toEqual(['Batch'])
  expect(fake.state().repositories[REPO]?.labels).toEqual(['bug', 'docs', 'Batch'])
})
