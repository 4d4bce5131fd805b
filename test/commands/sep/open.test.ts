import { describe, expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']

const numberedText = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')

const collapseSpaces = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

describe('sep open', () => {
  test('without push access, opens a draft pull request from a fork, and renames the local file', async () => {
    const { run, fork, spec } = setUpProposing()
    const { stdout, exitCode, files } = await run(...OPEN)
    expect({ stdout, exitCode }).toEqual({ stdout: `${URL}\n`, exitCode: 0 })
    expect(files).toEqual({ [NUMBERED]: numberedText })
    const branch = fork()?.branches[BRANCH]
    expect(branch?.files[NUMBERED]).toBe(numberedText)
    expect(Object.keys(branch?.files ?? {}).filter((path) => path.startsWith('seps/'))).toEqual([NUMBERED])
    expect(spec()?.posts[1]).toMatchObject({ title: 'SEP-2: Icons for tools', draft: true })
    expect(spec()?.posts[1]?.body).toContain('**Working group:** Transports')
    expect(spec()?.posts[1]?.body).toContain(
      '**Prototype:** https://github.com/modelcontextprotocol/typescript-sdk/tree/icons\n',
    )
  })

  test('says which pictures beside the SEP are not sent', async () => {
    const text = SEP.replace(
      'A tool MAY',
      '![A tool](0000-icons/tool.png), ![a host](0000-icons/host.png), [a page](0000-other.md)\n\nA tool MAY',
    )
    const files = {
      [DRAFT]: text,
      'seps/0000-icons/tool.png': 'x',
      'seps/0000-icons/host.png': 'x',
      'seps/0000-other.md': 'x',
    }
    const { run } = setUpProposing({ files })
    const { stderr } = await run(...OPEN)
    expect(collapseSpaces(stderr)).toContain(
      'Not 0000-icons/tool.png, 0000-icons/host.png: add them to the branch yourself',
    )
  })

  test.each([
    ['- **Working Group**: Transports (https://github.com/orgs/modelcontextprotocol/discussions/7)'],
    [
      '- **Working Group**: Transports\n- **Discussion**: https://discord.com/channels/1/2, https://example.org/minutes',
    ],
  ])('the pull request links to the discussion: %j', async (field) => {
    const file = SEP.replace(/- \*\*Working Group\*\*.*/, field)
    const { run, spec } = setUpProposing({ permission: 'WRITE', files: { [DRAFT]: file } })
    expect((await run(...OPEN)).exitCode).toBe(0)
    const links = field.match(/https:[^\s,)]+/g)?.join(', ')
    expect(spec()?.posts[1]?.body).toContain(`**Discussed in:** ${links}`)
  })

  test.each([
    ['READ', 'You cannot set the label yourself, but your sponsor or another maintainer can.'],
    ['WRITE', 'You can set the label on the page of the pull request.'],
  ] as const)('says that the label is missing, and who can set it (%s)', async (permission, who) => {
    const { stderr } = await setUpProposing({ permission }).run(...OPEN)
    expect(stderr).toContain(`#2 has no label "SEP" yet, so lists of SEPs do not show it. ${who}\n`)
    const { stdout } = await setUpProposing({ permission }).run(...OPEN, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ labels: { applied: [], dropped: ['SEP'] } })
  })

  test.each([
    ['TBD (split off from #12, see there)', '(split off from #12, see there)'],
    ['after the vote of the group', 'after the vote of the group'],
  ])('keeps what the author wrote in place of the pull request: %s', async (before, after) => {
    const withRemark = SEP.replace(/(- \*\*PR\*\*:).*/, `$1 ${before}`)
    const { run, fork } = setUpProposing({ files: { [DRAFT]: withRemark } })
    const { files } = await run(...OPEN)
    expect(files[NUMBERED]).toContain(`- **PR**: ${URL} ${after}\n`)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toBe(files[NUMBERED])
  })

  test('does not mention a label that the repository does not have', async () => {
    const { stderr } = await setUpProposing({ repository: { labels: [] } }).run(...OPEN)
    expect(stderr).not.toContain('no label')
  })

  test('prints the new name of the file, and finds the file by its former name', async () => {
    const { run, spec } = setUpProposing()
    expect((await run(...OPEN)).stderr).toContain(`${DRAFT} is now ${NUMBERED}\n`)
    const again = await run(...OPEN)
    expect({ stdout: again.stdout, exitCode: again.exitCode }).toEqual({ stdout: `${URL}\n`, exitCode: 0 })
    expect(again.stderr).toContain(`${DRAFT} is now ${NUMBERED}\n`)
    expect(again.files).toEqual({ [NUMBERED]: numberedText })
    expect(spec()?.posts).toHaveLength(2)
  })

  test('finds the file also by the name that somebody gave it in the pull request', async () => {
    const { run, fake, fork, changeFile } = setUpProposing()
    await run(...OPEN)
    const files = { [NUMBERED]: null, 'seps/2-tool-icons.md': fork()?.branches[BRANCH]?.files[NUMBERED] ?? '' }
    const head = { repository: 'newcomer/modelcontextprotocol', branch: BRANCH }
    fake.change([{ change: 'push', ...head, author: 'grace', message: 'Rename it', files }])
    expect((await run(...OPEN)).stderr).not.toContain('changes that are not in the pull request')
    changeFile(NUMBERED, numberedText.replace('Names alone', 'Words alone'))
    const { stderr } = await run(...OPEN)
    expect(collapseSpaces(stderr)).toContain(`${NUMBERED} has changes that are not in the pull request`)
    expect(stderr).toContain('npx prettier --write seps/2-tool-icons.md')
  })

  test.each([[true], [false]])(
    'does not mistake the file of another SEP for the renamed draft (signed in: %s)',
    async (signedIn) => {
      const theirs = { title: 'SEP-2: Icons', author: 'grace', head: 'sep/icons', files: { [NUMBERED]: numberedText } }
      const { run } = setUpProposing({
        files: { [NUMBERED]: numberedText },
        signedIn,
        repository: { pullRequests: [theirs] },
      })
      const { stdout, stderr, exitCode } = await run(...OPEN)
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 })
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${DRAFT}: file not found, but ${NUMBERED} has a number already`)
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`mcp-comms sep update 2 ${NUMBERED}`)
    },
  )

  test('with push access, creates the branch in the repository itself', async () => {
    const { run, spec } = setUpProposing({ permission: 'WRITE' })
    expect((await run(...OPEN)).exitCode).toBe(0)
    expect(spec()?.branches[BRANCH]?.files[NUMBERED]).toBe(numberedText)
  })

  test('--json prints what stops a SEP', async () => {
    const files = { [DRAFT]: SEP.replace('Names alone', `ghp_${'a1B2c3D4'.repeat(4)}abcd`).replace('Draft', 'Idea') }
    const { stdout, exitCode } = await setUpProposing({ files }).run(...OPEN, '--json')
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ draft: DRAFT, ok: false, findings: [{ check: 'secrets', severity: 'block' }] },
      lint: [{ name: 'status-known', line: 3, message: expect.stringContaining("isn't a status") }],
    })
    expect(stdout).not.toContain('a1B2c3D4')
  })

  test('--json prints the pull request', async () => {
    const { stdout } = await setUpProposing().run(...OPEN, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'sep', repo: SPEC, number: 2, url: URL, draft: NUMBERED })
  })

  test('shows the post, asks for confirmation, and then shows the next steps', async () => {
    const { run } = setUpProposing({ person: [{ ask: `Open a pull request in ${SPEC}?`, pick: 'Open it' }] })
    const { stderr, exitCode } = await run('sep', 'open', DRAFT, '--try')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('SEP: Icons for tools (SEP-NUMBER')
    expect(stderr).toContain('SEP-2 is open. Next, it needs a sponsor.')
    expect(stderr).toContain('#transports-wg')
  })

  test('shows the beginning of the text, and all of it on request', async () => {
    const ask = `Open a pull request in ${SPEC}?`
    const { run, operations } = setUpProposing({
      person: [
        { ask, pick: 'Show the whole text first' },
        { ask, pick: 'Not now' },
      ],
    })
    const { stderr } = await run('sep', 'open', DRAFT, '--try')
    const [preview = '', whole = ''] = stderr.split('…\n')
    expect(preview).toContain('    # SEP-0000: Icons for tools\n')
    expect(preview).not.toContain('## Security Implications')
    expect(collapseSpaces(whole)).toContain(collapseSpaces(SEP))
    expect(operations()).not.toContain('CreatePullRequest')
  })

  test('opens nothing and leaves no journal if the person declines', async () => {
    const { run, spec, fork } = setUpProposing({
      person: [{ ask: `Open a pull request in ${SPEC}?`, pick: 'Not now' }],
    })
    const { exitCode, files, stderr } = await run('sep', 'open', DRAFT, '--try')
    expect(exitCode).toBe(130)
    expect(stderr).toMatch(
      /The draft is kept\. Resume with:\s+mcp-comms sep open seps\/0000-icons-for-tools\.md --try\n/,
    )
    expect(files).toEqual({ [DRAFT]: SEP })
    expect({ posts: spec()?.posts.length, fork: fork() }).toEqual({ posts: 1, fork: undefined })
  })

  test('the command to resume after declining repeats the flags that decide what is sent', async () => {
    const { run } = setUpProposing({ person: [{ ask: `Open a pull request in ${SPEC}?`, pick: 'Not now' }] })
    const flags = ['--try', '--branch', 'my', '--allow', 'duplicate', '--rule', 'normative-case=off']
    const { exitCode, stderr } = await run('sep', 'open', DRAFT, ...flags, '--ai-disclosure', 'none')
    expect(exitCode).toBe(130)
    expect(collapseSpaces(stderr)).toContain(
      `mcp-comms sep open ${DRAFT} --rule normative-case=off --allow duplicate --ai-disclosure none --branch my --try`,
    )
  })

  test('exits with 3 after a lint error, and writes nothing to GitHub', async () => {
    const { run, operations } = setUpProposing({
      files: { [DRAFT]: SEP.replace(/## Motivation[\s\S]*?## Spec/, '## Spec') },
    })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/section-missing\s+/)
    expect(operations()).toEqual(['Target', 'OwnPullRequests', 'ForkPullRequests', 'FindDuplicates'])
  })

  test('exits with 3 if the file contains a secret, and creates no pull request', async () => {
    const { run, operations } = setUpProposing({
      files: { [DRAFT]: SEP.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`) },
    })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(3)
    expect(stderr).toContain('stop  secrets')
    expect(operations()).not.toContain('CreatePullRequest')
  })

  test('the answer about AI help is in the file and in the pull request', async () => {
    const { run, spec } = setUpProposing({
      files: { [DRAFT]: SEP.replace('\n**AI disclosure:** No AI was used\n', '') },
      person: [
        { ask: 'Did AI help with it?', pick: 'Yes, with parts' },
        { ask: `Open a pull request in ${SPEC}?`, pick: 'Open it' },
      ],
    })
    const { files } = await run('sep', 'open', DRAFT, '--try')
    expect(files[NUMBERED]).toContain('**AI disclosure:** Parts of this text')
    expect(spec()?.posts[1]?.body).toContain('**AI disclosure:** Parts of this text')
  })

  test('refuses to use an existing branch that no journal mentions', async () => {
    const { run, spec } = setUpProposing({
      permission: 'WRITE',
      repository: {
        pullRequests: [{ title: 'Other icons', author: 'grace', head: 'sep/icons-for-tools', files: { 'a.md': 'a' } }],
      },
    })
    const { exitCode, stderr } = await run(...OPEN, '--branch', 'sep/icons-for-tools')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('the branch sep/icons-for-tools already exists')
    expect(spec()?.posts).toHaveLength(2)
    expect((await run(...OPEN, '--branch', 'sep/tool-icons')).exitCode).toBe(0)
  })

  test('does not open a SEP that has a number, and names the command that updates it', async () => {
    const { run, operations } = setUpProposing({ files: { [NUMBERED]: numberedText } })
    const { stderr, exitCode } = await run('sep', 'open', NUMBERED, '--yes')
    expect({ exitCode, operations: operations() }).toEqual({ exitCode: 1, operations: [] })
    expect(stderr).toContain(`mcp-comms sep update 2 ${NUMBERED}`)
  })

  test('without a token, prints how to sign in', async () => {
    const { run } = setUpProposing({ signedIn: false })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(4)
    expect(stderr).toContain('gh auth login')
  })

  test('--dry-run prints every operation and sends nothing', async () => {
    const { run, operations } = setUpProposing()
    const { stdout, exitCode, files } = await run('sep', 'open', DRAFT, '--dry-run', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).map(({ operation }: { operation: string }) => operation)).toEqual([
      'POST /repos/{owner}/{repo}/forks',
      'CreateBranch',
      'Commit',
      'CreatePullRequest',
      'Commit',
      'UpdatePullRequest',
    ])
    expect(operations()).toEqual([])
    expect(files).toEqual({ [DRAFT]: SEP })
    const { stdout: text } = await run('sep', 'open', DRAFT, '--dry-run')
    expect(text).toContain('/forks (if you have no push access and no fork) {')
  })

  test('--via issue opens the SEP as an issue', async () => {
    const { run, spec, fork } = setUpProposing({ permission: 'WRITE' })
    const { stdout, exitCode } = await run(...OPEN, '--via', 'issue')
    expect({ stdout, exitCode }).toEqual({ stdout: `https://github.com/${SPEC}/issues/2\n`, exitCode: 0 })
    expect(spec()?.posts[1]).toMatchObject({ type: 'Issue', title: 'SEP: Icons for tools', labels: ['SEP'] })
    expect(fork()).toBeUndefined()
  })
})

