import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'

const REPOS = Array.from({ length: 20 }, (_, index) => `example/sdk-${index}`)
const TEXT = 'The client has to follow the next version of the specification.'
const PLAN = ['title,body,repo', ...REPOS.map((repo, index) => `Task number ${index},${TEXT},${repo}`), ''].join('\n')

test('repositories are read in parallel, each once, and at most eight at a time', async () => {
  let inFlight = 0
  let mostInFlight = 0
  const { run, fake } = setUpBulk({
    files: { 'p.csv': PLAN },
    repositories: Object.fromEntries(REPOS.map((repo) => [repo, { permission: 'WRITE' }])),
    onRequest: async () => {
      mostInFlight = Math.max(mostInFlight, ++inFlight)
      await setImmediate()
      inFlight--
    },
  })
  expect((await run('p.csv')).exitCode).toBe(0)
  expect(mostInFlight).toBe(8)
  expect(fake.requests()).toHaveLength(REPOS.length)
})

test('a repository that cannot be read is reported with its rows, and the others are read', async () => {
  const { run } = setUpBulk({
    files: { 'p.csv': PLAN },
    repositories: Object.fromEntries(REPOS.slice(1).map((repo) => [repo, { permission: 'WRITE' }])),
  })
  const outcome = await run('p.csv --json')
  expect(outcome.exitCode).toBe(1)
  const [first, ...others] = linesOf(outcome)
  expect(first).toMatchObject({
    row: 1,
    problems: [expect.stringContaining('GitHub does not show example/sdk-0')],
  })
  expect(others.at(-1)).toMatchObject({ new: 19, rows: 20 })
})

test.each([
  ['title,body,repo,labels', 'bug', 'labels'],
  ['title,body,repo,parent', '#1', 'parents'],
  ['title,body,repo,milestone,labels', 'next,bug', 'labels, milestones'],
  ['title,body,repo', null, null],
])(
  'a fork in which the person may not set labels gets a note about what its rows lose (%s)',
  async (head, cells, lost) => {
    const row = ['Show the icons', TEXT, 'example/fork', ...(cells === null ? [] : [cells])].join(',')
    const fork = { parent: 'upstream/protocol', permission: 'READ' as const, labels: ['bug'], milestones: ['next'] }
    const { run } = setUpBulk({
      files: { 'p.csv': `${head}\n${row}\n` },
      repositories: {
        'upstream/protocol': {},
        'example/fork': { ...fork, issues: [{ title: 'The icons of servers' }] },
      },
    })
    const { stdout } = await run('p.csv')
    const notes = stdout.replaceAll(/\s+/g, ' ')
    expect(notes).toContain('Note example/fork is a fork of upstream/protocol; the issues go to the fork')
    const dropped = /example\/fork does not let you set these, so GitHub will drop them: (.*?) (?:Note|Create)/.exec(
      notes,
    )
    expect(dropped?.[1] ?? null).toBe(lost)
  },
)
