import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const children = (count: number, parent: string) =>
  Array.from({ length: count }, (_, index) => `Task number ${index + 1},${TEXT},${REPO},,${parent}`)
const plan = (...rows: readonly string[]) => ['title,body,repo,key,parent', ...rows, ''].join('\n')

test('more children than a new parent can have are reported before the run', async () => {
  const files = { 'p.csv': plan(`All of them,${TEXT},${REPO},all,`, ...children(101, 'all')) }
  const { go, mutations } = setUpBulk({ files })
  for (const flags of ['', '--apply --yes --max 200']) {
    const { exitCode, stderr } = await go(`p.csv ${flags}`)
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('p.csv row 102 (line 103): parent: GitHub accepts 100 sub-issues')
  }
  expect(mutations()).toEqual([])
})

test('sub-issues that a parent already has count towards its limit', async () => {
  const files = { 'p.csv': plan(...children(98, '#1')) }
  const world = setUpBulk({
    files,
    repositories: { [REPO]: { permission: 'WRITE', issues: [{ title: 'All of them' }] } },
  })
  expect((await world.go('p.csv --apply --yes --max 200')).exitCode).toBe(0)
  world.changeFile('q.csv', plan(...children(3, '#1').map((row) => row.replace('Task', 'Another task'))))
  const { exitCode, stderr } = await world.go('q.csv --apply --yes')
  expect(exitCode).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('already has 98 (closed ones count), so the plan can add 2 of its 3')
  expect(world.posts()).toHaveLength(99)
})
