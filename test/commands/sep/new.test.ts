import { describe, expect, test } from 'vitest'
import { SPEC, setUpProposing } from '../../support/proposing.ts'

const FLAGS = ['sep', 'new', '--title', 'Icons for tools', '--type', 'Standards Track']
const FILE = '0000-icons-for-tools.md'

describe('sep new, from flags', () => {
  test('writes the sections of the template with the given texts', async () => {
    const { run } = setUpProposing({ files: {} })
    const answers = [
      '--group',
      'Agents',
      '--thread',
      'https://example.org/t',
      '--author',
      'Ada (@ada)',
      '--author',
      'Bo (@bo)',
    ]
    const { stdout, exitCode, files } = await run(
      ...FLAGS,
      ...answers,
      '--prototype',
      'https://example.org/p',
      '-f',
      'abstract=Icons.',
    )
    expect({ stdout, exitCode }).toEqual({ stdout: `${FILE}\n`, exitCode: 0 })
    expect(files[FILE]).toContain('# SEP-0000: Icons for tools\n')
    expect(files[FILE]).toContain('- **Author(s)**: Ada (@ada), Bo (@bo)')
    expect(files[FILE]).toContain('- **Working Group**: Agents\n- **Discussion**: https://example.org/t\n')
    expect(files[FILE]).toContain(`- **PR**: https://github.com/${SPEC}/pull/{NUMBER}`)
    expect(files[FILE]).toContain('## Abstract\n\nIcons.\n')
    expect(files[FILE]).toContain('Prototype: https://example.org/p')
    expect(files[FILE]).toContain('<!-- mcp-comms: Describe the problem')
  })

  test('keeps two texts for one section', async () => {
    const flags = [
      ...['--breaks', 'Old clients.', '-f', 'compatibility=They need a flag.', '-f', 'Backward compatibility=Soon.'],
      ...['--security', '', '-f', 'security=None, since icons are public.'],
      ...['--prototype', 'https://example.org/p', '-f', 'implementation=It needs Node.'],
    ]
    const { files } = await setUpProposing({ files: {} }).run(...FLAGS, '--offline', ...flags)
    expect(files[FILE]).toContain('## Backward Compatibility\n\nOld clients.\n\nThey need a flag.\n\nSoon.\n')
    expect(files[FILE]).toContain('## Security Implications\n\nNone, since icons are public.\n')
    expect(files[FILE]).toContain('## Reference Implementation\n\nPrototype: https://example.org/p\n\nIt needs Node.\n')
  })

  const THREAD = 'https://discord.com/channels/1358869848138059966/1400000000000000001'
  const GITHUB_DISCUSSION = 'https://github.com/modelcontextprotocol/modelcontextprotocol/discussions/3412'

  test.each([
    [['--discussed', THREAD, '--discussed', GITHUB_DISCUSSION]],
    [['--thread', GITHUB_DISCUSSION, '--discussed', THREAD]],
    [
      [
        '--discussed',
        THREAD,
        '--discussed',
        GITHUB_DISCUSSION,
        '-f',
        'rationale=Names alone were tried.',
        '--thread',
        THREAD,
      ],
    ],
    [['--discussed', THREAD, '--thread', GITHUB_DISCUSSION, '--group', 'Agents', '-f', 'motivation=Why']],
  ])('records both discussions in the draft, with %j', async (flags) => {
    const { files, stdout } = await setUpProposing({ files: {} }).run(...FLAGS, '--offline', '--json', ...flags)
    expect(files[FILE]).toContain(`- **Discussion**: ${THREAD}, ${GITHUB_DISCUSSION}\n`)
    expect(JSON.parse(stdout)).toMatchObject({ discussed: [THREAD, GITHUB_DISCUSSION], thread: THREAD })
    if (flags.includes('-f')) expect(files[FILE]).toMatch(/Names alone were tried\.|Why/)
  })

  test.each([
    ['http://example.org/t', 'starts with https://'],
    ['thread', 'starts with https://'],
    ['https://me@example.org/t', 'starts with https://'],
    ['https://discord.gg/6CSzBmMkjX', 'an invite'],
    ['https://discord.com/invite/6CSzBmMkjX', 'an invite'],
  ])('rejects %s as a link to a discussion', async (link, reason) => {
    for (const flag of ['--discussed', '--thread']) {
      const { stderr, exitCode, files } = await setUpProposing({ files: {} }).run(...FLAGS, flag, link)
      expect({ exitCode, files }).toEqual({ exitCode: 2, files: {} })
      expect(stderr).toContain(reason)
    }
  })

  test('rejects a link as an author, and accepts a link to a GitHub profile', async () => {
    const runAs = (author: string) => setUpProposing({ files: {} }).run(...FLAGS, '--offline', '--author', author)
    expect(await runAs('https://dana.example.org')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Write each author as Name (@handle)'),
    })
    expect((await runAs('Dana (https://github.com/dana)')).exitCode).toBe(0)
  })

  test('writes into seps/ if it exists', async () => {
    const { run } = setUpProposing({ files: { 'seps/1-other.md': '# SEP-1: Other' } })
    expect((await run(...FLAGS, '--offline')).stdout).toBe(`seps/${FILE}\n`)
  })

  test('reports the missing title and type together', async () => {
    const { stderr, exitCode } = await setUpProposing({ files: {} }).run('sep', 'new')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--title TEXT')
    expect(stderr).toContain('"Standards Track"|"Informational"|"Process"|"Extensions Track"')
  })

  test.each(['', ' '])('reports a blank title %j as missing', async (title) => {
    const argv = ['sep', 'new', '--title', title, '--type', 'Process', '--offline']
    const { stderr, exitCode, files } = await setUpProposing({ files: {} }).run(...argv)
    expect([exitCode, Object.keys(files)]).toEqual([2, []])
    expect(stderr).toContain('--title TEXT')
  })

  test('overwrites an existing file only with --yes', async () => {
    const { run } = setUpProposing({ files: { [FILE]: 'mine' } })
    const { exitCode, files } = await run(...FLAGS, '--offline')
    expect({ exitCode, text: files[FILE] }).toEqual({ exitCode: 2, text: 'mine' })
    expect((await run(...FLAGS, '--offline', '--yes')).files[FILE]).toContain('# SEP-0000')
  })

  test('without a group, says who to ask and what to write, and keeps the draft', async () => {
    const { stderr, files } = await setUpProposing({ files: {} }).run(...FLAGS, '--offline')
    expect(stderr).toContain('this SEP has none yet')
    expect(stderr).toContain('I would like to propose "Icons for tools"')
    expect(stderr).toContain('Did not look for similar SEPs: --offline')
    expect(Object.keys(files)).toEqual([FILE])
  })

  test('lists similar SEPs in open pull requests', async () => {
    const pullRequests = [
      {
        title: 'SEP: Icons and tools',
        author: 'else',
        labels: ['SEP'],
        files: { 'seps/0000-icons.md': '# SEP-0000: Icons and tools\n' },
      },
    ]
    const { stderr } = await setUpProposing({ files: {}, repository: { pullRequests } }).run(
      ...FLAGS,
      '--group',
      'Agents',
    )
    expect(stderr).toContain('These SEPs look similar.')
    expect(stderr).toContain(`https://github.com/${SPEC}/pull/2`)
  })

  test('rejects an unknown section', async () => {
    const { stderr, exitCode } = await setUpProposing({ files: {} }).run(...FLAGS, '-f', 'abstrakt=x')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Did you mean abstract?')
    const dissimilar = await setUpProposing({ files: {} }).run(...FLAGS, '-f', 'conclusion=x')
    expect(dissimilar.stderr).toContain('--field conclusion: unknown section. Sections: abstract, motivation')
  })

  test.each([['Process'], ['Informational'], ['Extensions Track']])('writes a draft of the type %s', async (type) => {
    const { files } = await setUpProposing({ files: {} }).run(
      'sep',
      'new',
      '--title',
      'A title',
      '--type',
      type,
      '--offline',
    )
    expect(files['0000-a-title.md']).toContain(`- **Type**: ${type}`)
  })
})

