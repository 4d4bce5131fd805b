import { expect, test } from 'vitest'
import { sendUntilSettled } from '../../../src/bulk/run/write.ts'
import type { FaultInput, Mode } from '../../support/fake-github/faults.ts'
import { REPO, wire } from '../../support/github.ts'
import { runningOn } from '../../support/running.ts'

const OPERATION = 'AddLabels'

/** Adds a label to an issue that is there. */
async function atWork(...faults: readonly (Omit<FaultInput, 'operation' | 'mode'> & { readonly mode: Mode })[]) {
  const wired = wire({ permission: 'WRITE', issues: [{ title: 'A task' }] })
  const { github, fake, clock } = wired
  const { running, ledger, stop } = runningOn(wired)
  const issue = await github.issue(REPO, 1)
  const target = await github.target(REPO)
  if (issue === null) throw new Error('there is no issue')
  fake.faults(faults.map((fault) => ({ ...fault, operation: OPERATION })))
  const begun = clock.now().getTime()
  return {
    add: () =>
      sendUntilSettled(running, () =>
        github.addLabels(
          REPO,
          issue,
          target.labels.slice(0, 1).map(({ id }) => id),
        ),
      ),
    ledger,
    stop,
    sends: () => fake.requests().filter(({ operation }) => operation === OPERATION).length,
    seconds: () => (clock.now().getTime() - begun) / 1000,
  }
}

test('what is done is sent once, and nothing is written down', async () => {
  const { add, sends, ledger } = await atWork()
  expect((await add()).outcome).toBe('done')
  expect(sends()).toBe(1)
  expect(ledger).toEqual([])
})

test('what may not have come is sent again after a pause, for it changes nothing the second time', async () => {
  const { add, sends, seconds } = await atWork({ mode: 'drop-before', times: 2 })
  expect((await add()).outcome).toBe('done')
  expect(sends()).toBe(3)
  expect(seconds()).toBe(8)
})

test('three times are enough', async () => {
  const { add, sends } = await atWork({ mode: 'drop-after', times: 3 })
  await expect(add()).rejects.toThrow()
  expect(sends()).toBe(3)
})

test('a limit is waited for', async () => {
  const { add, sends, seconds } = await atWork({ mode: 'secondary-403' })
  expect((await add()).outcome).toBe('done')
  expect(sends()).toBe(2)
  expect(seconds()).toBeGreaterThanOrEqual(60)
})

test('limits are not waited for without end', async () => {
  const { add, sends } = await atWork({ mode: 'submitted-too-quickly', times: 8 })
  await expect(add()).rejects.toThrow()
  expect(sends()).toBe(8)
})

test('what is refused for what it asks is not sent again', async () => {
  const { add, sends } = await atWork({ mode: 'forbidden' })
  expect((await add()).outcome).toBe('refused')
  expect(sends()).toBe(1)
})

test('a token that GitHub does not take any more is no matter of this post', async () => {
  const { add, sends } = await atWork({ mode: 'bad-credentials' })
  await expect(add()).rejects.toThrow()
  expect(sends()).toBe(1)
})

test('a person who stops gets it all the same, a second after what was sent before', async () => {
  const { add, stop, sends, seconds } = await atWork()
  stop()
  expect((await add()).outcome).toBe('done')
  expect(sends()).toBe(1)
  expect(seconds()).toBe(1)
})

test('a person who stops does not wait for a limit', async () => {
  const { add, stop, sends } = await atWork({ mode: 'secondary-403' })
  stop()
  await expect(add()).rejects.toThrow()
  expect(sends()).toBe(1)
})
