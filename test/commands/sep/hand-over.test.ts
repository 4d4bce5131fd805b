import { describe, expect, test } from 'vitest'
import { policyText } from '../../support/policy.ts'
import { BRANCH, journalFile, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'
import { quillonText } from '../../support/quillon.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const FORK = 'newcomer/modelcontextprotocol'
const OPEN = ['sep', 'open', DRAFT]
const URL = `https://github.com/${SPEC}/pull/2`
const COMPARE = `https://github.com/${SPEC}/compare/main...newcomer:${BRANCH}?expand=1`
const THREAD = 'https://github.com/orgs/modelcontextprotocol/discussions/7'

type ProposingOptions = NonNullable<Parameters<typeof setUpProposing>[0]>
/** The repository accepts pull requests from collaborators only, as the real one has done since September 2026. */
const setUpCollaboratorsOnly = (options: ProposingOptions = {}) =>
  setUpProposing({ ...options, repository: { pullRequestsFrom: 'collaborators', ...options.repository } })
const writesAmong = (operations: readonly string[]) =>
  operations.filter((name) => /^(?:POST|Create|Commit|Update|Add|Close)/.test(name))

describe('a person without write access', () => {
  test('gets a message for those who may open the pull request; nothing is sent, and the draft does not change', async () => {
    const { run, operations, spec } = setUpCollaboratorsOnly()
    const before = spec()
    const { stdout, stderr, exitCode, files } = await run(...OPEN, '--yes')
    expect({ exitCode, files, writes: writesAmong(operations()) }).toEqual({
      exitCode: 0,
      files: { [DRAFT]: SEP },
      writes: [],
    })
    expect(stdout).toBe(
      `The SEP "Icons for tools" is ready for its pull request in ${SPEC}, which I cannot open myself. Would one of you open it as a draft?\nThe file is attached.\nDiscussed in: ${THREAD}\n`,
    )
    expect(stderr).toContain('takes pull requests from')
    expect(stderr).toContain('sep-guidelines')
    expect(stderr).toContain('add --fork')
    expect(spec()).toEqual(before)
  })

  test('gets a message without a link that is too long, but with the others', async () => {
    const long = `https://example.org/${'a'.repeat(1_000)}`
    const files = { [DRAFT]: SEP.replace(THREAD, `${long}, ${THREAD}`) }
    const { stdout } = await setUpCollaboratorsOnly({ files }).run(...OPEN, '--yes')
    expect(stdout).toContain(`Discussed in: ${THREAD}\n`)
  })

  test.each(['discord.com', 'www.discord.com', 'ptb.discord.com', 'canary.discord.com', 'discordapp.com'])(
    'is pointed to the thread on %s, even if another link comes first',
    async (host) => {
      const thread = `https://${host}/channels/1/2`
      const files = { [DRAFT]: SEP.replace(THREAD, `${THREAD}, ${thread}`) }
      const { stderr } = await setUpCollaboratorsOnly({ files }).run(...OPEN, '--yes')
      expect(stderr).toContain(`the thread where the group discussed it\n          ${thread}\n`)
    },
  )

  test('is pointed to the channel of the group, at the place that the policy names', async () => {
    const rules = policyText.replace('title: Discord\n', 'title: Zulip\n')
    const files = { [DRAFT]: SEP.replace(` (${THREAD})`, '').replace(THREAD, 'a meeting'), 'rules.yaml': rules }
    const flags = ['--yes', '--policy', 'rules.yaml', '--rule', 'discussion-linked=off']
    const { stderr } = await setUpCollaboratorsOnly({ files }).run(...OPEN, ...flags)
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/the message below to #\S+ on Zulip/)
  })

  test('gets the message as JSON with --json', async () => {
    const { stdout } = await setUpCollaboratorsOnly().run(...OPEN, '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'sep',
      repo: SPEC,
      number: null,
      url: null,
      title: 'SEP: Icons for tools',
      labels: { applied: [], dropped: [] },
      via: 'hand-over',
      draft: DRAFT,
      reason: 'collaborators-only',
      branch: null,
      channel: '#transports-wg',
      message: expect.stringContaining(THREAD),
    })
  })

  test('can push a branch to their fork, and the message links to its comparison page', async () => {
    const { run, fork, spec, operations } = setUpCollaboratorsOnly()
    const { stdout, exitCode, files } = await run(...OPEN, '--fork', '--yes', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      url: COMPARE,
      via: 'hand-over',
      reason: 'collaborators-only',
      branch: { repo: FORK, name: BRANCH },
    })
    expect(JSON.parse(stdout).message).toContain(COMPARE)
    expect(fork()?.branches[BRANCH]?.files[DRAFT]).toBe(SEP)
    expect(files[DRAFT]).toBe(SEP)
    expect(Object.keys(spec()?.branches ?? {})).toEqual(['main'])
    expect(operations()).not.toContain('CreatePullRequest')
  })

  test('is asked whether to push a branch', async () => {
    const question = { ask: `Put it on a branch in your fork of ${SPEC}?` }
    const accepted = setUpCollaboratorsOnly({ person: [{ ...question, pick: 'Put it there' }] })
    const { stdout, stderr } = await accepted.run(...OPEN)
    expect(stdout).toContain(COMPARE)
    expect(stderr).toContain(`A public branch in your fork of ${SPEC}`)
    expect(stderr).not.toContain('unpublished')
    expect(stderr).toContain('# SEP-0000: Icons for tools')
    const declined = setUpCollaboratorsOnly({ person: [{ ...question, pick: 'Only write the message' }] })
    expect((await declined.run(...OPEN)).exitCode).toBe(0)
    expect(writesAmong(declined.operations())).toEqual([])
  })

  test('needs --yes for a branch when not running interactively', async () => {
    const { run, operations } = setUpCollaboratorsOnly()
    const { exitCode, stderr } = await run(...OPEN, '--fork')
    expect({ exitCode, writes: writesAmong(operations()) }).toEqual({ exitCode: 2, writes: [] })
    expect(stderr).toContain('--yes')
  })

  test('gets an address that contains the name of their fork, if the fork is named differently', async () => {
    const { run } = setUpCollaboratorsOnly({ repositories: { [FORK]: { permission: 'ADMIN' } } })
    const { stdout } = await run(...OPEN, '--fork', '--yes')
    expect(stdout).toContain(`/compare/main...newcomer:modelcontextprotocol-1:${BRANCH}?expand=1`)
  })

  test('can push an edited draft, and a second run pushes nothing', async () => {
    const { run, fork, changeFile } = setUpCollaboratorsOnly()
    await run(...OPEN, '--fork', '--yes')
    const edited = SEP.replace('Names alone', 'Words alone')
    changeFile(DRAFT, edited)
    for (let runs = 0; runs < 2; runs++) expect((await run(...OPEN, '--yes')).stdout).toContain(COMPARE)
    expect(fork()?.branches[BRANCH]?.files[DRAFT]).toBe(edited)
    expect(fork()?.branches[BRANCH]?.commits).toHaveLength(3)
  })

  test('cannot overwrite what another person pushed to the branch', async () => {
    const { run, fake, fork, changeFile } = setUpCollaboratorsOnly()
    await run(...OPEN, '--fork', '--yes')
    const files = { [DRAFT]: SEP.replace('None', 'Grace (@grace)') }
    fake.change([{ change: 'push', repository: FORK, branch: BRANCH, author: 'grace', message: 'Sponsor it', files }])
    changeFile(DRAFT, SEP.replace('Names alone', 'Words alone'))
    const { exitCode, stderr } = await run(...OPEN, '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('somebody has changed the branch')
    expect(fork()?.branches[BRANCH]?.files[DRAFT]).toBe(files[DRAFT])
  })

  test('gets the SEP number in the next run, if a collaborator has opened the pull request from the branch', async () => {
    const { run, fake, fork, spec } = setUpCollaboratorsOnly()
    await run(...OPEN, '--fork', '--yes')
    fake.change([
      {
        change: 'open-pull-request',
        repository: SPEC,
        author: 'grace',
        title: 'SEP: Icons for tools',
        head: { repository: FORK, branch: BRANCH },
      },
    ])
    const { stdout, files, exitCode } = await run(...OPEN, '--yes')
    expect({ stdout, exitCode, files: Object.keys(files) }).toEqual({
      stdout: `${URL}\n`,
      exitCode: 0,
      files: [NUMBERED],
    })
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain('# SEP-2: Icons for tools')
    expect(spec()?.posts.slice(1)).toMatchObject([{ title: 'SEP: Icons for tools' }])
    const again = await run(...OPEN, '--yes')
    expect([again.exitCode, again.stdout]).toEqual([0, `${URL}\n`])
  })

  test.each([
    ['only after', '--fork'],
    ['only after', '--try'],
    ['already before', '--try'],
  ])(
    'whose pull request is open opens no second one on another computer, used %s it was opened: %s',
    async (when, flag) => {
      const { run, fake, spec, branches, changeFile } = setUpCollaboratorsOnly()
      await run(...OPEN, '--fork', '--yes')
      changeFile(journalFile(DRAFT), null)
      if (when === 'already before') await run(...OPEN, '--fork', '--yes')
      const head = { repository: FORK, branch: BRANCH }
      fake.change([
        { change: 'open-pull-request', repository: SPEC, author: 'grace', title: 'Add icons', head },
        { change: 'settings', repository: SPEC, set: { permission: 'WRITE' } },
      ])
      const before = branches()
      const { exitCode, stderr } = await run(...OPEN, flag, '--yes')
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringContaining(`pull request #2 is open for your branch ${BRANCH}`),
      ])
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`rename it to ${NUMBERED}`)
      expect(branches()).toEqual(before)
      fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
      expect((await run(...OPEN, '--try', '--yes')).exitCode).toBe(0)
      expect(spec()?.posts).toHaveLength(3)
    },
  )

  test('can copy the command for that, which has the repository and the rules of this run', async () => {
    const { run } = setUpCollaboratorsOnly({ files: { [DRAFT]: SEP, 'rules.yaml': quillonText } })
    const flags = ['--repo', SPEC, '--policy', 'rules.yaml', '--rule', 'slug=off']
    const { stderr } = await run(...OPEN, ...flags, '--fork', '--yes')
    expect(stderr).toContain(`\n          mcp-comms ${[...OPEN, ...flags].join(' ')}\n`)
  })

  test('gets that number, and opens no second pull request, after they got write access', async () => {
    const { run, fake, branches, spec } = setUpCollaboratorsOnly()
    await run(...OPEN, '--fork', '--yes')
    const head = { repository: FORK, branch: BRANCH }
    fake.change([
      { change: 'open-pull-request', repository: SPEC, author: 'grace', title: 'SEP: Icons for tools', head },
      { change: 'settings', repository: SPEC, set: { permission: 'WRITE' } },
    ])
    expect((await run(...OPEN, '--yes')).stdout).toBe(`${URL}\n`)
    expect(branches()).toEqual([BRANCH])
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is stopped by a secret', async () => {
    const textWithSecret = SEP.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`)
    const { run, operations } = setUpCollaboratorsOnly({ files: { [DRAFT]: textWithSecret } })
    const { exitCode, stdout } = await run(...OPEN, '--fork', '--yes')
    expect({ exitCode, stdout, writes: writesAmong(operations()) }).toEqual({ exitCode: 3, stdout: '', writes: [] })
  })
})

describe('--try', () => {
  test('hands over with a link to the branch if GitHub refuses, and the next try can succeed', async () => {
    const { run, fake, spec, branches } = setUpCollaboratorsOnly()
    const { exitCode, stdout, files } = await run(...OPEN, '--try', '--yes', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ via: 'hand-over', reason: 'refused', number: null, url: COMPARE })
    expect(files[DRAFT]).toBe(SEP)
    expect(spec()?.posts).toHaveLength(1)
    fake.change([{ change: 'settings', repository: SPEC, set: { pullRequestsFrom: 'anyone' } }])
    expect((await run(...OPEN, '--try', '--yes')).stdout).toBe(`${URL}\n`)
    expect(branches()).toEqual([BRANCH])
  })

  test('after an unanswered request, refuses --hand-over, and the next run without either flag finds the pull request', async () => {
    const { run, fake, clock, spec } = setUpProposing()
    fake.faults([{ operation: 'CreatePullRequest', mode: 'drop-after', times: 1 }])
    fake.conditions({ lag: { listings: 600 } })
    expect((await run(...OPEN, '--try', '--yes')).exitCode).toBe(1)
    expect((await run(...OPEN, '--hand-over', '--yes')).exitCode).toBe(2)
    clock.advance(3_600_000)
    expect((await run(...OPEN, '--yes')).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })
})

describe('a collaborator', () => {
  test('opens a numbered pull request', async () => {
    const { run, spec } = setUpCollaboratorsOnly({ permission: 'WRITE' })
    expect((await run(...OPEN, '--yes')).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts[1]).toMatchObject({ title: 'SEP-2: Icons for tools' })
  })

  test('whose token lacks a permission gets an error and the command that resumes', async () => {
    const { run, fake } = setUpCollaboratorsOnly({ permission: 'WRITE' })
    fake.faults([{ operation: 'CreatePullRequest', mode: 'forbidden' }])
    const { exitCode, stderr } = await run(...OPEN, '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Resume with: mcp-comms sep open')
  })

  test('pushes only to their fork with --hand-over --fork', async () => {
    const { run, spec, fork } = setUpCollaboratorsOnly({ permission: 'WRITE' })
    expect((await run(...OPEN, '--hand-over', '--fork', '--yes')).stdout).toContain(COMPARE)
    expect(Object.keys(spec()?.branches ?? {})).toEqual(['main'])
    expect(fork()?.branches[BRANCH]?.files[DRAFT]).toBe(SEP)
  })
})

describe('the flags of a hand-over', () => {
  test('--hand-over works without a token, and sends nothing', async () => {
    const { run, operations } = setUpCollaboratorsOnly({ signedIn: false })
    const { stdout, stderr, exitCode } = await run(...OPEN, '--hand-over', '--yes')
    expect({ exitCode, operations: operations() }).toEqual({ exitCode: 0, operations: [] })
    expect(stdout).toContain('The file is attached.')
    expect(stderr).toContain(
      'Not checked: whether similar posts exist, and whether the text names a private repository.',
    )
  })

  test.each([[['--try', '--hand-over']], [['--try', '--fork']], [['--via', 'issue', '--hand-over']]])(
    '%j are refused together',
    async (flags) => {
      const { run, operations } = setUpCollaboratorsOnly()
      expect((await run(...OPEN, '--yes', ...flags)).exitCode).toBe(2)
      expect(operations()).toEqual([])
    },
  )

  test('--dry-run mentions --hand-over, and prints what it would send', async () => {
    const WRITES_TO_FORK = ['POST /repos/{owner}/{repo}/forks', 'CreateBranch', 'Commit']
    const { run, operations } = setUpCollaboratorsOnly()
    expect((await run(...OPEN, '--dry-run')).stderr).toContain('--hand-over')
    const writesWith = async (...flags: string[]) =>
      JSON.parse((await run(...OPEN, '--dry-run', '--json', ...flags)).stdout).map(
        ({ operation }: { operation: string }) => operation,
      )
    expect(await writesWith('--hand-over')).toEqual([])
    expect(await writesWith('--hand-over', '--fork')).toEqual(WRITES_TO_FORK)
    expect(await writesWith('--fork')).toEqual(WRITES_TO_FORK)
    expect(operations()).toEqual([])
  })

  test('a repository that accepts pull requests from everyone needs no hand-over', async () => {
    const { run } = setUpProposing({ repositories: { 'else/specs': { permission: 'READ' } } })
    expect((await run(...OPEN, '--yes', '--repo', 'else/specs')).stdout).toMatch(/^https:.*\/else\/specs\/pull\/1\n$/)
  })
})

test('the journal keeps the id and the branch for the next run', async () => {
  const { run } = setUpCollaboratorsOnly()
  const { files } = await run(...OPEN, '--fork', '--yes')
  expect(JSON.parse(files[journalFile(DRAFT)] ?? '')).toMatchObject({
    id: expect.any(String),
    branch: BRANCH,
    number: null,
    pull: null,
  })
})
