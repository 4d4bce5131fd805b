import { describe, expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { run } from '../support/app.ts'
import { REPO, setUpGitHub } from '../support/github.ts'
import { signedInTo } from '../support/signed-in.ts'
import { formText } from '../support/templates.ts'
import { setUpWithoutToken } from '../support/without-token.ts'

const setUpSignedIn = (...settings: Parameters<typeof setUpGitHub>) => {
  const { fake, github } = setUpGitHub(...settings)
  return { fake, github: () => Promise.resolve({ github, host: 'github.test', tokenFrom: 'GH_TOKEN' }) }
}

describe('doctor', () => {
  test('reports no problem if everything is in order', async () => {
    const { github } = setUpSignedIn({ permission: 'TRIAGE', discussionsEnabled: false })
    const { stdout, stderr, exitCode } = await run(['doctor', '--repo', REPO], { github })
    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/mcp-comms 1\.2\.3 on Node 20\.0\.0/)
    expect(stdout).toMatch(/newcomer on github\.test, with the token from GH_TOKEN/)
    expect(stdout).toMatch(/example\/protocol: you have triage access, issues on,\s+Discussions off/)
    expect(stdout).toMatch(/requests left: GraphQL \d+ of 5000/)
    expect(stdout).toMatch(/All checks passed/)
  })

  test('says of each limit that is partly used up when it resets', async () => {
    const { github } = setUpGitHub()
    const limit = (total: number, remaining: number, minute: number) => {
      return { limit: total, remaining, resetAt: new Date(Date.UTC(2026, 10, 22, 10, minute)) }
    }
    const rateLimits = async () => ({
      graphql: limit(5000, 4990, 58),
      rest: limit(5000, 4, 30),
      search: limit(30, 30, 1),
    })
    const argv = ['doctor', '--repo', REPO, '--json']
    const { stdout } = await run(argv, { github: signedInTo({ ...github, rateLimits }, true) })
    const { findings } = JSON.parse(stdout)
    expect(findings.find(({ about }: { about: string }) => about === 'limits').says).toBe(
      'requests left: GraphQL 4990 of 5000 until 2026-11-22 10:58 UTC, REST 4 of 5000 until 2026-11-22 10:30 UTC, search 30 of 30',
    )
  })

  test('names the repositories that the templates come from, with one query', async () => {
    const { fake, github } = setUpSignedIn(
      { files: { '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n' } },
      { repositories: { 'example/.github': { files: { '.github/DISCUSSION_TEMPLATE/ideas.yml': 'body: []\n' } } } },
    )
    const { stdout } = await run(['doctor', '--repo', REPO], { github, columns: 120 })
    expect(stdout).toMatch(/1 issue template from example\/protocol, 1\s+discussion\s+template from example\/\.github/)
    expect(fake.requests().filter(({ operation }) => operation === 'Target')).toHaveLength(1)
  })

  test('counts no file that is not a template, such as config.yml', async () => {
    const setUp = (files: Readonly<Record<string, string>>) => setUpSignedIn({ files }).github
    const config = { '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n' }
    const { stdout: only } = await run(['doctor', '--repo', REPO], { github: setUp(config) })
    expect(only).toMatch(/no issue templates/)
    const more = { ...config, '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n', '.github/ISSUE_TEMPLATE/notes.txt': 'x' }
    const { stdout: withForm } = await run(['doctor', '--repo', REPO], { github: setUp(more) })
    expect(withForm).toMatch(/1 issue template from/)
  })

  test('without a token, says what is possible, and succeeds', async () => {
    const { options, fake } = setUpWithoutToken({
      discussionsEnabled: false,
      files: { '.github/ISSUE_TEMPLATE/crash.yml': formText('Crash') },
    })
    const { stdout, exitCode } = await run(['doctor', '--repo', REPO], options)
    const text = stdout.replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/Not signed in to GitHub: .* to post, run `gh auth login`/)
    expect(text).toMatch(/5\d of 60 requests left/)
    expect(text).toMatch(/issues on, Discussions off/)
    expect(text).toMatch(/1 issue template from example\/protocol/)
    expect(exitCode).toBe(0)
    expect(fake.requests().filter(({ kind }) => kind !== 'rest')).toEqual([])
  })

  test('without a token and without a network, reports the problem', async () => {
    const github = () => Promise.reject(new GitHubFailure({ kind: 'missing-token' }))
    const { stdout, exitCode } = await run(['doctor'], { github })
    expect(stdout).toMatch(/cannot reach api\.github\.test/)
    expect(exitCode).toBe(1)
  })

  test('reports a token that GitHub rejects', async () => {
    const { fake, github } = setUpSignedIn()
    fake.faults([{ operation: 'GET /user', mode: 'bad-credentials', times: 1 }])
    const { stdout, exitCode } = await run(['doctor', '--repo', REPO], { github })
    expect(stdout).toMatch(/rejected the token/)
    expect(exitCode).toBe(4)
  })

  test('a repository that does not exist does not hide the other findings', async () => {
    const { github } = setUpSignedIn()
    const { stdout, exitCode } = await run(['doctor', '--repo', 'example/nowhere', '--json'], { github })
    const { ok, findings } = JSON.parse(stdout)
    expect(ok).toBe(false)
    expect(
      findings.filter((finding: { ok: boolean }) => finding.ok).map(({ about }: { about: string }) => about),
    ).toEqual(['program', 'policy', 'account', 'limits'])
    expect(exitCode).toBe(1)
  })

  test("uses GH_REPO, else the policy's repository", async () => {
    const { github } = setUpSignedIn()
    expect((await run(['doctor'], { github, env: { GH_REPO: REPO } })).stdout).toMatch(/example\/protocol/)
    expect((await run(['doctor'], { github })).stdout).toMatch(/modelcontextprotocol\/modelcontextprotocol/)
  })
})
