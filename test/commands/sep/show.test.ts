import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { REPOSITORY, sepPullRequest, sepText, setUpSeps } from '../../support/seps.ts'

const show = (sep: string, ...flags: string[]) => ['sep', 'show', sep, ...flags]
const BODY = `## Abstract

Servers say how their tools look, so that people find the one
that they mean.

- one that is a little longer than this terminal is wide, so that it wraps
  and goes on
  1. two

> quoted text that is a little longer than the terminal is wide
> and goes on

\`\`\`json
{ "icons": [ "a line of code that is longer than the terminal is wide" ] }
\`\`\`
`

describe('sep show', () => {
  test('prints the state of a SEP, its next steps, its preamble and its text', async () => {
    const { options, operations } = setUpSeps()
    const { stdout, stderr, exitCode } = await run(show('2001'), options)
    expect(stdout).toBe(`
  SEP-2001: Seeks somebody

  State         awaiting sponsor · 52 days since its pull request was opened
                (2026-10-01) · 130 days left to find a sponsor, until
                2027-04-01
  Next          draft, by the sponsor: a sponsor has agreed and assigned
                themselves to the pull request
                dormant, by the core maintainers: nobody has sponsored it
                within six months
                withdrawn, by the author: the author withdraws it before it has
                a sponsor
  Missing       a sponsor; to find one: mcp-comms sep sponsors
                the preamble has no PR
                missing section "Motivation"; explain why the current protocol
                isn't enough
                missing section "Specification"; describe the change in enough
                detail to implement it
                missing section "Rationale"; explain the design, and which
                alternatives you considered
                missing section "Backward Compatibility"; describe what breaks,
                or that nothing does
                missing section "Security Implications"; describe what could be
                misused, or why nothing can
                missing section "Reference Implementation"; link a prototype
                that others can run

  Status        Draft
  Type          Standards Track
  Created       2026-10-01
  Author(s)     Ada Lovelace (@ada)
  Sponsor       None (seeking sponsor)
  Pull request  https://github.com/example/protocol/pull/2001

  ## Abstract

  Servers say how their tools look.

`)
    expect([stderr, exitCode]).toEqual(['', 0])
    expect(operations()).toEqual(['SepCatalogue', 'SepTexts'])
  })

  test.each([
    ['Accepted', true],
    ['Draft', false],
    ['Final', false],
  ])('reports a missing conformance scenario for a SEP with status %s: %s', async (status, isRequired) => {
    const files = { 'seps/7-icons.md': sepText({ number: 7, status }) }
    const { stdout } = await run(show('7', '--dir', 'seps', '--json'), { files })
    expect(/conformance/.test(JSON.parse(stdout).missing.join())).toBe(isRequired)
    expect(JSON.parse(stdout).missing.length > 0).toBe(status !== 'Final')
  })

  test('prints how long a SEP has been in its state, and which statuses may follow', async () => {
    const { options } = setUpSeps()
    const { stdout } = await run(show('SEP-2003'), { ...options, columns: 100 })
    expect(stdout).toMatch(/State +in review · 12 days since its pull request last changed \(2026-11-10\)\n/)
    expect(stdout).toMatch(/accepted, decided by the core maintainers, set by the sponsor: it has a\s+prototype/)
  })

  test('links to every open pull request that changes the file; sep list and sep status name them', async () => {
    const files = { 'seps/932-governance.md': sepText({ number: 932 }) }
    const pullRequests = [sepPullRequest(2006, {}, { files }), sepPullRequest(2008, {}, { files })]
    const { options } = setUpSeps({ ...REPOSITORY, pullRequests })
    const url = (number: number) => `https://github.com/example/protocol/pull/${number}`
    expect((await run(show('932'), options)).stdout).toContain(
      `Pull request  ${url(2008)}\n  Another PR    ${url(2006)}\n`,
    )
    const json = JSON.parse((await run(show('932', '--json'), options)).stdout)
    expect([json.pullRequest, json.otherPullRequests]).toEqual([
      { number: 2008, url: url(2008) },
      [{ number: 2006, url: url(2006) }],
    ])
    for (const name of ['list', 'status'])
      expect((await run(['sep', name], options)).stderr).toBe(
        'mcp-comms: seps/932-governance.md is changed by #2008, and also by #2006\n',
      )
  })

  test('finds a SEP on the default branch by the number of a pull request that changes it', async () => {
    const { stdout } = await run(show('2006', '--json'), setUpSeps().options)
    expect(JSON.parse(stdout)).toMatchObject({ number: 932, where: 'main', pullRequest: { number: 2006 } })
  })

  test('refuses the number of a pull request that changes several SEPs, and lists their numbers', async () => {
    const files = { 'seps/932-governance.md': 'a', 'seps/7-b.md': 'b' }
    const { options } = setUpSeps({
      ...REPOSITORY,
      files: { ...REPOSITORY?.files, 'seps/7-b.md': sepText({ number: 7 }) },
      pullRequests: [sepPullRequest(2006, {}, { files })],
    })
    const { stderr, exitCode } = await run(show('2006'), options)
    expect(stderr).toContain('pull request #2006 changes several SEPs: 7, 932; use the number of one of them')
    expect(exitCode).toBe(2)
    for (const number of [7, 932]) {
      const { pullRequest } = JSON.parse((await run(show(`${number}`, '--json'), options)).stdout)
      expect(pullRequest.number).toBe(2006)
    }
  })

  test('reports a label that disagrees with the file, and says that the file counts', async () => {
    const { options } = setUpSeps()
    const { stdout } = await run(show('#2005'), options)
    expect(stdout).toMatch(/But +its file says draft, but its label says in-review; the file\s+counts/)
  })

  test('finds a SEP whose open pull request has no label "SEP", and says who sets the label', async () => {
    const unlabeled = sepPullRequest(2010, { title: 'Just opened' }, { labels: [] })
    const issue = { number: 2011, title: 'An issue' }
    const { options, operations } = setUpSeps({ labels: ['SEP'], pullRequests: [unlabeled], issues: [issue] })
    const { stdout } = await run(show('2010'), { ...options, columns: 100 })
    expect(stdout).toMatch(/SEP-2010: Just opened/)
    expect(stdout).toMatch(/Label +it has no label "SEP" yet[\s\S]*sponsor or another\s+maintainer sets it/)
    expect(operations()).toEqual(['SepCatalogue', 'SepTexts'])
    expect(JSON.parse((await run(show('2010', '--json'), options)).stdout).labels).toEqual([])
    expect((await run(show('2001'), setUpSeps().options)).stdout).not.toMatch(/Label /)
    expect((await run(show('2011'), options)).stderr).toMatch(/SEP 2011 not found/)
  })

  test('prints links to the file and the pull request of a SEP on the default branch', async () => {
    const { options } = setUpSeps()
    const { stdout } = await run(show('932'), { ...options, columns: 100 })
    expect(stdout).toMatch(/State +final · 502 days since it was created \(2025-07-08\)/)
    expect(stdout).toMatch(/File +https:\/\/github\.com\/example\/protocol\/blob\/main\/seps\/932-governance\.md/)
    expect(stdout).toMatch(/Pull request +https:\/\/github\.com\/example\/protocol\/pull\/2006/)
  })

  test('wraps the text, except for code', async () => {
    const files = { 'seps/0000-icons.md': sepText({ text: BODY }) }
    const { stdout } = await run(show('0000-icons.md', '--dir', 'seps'), { files, columns: 50 })
    expect(stdout).toContain(`  ## Abstract

  Servers say how their tools look, so that
  people find the one that they mean.

  - one that is a little longer than this
    terminal is wide, so that it wraps and goes
    on
    1. two

  > quoted text that is a little longer than the
  > terminal is wide and goes on

  \`\`\`json
  { "icons": [ "a line of code that is longer than the terminal is wide" ] }
  \`\`\`
`)
  })

  test('--json has the state, the next statuses, the preamble and the text', async () => {
    const { options } = setUpSeps()
    const shown = JSON.parse((await run(show('2001', '--json'), options)).stdout)
    expect(shown).toMatchObject({
      number: 2001,
      status: 'awaiting-sponsor',
      state: { days: 52, event: 'its pull request was opened', due: '2027-04-01T09:00:00.000Z', daysLeft: 130 },
      next: [{ status: 'draft', setBy: 'sponsor' }, { status: 'dormant' }, { status: 'withdrawn' }],
      preamble: [{ key: 'Status', value: 'Draft' }, {}, {}, {}, {}],
      text: expect.stringMatching(/^# SEP-2001: Seeks somebody/),
    })
  })

  test('hostile text in a SEP cannot control the terminal', async () => {
    const hostile = '\u001B]0;owned\u0007\u001B[2J\u202E\u009B31m'
    const files = {
      'seps/7-evil.md': sepText({
        title: `Evil ${hostile}`,
        authors: `Eve ${hostile} (@eve)`,
        text: `## ${hostile}A\n\n${hostile}\n\n- ${hostile}\n\n    ${hostile}\n`,
      }),
    }
    const { stdout, stderr } = await run(show('7', '--dir', 'seps'), { files })
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
  })

  test.each([
    ['9999', /SEP 9999 not found among the 6 in example\/protocol. SEPs with a closed pull request/, 1],
    ['SEP-9999', /: SEP 9999 not found/, 1],
    [
      'icons',
      /"icons" isn't a SEP: use its number, such as 1234, its file name, or the address of its pull request/,
      2,
    ],
    ['0', /"0" isn't a SEP/, 2],
  ] as const)('refuses %s', async (sep, message, code) => {
    const { stderr, exitCode } = await run(show(sep), setUpSeps().options)
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(code)
  })

  test('finds a SEP by the address of its pull request, in the repository of the address', async () => {
    const { options } = setUpSeps({
      ...REPOSITORY,
      pullRequests: [sepPullRequest(2010, {}, { files: { 'seps/2010-icons.md': sepText({ number: 2010 }) } })],
    })
    const { stdout } = await run(
      ['sep', 'show', 'https://github.com/example/protocol/pull/2010/files', '--json'],
      options,
    )
    expect(JSON.parse(stdout)).toMatchObject({ number: 2010, pullRequest: { number: 2010 } })
    const sameRepo = ['sep', 'show', 'https://github.com/example/protocol/pull/2010', '-R', 'Example/protocol']
    expect((await run(sameRepo, options)).exitCode).toBe(0)
    expect((await run([...sameRepo.slice(0, 3), '-R', 'else/where'], options)).exitCode).toBe(1)
    const { stderr } = await run(['sep', 'show', 'https://gitlab.com/example/protocol/pull/2010'], options)
    expect(stderr).toContain("isn't a SEP")
  })

  test('shows the SEP on the default branch, not a file with its number in an open pull request', async () => {
    const files = { 'seps/932-imitation.md': sepText({ number: 932 }) }
    const { options } = setUpSeps({ ...REPOSITORY, pullRequests: [sepPullRequest(2010, {}, { files })] })
    const { stdout } = await run(show('932', '--json'), options)
    expect(JSON.parse(stdout)).toMatchObject({ where: 'main', path: 'seps/932-governance.md' })
  })

  test('asks for the name of the file if several files of a folder have the number', async () => {
    const files = { 'seps/7-a.md': sepText({ number: 7 }), 'seps/7-b.md': sepText({ number: 7 }) }
    const { stderr, exitCode } = await run(show('7', '--dir', 'seps'), { files })
    expect({ stderr, exitCode }).toMatchObject({
      stderr: expect.stringContaining('several files have the number 7: 7-a.md, 7-b.md'),
      exitCode: 2,
    })
    expect(JSON.parse((await run(show('7-b.md', '--dir', 'seps', '--json'), { files })).stdout).path).toBe(
      'seps/7-b.md',
    )
  })

  test('suggests sep list if a folder has no SEP with this number', async () => {
    const files = { 'docs/seps/7-x.md': sepText({ number: 7 }) }
    const { stderr } = await run(show('9999', '--dir', 'docs/seps'), { files })
    expect(stderr).toContain('SEP 9999 not found among the 1 in docs/seps')
    expect(stderr).toContain('see mcp-comms sep list')
  })

  test('says where to read the text if GitHub does not return it', async () => {
    const { options } = setUpSeps({
      labels: ['SEP'],
      pullRequests: [sepPullRequest(2001, {}, { files: { 'seps/2001-big.md': 'x'.repeat(600_000) } })],
    })
    const { stderr, exitCode } = await run(show('2001'), options)
    expect(stderr).toMatch(/seps\/2001-big\.md is too long, or not a text file\. Read it at https:.*\/pull\/2001/)
    expect(exitCode).toBe(1)
  })
})
