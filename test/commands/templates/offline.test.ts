import { describe, expect, test } from 'vitest'
import { GitHubFailure } from '../../../src/github/failure.ts'
import type { Reason } from '../../../src/github/reasons.ts'
import { run } from '../../support/app.ts'
import { formText, REPO, setUpTemplates } from '../../support/templates.ts'

const env = { HOME: '/home/newcomer' }
const CACHE = '/home/newcomer/.cache/mcp-comms/templates'
const CACHE_RECORD = `${CACHE}/repositories/github.com+example+protocol.json`
const list = ['templates', 'list', '--kind', 'issue', '--repo', REPO, '--json']
const offline = [...list, '--offline']

const ids = (stdout: string): readonly string[] => JSON.parse(stdout).templates.map(({ id }: { id: string }) => id)
const githubFailing = (reason: Reason) => () => Promise.reject(new GitHubFailure(reason))

/** The cache after the templates were read from GitHub. */
async function cachedFiles(): Promise<Readonly<Record<string, string>>> {
  const { github } = setUpTemplates({ 'crash.yml': formText('Crash'), 'config.yml': 'blank_issues_enabled: false\n' })
  return (await run(list, { github, env })).files
}

describe('cached templates', () => {
  test('are stored by object id, with one record for the repository', async () => {
    const files = await cachedFiles()
    expect(Object.keys(files).sort()).toEqual([
      // The ids are those of `git hash-object`.
      expect.stringMatching(`^${CACHE}/objects/[0-9a-f]{40}$`),
      expect.stringMatching(`^${CACHE}/objects/[0-9a-f]{40}$`),
      CACHE_RECORD,
    ])
    expect(files[`${CACHE}/objects/3ba13e0cec6cbbfd462e9ebf529dd2093148cd69`]).toBe('blank_issues_enabled: false\n')
    expect(JSON.parse(files[CACHE_RECORD] ?? '')).toMatchObject({ repo: REPO, at: '2026-11-22T10:00:00.000Z' })
  })

  test('are used offline, with their date, and without a request', async () => {
    const { stdout, stderr } = await run(offline, { files: await cachedFiles(), env })
    expect(JSON.parse(stdout)).toMatchObject({
      templates: [{ id: 'crash', source: 'repository', from: REPO }],
      blank: { issue: false },
    })
    expect(stderr).toBe('mcp-comms: using the templates of example/protocol as of 2026-11-22\n')
  })

  test('are found whatever the case of the repository name', async () => {
    const argv = offline.map((word) => (word === REPO ? 'Example/Protocol' : word))
    expect(ids((await run(argv, { files: await cachedFiles(), env })).stdout)).toEqual(['crash'])
  })

  test.each<Reason>([
    { kind: 'unreachable', code: 'ENOTFOUND', host: 'api.github.com' },
    { kind: 'gateway', status: 502 },
    { kind: 'secondary-limit', retryAfter: 60 },
  ])('are used if GitHub cannot answer: %o', async (reason) => {
    const { stdout, stderr, exitCode } = await run(list, {
      files: await cachedFiles(),
      env,
      github: githubFailing(reason),
    })
    expect([ids(stdout), exitCode]).toEqual([['crash'], 0])
    const [reasonLine, dateLine] = stderr.split('\n')
    expect(reasonLine).toBe(`mcp-comms: ${new GitHubFailure(reason).message}`)
    expect(dateLine).toMatch(/as of 2026-11-22$/)
  })

  test.each<[Reason, number]>([
    [{ kind: 'not-found', about: REPO }, 1],
    [{ kind: 'renamed', about: REPO, to: 'example/other' }, 1],
    [{ kind: 'bad-credentials' }, 4],
  ])('are not used if GitHub refuses: %o', async (reason, code) => {
    const { stdout, exitCode } = await run(list, { files: await cachedFiles(), env, github: githubFailing(reason) })
    expect([stdout, exitCode]).toEqual(['', code])
  })

  test("are replaced by GitHub's next answer", async () => {
    const { github } = setUpTemplates({ 'other.yml': formText('Other') })
    const { files } = await run(list, { github, env, files: await cachedFiles() })
    expect(ids((await run(offline, { files, env })).stdout)).toEqual(['other'])
  })
})

