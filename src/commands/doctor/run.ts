import type { App } from '../../app.ts'
import { EXIT, type ExitCode, exitCodeOf, Failure } from '../../errors.ts'
import type { GitHub, RateLimit, Target } from '../../github/github.ts'
import type { SignedIn } from '../../github/sign-in.ts'
import type { Policy } from '../../policy/schema.ts'
import { targetRepo } from '../../preflight/target-repo.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { jsonDocument } from '../../terminal/json.ts'
import type { Finding } from '../../terminal/views/doctor.ts'

import type { DoctorOptions } from './command.ts'

type Examined = { readonly findings: readonly Finding[]; readonly exitCode: ExitCode }

/** `mcp-comms doctor`: whether everything is there that writing and publishing need. It changes nothing. */
export async function run(app: App, options: DoctorOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const repo = targetRepo(app, policy, options.repo)
  const { findings, exitCode } = await examine(app, policy, repo)
  const { out } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument({ ok: exitCode === EXIT.done, findings }))
    return exitCode
  }
  const { doctorView } = await import('../../terminal/views/doctor.ts')
  out.write(doctorView(findings, await out.style(), out.columns))
  return exitCode
}

async function examine(app: App, policy: Policy, repo: string): Promise<Examined> {
  const here = [
    good('program', `mcp-comms ${app.version} on Node ${app.node}`),
    good('policy', `${policy.name}, edition ${policy.edition}, checked ${policy.verified}`),
  ]
  const account = await attempt('account', async () => {
    const signedIn = await app.github()
    return { signedIn, says: await describeAccount(signedIn) }
  })
  if ('failure' in account) return { findings: [...here, account.finding], exitCode: exitCodeOf(account.failure) }
  const { github } = account.value.signedIn
  const asked = await Promise.all([
    attempt('limits', async () => ({ says: await describeLimits(github) })),
    attempt('repository', async () => {
      const target = await github.target(repo)
      return { target, says: describeTarget(target) }
    }),
  ])
  const [, place] = asked
  const templates = 'failure' in place ? [] : [good('templates', describeTemplates(place.value.target))]
  const failed = asked.find((one) => 'failure' in one)
  return {
    findings: [...here, account.finding, ...asked.map(({ finding }) => finding), ...templates],
    exitCode: failed === undefined ? EXIT.done : exitCodeOf(failed.failure),
  }
}

type Attempt<T> =
  | { readonly finding: Finding; readonly value: T }
  | { readonly finding: Finding; readonly failure: Failure }

/** One thing that is asked of GitHub; what goes wrong is a finding, and the others are still asked. */
async function attempt<T extends { says: string }>(about: string, ask: () => Promise<T>): Promise<Attempt<T>> {
  try {
    const value = await ask()
    return { finding: good(about, value.says), value }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { finding: { about, ok: false, says: error.message }, failure: error }
  }
}

function good(about: string, says: string): Finding {
  return { about, ok: true, says }
}

async function describeAccount({ github, host, tokenFrom }: SignedIn): Promise<string> {
  const { login, scopes } = await github.whoami()
  const rights = scopes === null ? 'rights as granted' : `scopes: ${scopes.join(', ') || 'none'}`
  return `${login} on ${host}, by the token from ${tokenFrom} (${rights})`
}

async function describeLimits(github: GitHub): Promise<string> {
  const { rest, graphql, search } = await github.rateLimits()
  const left = (name: string, { remaining, limit }: RateLimit) => `${name} ${remaining} of ${limit}`
  return `left: ${[left('GraphQL', graphql), left('REST', rest), left('search', search)].join(', ')}; new at ${graphql.resetAt.toISOString()}`
}

function describeTarget(target: Target): string {
  const traits = [
    `you may ${target.permission?.toLowerCase() ?? 'read'}`,
    `issues ${target.hasIssues ? 'on' : 'off'}`,
    `Discussions ${target.hasDiscussions ? 'on' : 'off'}`,
    ...(target.isArchived ? ['archived'] : []),
    ...(target.parent === null ? [] : [`a fork of ${target.parent}`]),
  ]
  return `${target.repo}: ${traits.join(', ')}`
}

function describeTemplates({ templates: { issue, discussion } }: Target): string {
  const folder = (name: string, found: typeof issue) =>
    found === null ? `no ${name} templates` : `${name} templates of ${found.repo}: ${found.files.length}`
  return `${folder('issue', issue)}, ${folder('discussion', discussion)}`
}
