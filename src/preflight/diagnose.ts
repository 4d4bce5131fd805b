import { basename } from 'node:path'
import type { App } from '../app.ts'
import { maskFor } from '../checks/quick-mask.ts'
import { Failure } from '../errors.ts'
import { isTemplateName } from '../forms/templates.ts'
import type { RateLimit } from '../github/account.ts'
import { type PublicRepository, readPublicTemplates } from '../github/public-reader.ts'
import type { GitHub, SignedIn } from '../github/sign-in.ts'
import type { Target } from '../github/target.ts'
import type { Policy } from '../policy/schema.ts'
import { minuteTextRoundedUp } from '../text/day.ts'
import { countOf } from '../text/quote.ts'
import { githubOrNull } from './github-access.ts'

/** The result of one check. If it is not ok, `says` is the error, with its hint. */
export type Diagnosis = { readonly about: string; readonly ok: boolean; readonly says: string }
/** `failure`: the first failure. */
export type Diagnoses = { readonly checks: readonly Diagnosis[]; readonly failure: Failure | null }

/**
 * Reports the program and the policy, and checks what posting needs: the account, its limits, the repository and its templates.
 */
export async function diagnose(app: App, policy: Policy, repo: string): Promise<Diagnoses> {
  const local = [
    okDiagnosis('program', `mcp-comms ${app.version} on Node ${app.node}`),
    okDiagnosis('policy', `${policy.name}, edition ${policy.edition}, checked ${policy.verified}`),
  ]
  const account = await attempt('account', async () => {
    if ((await githubOrNull(app)) === null) return { signedIn: null, says: NOT_SIGNED_IN_MESSAGE }
    const signedIn = await app.github()
    return { signedIn, says: await describeAccount(signedIn) }
  })
  if ('failure' in account) return { checks: [...local, account.check], failure: account.failure }
  if (account.value.signedIn === null) {
    const { checks, failure } = await diagnoseWithoutToken(app, repo)
    return { checks: [...local, account.check, ...checks], failure }
  }
  const { github } = account.value.signedIn
  const [limits, repository] = await Promise.all([
    attempt('limits', async () => ({ says: await describeLimits(github) })),
    attempt('repository', async () => {
      const target = await github.target(repo)
      return { target, says: describeTarget(target) }
    }),
  ])
  const templateChecks =
    'failure' in repository ? [] : [okDiagnosis('templates', describeTemplates(repository.value.target))]
  const failed = [limits, repository].find((attempted) => 'failure' in attempted)
  return {
    checks: [...local, account.check, limits.check, repository.check, ...templateChecks],
    failure: failed?.failure ?? null,
  }
}

const NOT_SIGNED_IN_MESSAGE =
  'Not signed in to GitHub: forms and SEPs can be read; to post, run `gh auth login`, or set GH_TOKEN to a token with the scope public_repo (https://github.com/settings/tokens)'

async function diagnoseWithoutToken(app: App, repo: string): Promise<Diagnoses> {
  const repository = await attempt('repository', async () => {
    const reader = await app.publicGitHub()
    const { repo: name, ...traits } = await reader.repository(repo)
    const says = `${name}: ${traitsOf(traits).join(', ')}`
    return { reader, templates: await readPublicTemplates(reader, name), says }
  })
  if ('failure' in repository) return { checks: [repository.check], failure: repository.failure }
  const { reader, templates } = repository.value
  const limit = reader.limit()
  const says =
    limit === null
      ? 'not known'
      : `${limit.remaining} of ${limit.limit} requests left without a token; resets at ${minuteTextRoundedUp(limit.resetAt)}`
  return {
    checks: [okDiagnosis('limits', says), repository.check, okDiagnosis('templates', describeTemplates({ templates }))],
    failure: null,
  }
}

type Attempt<T> =
  | { readonly check: Diagnosis; readonly value: T }
  | { readonly check: Diagnosis; readonly failure: Failure }

/** Turns a failure into a failed check, so that other checks can still run. */
async function attempt<T extends { says: string }>(about: string, run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    const value = await run()
    return { check: okDiagnosis(about, value.says), value }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const mask = await maskFor([error.message], error.message)
    return { check: { about, ok: false, says: mask(error.message) }, failure: error }
  }
}

function okDiagnosis(about: string, says: string): Diagnosis {
  return { about, ok: true, says }
}

async function describeAccount({ github, host, tokenFrom }: SignedIn): Promise<string> {
  const { login, scopes } = await github.whoami()
  const permissions =
    scopes === null ? 'GitHub does not list its permissions' : `scopes: ${scopes.join(', ') || 'none'}`
  return `${login} on ${host}, with the token from ${tokenFrom} (${permissions})`
}

async function describeLimits(github: GitHub): Promise<string> {
  const { rest, graphql, search } = await github.rateLimits()
  const limits = [limitText('GraphQL', graphql), limitText('REST', rest), limitText('search', search)]
  return `requests left: ${limits.join(', ')}`
}

/** Shows no reset time for an unused limit, although GitHub names one. */
function limitText(name: string, { remaining, limit, resetAt }: RateLimit): string {
  const until = remaining < limit ? ` until ${minuteTextRoundedUp(resetAt)}` : ''
  return `${name} ${remaining} of ${limit}${until}`
}

function describeTarget(target: Target): string {
  const traits = [
    `you have ${target.permission?.toLowerCase() ?? 'read'} access`,
    ...traitsOf(target),
    ...(target.parent === null ? [] : [`a fork of ${target.parent}`]),
  ]
  return `${target.repo}: ${traits.join(', ')}`
}

function traitsOf({ hasIssues, hasDiscussions, isArchived }: Omit<PublicRepository, 'repo'>): readonly string[] {
  return [
    `issues ${hasIssues ? 'on' : 'off'}`,
    `Discussions ${hasDiscussions ? 'on' : 'off'}`,
    ...(isArchived ? ['archived'] : []),
  ]
}

function describeTemplates({ templates: { issue, discussion } }: Pick<Target, 'templates'>): string {
  const describe = (kind: string, folder: typeof issue) => {
    const { repo = '', files = [] } = folder ?? {}
    const count = files.filter(({ path }) => isTemplateName(basename(path))).length
    return count === 0 ? `no ${kind} templates` : `${countOf(count, `${kind} template`)} from ${repo}`
  }
  return `${describe('issue', issue)}, ${describe('discussion', discussion)}`
}
