import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS } from '../../../../src/github/look-up.ts'
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

/** Runs the plan, and presses Ctrl-C as soon as the operation is sent. */
async function interruptAt(operation: string, rows: readonly object[], fault?: Mode) {
  let stop: () => void = () => undefined
  const onRequest = (sent: string) => {
    if (sent === operation) stop()
  }
  const bulk = setUpBulk({ files: { 'p.jsonl': plan(rows) }, onRequest })
  if (fault !== undefined) bulk.fake.faults([{ operation, mode: fault }])
  const outcome = await bulk.run('p.jsonl --apply --yes --create-labels', {
    onInterrupt: (listener) => {
      stop = listener
    },
  })
  return { ...bulk, outcome }
}

test('Ctrl-C lets the post in flight finish, with the request that sets its labels', async () => {
  const { outcome, posts } = await interruptAt('CreateDiscussion', ROWS)
  expect(outcome.exitCode).toBe(5)
  expect(outcome.stderr).toContain('1 created, 1 left')
  expect(posts()).toMatchObject([{ title: 'What comes next?', labels: ['bug'] }])
})

test('after Ctrl-C during a request without a response, the run exits 5, because 130 would mean that nothing was sent', async () => {
  const { outcome, run, posts, clock } = await interruptAt('CreateIssue', ROWS.toReversed(), 'drop-before')
  expect(outcome.exitCode).toBe(5)
  expect(outcome.stderr).toContain('1 unconfirmed')
  clock.advance(LISTED_WITHIN_MS)
  expect((await run('p.jsonl --apply --yes')).exitCode).toBe(0)
  expect(posts()).toHaveLength(2)
})

test('after Ctrl-C, a run that created only a label exits 5 as well', async () => {
  const { outcome } = await interruptAt('CreateLabel', [{ title: 'Show the icons of servers', labels: 'new' }])
  expect(outcome.exitCode).toBe(5)
})

test('a request that GitHub refused does not count as sent, so the run exits 130 after Ctrl-C', async () => {
  const { outcome, posts } = await interruptAt('CreateIssue', ROWS.toReversed(), 'secondary-403')
  expect(outcome.exitCode).toBe(130)
  expect(posts()).toEqual([])
})

test('after Ctrl-C while the post of an earlier run gets its labels, the run exits 5', async () => {
  let stop: () => void = () => undefined
  let stopAt = 'CreateDiscussion'
  const { fake, run, posts } = setUpBulk({
    files: { 'p.jsonl': plan(ROWS) },
    onRequest: (operation) => {
      if (operation === stopAt) stop()
    },
  })
  const onInterrupt = (listener: () => void) => {
    stop = listener
  }
  fake.faults([{ operation: 'CreateDiscussion', mode: 'drop-after' }])
  expect((await run('p.jsonl --apply --yes', { onInterrupt })).stderr).toContain('1 unconfirmed, 1 left')
  stopAt = 'AddLabels'
  const { exitCode, stderr } = await run('p.jsonl --apply --yes', { onInterrupt })
  expect(stderr).toContain('1 created, 1 left')
  expect(posts()).toMatchObject([{ title: 'What comes next?', labels: ['bug'] }])
  expect(exitCode).toBe(5)
})

test('after Ctrl-C while GitHub refuses the labels of a new post for now, the post is unconfirmed, not left to send', async () => {
  const { outcome, posts } = await interruptAt('AddLabels', ROWS, 'secondary-403')
  const { exitCode, stderr } = outcome
  expect(stderr).toContain('1 unconfirmed, 1 left')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${posts()[0]?.url} exists, but may lack some of its labels`)
  expect(exitCode).toBe(5)
})
