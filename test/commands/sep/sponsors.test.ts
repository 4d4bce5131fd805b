import { describe, expect, test } from 'vitest'
import { GitHubFailure } from '../../../src/github/failure.ts'
import { run } from '../../support/app.ts'
import { MAINTAINERS, sepPullRequest, setUpSeps } from '../../support/seps.ts'

const LIST = `${MAINTAINERS}
## Core Maintainers

- [Paul Carleton](https://github.com/pcarleton)
- [Den Delimarsky](https://github.com/localden)
`
const withMaintainers = { files: { 'M.md': LIST } }
const sponsors = (...topic: string[]) => ['sep', 'sponsors', ...topic, '--maintainers', 'M.md']

describe('sep sponsors', () => {
  test('suggests the leads of a group that works on the topic, and then lists everyone who may sponsor', async () => {
    const { stdout, exitCode } = await run(sponsors('oauth', 'scopes'), withMaintainers)
    expect(stdout).toBe(`
  Suggested sponsors for "oauth scopes"
  @pcarleton          Paul Carleton: leads the interest group Authorization,
                      which works on oauth, scopes

  Groups that work on it
  Authorization, Discord #auth-ig

  Who may sponsor a SEP (4)
  @core-one           Core One: core maintainer
  @tess               Tess Script: TypeScript SDK
  @pcarleton          Paul Carleton: core maintainer
  @localden           Den Delimarsky: core maintainer

  Ask one or two, not everyone. If nobody answers within two weeks, ask in
  #general.

`)
    expect(exitCode).toBe(0)
  })

  test('suggests a maintainer of the area if no group works on the topic', async () => {
    const { stdout } = await run(sponsors('typescript'), withMaintainers)
    expect(stdout).toMatch(/@tess +Tess Script: is listed under "TypeScript SDK"/)
  })

  test('suggests nobody if the topic matches neither a group nor an area', async () => {
    const { stdout } = await run(sponsors('gardening'), withMaintainers)
    expect(stdout).toMatch(/No suggestion: "gardening" matches no group, and no maintainer's area\./)
    expect(stdout).toMatch(/Discuss it in a group first/)
  })

  test('lists everyone who may sponsor if there is no topic', async () => {
    const { stdout } = await run(sponsors(), withMaintainers)
    expect(stdout).toMatch(/^\n {2}Who may sponsor a SEP \(4\)\n/)
    expect(stdout).not.toMatch(/Mo Derator/)
  })

  test('--json prints the suggestions, the groups and the maintainers', async () => {
    const result = JSON.parse((await run([...sponsors('oauth'), '--json'], withMaintainers)).stdout)
    expect(result).toMatchObject({
      topic: 'oauth',
      suggested: [{ login: 'pcarleton', roles: [{ kind: 'core', area: null }], because: expect.any(String) }],
      groups: [{ id: 'auth', name: 'Authorization', channel: '#auth-ig', matched: ['oauth'] }],
    })
    expect(result.maintainers).toHaveLength(4)
  })

  test('reads MAINTAINERS.md from GitHub with one query', async () => {
    const { options, operations } = setUpSeps()
    expect((await run(['sep', 'sponsors'], options)).stdout).toMatch(/@core-one/)
    expect(operations()).toEqual(['FileText'])
  })

  test('refuses a repository that has no MAINTAINERS.md', async () => {
    const { options } = setUpSeps({})
    const { stderr, exitCode } = await run(['sep', 'sponsors'], options)
    expect(stderr).toMatch(/MAINTAINERS\.md of example\/protocol: file not found/)
    expect(exitCode).toBe(1)
  })

  test('refuses a list without names', async () => {
    const { stderr, exitCode } = await run(sponsors(), { files: { 'M.md': '# Nobody\n' } })
    expect(stderr).toMatch(/M\.md: no maintainers found; expected a list like/)
    expect(exitCode).toBe(1)
  })

  test('without a token and without a network, suggests --maintainers', async () => {
    const github = () => Promise.reject(new GitHubFailure({ kind: 'missing-token' }))
    const { stderr, exitCode } = await run(['sep', 'sponsors'], { github })
    expect(stderr).toMatch(/cannot reach .*; or use a list in a file: --maintainers MAINTAINERS\.md/)
    expect(exitCode).toBe(1)
  })

  test('sep show says who to ask if a sponsor is missing', async () => {
    const { options } = setUpSeps({
      labels: ['SEP'],
      files: { 'MAINTAINERS.md': LIST },
      pullRequests: [sepPullRequest(7, { title: 'OAuth scopes', sponsor: 'None' })],
    })
    const { stdout } = await run(['sep', 'show', '7'], { ...options, columns: 120 })
    expect(stdout).toMatch(/Ask +@pcarleton, who leads the interest group Authorization/)
    const shown = JSON.parse((await run(['sep', 'show', '7', '--json'], options)).stdout)
    expect(shown.suggestedSponsors).toMatchObject([{ login: 'pcarleton', name: 'Paul Carleton' }])
  })

  test('hostile text in a list cannot control the terminal', async () => {
    const files = { 'M.md': '## Core\n### Area \u001B[2J\n- [Eve \u001B]0;x\u0007](https://github.com/eve)\n' }
    expect((await run(sponsors(), { files })).stdout).not.toMatch(/\u001B|\u0007/)
  })
})
