import { describe, expect, test } from 'vitest'
import type { WriteResult } from '../../src/github/retry.ts'
import { MODES, type Mode } from '../support/fake-github/faults.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { type GitHubSetup, REPO, setUpGitHub } from '../support/github.ts'

const SDK = 'example/sdk'
const MINE = { title: 'Mine', body: 'Old words.', author: 'newcomer' }
const IDEA = { title: 'An idea', author: 'newcomer' }

/** Issue #1 by another user, issue #2 and discussion #3 by the viewer, and issue #1 of another repository. */
async function setUp(settings: SeedInput['repositories'][string] = {}) {
  const repositoryState = { issues: [{ title: 'Theirs' }, MINE], discussions: [IDEA], ...settings }
  const setup = setUpGitHub(repositoryState, { repositories: { [SDK]: { issues: [MINE] } } })
  const { github } = setup
  const issue = async (repo: string, number: number) => ({ id: (await github.issue(repo, number))?.id ?? '' })
  return {
    ...setup,
    target: await github.target(REPO),
    theirs: await issue(REPO, 1),
    mine: await issue(REPO, 2),
    idea: { id: (await github.discussion(REPO, 3))?.id ?? '' },
    sdkIssue: await issue(SDK, 1),
  }
}
type Setup = Awaited<ReturnType<typeof setUp>>

const stateOf = ({ fake }: GitHubSetup) => fake.state().repositories[REPO]
const postOf = (setup: GitHubSetup, number: number) => stateOf(setup)?.posts[number - 1]

type Write = {
  readonly send: (setup: Setup) => Promise<WriteResult<unknown>>
  readonly tookEffect: (setup: Setup) => boolean
}
/** Writes, by the names of their operations. */
const WRITES: Readonly<Record<string, Write>> = {
  CreateLabel: {
    send: ({ github, target }) => github.createLabel(target, 'release'),
    tookEffect: (setup) => stateOf(setup)?.labels.includes('release') === true,
  },
  UpdateIssue: {
    send: ({ github, mine }) => github.updateIssueBody(REPO, mine, 'New words.'),
    tookEffect: (setup) => postOf(setup, 2)?.body === 'New words.',
  },
  CloseIssue: {
    send: ({ github, mine }) => github.closeIssue(REPO, mine),
    tookEffect: (setup) => postOf(setup, 2)?.closed === true,
  },
  CloseDiscussion: {
    send: ({ github, idea }) => github.closeDiscussion(REPO, idea),
    tookEffect: (setup) => postOf(setup, 3)?.closed === true,
  },
  AddSubIssue: {
    send: ({ github, theirs, mine }) => github.addSubIssue(REPO, theirs, mine),
    tookEffect: (setup) => postOf(setup, 2)?.parent === `${REPO}#1`,
  },
}

type Ending = { readonly outcome: 'refused' | 'unknown'; readonly tookEffect: boolean }
const refused: Ending = { outcome: 'refused', tookEffect: false }
const unknownButDone: Ending = { outcome: 'unknown', tookEffect: true }
const unknownNotDone: Ending = { outcome: 'unknown', tookEffect: false }
const ENDINGS: Readonly<Record<Mode, Ending>> = {
  'drop-before': unknownNotDone,
  'drop-after': unknownButDone,
  '502-before': unknownNotDone,
  '502-after': unknownButDone,
  '504-after': unknownButDone,
  slow: unknownButDone,
  'not-json': unknownNotDone,
  partial: unknownButDone,
  'bad-credentials': refused,
  forbidden: refused,
  'secondary-403': refused,
  'secondary-200': refused,
  'submitted-too-quickly': refused,
  'rate-limited': refused,
}

