import { expect, test } from 'vitest'
import { connectGitHub } from '../../src/github/connect.ts'
import { REPO, TOKEN } from '../support/github.ts'
import { manualClock } from '../support/manual-clock.ts'

/** GitHub answering this to everything: what the fake never does, but the schema allows. */
function answering(data: object) {
  const endpoints = { api: 'http://127.0.0.1', graphql: 'http://127.0.0.1/graphql', host: '127.0.0.1' }
  const fetch = async () => Response.json({ data })
  return connectGitHub({ endpoints, token: TOKEN, userAgent: 'mcp-comms/test', fetch, clock: manualClock() })
}
const place = { id: 'R_1', repo: REPO }
const issue = { title: 't', body: 'b', labelIds: [], assigneeIds: [], milestoneId: null, parentIssueId: null }

test.each([{ createIssue: null }, { createIssue: { issue: null } }])(
  '%j leaves open whether there is an issue',
  async (data) => {
    expect(await answering(data).createIssue(place, issue)).toMatchObject({ outcome: 'unknown' })
  },
)

test('a file that GitHub cut off is not passed off as whole', async () => {
  const object = { oid: 'x', text: 'the first half', isTruncated: true }
  const read = answering({ repository: { object } }).fileText(REPO, 'MAINTAINERS.md')
  await expect(read).rejects.toMatchObject({ reason: { kind: 'partial', about: `MAINTAINERS.md of ${REPO}` } })
})

test('a template that is cut off, has no text or is a folder is none', async () => {
  const entries = [
    { name: 'long.yml', object: { oid: 'a', text: 'name: Lo', isTruncated: true } },
    { name: 'picture.png', object: { oid: 'b', text: null, isTruncated: false } },
    { name: 'folder', object: {} },
    { name: 'submodule', object: null },
  ]
  const repository = { nameWithOwner: REPO, issue: { entries }, discussion: { entries: null } }
  expect(await answering({ repository, community: null }).templates(REPO)).toEqual({ issue: null, discussion: null })
})

test('nodes that the token may not see are left out', async () => {
  const hole = {
    nodes: [
      null,
      { __typename: 'Issue', number: 1, title: 't', url: 'u', closed: false, updatedAt: '2026-01-01T00:00:00Z' },
    ],
  }
  const found = await answering({ posts: hole, discussions: { nodes: [null, { __typename: 'App' }] } }).findDuplicates(
    REPO,
    ['t'],
  )
  expect(found.map(({ number }) => number)).toEqual([1])
})
