import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { ENTRIES } from '../../src/commands/tree.ts'
import { run } from '../support/app.ts'
import { copiedText, jsonExport } from '../support/discord-exports.ts'
import { REPO } from '../support/github.ts'
import { EVIL, expectSafe } from '../support/hostile.ts'
import { policyText } from '../support/policy.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { MAINTAINERS, sepText } from '../support/seps.ts'

/** Includes OSC 52, which writes to the clipboard. */
const HOSTILE = `${EVIL} \u001B]52;c;Y3VybA==\u0007`
const FILE_NAME = HOSTILE.replaceAll(/[/\u0000]/g, '')
const SEP = sepText({
  number: 1234,
  title: HOSTILE,
  status: HOSTILE,
  authors: HOSTILE,
  sponsor: HOSTILE,
  group: HOSTILE,
})
const FILES = {
  'd.md': DRAFT.replace(/^title: .*$/m, `title: ${JSON.stringify(HOSTILE)}`),
  [`${FILE_NAME}.md`]: HOSTILE,
  'seps/1234-hostile.md': SEP,
  's.md': SEP.replace('SEP-1234', 'SEP-0000'),
  'maintainers.md': MAINTAINERS.replace(/\[[^\]]+\]/, `[${HOSTILE}]`),
  'p.yaml': policyText.replace('title: Model Context Protocol', `title: ${JSON.stringify(HOSTILE)}`),
  [`${FILE_NAME}.yaml`]: policyText.replace('name: mcp\n', 'name: ours\n'),
  [`${FILE_NAME}/bug.yml`]: `name: ${JSON.stringify(HOSTILE)}\n${JSON.stringify(HOSTILE)}: 1\nbody: [{ type: ${JSON.stringify(HOSTILE)} }]\n`,
  'plan.jsonl': `${JSON.stringify({ title: HOSTILE, key: HOSTILE, labels: [HOSTILE], repo: REPO })}\n`,
  'plan.jsonl.ledger.jsonl': `${JSON.stringify({ record: 'run', at: HOSTILE, version: 1, plan: HOSTILE, file: HOSTILE })}\n`,
  'conversation.json': jsonExport([{ author: HOSTILE, at: 0, text: HOSTILE, files: [HOSTILE] }], {
    channel: HOSTILE,
    type: 'DirectTextChat',
  }),
  'conversation.txt': copiedText([{ author: HOSTILE, at: 0, text: HOSTILE }], 'desktop', () => 'Today at 15:04'),
  'tasks.md': `- [ ] ${HOSTILE}\n- [ ] https://github.com/${HOSTILE}/issues/1\n`,
}
const DIR = ['--dir', 'seps']

