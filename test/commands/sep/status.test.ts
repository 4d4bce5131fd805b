import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { sepPullRequest, sepText, setUpSeps } from '../../support/seps.ts'

const status = ['sep', 'status']

describe('sep status', () => {
  test('groups SEPs by what they are waiting for', async () => {
    const { options, operations } = setUpSeps()
    const { stdout, stderr, exitCode } = await run(status, options)
    expect(stdout).toBe(`
  Waiting for a sponsor (1)
  2001  Seeks somebody
        130 days left to find a sponsor, until 2027-04-01 · by @ada

  Draft (2)
  2005  Two minds
        12 days since its pull request last changed (2026-11-10) · sponsor
        @core-one
  2002  In the works
        12 days since its pull request last changed (2026-11-10) · sponsor
        @core-one

  In review, waiting for the core maintainers (1)
  2003  Ready
        12 days since its pull request last changed (2026-11-10) · sponsor
        @core-one

  Accepted, waiting for the implementation (1)
  2004  Agreed
        for its reference implementation, and a conformance scenario if its
        behavior can be observed · 12 days since its pull request last changed
        (2026-11-10) · sponsor @core-one

  Label and file disagree (1)
  2005  Two minds
        its file says draft, but its label says in-review; the file counts

`)
    expect(stderr).toMatch(/#2007/)
    expect(exitCode).toBe(0)
    expect(operations()).toEqual(['SepCatalogue', 'SepTexts'])
  })

  test('sorts SEPs without a sponsor by the end of their six months, the earliest first', async () => {
    const sponsor = 'None'
    const openedAt = (createdAt: string) => ({ createdAt, updatedAt: '2026-11-20T00:00:00Z' })
    const { options } = setUpSeps({
      labels: ['SEP'],
      pullRequests: [
        sepPullRequest(1, { title: 'New', sponsor }, openedAt('2026-11-21T23:59:00Z')),
        sepPullRequest(2, { title: 'Over', sponsor }, openedAt('2026-05-21T00:00:00Z')),
        sepPullRequest(3, { title: 'Last day', sponsor }, openedAt('2026-05-22T23:00:00Z')),
        sepPullRequest(4, { title: 'One day', sponsor }, openedAt('2026-05-23T01:00:00Z')),
      ],
    })
    const { stdout } = await run(status, { ...options, columns: 100 })
    expect(stdout).toBe(`
  Waiting for a sponsor (4)
  2     Over
        the six months ended on 2026-11-21, so it may be closed as dormant · by @ada
  3     Last day
        today (2026-11-22) is the last day to find a sponsor · by @ada
  4     One day
        1 day left to find a sponsor, until 2026-11-23 · by @ada
  1     New
        180 days left to find a sponsor, until 2027-05-21 · by @ada

`)
  })

  test('--json prints the SEPs by state, with the days in that state and the deadline', async () => {
    const { options } = setUpSeps()
    const queue = JSON.parse((await run([...status, '--json'], options)).stdout)
    const numbers = (rows: readonly { readonly number: number }[]) => rows.map(({ number }) => number)
    expect(numbers(queue.awaitingSponsor)).toEqual([2001])
    expect(queue.awaitingSponsor[0].state).toEqual({
      days: 52,
      since: '2026-10-01T09:00:00.000Z',
      event: 'its pull request was opened',
      due: '2027-04-01T09:00:00.000Z',
      daysLeft: 130,
    })
    expect(numbers(queue.draft).toSorted()).toEqual([2002, 2005])
    expect(numbers(queue.inReview)).toEqual([2003])
    expect(queue.accepted).toMatchObject([{ number: 2004, waitsFor: /conformance/ }])
    expect(queue.disagreeing).toMatchObject([{ number: 2005, fileStatus: 'draft', labelStatuses: ['in-review'] }])
  })

  test('reports that nothing is waiting if every SEP is final', async () => {
    const files = { 'seps/932-a.md': sepText({ number: 932, status: 'Final' }) }
    expect((await run([...status, '--dir', 'seps'], { files })).stdout).toBe('\n  Nothing is waiting in seps.\n\n')
  })

  test.each([40, 60, 80, 200])('fits %i columns', async (columns) => {
    const { options } = setUpSeps({
      labels: ['SEP'],
      pullRequests: ['שלום '.repeat(50), '\u001B[2J'.repeat(2500)].map((title, index) =>
        sepPullRequest(index + 1, { title, authors: 'x'.repeat(500) }, { title: 'SEP' }),
      ),
    })
    const { stdout } = await run(status, { ...options, columns })
    for (const row of stdout.split('\n')) expect(stringWidth(row)).toBeLessThan(columns)
    expect(stdout).not.toMatch(/\u001B/)
  })
})
