import { expect, test } from 'vitest'
import type { GitHub } from '../../../src/github/sign-in.ts'
import { SPEC, setUpProposing } from '../../support/proposing.ts'

const OPEN = ['sep', 'open', 'seps/0000-icons-for-tools.md', '--yes']
const RESUME = /unconfirmed: .*Run `mcp-comms sep open seps\/0000-icons-for-tools\.md` again/

/** Presses Ctrl-C `times` times, once, as soon as GitHub has received a request. `isUnanswered`: its answer never arrives. */
function pressingAt(method: 'proposalState' | Write, times: number, isUnanswered = false) {
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
  return setUpProposing({ permission: 'WRITE', watch, onInterrupt: (given) => (stop = given) })
}

const WRITES = ['createBranch', 'createCommit', 'createPullRequest', 'renamePullRequest'] as const
type Write = (typeof WRITES)[number]

test('Ctrl-C before the first request cancels', async () => {
  const world = pressingAt('proposalState', 1)
  const { exitCode, stderr } = await world.go(...OPEN)
  expect([exitCode, world.branches()], stderr).toEqual([130, []])
})

test.each(
  WRITES.flatMap((write) => [
    { write, times: 1, isUnanswered: false },
    { write, times: 2, isUnanswered: true },
  ]),
)(
  'Ctrl-C after $write was sent ($times times): what was sent is reported, and the next run completes it',
  async (given) => {
    const world = pressingAt(given.write, given.times, given.isUnanswered)
    const { exitCode, stderr } = await world.go(...OPEN)
    // The last step was answered, so nothing is left to do.
    const isComplete = given.write === 'renamePullRequest' && !given.isUnanswered
    expect(exitCode, stderr).toBe(isComplete ? 0 : 1)
    if (!isComplete) {
      expect(stderr).toMatch(RESUME)
      expect(await world.go(...OPEN)).toMatchObject({ exitCode: 0, stdout: `https://github.com/${SPEC}/pull/2\n` })
    }
    expect(world.spec()?.posts.filter(({ type }) => type === 'PullRequest')).toMatchObject([
      { title: 'SEP-2: Icons for tools' },
    ])
    expect(world.branches()).toHaveLength(1)
  },
)
