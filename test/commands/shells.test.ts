import { describe, expect, test } from 'vitest'
import { type RunOptions, run } from '../support/app.ts'
import { DRAFT } from '../support/posting.ts'
import { SEP } from '../support/proposing.ts'
import { CTRL_C } from '../support/script.ts'

/** Only the person's shell decides how this name is quoted. */
const NAME = "it's $HOME"
const SHELLS = [
  ['posix', {}, String.raw`'it'\''s $HOME.md'`],
  ['powershell', { PSModulePath: '/opt/modules' }, `'it''s $HOME.md'`],
] as const

const NUMBERED = SEP.replace('SEP-0000', 'SEP-2')
const CASES: readonly (readonly [string, readonly string[], string, RunOptions])[] = [
  [
    'the command that resumes a new issue',
    ['issue', 'new', '-R', 'inspector', '--offline', '-o', `${NAME}.md`, '--title', 'The handshake stalls'],
    'issue new --from',
    { person: [{ ask: 'Which form for modelcontextprotocol/inspector?', pick: CTRL_C }] },
  ],
  ['a draft of another kind', ['discussion', 'open', `${NAME}.md`], 'issue open', { files: { [`${NAME}.md`]: DRAFT } }],
  ['a SEP with a number', ['sep', 'open', `${NAME}.md`], 'sep update 2', { files: { [`${NAME}.md`]: NUMBERED } }],
  [
    'a new SEP',
    ['sep', 'new', '--title', 'Icons', '--type', 'Process', '--group', 'Agents', '--offline', '-o', `${NAME}.md`],
    'sep new --title Icons --type Process --group Agents -o',
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

describe.each(CASES)("%s is printed for the person's shell", (_, argv, command, world) => {
  test.each(SHELLS)('%s', async (_name, env, word) => {
    const { stderr } = await run(argv, { ...world, env })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`mcp-comms ${command} ${word}`)
  })
})
