import { expect } from 'vitest'
import { openProposal } from '../../src/publish/open-proposal.ts'
import type { Proposal } from '../../src/publish/proposal.ts'
import type { Progress } from '../../src/publish/proposal-steps.ts'
import { REPO, setUpGitHub } from './github.ts'

const TEXT = '# SEP-0000: Tool icons\n\n- **Status**: Draft\n- **PR**:\n\n## Abstract\n\nIcons.\n'
export const NOTHING_SENT: Progress = { base: null, adopted: null, pullSent: null, pull: null }
export const proposal: Proposal = {
  id: 'id-of-the-draft',
  repo: REPO,
  viewer: 'newcomer',
  branch: 'sep/tool-icons',
  draftName: '0000-tool-icons.md',
  numberedName: (number) => `${number}-tool-icons.md`,
  title: 'Tool icons',
  body: 'Icons.',
  text: TEXT,
  numberedText: (text, { number, url }) => text.replace('0000', String(number)).replace('**PR**:', `**PR**: ${url}`),
}

export const TRAILER = 'Mcp-Comms-Draft: id-of-the-draft'

type Permission = 'READ' | 'WRITE'
export const FILES = { 'seps/TEMPLATE.md': '# SEP-{NUMBER}: {Title}' }

export function setUpProposal(permission: Permission) {
  const setup = setUpGitHub({ permission, files: FILES, issues: [{ title: 'Number one' }] })
  const steps: string[] = []
  let progress = NOTHING_SENT
  const record = async (sent: Progress) => {
    progress = sent
  }
  return {
    ...setup,
    steps,
    open: () => openProposal({ ...setup, proposal, progress, record }, ({ kind }) => steps.push(kind)),
    /** Expects one branch with one new file and two new commits, and one pull request. */
    expectOpenedOnce() {
      const { repositories } = setup.fake.state()
      const branchRepo = permission === 'WRITE' ? REPO : 'newcomer/protocol'
      const branch = repositories[branchRepo]?.branches['sep/tool-icons']
      expect(branch?.files).toEqual({
        ...FILES,
        'seps/2-tool-icons.md': proposal.numberedText(TEXT, { number: 2, url: `https://github.com/${REPO}/pull/2` }),
      })
      expect(branch?.commits.slice(0, 2)).toEqual([
        `SEP-2: Tool icons: number and file name\n\n${TRAILER}`,
        `SEP: Tool icons\n\n${TRAILER}`,
      ])
      expect(branch?.commits).toHaveLength(3)
      const pulls = repositories[REPO]?.posts.filter(({ type }) => type === 'PullRequest')
      expect(pulls).toMatchObject([{ number: 2, title: 'SEP-2: Tool icons', body: 'Icons.', draft: true }])
      expect(Object.keys(repositories[REPO]?.branches ?? {})).toEqual(
        permission === 'WRITE' ? ['main', 'sep/tool-icons'] : ['main'],
      )
    },
  }
}
