import { expect, test } from 'vitest'
import type { WorldChange } from '../../support/fake-github/world-changes.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'

const OTHER_REPO = 'example/other'
const IDEA = `---\nkind: discussion\nrepo: ${REPO}\ntitle: Resumable uploads over the wire\ncategory: ideas\naiDisclosure: none\n---\nWhat if an upload could go on where it stopped?\n`
const KINDS = ['issue', 'discussion'] as const

/** Posts a draft, but loses GitHub's response while the listing lags, so that the run does not find its post. */
async function postAndLoseResponse(kind: (typeof KINDS)[number]) {
  const posting = setUpPosting({
    ...(kind === 'discussion' ? { files: { 'd.md': IDEA } } : {}),
    otherSeed: { repositories: { [OTHER_REPO]: { permission: 'TRIAGE', labels: ['bug'], categories: ['Ideas'] } } },
  })
  const operation = kind === 'issue' ? 'CreateIssue' : 'CreateDiscussion'
  posting.fake.faults([{ operation, mode: 'drop-after' }])
  posting.fake.conditions({ lag: { listings: 120 } })
  const open = () => posting.run(kind, 'open', 'd.md', '--yes')
  expect((await open()).exitCode).toBe(1)
  posting.clock.advance(20 * 60_000)
  const allPosts = () => Object.values(posting.fake.state().repositories).flatMap(({ posts }) => posts)
  return { ...posting, open, allPosts }
}

const CHANGES: readonly (readonly [what: string, change: WorldChange, address: RegExp])[] = [
  ['the repository was renamed', { change: 'rename', repository: REPO, to: 'example/renamed' }, /example\/renamed/],
  ['the post was transferred', { change: 'transfer', repository: REPO, number: 1, to: OTHER_REPO }, /example\/other/],
]

// The fake GitHub transfers issues only.
const CASES = KINDS.flatMap((kind) =>
  CHANGES.filter(([, { change }]) => kind === 'issue' || change !== 'transfer').map(
    (change) => [kind, ...change] as const,
  ),
)

test.each(CASES)('%s open, after %s: the post is found, and not sent again', async (kind, _, change, address) => {
  const { fake, clock, open, allPosts } = await postAndLoseResponse(kind)
  fake.change([change])
  clock.advance(5 * 60_000)
  const outcome = await open()
  expect([outcome.exitCode, allPosts().length], outcome.stderr).toEqual([0, 1])
  expect(outcome.stdout).toMatch(address)
})

test('discussion open, after discussions were disabled: the post is found, and not sent again as an issue', async () => {
  const { fake, open, allPosts } = await postAndLoseResponse('discussion')
  fake.change([{ change: 'settings', repository: REPO, set: { discussionsEnabled: false } }])
  const { exitCode, stdout, stderr } = await open()
  expect([exitCode, allPosts().length], stderr).toEqual([0, 1])
  expect(stdout).toContain('/discussions/1')
})

test.each(KINDS)('%s open by another account: the draft is not posted again', async (kind) => {
  const { fake, open, allPosts } = await postAndLoseResponse(kind)
  fake.change([{ change: 'viewer', login: 'somebody-else' }])
  const { exitCode, stderr } = await open()
  expect([exitCode, allPosts().length], stderr).toEqual([1, 1])
  expect(stderr).toContain('@newcomer')
})

test.each(KINDS.flatMap((kind) => [400, 401, 403, 404].map((status) => [kind, status] as const)))(
  '%s open, if a proxy answers with a page and status %i although the post was created: the draft is posted once',
  async (kind, status) => {
    const { run, fake, posts } = setUpPosting(kind === 'discussion' ? { files: { 'd.md': IDEA } } : {})
    const operation = kind === 'issue' ? 'CreateIssue' : 'CreateDiscussion'
    fake.faults([{ operation, mode: 'proxy', status, page: 'html', write: 'done' }])
    const { exitCode, stderr } = await run(kind, 'open', 'd.md', '--yes')
    expect([exitCode, posts().length], stderr).toEqual([0, 1])
  },
)
