import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'

const REPOS = Array.from({ length: 20 }, (_, at) => `example/sdk-${at}`)
const TEXT = 'The client has to follow the next version of the specification.'
const rows = ['title,body,repo', ...REPOS.map((repo, at) => `Task number ${at},${TEXT},${repo}`), ''].join('\n')

test('repositories are read in parallel, each once, and at most eight at a time', async () => {
  let open = 0
  let most = 0
  const { go, fake } = setUpBulk({
    files: { 'p.csv': rows },
    repositories: Object.fromEntries(REPOS.map((repo) => [repo, { permission: 'WRITE' }])),
    onRequest: async () => {
      most = Math.max(most, ++open)
      await setImmediate()
      open--
    },
  })
  expect((await go('p.csv')).exitCode).toBe(0)
  expect(most).toBe(8)
  expect(fake.requests()).toHaveLength(REPOS.length)
})

test('a repository that cannot be read is reported with its rows, and the others are read', async () => {
  const { go } = setUpBulk({
    files: { 'p.csv': rows },
    repositories: Object.fromEntries(REPOS.slice(1).map((repo) => [repo, { permission: 'WRITE' }])),
  })
  const outcome = await go('p.csv --json')
  expect(outcome.exitCode).toBe(1)
  const [first, ...others] = linesOf(outcome)
  expect(first).toMatchObject({
    row: 1,
    problems: [expect.stringContaining('GitHub does not show example/sdk-0')],
  })
  expect(others.at(-1)).toMatchObject({ new: 19, rows: 20 })
})
