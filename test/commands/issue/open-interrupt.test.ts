import { expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'
import { CTRL_C } from '../../support/script.ts'

const UNCONFIRMED = /unconfirmed: .*Run `mcp-comms issue open d\.md` again/

/** Presses Ctrl-C this many times as soon as GitHub has received the issue. */
function setUpWithCtrlC(times: number, settings: Parameters<typeof setUpPosting>[0] = {}) {
  let stop: () => void = () => undefined
  let isPressed = false
  return setUpPosting({
    ...settings,
    onInterrupt: (listener) => {
      stop = listener
    },
    onSent: (disk) => {
      settings.onSent?.(disk)
      if (isPressed) return
      isPressed = true
      for (let count = 0; count < times; count++) stop()
    },
  })
}

test('after one Ctrl-C, the run waits for the response', async () => {
  const { run, posts } = setUpWithCtrlC(1)
  expect((await run('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
  expect(posts()).toHaveLength(1)
})

test('after one Ctrl-C and a lost response, the run does not wait until the post shows up', async () => {
  const { run, fake, posts } = setUpWithCtrlC(1)
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
  const { exitCode, stderr, files } = await run('issue', 'open', 'd.md', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).toMatch(UNCONFIRMED)
  expect(files['d.md']).toContain('sent:')
})

test('after a second Ctrl-C, the run does not wait for the response, and the next run finds the post', async () => {
  const { run, posts } = setUpWithCtrlC(2, { isUnanswered: true })
  const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).toMatch(UNCONFIRMED)
  const next = await run('issue', 'open', 'd.md', '--yes')
  expect([next.exitCode, next.stdout, posts().length], next.stderr).toEqual([0, `${posts()[0]?.url}\n`, 1])
})

test('after one Ctrl-C, the exit code still says that the draft could not be updated', async () => {
  const { run } = setUpWithCtrlC(1, { onSent: (disk) => disk.set('d.md', 'no draft') })
  const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
  expect(stderr).toContain('posted, but the draft file could not be updated')
  expect(exitCode).toBe(1)
})

test('after one Ctrl-C during the last post, an earlier draft that was stopped still decides the exit code', async () => {
  const stopped = DRAFT.replace('aiDisclosure', 'blocked: it became a report\naiDisclosure')
  const { run } = setUpWithCtrlC(1, { files: { 'stopped.md': stopped, 'd.md': DRAFT } })
  const { exitCode, stderr } = await run('issue', 'open', 'stopped.md', 'd.md', '--yes')
  expect(stderr).not.toContain('Cancelled')
  expect(exitCode).toBe(3)
})

const TWO = { 'a.md': DRAFT, 'b.md': DRAFT.replace('The handshake stalls', 'The reconnect fails') }

test('after one Ctrl-C and a lost response, the other drafts are not sent', async () => {
  const { run, fake, posts } = setUpWithCtrlC(1, { files: TWO })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
  const { exitCode, stderr } = await run('issue', 'open', 'a.md', 'b.md', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).toContain('Cancelled after posting 0 of 2 drafts, 1 unconfirmed. Nothing else was sent.\n')
})

test.each([
  ['between two drafts', 0],
  ['while the second draft is checked', 20],
])('after Ctrl-C %s, the other drafts are not sent, and the run does not say that nothing was', async (_, ticks) => {
  let stop: () => void = () => undefined
  const { run, clock, posts } = setUpPosting({ files: TWO, onInterrupt: (listener) => (stop = listener) })
  clock.sleep = async () => void pressLater()
  const pressLater = async () => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
    stop()
  }
  const { exitCode, stderr } = await run('issue', 'open', 'a.md', 'b.md', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).toContain('Cancelled after posting 1 of 2 drafts. Nothing else was sent.\n')
})

test('after two Ctrl-C while GitHub does not answer about the second draft, the run ends, and does not say that nothing was sent', async () => {
  let stop: () => void = () => undefined
  const other = 'example/other'
  const { run, posts } = setUpPosting({
    files: { ...TWO, 'b.md': PLAIN_DRAFT.replace(REPO, other) },
    otherSeed: { repositories: { [other]: {} } },
    onInterrupt: (listener) => (stop = listener),
    unanswered: {
      repo: other,
      onQuestion: () => {
        stop()
        stop()
      },
    },
  })
  const { exitCode, stderr } = await run('issue', 'open', 'a.md', 'b.md', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).toContain('Cancelled after posting 1 of 2 drafts. Nothing else was sent.\n')
})

test('a person who cancels after an unconfirmed post is not told that nothing was sent', async () => {
  const { run, fake, posts } = setUpPosting({
    files: TWO,
    person: [
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
      { ask: `Post it to ${REPO}?`, pick: CTRL_C },
    ],
  })
  fake.faults([
    { operation: 'CreateIssue', mode: 'drop-after' },
    { operation: 'NewestIssues', mode: 'bad-credentials', times: 6 },
  ])
  const { exitCode, stderr } = await run('issue', 'open', 'a.md', 'b.md')
  expect([exitCode, posts().length], stderr).toEqual([1, 1])
  expect(stderr).not.toContain('Nothing was sent')
  expect(stderr).toContain('1 unconfirmed. Nothing else was sent.')
})
