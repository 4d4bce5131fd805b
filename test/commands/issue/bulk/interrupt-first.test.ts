import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import type { Mode } from '../../../support/fake-github/faults.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const ROWS = [
  { kind: 'discussion', title: 'What comes next?', category: 'Ideas', labels: 'bug' },
  { kind: 'issue', title: 'Show the icons of servers' },
]
const plan = (rows: readonly object[]) =>
  rows.map((row) => `${JSON.stringify({ body: TEXT, repo: REPO, ...row })}\n`).join('')

/** Ctrl-C at the first time that an operation is sent. */
async function pressedAt(operation: string, rows: readonly object[], fault?: Mode) {
  let stop: () => void = () => undefined
  const onRequest = (sent: string) => {
    if (sent === operation) stop()
  }
  const world = setUpBulk({ files: { 'p.jsonl': plan(rows) }, onRequest })
  if (fault !== undefined) world.fake.faults([{ operation, mode: fault }])
  const outcome = await world.go('p.jsonl --apply --yes --create-labels', {
    onInterrupt: (given) => {
      stop = given
    },
  })
  return { ...world, outcome }
}

test('the requests that belong to a post in flight are finished with it', async () => {
  const { outcome, posts } = await pressedAt('CreateDiscussion', ROWS)
  expect(outcome.exitCode).toBe(5)
  expect(outcome.stderr).toContain('1 created, 1 left')
  expect(posts()).toMatchObject([{ title: 'What comes next?', labels: ['bug'] }])
})

test('130 means that nothing was sent, so it is not used after an unanswered request', async () => {
  const { outcome, go, posts, clock } = await pressedAt('CreateIssue', ROWS.toReversed(), 'drop-before')
  expect(outcome.exitCode).toBe(5)
  expect(outcome.stderr).toContain('1 unconfirmed')
  clock.advance(900_000)
  expect((await go('p.jsonl --apply --yes')).exitCode).toBe(0)
  expect(posts()).toHaveLength(2)
})

test('nor after a label was created', async () => {
  const { outcome } = await pressedAt('CreateLabel', [{ title: 'Show the icons of servers', labels: 'new' }])
  expect(outcome.exitCode).toBe(5)
})

test('a request that GitHub refused does not count as sent', async () => {
  const { outcome, posts } = await pressedAt('CreateIssue', ROWS.toReversed(), 'secondary-403')
  expect(outcome.exitCode).toBe(130)
  expect(posts()).toEqual([])
})
