import { describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { PLAIN_DRAFT } from '../support/posting.ts'
import { SEP } from '../support/proposing.ts'
import { setUpWithoutToken } from '../support/without-token.ts'

const FILES = {
  'd.md': PLAIN_DRAFT.replace(/^repo: .*\n/m, ''),
  'list.md': '- [ ] One\n',
  'rows.jsonl': '{"title":"One row of a plan","body":"It says what there is to do, in some words."}\n',
  '0000-icons.md': SEP,
  '2-icons.md': SEP.replace('SEP-0000', 'SEP-2'),
}

const COMMANDS = [
  'issue new',
  'discussion new',
  'issue open d.md',
  'issue plan list.md',
  'issue bulk rows.jsonl',
  'sep list',
  'sep show 7',
  'sep status',
  'sep sponsors',
  'sep new --title Icons --type Process',
  'sep open 0000-icons.md',
  'sep update 2 2-icons.md',
  'security report',
  'templates list',
  'templates show bug',
  'decision list',
  'decision new --title Names',
  'check d.md',
  'doctor',
]

test.each(COMMANDS)('the password in the address of a clone is not shown by %s', async (line) => {
  const { options, operations } = setUpWithoutToken()
  const address = 'https://x-access-token:hunter2@github.com/example/protocol.git'
  for (const [flags, env] of [
    [['--repo', address], {}],
    [['--repo', address, '--json'], {}],
    [[], { GH_REPO: address }],
  ] as const) {
    const argv = [...line.split(' '), ...flags]
    const { stdout, stderr } = await run(argv, { ...options, env, files: FILES })
    expect(stdout + stderr).not.toContain('hunter2')
    expect(operations()).toEqual([])
  }
})

describe('a misspelled repository is refused, with a similar one from the policy as a suggestion, by', () => {
  test.each(COMMANDS)('%s', async (line) => {
    const { options, operations } = setUpWithoutToken()
    for (const [flags, env] of [
      [['--repo', 'inspektor'], {}],
      [[], { GH_REPO: 'inspektor' }],
    ] as const) {
      const { stderr, exitCode } = await run([...line.split(' '), ...flags], { ...options, env, files: FILES })
      expect(stderr).toContain('"inspektor" isn\'t a repository. Did you mean inspector?')
      expect([exitCode, operations()]).toEqual([2, []])
    }
  })
})

test('a short name of a repository becomes the full name when a draft is opened', async () => {
  const { stderr } = await run(['issue', 'open', 'd.md', '-R', 'inspector', '--dry-run', '--allow', 'ai-disclosure'], {
    files: FILES,
  })
  expect(stderr).toContain('modelcontextprotocol/inspector')
})

test('a plan gets the full name for a short one, keeps a full name as it is, and rejects an unknown short name', async () => {
  const plan = async (repo: string) => run(['issue', 'plan', 'list.md', '-R', repo], { files: FILES })
  expect((await plan('inspector')).stdout).toContain('repo: modelcontextprotocol/inspector')
  expect((await plan('somebody/inspektor')).stdout).toContain('repo: somebody/inspektor')
  expect((await plan('Python')).stderr).toContain('"Python" isn\'t a repository. Did you mean python-sdk?')
  expect((await plan('moon')).stderr).toBe('mcp-comms: "moon" isn\'t a repository: expected owner/name\n')
})
