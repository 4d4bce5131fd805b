import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS, type LookUp, lookUp, type ReadResult } from '../../src/github/look-up.ts'
import { manualClock } from '../support/manual-clock.ts'

const SENT = new Date('2026-11-22T10:00:00Z')
const later = (seconds: number) => new Date(SENT.getTime() + seconds * 1000)

/** Looks up a write this many seconds after it was sent. Gives the responses in order, and repeats the last one. */
async function lookUpAfter(
  seconds: number,
  answers: readonly Partial<ReadResult<string>>[],
  elsewhere: string | null = null,
) {
  const clock = manualClock(later(seconds).toISOString())
  let reads = 0
  const result: LookUp<string> = await lookUp(
    {
      sent: SENT,
      read: async () => ({ found: null, freshUntil: null, ...answers[Math.min(reads++, answers.length - 1)] }),
      readElsewhere: async () => elsewhere,
    },
    async () => clock.now(),
    clock,
  )
  return { ...result, reads }
}
const LISTED_BY = new Date(SENT.getTime() + LISTED_WITHIN_MS)

test.each<[string, number, readonly Partial<ReadResult<string>>[], string | null, object]>([
  ['is shown', 1, [{ found: 'it' }], null, { outcome: 'found', value: 'it', reads: 1 }],
  ['is not shown yet', 11, [{}], null, { outcome: 'unconfirmed', until: LISTED_BY, hidden: null, reads: 1 }],
  [
    'is not shown, and the newest item was created while the write could still take effect',
    600,
    [{ freshUntil: later(30) }],
    null,
    { outcome: 'unconfirmed', until: LISTED_BY, hidden: null, reads: 1 },
  ],
  [
    'is not shown, although something newer is shown',
    40,
    [{ freshUntil: later(31) }],
    null,
    { outcome: 'missing', reads: 1 },
  ],
  ['is shown nowhere after a quarter of an hour', 900, [{}], null, { outcome: 'missing', reads: 3 }],
  ['is shown by the third read', 900, [{}, {}, { found: 'it' }], null, { outcome: 'found', value: 'it', reads: 3 }],
  [
    'is not shown by three reads, one of which lacks a part of the list',
    900,
    [{}, { isPartial: true }, {}],
    null,
    { outcome: 'unconfirmed', until: null, hidden: null, reads: 3 },
  ],
  [
    'is hidden',
    86_400,
    [{ hidden: 'place' }],
    null,
    { outcome: 'unconfirmed', until: null, hidden: 'place', reads: 1 },
  ],
  [
    'is hidden, and something newer is shown',
    86_400,
    [{ hidden: 'place', freshUntil: later(900) }],
    null,
    { outcome: 'unconfirmed', until: null, hidden: 'place', reads: 1 },
  ],
  ['was moved', 40, [{ freshUntil: later(31) }], 'it', { outcome: 'found', value: 'it', reads: 1 }],
  ['was moved, while nothing newer is shown', 5, [{}], 'it', { outcome: 'found', value: 'it', reads: 1 }],
])('the look-up of a write that %s gives the right outcome', async (_, seconds, answers, elsewhere, expected) => {
  expect(await lookUpAfter(seconds, answers, elsewhere)).toEqual(expected)
})

// In this simulation, the replicas of GitHub are less than a quarter of an hour behind.
test('a post that exists, or may still appear, is never considered missing', async () => {
  const seconds = (max: number) => fc.integer({ min: 0, max })
  await fc.assert(
    fc.asyncProperty(
      seconds(25),
      seconds(1_200),
      fc.array(seconds(870), { minLength: 1, maxLength: 3 }),
      fc.array(seconds(1_200), { maxLength: 5 }),
      async (appliedAfter, lookedUpAfter, lags, others) => {
        const answers = lags.map((lag) => {
          const shown = lookedUpAfter - lag
          const newest = others.filter((one) => one <= shown).sort((one, two) => two - one)[0]
          return {
            found: appliedAfter <= shown ? 'it' : null,
            freshUntil: newest === undefined ? null : later(newest),
          }
        })
        expect((await lookUpAfter(lookedUpAfter, answers)).outcome).not.toBe('missing')
      },
    ),
  )
})
