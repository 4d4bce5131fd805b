import { describe, expect, test } from 'vitest'
import { authorsInput } from '../../../src/commands/sep/new/questions.ts'
import { setUpProposing } from '../../support/proposing.ts'
import { quillonText } from '../../support/quillon.ts'
import { CONFIRM_ALL, CTRL_C } from '../../support/script.ts'

const FLAGS = ['sep', 'new', '--title', 'Icons for tools', '--type', 'Standards Track']
const FILE = '0000-icons-for-tools.md'

const DISCUSSION =
  'Where was it discussed? Link a Discord thread, meeting notes or a GitHub Discussion (empty: nowhere yet)'
const AUTHORS = 'Authors, as Name (@handle)'
const PROTOTYPE = 'Link to a prototype (empty: none yet)'
const BREAKS = 'What breaks, and who is affected? (empty: nothing)'
const MISUSE = 'What could be misused? (empty: nothing)'
const PROPOSAL_FLAGS = ['--type', 'protocol-change', '--sensitivity', 'public', '--actionability', 'actionable']
const BEGINNING = [
  { ask: 'What does it change?', pick: 'The protocol' },
  { ask: 'Title', type: 'Icons for tools' },
  { ask: 'Which working group backs it?', pick: 'Agents' },
] as const
const UP_TO_PROTOTYPE = [
  ...BEGINNING,
  { ask: DISCUSSION, type: 'https://example.org/t' },
  { ask: AUTHORS, type: 'Ada (@ada)' },
  { ask: PROTOTYPE, type: '' },
] as const

describe('the title that a person was typing before there is a file', () => {
  const CHANGE = { ask: 'What does it change?', pick: 'The protocol' } as const
  test.each([
    ['at its question', [CHANGE, { ask: 'Title', leave: 'Icons for to' }], '--type "Standards Track" '],
    ['after they went back from it', [CHANGE, { ask: 'Title', back: 'Icons for to' }, { ...CHANGE, pick: CTRL_C }], ''],
  ] as const)('is printed with the command that starts with it if they stop %s', async (_, person, type) => {
    const { run } = setUpProposing({ files: {}, person })
    const { exitCode, stderr, files } = await run('sep', 'new', '--author', 'Ada (@ada)')
    expect([exitCode, files]).toEqual([130, {}])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `You were typing: Icons for to Start again with it: mcp-comms sep new --title "Icons for to" ${type}--author "Ada (@ada)"`,
    )
  })
})

