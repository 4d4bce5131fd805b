import { expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { type PullRequestApi, readVersion, sendVersion } from '../../src/publish/update-proposal.ts'

const PATH = 'seps/12-icons.md'
const HEAD = { repo: 'ada/protocol', branch: 'icons', oid: 'c3' }

/** A pull request of the viewer, ada, with these commits, newest first. The texts are by the ids of the commits. */
function pullRequestWith(
  commits: readonly (readonly [oid: string, author: string | null])[],
  texts: Readonly<Record<string, string>>,
): PullRequestApi {
  return {
    pullRequest: async () => ({
      ...{
        id: 'P',
        number: 12,
        title: 'Icons',
        url: 'https://example.org/12',
        body: '',
        closed: false,
        merged: false,
        isMine: true,
      },
      ...{ base: { repo: 'example/protocol', main: 'main', isPrivate: false }, head: HEAD, labels: [] },
      replacedHeads: [],
      sepPaths: [PATH],
    }),
    fileText: async (_repo, _path, commit) => texts[commit] ?? null,
    fileHistory: async () => commits.map(([oid, author]) => ({ oid, author, message: 'Edit' })),
    formerFile: async () => null,
    createCommit: () => Promise.reject(new Error('nothing is sent')),
  }
}

const reference = { repo: 'example/protocol', number: 12, viewer: 'ada' }

test.each([
  ['the newest commit of the viewer', ['grace', 'ada'], 'ours'],
  ["not one that may be somebody else's, because GitHub does not know its author", [null, 'ada'], 'ours'],
  ['one without a known author if the viewer has no other', [null, 'grace'], 'theirs'],
] as const)('the text that was last sent is that of %s', async (_, [newest, oldest], sentText) => {
  const commits = [['c3', newest] as const, ['c1', oldest] as const]
  const github = pullRequestWith(commits, { c3: 'theirs', c1: 'ours' })
  expect(await readVersion(github, reference)).toMatchObject({ text: 'theirs', sentText })
})

test('if the text that was last sent cannot be read, the text of others does not count as sent', async () => {
  const github = pullRequestWith(
    [
      ['c3', 'grace'],
      ['c1', 'ada'],
    ],
    { c3: 'theirs' },
  )
  expect(await readVersion(github, reference)).toMatchObject({ text: 'theirs', sentText: '' })
})

test('a commit that got no response counts as sent if somebody has already committed on top of it', async () => {
  const before = pullRequestWith([['c3', 'ada']], { c3: 'ours' })
  const first = await readVersion(before, reference)
  const later = pullRequestWith(
    [
      ['c5', 'grace'],
      ['c4', 'ada'],
    ],
    { c5: 'theirs', c4: 'new' },
  )
  const github: PullRequestApi = {
    ...later,
    pullRequest: async (...args) => ({ ...(await later.pullRequest(...args)), head: { ...HEAD, oid: 'c5' } }),
    createCommit: async () => ({
      outcome: 'unknown',
      failure: new GitHubFailure({ kind: 'network', code: 'interrupted' }),
    }),
  }
  const sending = { github, clock: { sleep: async () => {} }, reference, onWait: () => {} }
  expect(await sendVersion(sending, first, 'new')).toBe(true)
})

test('a SEP whose pull request is closed is not updated, and the message says what to do', async () => {
  const open = pullRequestWith([['c3', 'ada']], { c3: 'ours' })
  const closed: PullRequestApi = {
    ...open,
    pullRequest: async (...args) => ({ ...(await open.pullRequest(...args)), closed: true }),
  }
  await expect(readVersion(closed, reference)).rejects.toThrow(
    'its pull request is closed. If it was merged, change the SEP in a new pull request. Otherwise, reopen it (https://example.org/12), and run the same command again',
  )
})
