import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { run } from '../../support/app.ts'
import { setUpGitHub } from '../../support/github.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { quillonSeed, quillonText } from '../../support/quillon.ts'
import { signedInTo } from '../../support/signed-in.ts'

type Changes = Parameters<typeof quillonSeed>[0]
type Files = Readonly<Record<string, string>>

const POLICY_PATH = 'rules/quillon.yaml'
const RECORD_PATH = 'rules/quillon.verified.json'
const POLICY_FLAGS = ['--policy', POLICY_PATH]
const SITE = 'quillon-lang/website'
const CHANNELS_PATH = 'content/community/channels.md'

const channelsPage = quillonSeed().repositories[SITE]?.files?.[CHANNELS_PATH] ?? ''

/** Runs `policy check` on a fake GitHub that has the policy's organization, with these changes. */
function check(argv: readonly string[], changes: Changes, files: Files) {
  const { github, fake } = setUpGitHub({}, quillonSeed(changes))
  const clock = manualClock('2026-12-05T08:00:00Z')
  const outcome = run(['policy', 'check', ...POLICY_FLAGS, ...argv], {
    files,
    github: signedInTo(github, true),
    clock,
  })
  return { outcome, fake }
}

const unrecordedFiles = { [POLICY_PATH]: quillonText }
/** The files after a first `--update` has recorded the sources. */
const recordedFiles = memoize(async () => (await check(['--update', '--yes'], {}, unrecordedFiles).outcome).files)

/** Computes the files at the first call, and returns the same ones at each later call. */
function memoize(compute: () => Promise<Files>): () => Promise<Files> {
  let files: Promise<Files> | null = null
  return () => {
    files ??= compute()
    return files
  }
}

async function checkReport(changes: Changes) {
  const { stdout, exitCode } = await check(['--json'], changes, await recordedFiles()).outcome
  const report = JSON.parse(stdout)
  const changed = report.sections.filter(({ state }: { state: string }) => state === 'changed' || state === 'gone')
  return { ...report, changed, exitCode }
}

describe('a policy that was never recorded', () => {
  test('reports no changes, with two queries', async () => {
    const { outcome, fake } = check(['--json'], {}, unrecordedFiles)
    const { stdout, exitCode } = await outcome
    const { ok, key, sections, facts } = JSON.parse(stdout)
    expect([exitCode, ok, key]).toEqual([0, true, null])
    expect(new Set(sections.map(({ state }: { state: string }) => state))).toEqual(new Set(['unrecorded']))
    expect(facts).toEqual([])
    expect(fake.requests().map(({ operation }) => operation)).toEqual(['OwnerRepositories', 'PolicySources'])
  })

  test('finds its first repository even if no source is in it', async () => {
    const added = `repositories:
  playground:
    repo: quillon-lang/playground
    belongs: Experiments
    not: null
    discussions: false
    questions: { url: "https://forum.quillon.example/c/help", name: the forum }
    security: { url: null, accepted: null }
    discord: null
    sources: ["https://forum.quillon.example/c/help"]
    source: repositories
`
    const files = { [POLICY_PATH]: quillonText.replace(/^repositories:\n/m, added) }
    const { stdout } = await check(['--json'], { 'quillon-lang/playground': {} }, files).outcome
    expect(JSON.parse(stdout).facts).toEqual([])
  })

  test('--update records hashes of the lines of a page, and none of its words', async () => {
    const files = await recordedFiles()
    expect(files[RECORD_PATH]).not.toMatch(/Read the|Ask there|core team|kind/)
    expect(JSON.parse(files[RECORD_PATH] ?? '').documents[`${SITE}:${CHANNELS_PATH}`]['the-forum']).toMatch(
      /^[0-9a-f]{10} [0-9a-f]{10}$/,
    )
    const { exitCode, stdout } = await check([], {}, files).outcome
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/20 sources: 20 unchanged\n\s+Nothing that was recorded has changed\./)
  })

  test('--update dates the policy and the sources that were read, and changes nothing else', async () => {
    const updated = (await recordedFiles())[POLICY_PATH] ?? ''
    const lines = quillonText.split('\n')
    const added = updated.split('\n').filter((line) => !lines.includes(line))
    expect(new Set(added)).toEqual(new Set(['verified: 2026-12-05', '    seen: 2026-12-05']))
    expect(updated).toContain('standing: practice\n    seen: 2026-11-20')
  })
})

