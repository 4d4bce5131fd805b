import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'
import { quillonText } from '../../support/quillon.ts'

const OTHER_REPO = 'example/other'
const ISSUE_URL = `https://github.com/${REPO}/issues/1`

/** Posts a draft, but loses GitHub's response while the listing is behind, so that the run does not find its post. */
async function postAndLoseResponse(
  settings: Parameters<typeof setUpPosting>[0] = {},
  name = 'd.md',
  flags: readonly string[] = [],
) {
  const posting = setUpPosting({
    ...settings,
    otherSeed: { repositories: { [OTHER_REPO]: { permission: 'TRIAGE', labels: ['bug'] } } },
  })
  posting.fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
  posting.fake.conditions({ lag: { listings: 120 } })
  const first = await posting.run('issue', 'open', name, '--yes', ...flags)
  expect([first.exitCode, posting.posts().length], first.stderr).toEqual([1, 1])
  expect(first.stderr).toMatch(/unconfirmed: .*Run `mcp-comms issue open \S.*` again/s)
  const allPosts = () => Object.values(posting.fake.state().repositories).flatMap(({ posts }) => posts)
  return { ...posting, first, allPosts }
}

test('a draft is not posted again while the listing is behind, and is found later', async () => {
  const { run, clock, allPosts } = await postAndLoseResponse()
  const second = await run('issue', 'open', 'd.md', '--yes')
  expect([second.exitCode, allPosts().length]).toEqual([1, 1])
  clock.advance(120_000)
  const third = await run('issue', 'open', 'd.md', '--yes')
  expect([third.exitCode, third.stdout, allPosts().length]).toEqual([0, `${ISSUE_URL}\n`, 1])
})

test.each([
  ['behind', -90_000],
  ['ahead', 90_000],
])('a draft is not posted again if the local clock is more than a day %s', async (_, seconds) => {
  const { run, clock, fake, allPosts } = await postAndLoseResponse()
  clock.setAhead(seconds * 1000)
  fake.conditions({ clockAhead: -seconds, lag: { listings: 300 } })
  await run('issue', 'open', 'd.md', '--yes')
  expect(allPosts()).toHaveLength(1)
})

test('issue new --open names the file of the rules once', async () => {
  const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT, 'rules.yaml': quillonText } })
  const { stderr } = await run('issue', 'new', '--from', 'd.md', '--open', '--yes', '--policy', 'rules.yaml')
  expect(posts(), stderr).toHaveLength(1)
  expect(stderr.split('Using the rules in rules.yaml')).toHaveLength(2)
})

test('the suggested commands repeat --policy', async () => {
  const files = { 'd.md': DRAFT, 'our rules.yaml': quillonText }
  const policyFlags = ['--policy', 'our rules.yaml']
  const { first, run, clock } = await postAndLoseResponse({ files }, 'd.md', policyFlags)
  const resume = 'mcp-comms issue open d.md --policy "our rules.yaml"'
  const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')
  expect(oneLine(first.stderr)).toContain(`Run \`${resume}\` again`)
  expect(oneLine((await run('issue', 'open', 'd.md', '--yes', ...policyFlags)).stderr)).toContain(
    `Run \`${resume}\` again`,
  )
  clock.advance(120_000)
  const changed = await run('issue', 'open', 'd.md', '--yes', '--title', 'It stalls for ever', ...policyFlags)
  expect(oneLine(changed.stderr)).toContain(`${resume} --if-posted keep`)
})

test('a draft is found where it was sent, even if --repo names another repository', async () => {
  const { run, clock, first, allPosts } = await postAndLoseResponse()
  clock.advance(120_000)
  const { exitCode, stdout, stderr } = await run('issue', 'open', 'd.md', '--yes', '--repo', OTHER_REPO)
  expect([exitCode, stdout, allPosts().length], stderr).toEqual([0, `${ISSUE_URL}\n`, 1])
  expect(stderr).toContain(`An earlier run posted d.md in ${REPO}; nothing was sent to ${OTHER_REPO}.`)
  expect(first.files['d.md']).toContain('repositoryId:')
})

describe('a draft that was edited in the meantime', () => {
  const TITLE = 'The handshake stalls for ever'
  const openEdited = async (...flags: readonly string[]) => {
    const posting = await postAndLoseResponse()
    posting.clock.advance(120_000)
    return { ...posting, outcome: await posting.run('issue', 'open', 'd.md', '--yes', '--title', TITLE, ...flags) }
  }

  test('is not reported as published, because its author has to choose with --if-posted', async () => {
    const { outcome, allPosts } = await openEdited()
    expect([outcome.exitCode, outcome.stdout, allPosts().length]).toEqual([1, '', 1])
    for (const words of [ISSUE_URL, '--if-posted keep', '--if-posted again']) expect(outcome.stderr).toContain(words)
  })

  test('has its name quoted for the shell in the suggested commands', async () => {
    const name = "it's $HOME.md"
    const posting = await postAndLoseResponse({ files: { [name]: DRAFT } }, name)
    posting.clock.advance(120_000)
    const { stderr } = await posting.run('issue', 'open', name, '--yes', '--title', TITLE)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(String.raw`issue open 'it'\''s $HOME.md' --if-posted keep`)
  })

  test('keeps the earlier post with --if-posted keep', async () => {
    const { outcome, allPosts } = await openEdited('--if-posted', 'keep')
    expect([outcome.exitCode, outcome.stdout, allPosts().length], outcome.stderr).toEqual([0, `${ISSUE_URL}\n`, 1])
  })

  test('becomes a second post with --if-posted again', async () => {
    const { outcome, allPosts } = await openEdited('--if-posted', 'again')
    expect([outcome.exitCode, allPosts().map(({ title }) => title)], outcome.stderr).toEqual([
      0,
      [expect.stringContaining('when a reply is split'), TITLE],
    ])
  })
})

test('a draft that GitHub refused is sent again by the next run at once', async () => {
  const { fake, run, posts } = setUpPosting({ files: { 'd.md': DRAFT } })
  fake.faults([{ operation: 'CreateIssue', mode: 'refused', message: 'No', payload: 'null-inside' }])
  const first = await run('issue', 'open', 'd.md', '--yes')
  expect([first.exitCode, first.files['d.md']?.includes('sent:')], first.stderr).toEqual([1, false])
  expect(first.stderr).toContain('No')
  expect((await run('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
  expect(posts()).toHaveLength(1)
})

test('a draft that was sent, but has lost its marker, is not sent again', async () => {
  const sent = `sent:\n  at: 2026-11-22T09:00:00Z\n  repo: ${REPO}\n  viewer: newcomer\n`
  const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT.replace('labels:', `${sent}labels:`) } })
  const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
  expect([exitCode, posts()]).toEqual([1, []])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('its "marker" is missing, so its post cannot be found')
})
