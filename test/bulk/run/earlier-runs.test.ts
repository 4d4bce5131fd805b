import { describe, expect, test } from 'vitest'
import type { Orphan } from '../../../src/bulk/ledger/orphans.ts'
import type { RecordOf } from '../../../src/bulk/ledger/record.ts'
import type { Statuses } from '../../../src/bulk/ledger/status.ts'
import { settleEarlierRuns, settleOrphans } from '../../../src/bulk/run/unconfirmed-rows.ts'
import { GitHubFailure } from '../../../src/github/failure.ts'
import type { FoundPost, SentPost } from '../../../src/github/find-post.ts'
import type { LookUp } from '../../../src/github/look-up.ts'
import type { Reason } from '../../../src/github/reasons.ts'
import { hashOf } from '../../../src/system/hash.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const SENT_AT = '2026-11-24T09:30:00.000Z'
const SINCE = '2026-11-24T08:00:00.000Z'
const HOUR = 3_600_000
type Result = LookUp<FoundPost> | Error
const MISSING = { outcome: 'missing' } as const
const UNCONFIRMED = { outcome: 'unconfirmed', until: null, hidden: null } as const
const HIDDEN = { ...UNCONFIRMED, hidden: 'place' } as const
const NO_NETWORK: Reason = { kind: 'network', code: 'ECONNREFUSED' }

const sending = (key: string, more: Partial<RecordOf<'sending'>> = {}): RecordOf<'sending'> => ({
  record: 'sending',
  at: SENT_AT,
  key,
  act: 'create',
  row: 'hash',
  repo: REPO,
  kind: 'issue',
  marker: `marker-${key}`,
  repositoryId: 'R_1',
  viewer: 'maintainer',
  ...more,
})
const statusesOf = (records: readonly RecordOf<'sending'>[]): Statuses =>
  new Map(records.map((sent) => [sent.key, { state: 'unconfirmed', sent, since: SINCE }]))
const foundPost = (number: number): LookUp<FoundPost> => ({
  outcome: 'found',
  value: {
    id: `I_${number}`,
    number,
    url: `https://github.com/${REPO}/issues/${number}`,
    title: 'A task',
    labels: [],
    repo: REPO,
  },
})

/** A run in which GitHub answers the look-ups of posts with these results, in this order. */
function setUp(...results: readonly Result[]) {
  const { context, ledger } = setUpRun(setUpGitHub({ permission: 'WRITE' }))
  const lookUps: SentPost[] = []
  const lookUpPost = async (sent: SentPost) => {
    const result = results[lookUps.push(sent) - 1]
    if (result === undefined) throw new Error('an unexpected look-up')
    if (result instanceof Error) throw result
    return result
  }
  const run = { ...context, github: { ...context.github, lookUpPost } }
  return { run, ledger, lookUps, verify: () => expect(lookUps).toHaveLength(results.length) }
}

describe('posts whose outcome earlier runs left open', () => {
  const settle = async (records: readonly RecordOf<'sending'>[], ...results: readonly Result[]) => {
    const { run, verify, ...rest } = setUp(...results)
    const outcomes = await settleEarlierRuns(run, statusesOf(records))
    verify()
    return { ...rest, outcomes: [...outcomes.values()] }
  }
  const records = (count: number) => Array.from({ length: count }, (_, index) => sending(`row-${index}`))
  const failed = new GitHubFailure(NO_NETWORK)

  test('are recorded as missing only if GitHub is sure', async () => {
    const { ledger, outcomes } = await settle(records(3), foundPost(7), MISSING, UNCONFIRMED)
    expect(ledger).toMatchObject([{ record: 'missing', key: 'row-1', act: 'create' }])
    expect(outcomes).toMatchObject([{ outcome: 'found' }, MISSING, UNCONFIRMED])
  })

  test('stay unconfirmed if they cannot be looked up, and after three failures no other is looked up', async () => {
    const { ledger, outcomes } = await settle(records(5), failed, failed, failed)
    expect(ledger).toEqual([])
    expect(outcomes).toEqual(Array(5).fill({ ...UNCONFIRMED, after: NO_NETWORK }))
  })

  test('are all looked up if only some look-ups fail', async () => {
    const { outcomes } = await settle(records(5), failed, failed, MISSING, failed, failed)
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'unconfirmed',
      'unconfirmed',
      'missing',
      'unconfirmed',
      'unconfirmed',
    ])
  })

  test('keep what an unconfirmed look-up said about when and whether it can be certain', async () => {
    const until = new Date('2026-11-24T10:00:00.000Z')
    const reason: Reason = {
      kind: 'unconfirmed',
      after: NO_NETWORK,
      until,
      hidden: 'limit',
      what: 'the post',
      viewer: 'maintainer',
    }
    const { outcomes } = await settle(records(1), new GitHubFailure(reason))
    expect(outcomes).toEqual([{ outcome: 'unconfirmed', until, hidden: 'limit', after: NO_NETWORK }])
  })

  test('are not settled after an error that is not one of GitHub', async () => {
    await expect(settle(records(1), new TypeError('a bug'))).rejects.toThrow('a bug')
  })

  test('are searched from the first to the last time of sending', async () => {
    const { lookUps } = await settle(records(1), MISSING)
    expect(lookUps).toMatchObject([
      { repositoryId: 'R_1', viewer: 'maintainer', earliest: new Date(SINCE), latest: new Date(SENT_AT) },
    ])
    expect(lookUps[0]).not.toHaveProperty('hasTitle')
  })

  test('are searched a day around the time that an older version recorded, whose clock may be wrong', async () => {
    const { repositoryId: _, viewer: __, ...old } = sending('row')
    const { lookUps } = await settle([old], MISSING)
    expect(lookUps).toMatchObject([
      {
        repositoryId: expect.stringMatching(/./),
        viewer: null,
        earliest: new Date(Date.parse(SINCE) - 24 * HOUR),
        latest: new Date(Date.parse(SENT_AT) + 24 * HOUR),
      },
    ])
  })

  test('are recognized by the hash of their title', async () => {
    const { lookUps } = await settle(
      [sending('row', { parts: { row: 1, title: hashOf('A task'), body: null } })],
      MISSING,
    )
    expect([lookUps[0]?.hasTitle?.('A task'), lookUps[0]?.hasTitle?.('Another')]).toEqual([true, false])
  })
})

