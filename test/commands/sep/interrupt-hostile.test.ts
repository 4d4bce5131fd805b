import { expect, test } from 'vitest'
import type { GitHub } from '../../../src/github/sign-in.ts'
import { SPEC, setUpProposing } from '../../support/proposing.ts'

const OPEN = ['sep', 'open', 'seps/0000-icons-for-tools.md', '--yes']
const RESUME = /unconfirmed: .*Run `mcp-comms sep open seps\/0000-icons-for-tools\.md` again/

/**
 * Ctrl-C is pressed `times` times after GitHub has handled the first request of this method. With `isUnanswered`, the command never
 * gets the response.
 */
function setUpWithCtrlCAt(method: 'proposalState' | Write, times: number, isUnanswered = false) {
  let stop: (() => void) | null = null
  let isPressed = false
  const watch = (github: GitHub): GitHub => ({
    ...github,
    [method]: async (...args: never[]) => {
      const send: (...args: never[]) => unknown = github[method]
      const answer = await send(...args)
      if (isPressed || stop === null) return answer
      isPressed = true
      for (let count = 0; count < times; count++) stop()
      return isUnanswered ? new Promise(() => undefined) : answer
    },
  })
  return setUpProposing({ permission: 'WRITE', watch, onInterrupt: (listener) => (stop = listener) })
}

const WRITES = ['createBranch', 'createCommit', 'createPullRequest', 'renamePullRequest'] as const
type Write = (typeof WRITES)[number]

test('Ctrl-C before anything is written cancels', async () => {
  const proposing = setUpWithCtrlCAt('proposalState', 1)
  const { exitCode, stderr } = await proposing.run(...OPEN)
  expect([exitCode, proposing.branches()], stderr).toEqual([130, []])
})

test.each(WRITES.flatMap((write) => [['once', write, 1, false] as const, ['twice', write, 2, true] as const]))(
  'pressing Ctrl-C %s after %s was sent leaves one pull request, at the latest after the next run',
  async (_, write, times, isUnanswered) => {
    const proposing = setUpWithCtrlCAt(write, times, isUnanswered)
    const { exitCode, stderr } = await proposing.run(...OPEN)
    // The response to the last step has arrived, so nothing is left to do.
    const isComplete = write === 'renamePullRequest' && !isUnanswered
    expect(exitCode, stderr).toBe(isComplete ? 0 : 1)
    if (!isComplete) {
      expect(stderr).toMatch(RESUME)
      expect(await proposing.run(...OPEN)).toMatchObject({ exitCode: 0, stdout: `https://github.com/${SPEC}/pull/2\n` })
    }
    expect(proposing.spec()?.posts.filter(({ type }) => type === 'PullRequest')).toMatchObject([
      { title: 'SEP-2: Icons for tools' },
    ])
    expect(proposing.branches()).toHaveLength(1)
  },
)
