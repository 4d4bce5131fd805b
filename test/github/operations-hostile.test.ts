import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import * as operations from '../../src/github/operations.ts'
import { hasShape, type Shape } from '../../src/github/response.ts'
import { cases } from '../support/cases.ts'
import { connectTo, REPO } from '../support/github.ts'

const TIME = new Date('2026-11-22T10:00:00Z')
const POST = { id: 'I_1', repo: REPO }

/** Calls to a server that gives this response to every request, keyed by the names of their operations. */
function callsAnsweredWith(body: unknown) {
  const headers = { 'x-github-request-id': 'AB12:34CD', date: TIME.toUTCString(), 'content-type': 'application/json' }
  const github = connectTo(async () => new Response(JSON.stringify(body), { headers }))
  const issue = { title: 't', body: 'b', labelIds: [], assigneeIds: [], milestoneId: null, parentIssueId: null }
  const sent = { kind: 'issue', marker: 'm', repositoryId: 'R_1', viewer: 'me', earliest: TIME, latest: TIME } as const
  return {
    Target: () => github.target(REPO, { openPosts: true }),
    FileText: () => github.fileText(REPO, 'a.md'),
    SepCatalogue: () => github.seps(REPO),
    FindDuplicates: () => github.findDuplicates(REPO, ['t']),
    MergedPullRequests: () => github.countMergedPullRequests(REPO, 'me'),
    CreateIssue: () => github.createIssue(POST, issue),
    AddLabels: () => github.addLabels(REPO, POST, []),
    AddToProject: () => github.addToProject(REPO, POST, 'P_1'),
    NewestIssues: () => github.lookUpPost(sent),
    NewestDiscussions: () => github.lookUpPost({ ...sent, kind: 'discussion' }),
    ExistingIssue: () => github.issue(REPO, 1),
    ExistingDiscussion: () => github.discussion(REPO, 1),
    Projects: () => github.projects(REPO),
    IssueTypes: () => github.issueTypes(REPO),
    TypeOfIssue: () => github.typeOfIssue(REPO, POST),
    CreateLabel: () => github.createLabel(POST, 'l'),
    CurrentIssueBody: () => github.currentIssueBody(REPO, POST),
    UpdateIssue: () => github.updateIssueBody(REPO, POST, 'b'),
    CloseIssue: () => github.closeIssue(REPO, POST),
    CloseDiscussion: () => github.closeDiscussion(REPO, POST),
    AddSubIssue: () => github.addSubIssue(REPO, POST, POST),
    REST: async () => [await github.whoami(), await github.rateLimits(), await github.createFork(REPO)],
  }
}

const NAMES = Object.keys(callsAnsweredWith(null)) as (keyof ReturnType<typeof callsAnsweredWith>)[]
const SHAPES = new Map<string, Shape>(Object.entries(operations).map(([name, { shape }]) => [name, shape]))

/** Data of this shape, in which a part is sometimes replaced by any JSON, so that most responses are almost right. */
function almostData(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: dataOfShape(shape) }, { weight: 1, arbitrary: fc.jsonValue() })
}

function dataOfShape(shape: Shape): fc.Arbitrary<unknown> {
  if (shape === 'date') return fc.constantFrom(TIME.toISOString(), TIME.toISOString(), 'yesterday', '')
  if (shape === 'string') return fc.constantFrom('x', '', REPO, TIME.toISOString(), '__proto__')
  if (shape === 'number') return fc.constantFrom(0, 7, -1, 1.5, 1e300)
  if (shape === 'boolean') return fc.boolean()
  if ('nullable' in shape) return fc.option(almostData(shape.nullable), { freq: 8 })
  if ('list' in shape) return fc.array(almostData(shape.list), { maxLength: 3 })
  const parts = Object.entries(shape.fields).map(([name, field]) => {
    const part =
      typeof field === 'object' && 'optional' in field ? fc.option(almostData(field.optional)) : almostData(field)
    return part.map((value) => [name, value] as const)
  })
  return fc.tuple(...parts).map(Object.fromEntries)
}

test.each(NAMES)('any response to %s gives a result, or a failure with a reason', async (name) => {
  const data = almostData(SHAPES.get(name) ?? { fields: { login: 'string' } })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.record({ data }), data, fc.jsonValue()), async (body) => {
      const outcome: unknown = await callsAnsweredWith(body)
        [name]()
        .catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(GitHubFailure)
    }),
    cases(300, 40),
  )
})

test.each([...SHAPES])('the shape of %s does not match other data', (_, shape) => {
  for (const wrong of [{}, null, [], 'text', { viewer: 7, repository: 7, node: 7, user: 7 }])
    expect(hasShape(wrong, shape)).toBe(false)
})

test('a response without a viewer counts as not from GitHub', async () => {
  const answer = { data: { repository: null, community: null } }
  await expect(callsAnsweredWith(answer).Target()).rejects.toMatchObject({ reason: { kind: 'not-github' } })
})
