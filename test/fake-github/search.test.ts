import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { sendQuery, valueAt, valuesAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const clock = manualClock()
const fake = createFakeGitHub(
  {
    viewer: { login: 'newcomer', mergedPullRequests: { 'example/protocol': 2 } },
    repositories: {
      'example/protocol': {
        labels: ['bug'],
        categories: ['Ideas'],
        issues: [
          { title: 'Timeout on connect', body: 'stdio', labels: ['bug'], author: 'ada' },
          { title: 'Timeout elsewhere', closed: true },
        ],
        discussions: [{ title: 'Should a timeout be an error?' }],
        pullRequests: [{ title: 'Handle the timeout', author: 'ada' }],
      },
      'example/other': { issues: [{ title: 'Timeout in another place' }] },
    },
  },
  clock,
)

async function search(query: string, type = 'ISSUE') {
  const document =
    'query S($query: String!, $type: SearchType!) { search(query: $query, type: $type, first: 20) { issueCount discussionCount nodes { ... on Issue { title } ... on PullRequest { title } ... on Discussion { title } } } }'
  return valueAt(await sendQuery(fake, document, { query, type }), 'data.search')
}
const titles = async (query: string, type?: string) =>
  valuesAt(valueAt(await search(query, type), 'nodes'), 'title').sort()

test.each([
  ['repo:example/protocol timeout connect', ['Timeout on connect']],
  ['repo:EXAMPLE/Protocol "timeout on"', ['Timeout on connect']],
  ['repo:example/protocol time', []],
  ['repo:example/protocol timeout is:issue is:open', ['Timeout on connect']],
  ['repo:example/protocol timeout is:closed is:issue', ['Timeout elsewhere']],
  ['repo:example/protocol is:pr author:ada', ['Handle the timeout']],
  ['repo:example/protocol is:pr is:merged author:newcomer', ['Merged work 1', 'Merged work 2']],
  ['label:bug timeout', ['Timeout on connect']],
  ['timeout another', ['Timeout in another place']],
])('the search `%s` finds %j', async (query, expected) => {
  expect(await titles(query)).toEqual(expected)
})

test('discussions have their own search', async () => {
  expect(await titles('repo:example/protocol timeout', 'DISCUSSION')).toEqual(['Should a timeout be an error?'])
  expect(await search('timeout', 'DISCUSSION')).toMatchObject({ discussionCount: 1, issueCount: 0 })
})

test('the search finds a new issue only after half a minute', async () => {
  const { data } = await sendQuery(fake, 'query R { repository(owner: "example", name: "protocol") { id } }')
  const input = { repositoryId: valueAt(data, 'repository.id'), title: 'Freshly written' }
  await sendQuery(fake, 'mutation C($input: CreateIssueInput!) { createIssue(input: $input) { issue { id } } }', {
    input,
  })
  expect(await titles('freshly')).toEqual([])
  clock.advance(30_000)
  expect(await titles('freshly')).toEqual(['Freshly written'])
})