describe('sep new', () => {
  test('asks its questions in a fixed order, and writes the answers into the draft', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [
        ...UP_TO_PROTOTYPE,
        { ask: BREAKS, type: 'Old clients ignore it.' },
        { ask: MISUSE, type: '' },
        CONFIRM_ALL,
      ],
    })
    const { files, stdout } = await run('sep', 'new')
    expect(stdout).toBe(`${FILE}\n`)
    expect(files[FILE]).toContain('Old clients ignore it.')
  })

  test('lets the person go back to earlier questions, and change answers at the end', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [
        { ask: 'What does it change?', pick: 'How we work' },
        { ask: 'Title', back: '' },
        ...BEGINNING,
        { ask: DISCUSSION, back: '' },
        { ask: 'Which working group backs it?', pick: 'Agents' },
        { ask: DISCUSSION, type: 'https://example.org/t' },
        { ask: AUTHORS, type: 'Ada (@ada), Grace (@grace)' },
        { ask: PROTOTYPE, type: '' },
        { ask: BREAKS, type: '' },
        { ask: MISUSE, back: 'half' },
        { ask: BREAKS, type: 'Old clients' },
        { ask: MISUSE, expects: 'half', type: '' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: What breaks, and who is affected?' },
        { ask: BREAKS, expects: 'Old clients', type: 'Old clients ignore it.' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', type: 'Icons for all tools' },
        CONFIRM_ALL,
      ],
    })
    const { files } = await run('sep', 'new')
    expect(files[FILE]).toContain('SEP-0000: Icons for all tools')
    expect(files[FILE]).toContain('- **Author(s)**: Ada (@ada), Grace (@grace)')
    expect(files[FILE]).toContain('Old clients ignore it.')
  })

  test('if the person changes the type at the end, asks for the extension identifier or leaves it out, and loses no answer', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [
        ...UP_TO_PROTOTYPE,
        { ask: BREAKS, type: 'Old clients' },
        { ask: MISUSE, type: 'Huge icons' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: What does it change?' },
        { ask: 'What does it change?', pick: 'An extension' },
        { ask: 'Extension identifier', type: 'io.modelcontextprotocol/icons' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: Extension identifier' },
        { ask: 'Extension identifier', expects: 'io.modelcontextprotocol/icons', type: 'io.modelcontextprotocol/icon' },
        {
          ask: CONFIRM_ALL.ask,
          pick: 'Change: What does it change?',
          meanwhile: (disk) =>
            expect(disk.get(FILE)).toContain('- **Extension Identifier**: io.modelcontextprotocol/icon\n'),
        },
        { ask: 'What does it change?', pick: 'How we work' },
        {
          ask: CONFIRM_ALL.ask,
          pick: 'Change: What does it change?',
          meanwhile: (disk) => expect(disk.get(FILE)).not.toContain('Extension Identifier'),
        },
        { ask: 'What does it change?', pick: 'An extension' },
        { ask: 'Extension identifier', expects: 'io.modelcontextprotocol/icon', type: 'io.modelcontextprotocol/icon' },
        CONFIRM_ALL,
      ],
    })
    const { files, stderr, stdout } = await run('sep', 'new')
    expect(stdout).toBe(`${FILE}\n`)
    for (const text of [
      'Extensions Track',
      'io.modelcontextprotocol/icon\n',
      'Agents',
      'Ada (@ada)',
      'Old clients',
      'Huge',
    ])
      expect(files[FILE]).toContain(text)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'Left out: the extension identifier "io.modelcontextprotocol/icon", because the type is Process.',
    )
  })

  test('an extension identifier for another type is reported, not silently dropped', async () => {
    const { run } = setUpProposing({ files: {} })
    const { files, stderr } = await run(...FLAGS, '--offline', '--extension', 'io.example/icons')
    expect(files[FILE]).not.toContain('io.example/icons')
    expect(stderr).toContain('Left out: the extension identifier "io.example/icons"')
  })

  test.each([
    [{ 'config --get user.name': 'Ada Lovelace\n' }, true, 'Ada Lovelace (@newcomer)'],
    [{}, true, 'newcomer (@newcomer)'],
    [{ 'config --get user.name': 'Ada\u001B[31m Lovelace\n' }, false, 'Ada Lovelace'],
    [{}, false, ''],
  ])('suggests the author from git (%j) and the token (signed in: %s)', async (git, signedIn, expects) => {
    const { run } = setUpProposing({
      files: {},
      git,
      signedIn,
      person: [
        { ask: AUTHORS, expects, type: expects || 'Ada (@ada)' },
        { ask: PROTOTYPE, type: '' },
        { ask: BREAKS, type: '' },
        { ask: MISUSE, type: '' },
        CONFIRM_ALL,
      ],
    })
    const { files } = await run(...FLAGS, '--group', 'Agents', '--thread', 'https://example.org/t')
    expect(files[FILE]).toContain(`- **Author(s)**: ${expects || 'Ada (@ada)'}\n`)
  })

  test('does not accept a link as an author, unless it is the page of an account on GitHub', () => {
    const { validate } = authorsInput('Authors', '')
    expect(validate?.('https://example.org/ada')).toBe('Write each author as Name (@handle).')
    expect(validate?.('Ada (https://example.org/ada)')).toBe('Write each author as Name (@handle).')
    for (const text of ['Ada', 'Ada (@ada)', 'https://github.com/ada', 'Ada <ada@example.org>'])
      expect(validate?.(text)).toBeNull()
    expect(validate?.(' ')).toBe('Please enter an answer.')
  })

  test('an empty answer says that nothing breaks or can be misused, and the linter asks for the reason', async () => {
    const { run } = setUpProposing({ files: {} })
    const { files } = await run(...FLAGS, '--offline', '--breaks', '', '--security', '')
    expect(files[FILE]).toContain('## Backward Compatibility\n\nNothing breaks.\n')
    expect(files[FILE]).toContain('## Security Implications\n\nNothing can be misused.\n')
    const { stdout } = await run('sep', 'lint', FILE, '--json')
    expect(stdout).toContain('compatibility-stated')
    expect(stdout).toContain('security-stated')
  })

  test.each([
    ['A tool should have a field with icons, which clients show.', 'Title'],
    [
      `A tool should have a field with icons, which clients show. ${'People pick the wrong tool. '.repeat(3)}`,
      'Motivation',
    ],
  ])(
    'suggests a short description from `where` as the title, and makes a long one the motivation: %s',
    async (description, place) => {
      const { run } = setUpProposing({
        files: {},
        person: [
          { ask: 'Start writing it now?', pick: 'Yes' },
          { ask: 'What does it change?', pick: 'The protocol' },
          { ask: 'Title', expects: place === 'Title' ? description : '', type: 'Icons for tools' },
          { ask: 'Which working group backs it?', pick: CTRL_C },
        ],
      })
      const { files, exitCode } = await run('where', ...PROPOSAL_FLAGS, description)
      expect(exitCode).toBe(130)
      if (place === 'Motivation') expect(files[FILE]).toContain(`## Motivation\n\n${description.trim()}\n`)
    },
  )

  test('a small change needs no SEP, and its channel is shown instead', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [{ ask: 'What does it change?', pick: 'A fix or clarification' }],
    })
    const { stdout, stderr, files, exitCode } = await run('sep', 'new')
    expect({ exitCode, files }).toEqual({ exitCode: 0, files: {} })
    expect(stderr).toContain('This needs no SEP.')
    expect(stdout).toContain('Open an issue in')
  })

  test('Ctrl-C keeps the answers, and prints the command that resumes', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [
        ...BEGINNING,
        { ask: DISCUSSION, type: '' },
        { ask: AUTHORS, type: 'Ada (@ada)' },
        { ask: PROTOTYPE, type: '' },
        { ask: BREAKS, pick: CTRL_C },
      ],
    })
    const { exitCode, files, stderr } = await run('sep', 'new')
    expect(exitCode).toBe(130)
    expect(files[FILE]).toContain('- **Author(s)**: Ada (@ada)')
    const command = /Resume with:\s+mcp-comms (sep new .*)\n/.exec(stderr)?.[1] ?? ''
    const argv = [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
    const remaining = [
      { ask: DISCUSSION, type: '' },
      { ask: BREAKS, type: 'Nothing' },
      { ask: MISUSE, type: 'Nothing' },
      CONFIRM_ALL,
    ]
    const again = await setUpProposing({ files, person: remaining }).run(...argv)
    expect(again.stdout, again.stderr).toBe(`${FILE}\n`)
    expect(again.files[FILE]).toContain('- **Author(s)**: Ada (@ada)')
    expect(again.files[FILE]).toContain('## Backward Compatibility\n\nNothing\n')
    const edited = { [FILE]: `${files[FILE]}My own words.\n` }
    const overwrite = { ask: `${FILE} already exists. Overwrite?`, say: false }
    expect((await setUpProposing({ files: edited, person: [overwrite] }).run(...argv)).files).toEqual(edited)
  })

  test('the command that resumes gives the same text', async () => {
    const policy = 'our rules.yaml'
    const files = { [policy]: quillonText, 'abstract.md': '@ada wrote this.\n', 'rationale.md': '-\n' }
    const aiDisclosure = ['--ai-disclosure', 'A model wrote it; we checked it']
    const flags = ['--repo', 'example/other', ...aiDisclosure, '--offline', '--policy', policy]
    const fields = ['--field', 'abstract=@abstract.md', '--field', 'rationale=@rationale.md']
    const answers = ['--group', 'Agents', '--thread', 'https://example.org/t', ...fields]
    const stopping = { ask: AUTHORS, pick: CTRL_C } as const
    const first = await setUpProposing({ files, person: [stopping] }).run(...FLAGS, ...answers, ...flags)
    expect(first.files[FILE]).toMatch(/^- \*\*PR\*\*: .*example\/other[\s\S]*@ada wrote this\.[\s\S]*A model wrote it/m)
    const command = /Resume with:\s+mcp-comms (sep new .*)\n/.exec(first.stderr)?.[1] ?? ''
    const words = command.matchAll(/"([^"]*)"|\S+/g)
    const argv = [...words].map(([word, quoted]) => quoted ?? word)
    const again = await setUpProposing({ files: first.files, person: [stopping] }).run(...argv)
    expect(again.files, again.stderr).toEqual(first.files)
    expect(argv).toContain('--offline')
  })

  test('Ctrl-C prints the unfinished answer, and keeps it in the file', async () => {
    const person = [{ ask: AUTHORS, leave: 'Ada Lovel' }]
    const { run } = setUpProposing({ files: {}, person })
    const { exitCode, stderr, files } = await run(...FLAGS, '--group', 'Agents', '--thread', 'https://example.org/t')
    expect(exitCode).toBe(130)
    expect(files[FILE]).toContain('Ada Lovel')
    expect(stderr).toContain('You were typing: Ada Lovel\nYour answers are in')
  })

  test('Ctrl-C also keeps what was typed before going back to an earlier question', async () => {
    const person = [
      { ask: AUTHORS, type: 'Ada (@ada)' },
      { ask: PROTOTYPE, type: '' },
      { ask: BREAKS, back: 'Old clients that' },
      { ask: PROTOTYPE, pick: CTRL_C },
    ] as const
    const { run } = setUpProposing({ files: {}, person })
    const { exitCode, files } = await run(...FLAGS, '--group', 'Agents', '--thread', 'https://example.org/t')
    expect(exitCode).toBe(130)
    expect(files[FILE]).toContain('Old clients that')
  })

  test('Ctrl-C prints the draft if its output is standard output', async () => {
    const { run } = setUpProposing({ files: {}, person: [{ ask: AUTHORS, pick: CTRL_C }] })
    const { exitCode, stderr } = await run(
      ...FLAGS,
      '--group',
      'Agents',
      '--thread',
      'https://example.org/t',
      '-o',
      '-',
    )
    expect(exitCode).toBe(130)
    expect(stderr).toContain('- **Discussion**: https://example.org/t')
  })

  test('edits made in the meantime are not overwritten', async () => {
    const { run } = setUpProposing({
      files: {},
      person: [{ ask: AUTHORS, type: 'Ada (@ada)', meanwhile: (disk) => disk.set(FILE, 'mine') }],
    })
    const { exitCode, files, stderr } = await run(...FLAGS, '--group', 'Agents', '--thread', 'https://example.org/t')
    expect({ exitCode, file: files[FILE] }).toEqual({ exitCode: 1, file: 'mine' })
    expect(stderr).toContain('the file was changed by another program')
  })
})