describe('posts whose rows are no longer in the plan', () => {
  const orphan = (more: Partial<Orphan> = {}): Orphan => ({
    key: 'old',
    sent: sending('old'),
    since: SINCE,
    url: null,
    successorKeys: [],
    sameTitleKeys: [],
    ...more,
  })
  const settle = async (one: Orphan, ...results: readonly Result[]) => {
    const { run, ledger, verify } = setUp(...results)
    const { heldRows, notes, areAllSettled } = await settleOrphans(run, [one])
    verify()
    return { ledger, held: [...heldRows], notes, areAllSettled }
  }
  const url = `https://github.com/${REPO}/issues/7`

  test.each<[LookUp<FoundPost>, string, boolean]>([
    [foundPost(7), `its post exists: ${url}`, true],
    [UNCONFIRMED, 'is still unconfirmed: run the command again later', false],
    [HIDDEN, 'GitHub does not show whether it arrived: look there yourself', false],
  ])('are reported if no row of the plan can be the same: %j', async (result, words, areAllSettled) => {
    const settled = await settle(orphan(), result)
    expect(settled).toMatchObject({
      held: [],
      areAllSettled,
      notes: [expect.stringMatching(/^The row "old" is no longer in the plan\. It was sent to .* at 2026-11-24 09:30/)],
    })
    expect(settled.notes[0]).toContain(words)
  })

  test('are not mentioned if they are missing, and their rows are sent', async () => {
    const settled = await settle(orphan({ successorKeys: ['new'], sameTitleKeys: ['same'] }), MISSING)
    expect(settled).toMatchObject({ held: [], notes: [], areAllSettled: true, ledger: [{ record: 'missing' }] })
  })

  test('are recorded with their address once they are found', async () => {
    const { ledger } = await settle(orphan(), foundPost(7))
    expect(ledger).toMatchObject([{ record: 'done', key: 'old', act: 'create', number: 7, url, orphan: true }])
    expect((await settle(orphan(), UNCONFIRMED)).ledger).toEqual([])
  })

  test.each<[LookUp<FoundPost>, readonly (readonly [string, string])[]]>([
    [
      foundPost(7),
      [
        ['new', `That post exists: ${url}. Add "reuse: ${url}" to this row`],
        ['same', `that post exists: ${url}. Give this row the key "old"`],
      ],
    ],
    [
      UNCONFIRMED,
      [
        ['new', 'That post is still unconfirmed: run the command again later'],
        ['same', 'that post is still unconfirmed: run the command again later'],
      ],
    ],
    [HIDDEN, [['new', `GitHub does not show whether that post arrived, so look in ${REPO}`]]],
  ])('keep a row from being sent that may be the same: %j', async (result, expected) => {
    const { held, notes } = await settle(orphan({ successorKeys: ['new'], sameTitleKeys: ['same'] }), result)
    expect(held.map(([key]) => key)).toEqual(expected.map(([key]) => key))
    for (const [index, [, words]] of expected.entries()) expect(held[index]?.[1]).toContain(words)
    expect(held[0]?.[1]).toContain('the row "old", which was sent at 2026-11-24 09:30')
    expect(notes).toEqual([])
  })

  test('are not looked up again if their address is known', async () => {
    const known = await settle(orphan({ url, successorKeys: ['new'] }))
    expect(known).toMatchObject({ held: [['new', expect.stringContaining(url)]], notes: [], areAllSettled: true })
    expect((await settle(orphan({ url }))).notes).toEqual([])
  })
})
