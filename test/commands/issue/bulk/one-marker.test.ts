import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS } from '../../../../src/github/look-up.ts'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'

test('a row that may be on GitHub is not sent again until it is certainly missing', async () => {
  const { fake, go, ledger, posts, clock } = setUpBulk({ files: { 'p.csv': planWithRows(1) } })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before' }])
  const sendings = () => ledger().filter(({ record }) => record === 'sending').length
  for (let runs = 0; runs < 2; runs++) {
    const { exitCode, stderr, stdout } = await go('p.csv --apply --yes --json')
    expect(exitCode).toBe(5)
    expect(stdout).toContain('"state":"unconfirmed"')
    expect(stderr).toContain('1 unconfirmed')
    expect(sendings()).toBe(1)
  }
  clock.advance(LISTED_WITHIN_MS)
  expect((await go('p.csv --apply --yes')).exitCode).toBe(0)
  expect(ledger().map(({ record }) => record)).toContain('missing')
  expect(posts()).toHaveLength(1)
})