describe('a change since the sources were recorded', () => {
  test('in a section is reported with the new lines, what relies on the section, and the history of the page', async () => {
    const text = channelsPage.replace('Every team has its own.', 'Teams write in the forum now.\nLists are read only.')
    const { changed, exitCode, ok, key } = await checkReport({ [SITE]: { files: { [CHANNELS_PATH]: text } } })
    expect([exitCode, ok]).toEqual([1, false])
    expect(key).toMatch(/^[0-9a-f]{20}$/)
    expect(changed).toEqual([
      expect.objectContaining({ source: 'https://quillon.example/community/channels', state: 'changed' }),
      {
        source: 'https://quillon.example/community/channels#mailing-lists',
        repo: SITE,
        path: CHANNELS_PATH,
        section: 'mailing-lists',
        state: 'changed',
        diff: [{ removed: 1, added: ['Teams write in the forum now.', 'Lists are read only.'] }],
        dependents: [
          { kind: 'rule', id: 'language-idea-for-a-team' },
          { kind: 'rule', id: 'announcement' },
          { kind: 'rule', id: 'right-now' },
          { kind: 'rule', id: 'coordination' },
          { kind: 'channel', id: 'discord' },
        ],
        history: `https://github.com/${SITE}/commits/HEAD/${CHANNELS_PATH}`,
      },
    ])
  })

  test.each([
    ['blank lines and indentation', channelsPage.replaceAll('\n', '\n\n').replaceAll('Each team', '   Each  team')],
    ['Windows line endings', channelsPage.replaceAll('\n', '\r\n')],
  ])('in %s does not count', async (_, text) => {
    expect(await checkReport({ [SITE]: { files: { [CHANNELS_PATH]: text } } })).toMatchObject({ ok: true, exitCode: 0 })
  })

  test('can be a deleted section or page', async () => {
    const text = channelsPage.replace('## The forum', '## Our forum')
    const files = { [CHANNELS_PATH]: text, 'content/community/teams/math.md': null }
    const { changed } = await checkReport({ [SITE]: { files } })
    expect(changed.map(({ source, state }: { source: string; state: string }) => [state, source])).toEqual([
      ['changed', 'https://quillon.example/community/channels'],
      ['gone', 'https://quillon.example/community/channels#the-forum'],
      ['gone', 'https://quillon.example/community/teams/math'],
    ])
  })

  test.each([
    [
      'a repository was renamed',
      { 'quillon-lang/packages': null, 'quillon-lang/registry': { formerly: ['quillon-lang/packages'] } },
      { fact: 'name', state: 'renamed', policy: 'quillon-lang/packages', github: 'quillon-lang/registry' },
    ],
    [
      'a repository no longer exists',
      { 'quillon-lang/rfcs': null },
      { fact: 'name', state: 'gone', repo: 'quillon-lang/rfcs' },
    ],
    [
      'a repository was archived',
      { [SITE]: { archived: true } },
      {
        fact: 'archived',
        state: 'changed',
        github: true,
        dependents: [
          { kind: 'repository', id: 'website' },
          { kind: 'rule', id: 'archived' },
        ],
      },
    ],
    [
      'a repository is no longer archived',
      { 'quillon-lang/quillpad': { archived: false } },
      { fact: 'archived', policy: true, github: false },
    ],
    [
      'Discussions were switched on',
      { [SITE]: { discussionsEnabled: true } },
      { fact: 'discussions', policy: false, github: true },
    ],
    ['issues were switched off', { [SITE]: { issuesEnabled: false } }, { fact: 'issues', policy: true, github: false }],
    [
      'a repository now accepts issues without a form',
      { 'quillon-lang/quillon': { files: { '.github/ISSUE_TEMPLATE/config.yml': null } } },
      { fact: 'blank-issues', policy: false, github: true },
    ],
    [
      'a form was deleted',
      { 'quillon-lang/quillon': { files: { '.github/ISSUE_TEMPLATE/bug.yml': null } } },
      { fact: 'form', state: 'gone', policy: 'bug.yml', github: null },
    ],
  ])('is reported as a fact if %s', async (_, changes, fact) => {
    const { facts, exitCode } = await checkReport(changes)
    expect(exitCode).toBe(1)
    expect(facts).toContainEqual(expect.objectContaining(fact))
    expect(facts).toHaveLength(1)
  })

  test('can be a new group, form or repository, but not an archived repository or another kind of file', async () => {
    const { new: news } = await checkReport({
      [SITE]: {
        files: { 'content/community/teams/fonts.md': '# Fonts\n', 'content/community/teams/logo.svg': '<svg/>' },
      },
      'quillon-lang/quillon': { files: { '.github/ISSUE_TEMPLATE/idea.yaml': 'name: Idea\n' } },
      'quillon-lang/playground': {},
      'quillon-lang/attic': { archived: true },
    })
    expect(news).toEqual({
      groups: [`${SITE}:content/community/teams/fonts.md`],
      forms: ['quillon-lang/quillon:.github/ISSUE_TEMPLATE/idea.yaml'],
      repositories: ['quillon-lang/playground'],
    })
  })

  test('is not reported for a new repository that --update has recorded, even if the policy does not name it', async () => {
    const changes = { 'quillon-lang/playground': {} }
    const { files } = await check(['--update', '--yes'], changes, await recordedFiles()).outcome
    expect((await check([], changes, files).outcome).exitCode).toBe(0)
  })

  test('is printed with the new lines, the number of deleted lines, and what relies on the section', async () => {
    const text = channelsPage.replace('Ask there.', 'Ask there, \u001b[31mand search first.')
    const { outcome } = check([], { [SITE]: { files: { [CHANNELS_PATH]: text } } }, await recordedFiles())
    const { stdout, exitCode } = await outcome
    expect(exitCode).toBe(1)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain(`  ✖ https://quillon.example/community/channels#the-forum
    1 new line, 1 removed line
      - 1 removed line
      + Ask there, and search first.
    affects rules own-package, idea, talk; guideline questions-in-the-forum;
    channel discussion
    https://github.com/${SITE}/commits/HEAD/${CHANNELS_PATH}
`)
    expect(stdout).toContain(`mcp-comms policy check --policy ${POLICY_PATH} --update`)
  })
})

