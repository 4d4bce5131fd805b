import { expect, test } from 'vitest'
import { ledgerRecord, printRecord } from '../../../src/bulk/ledger/record.ts'
import { attemptsOf } from '../../../src/bulk/pace/pace.ts'
import { recordedDispatch } from '../../../src/bulk/run/write.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const ATTEMPT = { key: 'k', act: 'label', row: 'batch', repo: REPO, kind: 'issue', marker: 'marker-of-k' } as const

/** Sends a write whose first attempt GitHub refuses in this mode. */
async function writeRefusedOnce(
  mode: 'rate-limited' | 'secondary-403' | 'secondary-200' | 'submitted-too-quickly' | 'forbidden',
) {
  const setup = setUpGitHub({ permission: 'WRITE' })
  const { context, ledger } = setUpRun(setup)
  const target = await setup.github.target(REPO)
  setup.fake.faults([{ operation: 'CreateLabel', mode }])
  const startedAt = setup.clock.now().getTime()
  const sent = await recordedDispatch(context, ATTEMPT)(() => setup.github.createLabel(target, 'batch'))
  return { sent, ledger, startedAt, seconds: (setup.clock.now().getTime() - startedAt) / 1000 }
}

test.each([
  ['secondary-403', { kind: 'secondary-limit', retryAfter: 60 }],
  ['secondary-200', { kind: 'secondary-limit', retryAfter: 60 }],
  ['submitted-too-quickly', { kind: 'submitted-too-quickly' }],
] as const)('records %s as a limit, waits, and sends again', async (mode, limit) => {
  const { sent, ledger, seconds } = await writeRefusedOnce(mode)
  expect(sent.outcome).toBe('done')
  expect(ledger).toMatchObject([{ record: 'sending' }, { record: 'refused', limit }, { record: 'sending' }])
  expect(seconds).toBeGreaterThanOrEqual(60)
})

test('records when GitHub resets the hourly limit, and waits until then', async () => {
  const { sent, ledger, startedAt, seconds } = await writeRefusedOnce('rate-limited')
  expect(sent.outcome).toBe('done')
  const [, record] = ledger.map((entry) => ledgerRecord.parse(JSON.parse(printRecord(entry))))
  expect(record).toMatchObject({ record: 'refused', limit: { kind: 'primary-limit' } })
  const [first] = attemptsOf(ledger)
  const resetAt = first?.refused?.kind === 'primary-limit' ? first.refused.resetAt.getTime() : 0
  expect(resetAt).toBeGreaterThan(startedAt)
  expect(seconds).toBeGreaterThanOrEqual((resetAt - startedAt) / 1000)
})

test('does not send again what GitHub refused for a reason other than a limit', async () => {
  const { sent, ledger } = await writeRefusedOnce('forbidden')
  expect(sent.outcome).toBe('refused')
  expect(ledger).toMatchObject([{ record: 'sending' }, { record: 'refused', limit: null }])
})
