import { expect, test } from 'vitest'
import { sendUntilSettled } from '../../../src/bulk/run/write.ts'
import type { FaultInput, Mode } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const OPERATION = 'AddLabels'

async function setUp(...faults: readonly (Omit<FaultInput, 'operation' | 'mode'> & { readonly mode: Mode })[]) {
  const setup = setUpGitHub({ permission: 'WRITE', issues: [{ title: 'A task' }] })
  const { github, fake, clock } = setup
  const { context, ledger, stop } = setUpRun(setup)
  const issue = await github.issue(REPO, 1)
  const target = await github.target(REPO)
  if (issue === null) throw new Error('there is no issue')
  fake.faults(faults.map((fault) => ({ ...fault, operation: OPERATION })))
  const startedAt = clock.now().getTime()
  return {
    addLabel: () =>
      sendUntilSettled(context, () =>
        github.addLabels(
          REPO,
          issue,
          target.labels.slice(0, 1).map(({ id }) => id),
        ),
      ),
    ledger,
    stop,
    countRequests: () => fake.requests().filter(({ operation }) => operation === OPERATION).length,
    seconds: () => (clock.now().getTime() - startedAt) / 1000,
  }
}

test('sends once, and records nothing, if the first attempt succeeds', async () => {
  const { addLabel, countRequests, ledger } = await setUp()
  expect((await addLabel()).outcome).toBe('done')
  expect(countRequests()).toBe(1)
  expect(ledger).toEqual([])
})

test('after a lost connection, pauses and sends again, because adding a label twice is harmless', async () => {
  const { addLabel, countRequests, seconds } = await setUp({ mode: 'drop-before', times: 2 })
  expect((await addLabel()).outcome).toBe('done')
  expect(countRequests()).toBe(3)
  expect(seconds()).toBe(8)
})

test('gives up after three attempts without a response', async () => {
  const { addLabel, countRequests } = await setUp({ mode: 'drop-after', times: 3 })
  await expect(addLabel()).rejects.toThrow()
  expect(countRequests()).toBe(3)
})

test('waits as long as a limit requires', async () => {
  const { addLabel, countRequests, seconds } = await setUp({ mode: 'secondary-403' })
  expect((await addLabel()).outcome).toBe('done')
  expect(countRequests()).toBe(2)
  expect(seconds()).toBeGreaterThanOrEqual(60)
})

test('gives up after GitHub has asked eight times to wait', async () => {
  const { addLabel, countRequests } = await setUp({ mode: 'submitted-too-quickly', times: 8 })
  await expect(addLabel()).rejects.toThrow()
  expect(countRequests()).toBe(8)
})

test('does not send again what GitHub refused for a reason other than a limit', async () => {
  const { addLabel, countRequests } = await setUp({ mode: 'forbidden' })
  expect((await addLabel()).outcome).toBe('refused')
  expect(countRequests()).toBe(1)
})

test('throws instead of sending again if GitHub no longer accepts the token', async () => {
  const { addLabel, countRequests } = await setUp({ mode: 'bad-credentials' })
  await expect(addLabel()).rejects.toThrow()
  expect(countRequests()).toBe(1)
})

test('still sends after an interruption, one second later', async () => {
  const { addLabel, stop, countRequests, seconds } = await setUp()
  stop()
  expect((await addLabel()).outcome).toBe('done')
  expect(countRequests()).toBe(1)
  expect(seconds()).toBe(1)
})

test('does not wait for a limit after an interruption', async () => {
  const { addLabel, stop, countRequests } = await setUp({ mode: 'secondary-403' })
  stop()
  await expect(addLabel()).rejects.toThrow()
  expect(countRequests()).toBe(1)
})