describe('--update', () => {
  const changes = { [SITE]: { files: { [CHANNELS_PATH]: channelsPage.replace('Ask there.', 'Ask here.') } } }

  test('needs --yes in a script after a change, because a person has to review it', async () => {
    const files = await recordedFiles()
    const { stderr, exitCode, files: after } = await check(['--update'], changes, files).outcome
    expect([exitCode, after]).toEqual([2, files])
    expect(stderr).toContain('add --yes')
  })

  test('sets the edition of a page that has changed', async () => {
    const { files } = await check(['--update', '--yes'], changes, await recordedFiles()).outcome
    expect(files[POLICY_PATH]).toContain('edition: 2026-12-05\n    seen: 2026-12-05')
    expect((await check([], changes, files).outcome).exitCode).toBe(0)
  })

  test('records nothing if the policy cannot be written, so that the changes are reported again', async () => {
    const { github, clock } = setUpGitHub({}, quillonSeed(changes))
    const files = await recordedFiles()
    const outcome = await run(['policy', 'check', ...POLICY_FLAGS, '--update', '--yes'], {
      files,
      github: signedInTo(github, true),
      clock,
      onDisk: (disk) => {
        const set = disk.set.bind(disk)
        disk.set = (path, text) => {
          if (path === POLICY_PATH) throw new Failure('file', `${path}: this is a symbolic link`)
          return set(path, text)
        }
      },
    })
    expect([outcome.exitCode, outcome.files]).toEqual([1, files])
  })

  test('says that rules of a checkout have to be trusted again, because it changes them', async () => {
    const { github } = setUpGitHub({}, quillonSeed())
    const clock = manualClock('2026-12-05T08:00:00Z')
    const path = '.mcp-comms/policy.yaml'
    const trusted = await run(['trust'], { files: { [path]: quillonText } })
    const connection = { github: signedInTo(github, true), clock }
    const updated = await run(['policy', 'check', '--update', '--yes'], { files: trusted.files, ...connection })
    expect(updated.stderr).toContain(`trust it again before you use it: mcp-comms trust ${path}\n`)
    const where = await run(['where', '--type', 'conduct'], { files: updated.files })
    expect(where.stderr).toContain('they have changed since you trusted them')
  })

  test('needs a policy file', async () => {
    const { exitCode, stderr } = await run(['policy', 'check', '--update'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--policy FILE')])
  })
})

test('a damaged record is rejected with its path', async () => {
  const { exitCode, stderr } = await check([], {}, { ...unrecordedFiles, [RECORD_PATH]: '[]' }).outcome
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(RECORD_PATH)])
})

