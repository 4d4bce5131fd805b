import { expect, test } from 'vitest'
import { createLabels } from '../../../src/bulk/run/create.ts'
import type { RowToCreate } from '../../../src/bulk/run/run-context.ts'
import { publicationOf } from '../../../src/publish/post-input.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { validRows } from '../../support/plans.ts'
import { setUpRun } from '../../support/run-context.ts'

async function setUp(...faults: readonly FaultInput[]) {
  const setup = setUpGitHub({ permission: 'WRITE', labels: ['Bug'] })
  const { context, ledger } = setUpRun(setup)
  const target = await setup.github.target(REPO)
  let { labels } = target
  const onGitHub: RowToCreate['onGitHub'] = {
    target,
    choices: () => ({ ...target, labels }),
    rememberLabel: (label) => {
      labels = [...labels, label]
    },
  }
  setup.fake.faults(faults)
  const [row] = await validRows(`- {title: A task, repo: ${REPO}}`)
  if (row === undefined) throw new Error('there is no row')
  const publication = publicationOf(row.draft, 'issue', REPO)
  return {
    ledger,
    make: (...newLabels: readonly string[]) =>
      createLabels(context, { row, publication, onGitHub, projects: [], reused: null, newLabels }),
    known: () => labels.map(({ name }) => name),
    labelNames: async () => (await setup.github.target(REPO)).labels.map(({ name }) => name),
    writes: () => setup.fake.requests().filter(({ kind }) => kind === 'mutation').length,
  }
}

test('creates a missing label, with a record before and after, and remembers it', async () => {
  const { make, ledger, known, labelNames } = await setUp()
  await make('batch')
  expect(await labelNames()).toEqual(['Bug', 'batch'])
  expect(known()).toEqual(['Bug', 'batch'])
  const of = { key: `label:batch@${REPO}`, act: 'label' }
  expect(ledger).toMatchObject([
    { record: 'sending', ...of, row: 'batch', repo: REPO, kind: 'issue' },
    { record: 'done', ...of },
  ])
})

test('finds the label for the next row, whatever its case', async () => {
  const { make, writes } = await setUp()
  await make('batch', 'bug')
  await make('BATCH')
  expect(writes()).toBe(1)
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)('after %s, it sends again only if the label does not exist', async (mode, sends) => {
  const { make, known, writes } = await setUp({ operation: 'CreateLabel', mode })
  await make('batch')
  expect(known()).toEqual(['Bug', 'batch'])
  expect(writes()).toBe(sends)
})

test("throws GitHub's refusal, and does not consider the label created", async () => {
  const { make, known, ledger } = await setUp({ operation: 'CreateLabel', mode: 'forbidden' })
  await expect(make('batch')).rejects.toThrow('the token has no permission')
  expect(known()).toEqual(['Bug'])
  expect(ledger).toMatchObject([{ record: 'sending' }, { record: 'refused', limit: null }])
})