describe('the file that sep new writes', () => {
  test('ends with the AI disclosure', async () => {
    const { run } = setUpProposing({ files: {} })
    const { files } = await run(...FLAGS, '--offline', '--ai-disclosure', 'It translated my notes.')
    expect(files[FILE]).toMatch(/\n\n\*\*AI disclosure:\*\* It translated my notes\.\n$/)
    expect((await run(...FLAGS, '--offline', '--yes', '--ai-disclosure', 'none')).files[FILE]).toContain(
      'No AI was used',
    )
  })

  test.each([['Standards Track'], ['Informational'], ['Process'], ['Extensions Track']])(
    'lacks only what was not answered (%s)',
    async (type) => {
      const { run } = setUpProposing({ files: {} })
      const answers = ['--author', 'Ada (@ada)', '--group', 'Agents', '--extension', 'io.modelcontextprotocol/icons']
      await run(
        'sep',
        'new',
        '--title',
        'Icons for tools',
        '--type',
        type,
        ...answers,
        '--ai-disclosure',
        'none',
        '--offline',
      )
      const { stdout } = await run('sep', 'lint', FILE, '--json')
      const names = new Set([...stdout.matchAll(/"name": ?"([a-z-]+)"/g)].map(([, name]) => name))
      const sdk = type === 'Extensions Track' ? ['extension-sdk'] : []
      expect([...names].sort()).toEqual(['discussion-linked', ...sdk, 'section-empty'])
    },
  )

  test('is not written if the journal of another SEP with the same file name exists', async () => {
    const files = { [`${FILE}.journal.json`]: '{}' }
    const { exitCode, stderr, files: after } = await setUpProposing({ files }).run(...FLAGS, '--offline', '--yes')
    expect({ exitCode, after }).toEqual({ exitCode: 2, after: files })
    expect(stderr).toContain(`mcp-comms sep open ${FILE}`)
    const other = await setUpProposing({ files }).run(...FLAGS, '--offline', '--yes', '--repo', 'example/other')
    expect(other.stderr).toContain(`mcp-comms sep open ${FILE} --repo example/other`)
  })

  test.each([
    ['🎉🎉', '0000-untitled.md'],
    ['../../etc/passwd', '0000-etc-passwd.md'],
    ['# Icons \u001b[31m', undefined],
    ['long '.repeat(100), undefined],
  ])('has a safe name in the current folder for the title %j', async (title, name) => {
    const { run } = setUpProposing({ files: {} })
    const { files, stderr } = await run('sep', 'new', '--title', title, '--type', 'Process', '--offline')
    const [path = ''] = Object.keys(files)
    expect(path).toMatch(/^0000-[a-z-]{1,60}\.md$/)
    if (name !== undefined) expect(path).toBe(name)
    expect(stderr).not.toContain('\u001b')
  })

  test('has a name without the secret in its title, and no message to a group repeats the secret', async () => {
    const secret = `AKIA${'Z7XQ4KMN2PRS6TUV'}`
    const { run } = setUpProposing({ files: {} })
    const { stdout, stderr } = await run('sep', 'new', '--title', `Rotate ${secret} often`, '--type', 'Process')
    expect(stdout).toBe('0000-rotate-often.md\n')
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('I would like to propose "Rotate *** often"')
    expect(stderr).not.toContain(secret)
  })
})