describe('--plan', () => {
  const text = channelsPage.replace('Only the core team reads it.', 'Only the core team and its guests read it.')
  const changes = { [SITE]: { files: { [CHANNELS_PATH]: text } }, 'quillon-lang/fonts': {} }

  test('leads to one issue for a set of changes, however often it runs', async () => {
    const { github, fake, clock } = setUpGitHub({}, quillonSeed(changes))
    const connection = { github: signedInTo(github, true), clock }
    const argv = ['--repo', 'quillon-lang/packages', '--plan', 'changes.yaml']
    for (const week of [1, 2, 3]) {
      // A scheduled run starts without the files of the previous one.
      const planned = await run(['policy', 'check', ...POLICY_FLAGS, ...argv], {
        ...connection,
        files: await recordedFiles(),
      })
      expect(planned.exitCode, `week ${week}`).toBe(1)
      const applied = await run(
        ['issue', 'bulk', 'changes.yaml', ...POLICY_FLAGS, '--apply', '--yes', '--ai-disclosure', 'none'],
        { ...connection, files: planned.files },
      )
      expect(applied.exitCode, applied.stderr).toBe(0)
      clock.advance(7 * 86_400_000)
    }
    const issues = fake.state().repositories['quillon-lang/packages']?.posts ?? []
    expect(issues).toHaveLength(1)
    expect(issues[0]?.body).toContain('channels#the-private-list')
    expect(issues[0]?.body).not.toContain('guests')
  })

  test('needs the repository of the issue', async () => {
    const { exitCode, stderr } = await check(['--plan', 'changes.yaml'], changes, await recordedFiles()).outcome
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--repo owner/name')])
  })

  test.each(['-', 'changes.csv'])('needs a name that issue bulk reads as YAML: %s', async (plan) => {
    const { outcome, fake } = check(['--plan', plan, '-R', 'a/b'], changes, await recordedFiles())
    const { exitCode, stderr, files } = await outcome
    expect([exitCode, files[plan], fake.requests()]).toEqual([2, undefined, []])
    expect(stderr).toContain('--plan plan.yaml')
  })

  test('writes no file if nothing has changed', async () => {
    const { files, exitCode } = await check(['--plan', 'changes.yaml', '-R', 'a/b'], {}, await recordedFiles()).outcome
    expect([exitCode, files['changes.yaml']]).toEqual([0, undefined])
  })
})
