import { describe, expect, test } from 'vitest'
import { type RunOptions, run } from '../support/app.ts'
import { DRAFT } from '../support/posting.ts'
import { SEP } from '../support/proposing.ts'
import { CTRL_C } from '../support/script.ts'

/** Each shell quotes this name in its own way. */
const NAME = "it's $HOME"
const SHELLS = [
  ['posix', {}, String.raw`'it'\''s $HOME.md'`],
  ['powershell', { PSModulePath: '/opt/modules' }, `'it''s $HOME.md'`],
] as const

const NUMBERED = SEP.replace('SEP-0000', 'SEP-2')
const CASES: readonly (readonly [what: string, argv: readonly string[], command: string, options: RunOptions])[] = [
  [
    'for an interrupted new issue',
    ['issue', 'new', '-R', 'inspector', '--offline', '-o', `${NAME}.md`, '--title', 'The handshake stalls'],
    'issue new --from',
    { person: [{ ask: 'Which form for modelcontextprotocol/inspector?', pick: CTRL_C }] },
  ],
  [
    'for a draft of another kind',
    ['discussion', 'open', `${NAME}.md`],
    'issue open',
    { files: { [`${NAME}.md`]: DRAFT } },
  ],
  [
    'for a SEP that has a number',
    ['sep', 'open', `${NAME}.md`],
    'sep update 2',
    { files: { [`${NAME}.md`]: NUMBERED } },
  ],
  [
    'for an interrupted new SEP',
    ['sep', 'new', '--title', 'Icons', '--type', 'Process', '--group', 'Agents', '--offline', '-o', `${NAME}.md`],
    'sep new --title Icons --type Process --group Agents --offline -o',
    {
      person: [
        {
          ask: 'Where was it discussed? Link a Discord thread, meeting notes or a GitHub Discussion (empty: nowhere yet)',
          pick: CTRL_C,
        },
      ],
    },
  ],
]

describe.each(CASES)('the suggested command %s is quoted for the shell', (_, argv, command, options) => {
  test.each(SHELLS)('%s', async (_name, env, quoted) => {
    const { stderr } = await run(argv, { ...options, env })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`mcp-comms ${command} ${quoted}`)
  })
})
