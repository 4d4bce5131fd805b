import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { GitHubFailure } from '../../../src/github/failure.ts'
import { run } from '../../support/app.ts'
import { sepPullRequest, sepText, setUpSeps } from '../../support/seps.ts'

const LIST = ['sep', 'list']
const FOLDER_FILES = {
  'seps/README.md': '# SEPs\n',
  'seps/932-governance.md': sepText({ number: 932, title: 'Governance', status: 'Final', type: 'Process' }),
  'seps/0000-icons.md': sepText({ sponsor: 'None' }),
}
const numbersIn = (json: string) => JSON.parse(json).seps.map(({ number }: { number: number | null }) => number)

describe('sep list', () => {
  test('shows files and pull requests together, newest first, in two queries', async () => {
    const { options, operations } = setUpSeps()
    const { stdout, stderr, exitCode } = await run(LIST, options)
    expect(stdout).toBe(`SEP   Status            Type             Sponsor    Title
2005  draft *           Standards Track  @core-one  Two minds
2004  accepted          Standards Track  @core-one  Agreed
2003  in review         Standards Track  @core-one  Ready
2002  draft             Standards Track  @core-one  In the works
2001  awaiting sponsor  Standards Track  -          Seeks somebody
932   final             Process          @core-one  Governance

6 SEPs: 1 awaiting sponsor, 2 draft, 1 in review, 1 accepted, 1 final · 5 in
pull requests
* its label and its file disagree; for details: mcp-comms sep status
`)
    expect(stderr).toBe('mcp-comms: left out #2007: labeled as a SEP, but no SEP file is changed there\n')
    expect(exitCode).toBe(0)
    expect(operations()).toEqual(['SepCatalogue', 'SepTexts'])
  })

  test('--limit shows the first SEPs, and says how many there are', async () => {
    const { stdout, stderr } = await run([...LIST, '--dir', 'seps', '--limit', '1'], { files: FOLDER_FILES })
    expect(stdout).toContain('1 of 2 SEPs')
    expect(stderr).toContain('showing 1 of 2; without --limit, all are shown')
  })

  test('reads a folder without any request', async () => {
    const { stdout, exitCode } = await run([...LIST, '--dir', 'seps/', '--json'], { files: FOLDER_FILES })
    expect(JSON.parse(stdout)).toMatchObject({
      source: 'seps',
      count: 2,
      seps: [
        { number: null, title: 'Tool icons', status: 'awaiting-sponsor', where: 'folder', path: 'seps/0000-icons.md' },
        {
          number: 932,
          status: 'final',
          type: 'Process',
          authors: [{ name: 'Ada Lovelace', login: 'ada' }],
          sponsors: [{ name: null, login: 'core-one' }],
          url: null,
          draft: null,
        },
      ],
      notes: [],
    })
    expect(exitCode).toBe(0)
  })

  test.each([
    [['--status', 'in-review'], [2003]],
    [
      ['--status', 'In Review', '--status', 'accepted'],
      [2004, 2003],
    ],
    [
      ['--status', 'awaiting-sponsor,final'],
      [2001, 932],
    ],
    [
      ['--status', 'final, awaiting sponsor,'],
      [2001, 932],
    ],
    [['--type', 'process'], [932]],
    [['--author', '@EVE'], [2001]],
    [['--author', 'lovelace', '--status', 'final'], [932]],
    [['--sponsor', 'none'], [2001]],
    [['--sponsor', 'core-one', '--type', 'Process'], [932]],
    [['--group', 'agents'], [2002]],
    [['--text', 'MINDS tools'], [2005]],
    [
      ['--sort', 'title', '--status', 'draft'],
      [2002, 2005],
    ],
    [
      ['--sort', 'created'],
      [2005, 2004, 2003, 2002, 2001, 932],
    ],
    [
      ['--sort', 'status'],
      [2001, 2005, 2002, 2003, 2004, 932],
    ],
    [
      ['--sort', 'updated'],
      [2005, 2004, 2003, 2002, 2001, 932],
    ],
  ] as const)('%o lists %o', async (flags, expected) => {
    const { options } = setUpSeps()
    expect(numbersIn((await run([...LIST, ...flags, '--json'], options)).stdout)).toEqual(expected)
  })

  test('the author and the date of a pull request that amends a SEP do not count for --author and --sort created', async () => {
    const undated = sepText({ number: 932, status: 'Final', created: 'TBD' })
    const { options } = setUpSeps({
      labels: ['SEP'],
      files: { 'seps/932-governance.md': undated },
      pullRequests: [
        sepPullRequest(2001, { created: '2026-09-01' }, { author: 'eve' }),
        sepPullRequest(2006, {}, { author: 'eve', files: { 'seps/932-governance.md': `${undated}\nMore.\n` } }),
      ],
    })
    expect(numbersIn((await run([...LIST, '--author', 'eve', '--json'], options)).stdout)).toEqual([2001])
    expect(numbersIn((await run([...LIST, '--sort', 'created', '--json'], options)).stdout)).toEqual([2001, 932])
  })

  test('a list of statuses without a status is a usage error', async () => {
    const { stderr, exitCode } = await run([...LIST, '--dir', 'seps', '--status', ','], { files: FOLDER_FILES })
    expect({ stderr, exitCode }).toMatchObject({
      stderr: expect.stringContaining('--status names no status'),
      exitCode: 2,
    })
  })

  test('finds a name and a word in either Unicode form', async () => {
    const file = sepText({ number: 940, title: 'Cafés' }).replaceAll('Ada Lovelace', 'Zoë Lovelace')
    for (const [text, form] of [
      [file.normalize('NFC'), 'NFD'],
      [file.normalize('NFD'), 'NFC'],
    ] as const) {
      const flags = ['--author', 'Zoë'.normalize(form), '--text', 'cafés'.normalize(form)]
      const { stdout } = await run([...LIST, '--dir', 'seps', ...flags, '--json'], { files: { 'seps/940-a.md': text } })
      expect(numbersIn(stdout)).toEqual([940])
    }
  })

  test('a file that cannot be read is a note, and does not hide the other SEPs', async () => {
    const files = { ...FOLDER_FILES, 'seps/940-data.md': 'x'.repeat(8_000_001) }
    const { stdout, stderr, exitCode } = await run([...LIST, '--dir', 'seps', '--json'], { files })
    expect(numbersIn(stdout)).toEqual([null, 940, 932])
    expect(stdout).toContain('seps/940-data.md: larger than the limit of 8000000 bytes')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test('reports that no SEP matches, and succeeds', async () => {
    const { stdout, stderr, exitCode } = await run([...LIST, '--dir', 'seps', '--text', 'bananas'], {
      files: FOLDER_FILES,
    })
    expect([stdout, stderr, exitCode]).toEqual(['', 'No SEP in seps matches (2 searched).\n', 0])
  })

  test.each([
    [['--status', 'nearly'], /--status: unknown status "nearly"; use one of awaiting-sponsor, draft, in-review/],
    [['--type', 'novel'], /--type: unknown type "novel"; use one of Standards Track, Informational/],
    [['--sort', 'beauty'], /--sort expects number, updated, created, status or title, not "beauty"/],
  ])('%o is a usage error', async (flags, message) => {
    const { stderr, exitCode } = await run([...LIST, ...flags])
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  test('without a token and without a network, suggests --dir', async () => {
    const github = () => Promise.reject(new GitHubFailure({ kind: 'missing-token' }))
    const { stderr, exitCode } = await run(LIST, { github })
    expect(stderr).toMatch(/cannot reach .*; or use a folder of SEPs: --dir seps\//)
    expect(exitCode).toBe(1)
  })

  test('reports a folder without SEPs', async () => {
    const { stderr, exitCode } = await run([...LIST, '--dir', 'nowhere'])
    expect(stderr).toMatch(/nowhere: no SEPs found/)
    expect(exitCode).toBe(1)
  })

  test.each([40, 60, 80, 200])('fits %i columns, whatever the titles contain', async (columns) => {
    const hostile = [
      '\u001B]0;owned\u0007\u001B[31mred',
      'x'.repeat(10_000),
      '\u202Eשלום עולם '.repeat(30),
      '全角'.repeat(60),
    ]
    const { options } = setUpSeps({
      labels: ['SEP'],
      pullRequests: hostile.map((title, index) => sepPullRequest(100 + index, { title }, { title: 'SEP' })),
    })
    const { stdout, stderr } = await run(LIST, { ...options, columns })
    const rows = stdout.split('\n')
    for (const row of rows) expect(stringWidth(row)).toBeLessThan(columns)
    expect(rows[3]).toMatch(/^101 .*x…$/)
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
  })

  test('a wide terminal shows every column', async () => {
    const { options } = setUpSeps()
    const { stdout } = await run(LIST, { ...options, columns: 200 })
    expect(stdout).toMatch(/^SEP +Status +Type +Sponsor +Author +Created +Updated +Title$/m)
    expect(stdout).toMatch(/^2003 .* @core-one +@ada +2026-10-01 +2026-11-10 +Ready$/m)
  })
})
