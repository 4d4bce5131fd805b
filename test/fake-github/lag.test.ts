import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt, valuesAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const READ = `query Read($number: Int!) { repository(owner: "example", name: "protocol") {
  id
  issues(first: 100) { nodes { title } }
  labels(first: 100) { nodes { name } }
  refs(refPrefix: "refs/heads/", first: 100) { nodes { name } }
  issue(number: $number) { id title }
  defaultBranchRef { target { oid } }
} }`
const CREATE = 'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { id number } } }'
const UPDATE = 'mutation Update($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { title } } }'

async function setUp(lag: SeedInput['lag'], rest: Partial<SeedInput> = {}) {
  const clock = manualClock()
  const repositories = { 'example/protocol': { permission: 'WRITE' as const, issues: [{ title: 'First' }] } }
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, lag, ...rest, repositories }, clock)
  const read = async (number = 1) => {
    const { data, errors } = await sendQuery(fake, READ, { number })
    const valuesIn = (path: string, name: string) => valuesAt(valueAt(data, `repository.${path}.nodes`), name)
    return {
      ids: {
        repositoryId: valueAt(data, 'repository.id'),
        oid: valueAt(data, 'repository.defaultBranchRef.target.oid'),
      },
      titles: valuesIn('issues', 'title'),
      labels: valuesIn('labels', 'name'),
      branches: valuesIn('refs', 'name'),
      title: valueAt(data, 'repository.issue.title'),
      id: valueAt(data, 'repository.issue.id'),
      errors,
    }
  }
  const { repositoryId, oid } = (await read()).ids
  const create = (title: string) => sendQuery(fake, CREATE, { input: { repositoryId, title } })
  return { fake, clock, read, create, repositoryId, oid }
}

test('listings lag, but lookups by number do not', async () => {
  const { fake, clock, read, create, repositoryId, oid } = await setUp({ listings: 30 })
  await create('Second')
  const label = { repositoryId, name: 'new', color: 'ededed' }
  await sendQuery(fake, 'mutation L($input: CreateLabelInput!) { createLabel(input: $input) { label { id } } }', {
    input: label,
  })
  const ref = { repositoryId, name: 'refs/heads/work', oid }
  await sendQuery(fake, 'mutation R($input: CreateRefInput!) { createRef(input: $input) { ref { name } } }', {
    input: ref,
  })
  expect(await read(2)).toMatchObject({ title: 'Second', titles: ['First'], labels: [], branches: ['main'] })
  clock.advance(29_999)
  expect(await read(2)).toMatchObject({ titles: ['First'] })
  clock.advance(1)
  expect(await read(2)).toMatchObject({ titles: ['First', 'Second'], labels: ['new'], branches: ['main', 'work'] })
  fake.verify()
})

test('lookups by number or id lag: a new issue is not found, and a changed one still has its old values', async () => {
  const { fake, clock, read, create } = await setUp({ lookups: 20 })
  const { id } = await read()
  const created = valueAt(await create('Second'), 'data.createIssue.issue.id')
  await sendQuery(fake, UPDATE, { input: { id, title: 'First, changed' } })
  expect(await read(2)).toMatchObject({ errors: [{ type: 'NOT_FOUND', path: ['repository', 'issue'] }] })
  const lookup = await sendQuery(fake, 'query N($id: ID!) { node(id: $id) { id } }', { id: created })
  expect(lookup.errors).toMatchObject([{ type: 'NOT_FOUND' }])
  expect(await read(1)).toMatchObject({ title: 'First', titles: ['First, changed', 'Second'] })
  clock.advance(20_000)
  expect((await read(1)).title).toBe('First, changed')
})

test('replicas of different ages answer in turn', async () => {
  const { read, create, clock } = await setUp({ listings: { replicas: [0, 60] } })
  await create('Second')
  clock.advance(10_000)
  const countsSeen = [await read(), await read(), await read(), await read()].map(({ titles }) => titles.length)
  // The setup has sent one read, to the first replica.
  expect(countsSeen).toEqual([1, 2, 1, 2])
})

test('a lag that differs between reads is the same again for the same seed (`random`)', async () => {
  const countsSeen = async (random: number) => {
    const { read, create, clock } = await setUp({ listings: { from: 0, to: 60 } }, { random })
    await create('Second')
    clock.advance(30_000)
    const counts: number[] = []
    for (let count = 0; count < 30; count++) counts.push((await read()).titles.length)
    return counts
  }
  const counts = await countsSeen(1)
  expect(new Set(counts)).toEqual(new Set([1, 2]))
  expect(await countsSeen(1)).toEqual(counts)
  expect(await countsSeen(2)).not.toEqual(counts)
})

test('everything that exists when a lag is set is visible', async () => {
  const { fake, read, create } = await setUp({})
  await create('Second')
  fake.conditions({ lag: { listings: 30 } })
  await create('Third')
  expect((await read()).titles).toEqual(['First', 'Second'])
  fake.conditions({ lag: { listings: 0 } })
  expect((await read()).titles).toEqual(['First', 'Second', 'Third'])
})