describe('sep update', () => {
  test('pushes a new version of an open SEP; the same version again adds no commit', async () => {
    const proposing = setUpProposing()
    await proposing.run(...OPEN)
    const first = await proposing.run(
      'sep',
      'update',
      '2',
      NUMBERED,
      '--yes',
      '--ai-disclosure',
      'It translated my notes.',
    )
    expect(first.stdout).toBe(`${URL}\n`)
    const branch = () => proposing.fork()?.branches[BRANCH]
    expect(branch()?.files[NUMBERED]).toContain('It translated my notes.')
    expect(branch()?.commits[0]).toMatch(/^SEP-2: new version\n/)
    const second = await proposing.run('sep', 'update', 'SEP-2', NUMBERED, '--yes', '--json')
    expect(JSON.parse(second.stdout)).toMatchObject({ changed: false, url: URL })
    expect(branch()?.commits).toHaveLength(4)
  })

  test.each([['x'], ['0'], ['3']])('refuses %s, which is not the number of the SEP', async (number) => {
    const { run } = setUpProposing({ files: { [NUMBERED]: numberedText } })
    expect((await run('sep', 'update', number, NUMBERED, '--yes')).exitCode).toBe(2)
  })

  test('--dry-run needs no token, sends nothing, and prints the commit', async () => {
    const { run, operations } = setUpProposing({ files: { [NUMBERED]: numberedText }, signedIn: false })
    const { stdout, exitCode } = await run('sep', 'update', '2', NUMBERED, '--dry-run', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ operation: 'Commit', variables: { headline: 'SEP-2: new version' } }])
    expect(operations()).toEqual([])
  })

  test('exits with 3 if the file contains a secret, and commits nothing', async () => {
    const textWithSecret = numberedText.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`)
    const { run, operations } = setUpProposing({ files: { [NUMBERED]: textWithSecret } })
    expect((await run('sep', 'update', '2', NUMBERED, '--yes')).exitCode).toBe(3)
    expect(operations()).not.toContain('Commit')
  })
})
