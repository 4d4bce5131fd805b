import { expect, test } from 'vitest'
import { setUpPosting } from '../../support/posting.ts'

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
    onSent: () => {
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