/** Arguments for every command. Most calls have hostile text in an argument, in a file or in the name of a file. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  where: [
    [HOSTILE],
    ['--type', HOSTILE],
    [HOSTILE, '--policy', 'p.yaml'],
    [HOSTILE, '--policy', `${FILE_NAME}.yaml`, '--explain'],
  ],
  // Its tools run other commands.
  mcp: [],
  'issue new': [
    ['--template', HOSTILE],
    ['--title', HOSTILE, '--body', HOSTILE, '-o', '-'],
    ['--title', HOSTILE, '--from-discord', 'conversation.json', '-o', '-'],
    ['--from-discord', 'conversation.json', '--without', HOSTILE],
    ['--from-discord', 'conversation.json', '--thread', HOSTILE],
    ['--from-discord', HOSTILE],
  ],
  'issue open': [['d.md', '--yes'], ['d.md', '--dry-run', '-l', HOSTILE], [`${FILE_NAME}.md`], [HOSTILE]],
  'issue plan': [['tasks.md'], ['tasks.md', '--repo', HOSTILE], [HOSTILE]],
  'issue bulk': [
    ['plan.jsonl'],
    ['plan.jsonl', '--apply', '--yes'],
    ['--status', 'plan.jsonl.ledger.jsonl'],
    ['--undo', HOSTILE],
  ],
  'discussion new': [
    ['--template', HOSTILE],
    ['--from-discord', 'conversation.txt', '--title', HOSTILE],
  ],
  'discussion open': [['d.md', '--yes']],
  'decision new': [
    ['--template', HOSTILE],
    ['--title', HOSTILE, '--body', HOSTILE, '-o', '-'],
  ],
  'decision open': [['d.md', '--yes'], [HOSTILE]],
  'decision list': [[], ['--json'], ['--text', HOSTILE], ['--group', HOSTILE], ['--about', HOSTILE]],
  'decision lint': [['d.md'], ['d.md', '--json'], ['tasks.md'], [HOSTILE]],
  'sep new': [
    ['--title', HOSTILE, '--type', 'Process', '--author', HOSTILE, '-o', '-'],
    ['--type', HOSTILE],
  ],
  'sep lint': [['s.md'], ['s.md', '--json'], [HOSTILE]],
  'sep open': [['s.md', '--dry-run'], ['s.md', '--yes', '--branch', HOSTILE], [HOSTILE]],
  'sep update': [
    ['1234', 'seps/1234-hostile.md', '--dry-run'],
    [HOSTILE, 's.md'],
  ],
  'sep list': [DIR, [...DIR, '--json'], ['--dir', HOSTILE]],
  'sep show': [
    ['1234', ...DIR],
    ['1234', ...DIR, '--json'],
    [HOSTILE, ...DIR],
  ],
  'sep sponsors': [
    [HOSTILE, '--maintainers', 'maintainers.md'],
    ['--maintainers', HOSTILE],
  ],
  'sep status': [DIR],
  'sep diagram': [
    ['1234', ...DIR],
    [HOSTILE, ...DIR],
  ],
  check: [['d.md'], ['d.md', '--json'], [`${FILE_NAME}.md`], [HOSTILE]],
  drafts: [[], [HOSTILE], ['--json'], ['--delete', HOSTILE]],
  'templates list': [['--offline'], ['--repo', HOSTILE]],
  'templates show': [[HOSTILE, '--offline']],
  'templates lint': [[`${FILE_NAME}/bug.yml`], [`${FILE_NAME}/bug.yml`, '--json'], [HOSTILE]],
  groups: [[HOSTILE], [HOSTILE, '--policy', `${FILE_NAME}.yaml`]],
  'policy show': [
    ['--policy', 'p.yaml'],
    ['--policy', `${FILE_NAME}.yaml`],
  ],
  'policy check': [
    ['--policy', 'p.yaml'],
    ['--policy', HOSTILE],
  ],
  'policy lint': [['p.yaml'], ['d.md', '--json'], [HOSTILE]],
  'policy new': [
    ['-o', HOSTILE],
    ['-o', '-'],
  ],
  'policy diagram': [
    ['--policy', 'p.yaml'],
    ['--format', HOSTILE],
  ],
  trust: [[HOSTILE], ['--list']],
  'security report': [
    ['--from', 'd.md'],
    ['--repo', HOSTILE],
    ['--from', HOSTILE],
  ],
  completion: [[HOSTILE]],
  doctor: [
    ['--repo', HOSTILE],
    ['--policy', 'p.yaml'],
  ],
}

function everyCommand(): readonly string[] {
  return ENTRIES.flatMap(({ name, declare }) => {
    const command = new Command(name)
    declare(
      command,
      () => undefined,
      () => Promise.reject(new Error('no command runs')),
    )
    return command.commands.length === 0 ? [name] : command.commands.map((subcommand) => `${name} ${subcommand.name()}`)
  })
}

describe('hostile text, in every command', () => {
  test('every command is covered', () => {
    expect(Object.keys(ARGUMENTS).toSorted()).toEqual(everyCommand().toSorted())
  })

  test.each(Object.keys(ARGUMENTS))(
    '%s prints nothing that could control a terminal, and reports no unexpected error',
    async (command) => {
      for (const argv of ARGUMENTS[command] ?? []) {
        const { stdout, stderr } = await setUpPosting({ files: FILES }).run(
          ...command.split(' '),
          ...argv,
          ...repoFlag(command),
        )
        expectSafe((stdout + stderr).replaceAll('\t', ''))
        expect(stderr).not.toMatch(/unexpected error/)
      }
    },
  )

  test('a policy with hostile text is rejected, and the message gives the position of the text', async () => {
    const line = policyText.split('\n').findIndex((text) => text.startsWith('title: ')) + 1
    const { stderr, exitCode } = await run(['groups', '--policy', 'p.yaml'], { files: FILES })
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining(`mcp-comms: p.yaml:${line}: title: it contains a control`),
    ])
  })
})

/** Without --repo, these commands would read the forms of the policy's own repository, which the fake GitHub does not have. */
function repoFlag(command: string): readonly string[] {
  return /^(?:issue new|discussion new|decision new|sep new)$/.test(command) ? ['--repo', REPO] : []
}
