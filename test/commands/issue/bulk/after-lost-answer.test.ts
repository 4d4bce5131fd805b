import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const BODY = 'The client has to follow the next version of the specification.'
const PLAN = `rows: [{ kind: discussion, title: What comes next?, category: Ideas, labels: new, repo: ${REPO}, body: ${BODY} }]\n`
const APPLY = 'p.yaml --apply --yes --json --create-labels'

/**
 * Posts a discussion, loses GitHub's response, and cannot look the post up. For the next ten minutes, GitHub's list of labels
 * does not have the label that this run created; all other reads are current.
 */
async function loseResponse(clockAhead = 0, onRequest: (operation: string) => void = () => undefined) {
  let lookUpFails = true
  const bulk = setUpBulk({
    files: { 'p.yaml': PLAN },
    clockAhead,
    onRequest: (operation) => {
      onRequest(operation)
      if (lookUpFails && operation === 'NewestDiscussions') throw new TypeError('fetch failed')
    },
  })
  bulk.fake.conditions({ lag: { operations: { Target: 600 } } })
  bulk.fake.faults([{ operation: 'CreateDiscussion', mode: 'drop-after' }])
  expect((await bulk.run(APPLY)).exitCode).toBe(5)
  expect(bulk.posts()).toMatchObject([{ labels: [] }])
  lookUpFails = false
  return bulk
}

test.each([0, -3_600, 3_600])(
  "a post that is found later gets a new label, although GitHub does not list the label yet (GitHub's clock minus ours: %i s)",
  async (clockAhead) => {
    const { run, posts, mutations } = await loseResponse(clockAhead)
    const second = await run(APPLY)
    expect(second).toMatchObject({ exitCode: 0 })
    expect(linesOf(second)[0]).toMatchObject({ state: 'created', labels: { applied: ['new'], dropped: [] } })
    expect(posts()).toMatchObject([{ labels: ['new'] }])
    expect(mutations().filter((operation) => operation === 'CreateLabel')).toHaveLength(1)
  },
)

/** The next run finds the post, but not all its labels can be set. The run after that sets them. */
async function findPostWithoutLabels({ run, posts }: Awaited<ReturnType<typeof loseResponse>>): Promise<void> {
  const second = await run(APPLY)
  expect(second.exitCode).toBe(5)
  expect(linesOf(second)[0]).toMatchObject({
    state: 'unconfirmed',
    problems: [expect.stringContaining(`${posts()[0]?.url} exists`)],
  })
  expect((await run(APPLY)).exitCode).toBe(0)
}

test('if the labels of a post that is found later cannot be set, the next run sets them', async () => {
  const bulk = await loseResponse()
  bulk.fake.faults([{ operation: 'AddLabels', mode: '502-before', times: 3 }])
  await findPostWithoutLabels(bulk)
  expect(bulk.posts()).toMatchObject([{ labels: ['new'] }])
})

test.each([
  { mode: 'refused', message: 'no more labels' },
  { mode: '502-before', times: 3 },
] as const)(
  'a post that is found later is not reported as failed if a label that its row got since cannot be created ($mode)',
  async (fault) => {
    const bulk = await loseResponse()
    bulk.changeFile('p.yaml', PLAN.replace('labels: new', 'labels: [new, newer]'))
    bulk.fake.faults([{ operation: 'CreateLabel', ...fault }])
    await findPostWithoutLabels(bulk)
    expect(bulk.posts()).toMatchObject([{ labels: ['new', 'newer'] }])
  },
)

test('after Ctrl-C before a post that is found later gets a new label, the post is unconfirmed, not left to send', async () => {
  let stop: () => void = () => undefined
  const { changeFile, run, posts } = await loseResponse(0, (operation) => {
    if (operation === 'NewestDiscussions') stop()
  })
  changeFile('p.yaml', PLAN.replace('labels: new', 'labels: [new, newer]'))
  const second = await run(APPLY, {
    onInterrupt: (listener) => {
      stop = listener
    },
  })
  expect(second.exitCode).toBe(5)
  expect(linesOf(second)[0]).toMatchObject({
    state: 'unconfirmed',
    problems: [expect.stringContaining(`${posts()[0]?.url} exists`)],
  })
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(posts()).toMatchObject([{ labels: ['new', 'newer'] }])
})

test('a run that fails before its first row says that a post of an earlier run is unconfirmed', async () => {
  const { fake, run, posts } = await loseResponse()
  fake.faults([{ operation: 'Target', mode: 'rate-limited' }])
  const second = await run(APPLY)
  expect(second.exitCode).toBe(5)
  expect(JSON.parse(second.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
    error: { reason: 'unconfirmed', exit: 5, hint: expect.stringContaining('mcp-comms issue bulk p.yaml --apply') },
  })
  expect(posts()).toHaveLength(1)
})

test('a run that finds a problem in the plan says that a post of an earlier run is unconfirmed', async () => {
  const { changeFile, run, posts } = await loseResponse()
  changeFile(
    'p.yaml',
    PLAN.replace('rows: [', `rows: [{ title: A second row, repo: ${REPO}, parent: gone, body: ${BODY} }, `),
  )
  const second = await run(APPLY)
  expect(second.exitCode).toBe(5)
  expect(JSON.parse(second.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
    error: { reason: 'unconfirmed', exit: 5, hint: expect.stringContaining('mcp-comms issue bulk p.yaml --apply') },
  })
  expect(posts()).toHaveLength(1)
})