describe.each(Object.entries(WRITES))('%s', (operation, { send, tookEffect }) => {
  test('takes effect', async () => {
    const setup = await setUp({ permission: 'WRITE' })
    expect(tookEffect(setup)).toBe(false)
    expect(await send(setup)).toMatchObject({ outcome: 'done' })
    expect(tookEffect(setup)).toBe(true)
    setup.fake.verify()
  })

  test.each(MODES)('is sent once despite the fault %s, and ends with the right outcome', async (mode) => {
    const setup = await setUp({ permission: 'WRITE' })
    setup.fake.faults([{ operation, mode }])
    const { outcome } = await send(setup)
    expect({ outcome, tookEffect: tookEffect(setup) }).toEqual(ENDINGS[mode])
    expect(setup.fake.requests().filter((request) => request.operation === operation)).toHaveLength(1)
    setup.fake.verify()
  })

  test('is refused in an archived repository', async () => {
    const setup = await setUp({ permission: 'WRITE', archived: true })
    expect(await send(setup)).toMatchObject({ outcome: 'refused', failure: { failureClass: 'validation' } })
    expect(tookEffect(setup)).toBe(false)
  })

  test('is refused for a viewer who may only read, unless it changes only their own post', async () => {
    const setup = await setUp({ permission: 'READ' })
    const isAllowed = !['CreateLabel', 'AddSubIssue'].includes(operation)
    const expected = isAllowed ? { outcome: 'done' } : { outcome: 'refused', failure: { failureClass: 'permission' } }
    expect(await send(setup)).toMatchObject(expected)
    expect(tookEffect(setup)).toBe(isAllowed)
  })
})

test('a new label is returned with its id', async () => {
  const { github, target } = await setUp({ permission: 'WRITE' })
  const created = await github.createLabel(target, 'release')
  expect(created).toEqual({ outcome: 'done', value: { id: expect.stringMatching(/^LA_/), name: 'release' } })
  expect((await github.target(REPO)).labels).toContainEqual(created.outcome === 'done' ? created.value : null)
})

test('an issue is closed as not planned, and a discussion as outdated', async () => {
  const setup = await setUp({ permission: 'WRITE' })
  const { github, mine, idea } = setup
  await github.closeIssue(REPO, mine)
  await github.closeDiscussion(REPO, idea)
  expect([postOf(setup, 2), postOf(setup, 3)]).toMatchObject([
    { stateReason: 'NOT_PLANNED' },
    { stateReason: 'OUTDATED' },
  ])
})

test('an issue of another repository can become a sub-issue of only one parent, which it names by URL', async () => {
  const { github, theirs, mine, sdkIssue } = await setUp({ permission: 'TRIAGE' })
  expect(await github.addSubIssue(REPO, theirs, sdkIssue)).toMatchObject({ outcome: 'done' })
  expect(await github.issue(SDK, 1)).toMatchObject({ repo: SDK, parent: `https://github.com/${REPO}/issues/1` })
  for (const parent of [theirs, mine])
    expect(await github.addSubIssue(REPO, parent, sdkIssue)).toMatchObject({
      outcome: 'refused',
      failure: { reason: { kind: 'validation' } },
    })
})

test("other people's posts cannot be changed without triage permission", async () => {
  const { github, theirs } = await setUp()
  const denied = { outcome: 'refused', failure: { failureClass: 'permission' } }
  expect(await github.updateIssueBody(REPO, theirs, 'x')).toMatchObject(denied)
  expect(await github.closeIssue(REPO, theirs)).toMatchObject(denied)
  const triager = await setUp({ permission: 'TRIAGE' })
  expect(await triager.github.updateIssueBody(REPO, triager.theirs, 'x')).toMatchObject({ outcome: 'done' })
})

test('a new label is refused if its name exists in another letter case', async () => {
  const { github, target } = await setUp({ permission: 'WRITE' })
  expect(await github.createLabel(target, 'BUG')).toMatchObject({
    outcome: 'refused',
    failure: { reason: { kind: 'validation', messages: ['Name has already been taken'] } },
  })
})

test('a write with an unknown id is refused', async () => {
  const { github } = await setUp({ permission: 'WRITE' })
  const missingPost = { id: 'I_none' }
  const notFound = { outcome: 'refused', failure: { reason: { kind: 'not-found', about: REPO } } }
  expect(await github.createLabel({ id: 'R_none', repo: REPO }, 'x')).toMatchObject(notFound)
  expect(await github.updateIssueBody(REPO, missingPost, 'x')).toMatchObject(notFound)
  expect(await github.closeIssue(REPO, missingPost)).toMatchObject(notFound)
  expect(await github.closeDiscussion(REPO, missingPost)).toMatchObject(notFound)
  expect(await github.addSubIssue(REPO, missingPost, missingPost)).toMatchObject(notFound)
})
