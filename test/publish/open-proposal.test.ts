import { expect, test } from 'vitest'
import { openProposal } from '../../src/publish/open-proposal.ts'
import { REPO, setUpGitHub } from '../support/github.ts'
import { FILES, NOTHING_SENT, proposal, setUpProposal, TRAILER } from '../support/open-proposal.ts'

test('without push access, a proposal gets a fork, a branch, two commits and a numbered pull request', async () => {
  const { open, steps, expectOpenedOnce } = setUpProposal('READ')
  expect(await open()).toMatchObject({ number: 2, url: `https://github.com/${REPO}/pull/2` })
  expect(steps).toEqual(['fork', 'branch', 'add', 'pull-request', 'rename', 'title'])
  expectOpenedOnce()
})

test('with push access, a proposal gets no fork', async () => {
  const { open, steps, expectOpenedOnce } = setUpProposal('WRITE')
  await open()
  expect(steps).toEqual(['branch', 'add', 'pull-request', 'rename', 'title'])
  expectOpenedOnce()
})

test('a second run changes nothing', async () => {
  const { open, steps, expectOpenedOnce } = setUpProposal('READ')
  await open()
  const stepCount = steps.length
  await open()
  expect(steps).toHaveLength(stepCount)
  expectOpenedOnce()
})

test.each([
  ['closed', /#1 is closed/],
  ['merged', /already had pull request #1 .*, which was merged/],
])('a pull request that was %s is not opened again', async (end, message) => {
  const setup = setUpGitHub({
    permission: 'WRITE',
    files: FILES,
    pullRequests: [
      { title: 'SEP-1: Tool icons', author: 'newcomer', head: 'sep/tool-icons', message: TRAILER, [end]: true },
    ],
  })
  const run = { ...setup, proposal, progress: NOTHING_SENT, record: async () => undefined }
  await expect(openProposal(run, () => undefined)).rejects.toThrow(message)
})
