import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'

const OTHER = 'example/other'
const URL = `https://github.com/${REPO}/issues/1`

/** A draft that was posted, although the run did not learn it: the listing is behind. */
async function afterAnUnconfirmedPost(settings: Parameters<typeof setUpPosting>[0] = {}, name = 'd.md') {
  const world = setUpPosting({
    ...settings,
    rest: { repositories: { [OTHER]: { permission: 'TRIAGE', labels: ['bug'] } } },
  })
  world.fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
  world.fake.conditions({ lag: { listings: 120 } })
  const first = await world.go('issue', 'open', name, '--yes')
  expect([first.exitCode, world.posts().length], first.stderr).toEqual([1, 1])
  expect(first.stderr).toMatch(/unconfirmed: .*Run `mcp-comms issue open \S.*` again/s)
  const all = () => Object.values(world.fake.state().repositories).flatMap(({ posts }) => posts)
  return { ...world, first, all }
}

test('while the listing is behind, it is not posted again; later it is found', async () => {
  const { go, clock, all } = await afterAnUnconfirmedPost()
  const second = await go('issue', 'open', 'd.md', '--yes')
  expect([second.exitCode, all().length]).toEqual([1, 1])
  clock.advance(120_000)
  const third = await go('issue', 'open', 'd.md', '--yes')
  expect([third.exitCode, third.stdout, all().length]).toEqual([0, `${URL}\n`, 1])
})

test.each([-90_000, 90_000])('a local clock that is %i seconds ahead makes no difference', async (seconds) => {
  const { go, clock, fake, all } = await afterAnUnconfirmedPost()
  clock.setAhead(seconds * 1000)
  fake.conditions({ clockAhead: -seconds, lag: { listings: 300 } })
  await go('issue', 'open', 'd.md', '--yes')
  expect(all()).toHaveLength(1)
})

test('a draft whose repository was edited is found where it was sent', async () => {
  const { go, clock, first, all } = await afterAnUnconfirmedPost()
  clock.advance(120_000)
  const { exitCode, stdout, stderr } = await go('issue', 'open', 'd.md', '--yes', '--repo', OTHER)
  expect([exitCode, stdout, all().length], stderr).toEqual([0, `${URL}\n`, 1])
  expect(stderr).toContain(`An earlier run posted d.md in ${REPO}; nothing was sent to ${OTHER}.`)
  expect(first.files['d.md']).toContain('repositoryId:')
})

describe('a draft that was edited in the meantime', () => {
  const TITLE = 'The handshake stalls for ever'
  const openAgain = async (...flags: readonly string[]) => {
    const world = await afterAnUnconfirmedPost()
    world.clock.advance(120_000)
    return { ...world, outcome: await world.go('issue', 'open', 'd.md', '--yes', '--title', TITLE, ...flags) }
  }

  test('is not called published: its author chooses', async () => {
    const { outcome, all } = await openAgain()
    expect([outcome.exitCode, outcome.stdout, all().length]).toEqual([1, '', 1])
    for (const words of [URL, '--if-posted keep', '--if-posted again']) expect(outcome.stderr).toContain(words)
  })

  test("is named in the commands as the person's shell wants it", async () => {
    const name = "it's $HOME.md"
    const world = await afterAnUnconfirmedPost({ files: { [name]: DRAFT } }, name)
    world.clock.advance(120_000)
    const { stderr } = await world.go('issue', 'open', name, '--yes', '--title', TITLE)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(String.raw`issue open 'it'\''s $HOME.md' --if-posted keep`)
  })

  test('keeps the post', async () => {
    const { outcome, all } = await openAgain('--if-posted', 'keep')
    expect([outcome.exitCode, outcome.stdout, all().length], outcome.stderr).toEqual([0, `${URL}\n`, 1])
  })

  test('is posted as well', async () => {
    const { outcome, all } = await openAgain('--if-posted', 'again')
    expect([outcome.exitCode, all().map(({ title }) => title)], outcome.stderr).toEqual([
      0,
      [expect.stringContaining('when a reply is split'), TITLE],
    ])
  })
})

test('a refusal is certain, so the next run sends it at once', async () => {
  const { fake, go, posts } = setUpPosting({ files: { 'd.md': DRAFT } })
  fake.faults([{ operation: 'CreateIssue', mode: 'refused', message: 'No', payload: 'null-inside' }])
  const first = await go('issue', 'open', 'd.md', '--yes')
  expect([first.exitCode, first.files['d.md']?.includes('sent:')], first.stderr).toEqual([1, false])
  expect(first.stderr).toContain('No')
  expect((await go('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
  expect(posts()).toHaveLength(1)
})
