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
    create: (...newLabels: readonly string[]) =>
      createLabels(context, { row, publication, onGitHub, projects: [], reused: null, newLabels }),
    rememberedNames: () => labels.map(({ name }) => name),
    namesOnGitHub: async () => (await setup.github.target(REPO)).labels.map(({ name }) => name),
    countMutations: () => setup.fake.requests().filter(({ kind }) => kind === 'mutation').length,
  }
}

test('creates a missing label, with a record before and after, and remembers it', async () => {
  const { create, ledger, rememberedNames, namesOnGitHub } = await setUp()
  await create('batch')
  expect(await namesOnGitHub()).toEqual(['Bug', 'batch'])
  expect(rememberedNames()).toEqual(['Bug', 'batch'])
  const keyAndAct = { key: `label:batch@${REPO}`, act: 'label' }
  expect(ledger).toMatchObject([
    { record: 'sending', ...keyAndAct, row: 'batch', repo: REPO, kind: 'issue' },
    { record: 'done', ...keyAndAct },
  ])
})

test('does not create a label that already exists in another letter case', async () => {
  const { create, countMutations } = await setUp()
  await create('batch', 'bug')
  await create('BATCH')
  expect(countMutations()).toBe(1)
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)(
  'after the fault %s, the request is sent again only if the label does not exist',
  async (mode, requestCount) => {
    const { create, rememberedNames, countMutations } = await setUp({ operation: 'CreateLabel', mode })
    await create('batch')
    expect(rememberedNames()).toEqual(['Bug', 'batch'])
    expect(countMutations()).toBe(requestCount)
  },
)

test("throws GitHub's refusal, and does not remember the label", async () => {
  const { create, rememberedNames, ledger } = await setUp({ operation: 'CreateLabel', mode: 'forbidden' })
  await expect(create('batch')).rejects.toThrow('the token has no permission')
  expect(rememberedNames()).toEqual(['Bug'])
  expect(ledger).toMatchObject([{ record: 'sending' }, { record: 'refused', limit: null }])
})