describe('without a cache', () => {
  const builtIn = ['bug', 'ci', 'documentation', 'release-task', 'work-item']

  test('--offline lists the built-in templates', async () => {
    const { stdout, stderr } = await run(offline, { env })
    expect(ids(stdout)).toEqual(builtIn)
    expect(stderr).toBe(
      'mcp-comms: the templates of example/protocol are not in the cache: run this once without --offline to fetch them\n',
    )
  })

  test('without a token or a network, `templates list` lists the built-in templates', async () => {
    const { stdout, stderr } = await run(list, { env, github: githubFailing({ kind: 'missing-token' }) })
    expect(ids(stdout)).toEqual(builtIn)
    expect(stderr).toMatch(/cannot reach api\.github\.test .*\nmcp-comms: the templates of .* are not in the cache\n$/)
  })

  test.each([
    ['without a home folder', {}],
    ['if the cache folder is relative', { XDG_CACHE_HOME: 'cache', HOME: '' }],
  ])('nothing is written %s', async (_, env) => {
    const { github } = setUpTemplates({ 'crash.yml': formText('Crash') })
    const { stdout, files } = await run(list, { github, env })
    expect([ids(stdout), files]).toEqual([['crash'], {}])
  })
})

describe('a damaged cache counts as empty', () => {
  const expectIgnored = (change: (files: Record<string, string>) => void) => async () => {
    const files = { ...(await cachedFiles()) }
    change(files)
    const { stdout, stderr, exitCode } = await run(offline, { files, env })
    expect([ids(stdout).includes('crash'), exitCode]).toEqual([false, 0])
    expect(stderr).toMatch(/are not in the cache/)
  }
  const expectRecordIgnored = (change: (text: string) => string) =>
    expectIgnored((files) => {
      const before = files[CACHE_RECORD] ?? ''
      files[CACHE_RECORD] = change(before)
      expect(files[CACHE_RECORD]).not.toBe(before)
    })
  const objects = (files: Record<string, string>) => Object.keys(files).filter((path) => path.includes('/objects/'))

  test(
    'if its record is not JSON',
    expectRecordIgnored((text) => text.slice(0, 40)),
  )
  test(
    'if its record has another shape',
    expectRecordIgnored(() => '[]'),
  )
  test(
    'if its record has an invalid date',
    expectRecordIgnored((text) => text.replace('2026-11-22T', 'yesterday ')),
  )
  test(
    'if its record belongs to another repository',
    expectRecordIgnored((text) => text.replace(`"repo": "${REPO}"`, '"repo": "example/else"')),
  )
  test(
    'if an object id in its record is a path',
    expectRecordIgnored((text) => text.replace(/"oid": "\w+"/, '"oid": "../../../secret"')),
  )
  test(
    'if a repository in its record is a path',
    expectRecordIgnored((text) => text.replaceAll(`"${REPO}"`, '"../protocol"')),
  )
  test(
    'if the stored texts were changed',
    expectIgnored((files) => {
      for (const path of objects(files)) files[path] = `${files[path]}# changed\n`
    }),
  )
  test(
    'if the stored text of config.yml is missing',
    expectIgnored((files) => {
      for (const path of objects(files)) if (files[path]?.startsWith('blank') === true) delete files[path]
    }),
  )

  test("until GitHub's next answer repairs it", async () => {
    const files = { ...(await cachedFiles()) }
    for (const path of objects(files)) files[path] = 'changed'
    const { github } = setUpTemplates({ 'crash.yml': formText('Crash'), 'config.yml': 'blank_issues_enabled: false\n' })
    expect((await run(list, { github, env, files })).files).toEqual(await cachedFiles())
  })
})

test.each(['../secret', 'example/..', 'example/..%2f', 'example', '/etc/passwd', 'example/a/b'])(
  '"%s" is not a repository, and is not used in a path',
  async (repo) => {
    const { stderr, exitCode, files } = await run(['templates', 'list', '--repo', repo, '--offline'], { env })
    expect(stderr).toBe(`mcp-comms: "${repo}" isn't a repository: expected owner/name\n`)
    expect([exitCode, files]).toEqual([2, {}])
  },
)
