import * as z from 'zod'
import { Refusal } from './refusal.ts'
import { hasPermission } from './rights.ts'
import type { Advisory, Repository, World } from './world.ts'

/** https://docs.github.com/en/rest/security-advisories/repository-advisories */
const ECOSYSTEMS = 'rubygems npm pip maven nuget composer go rust erlang actions pub swift other'.split(' ')
const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const

const reportSchema = z.strictObject({
  summary: z.string().min(1).max(1_024),
  description: z.string().min(1).max(65_535),
  vulnerabilities: z
    .array(
      z.strictObject({
        package: z.strictObject({ ecosystem: z.enum(ECOSYSTEMS), name: z.string().nullable().optional() }),
        vulnerable_version_range: z.string().nullable().optional(),
        patched_versions: z.string().nullable().optional(),
        vulnerable_functions: z.array(z.string()).nullable().optional(),
      }),
    )
    .nullable()
    .optional(),
  cwe_ids: z
    .array(z.string().regex(/^CWE-\d+$/))
    .nullable()
    .optional(),
  severity: z.enum(SEVERITIES).nullable().optional(),
  cvss_vector_string: z.string().startsWith('CVSS:').nullable().optional(),
  start_private_fork: z.boolean().optional(),
})

/** Every user may read whether a repository accepts private reports. A private or archived repository never accepts them. */
export function reportingOf(_: World, repository: Repository) {
  return { enabled: acceptsReports(repository) }
}

export function report(world: World, repository: Repository, body: unknown) {
  checkScope(world, ['repo', 'repository_advisories:write'])
  if (repository.isBlocked) throw new Refusal('FORBIDDEN', 'User is blocked')
  if (!acceptsReports(repository))
    throw new Refusal('FORBIDDEN', 'Repository does not have private vulnerability reporting enabled')
  const parsed = reportSchema.safeParse(body)
  if (!parsed.success) throw invalid(body, parsed.error)
  if (parsed.data.severity && parsed.data.cvss_vector_string)
    throw new Refusal('UNPROCESSABLE', 'severity and cvss_vector_string cannot both be set')
  const number = String(repository.advisories.length + 1).padStart(4, '0')
  const { summary, description, ...details } = parsed.data
  const advisory: Advisory = {
    ghsaId: `GHSA-fake-fake-${number}`,
    summary,
    description,
    details,
    author: world.viewer.login,
    state: 'triage',
    createdAt: world.clock.now(),
  }
  repository.advisories.push(advisory)
  return answerOf(repository, advisory)
}

/** GitHub's message quotes the value that it refuses, so a program must not print the message. */
function invalid(body: unknown, { issues: [issue] }: z.ZodError): Refusal {
  const field = String(issue?.path.at(0) ?? 'body')
  const value =
    typeof body === 'object' && body !== null ? new Map<string, unknown>(Object.entries(body)).get(field) : ''
  return new Refusal('UNPROCESSABLE', `${field} is invalid: ${JSON.stringify(value)}`)
}

/**
 * Everybody sees published advisories. An administrator sees all advisories. With `advisoryAccess: own`, a token that may read
 * advisories also sees those that its owner reported. As on GitHub, the others are left out without an error.
 * @throws Refusal with `advisoryAccess: forbidden` or `not-found`
 */
export function advisoriesOf(world: World, repository: Repository) {
  if (repository.advisoryAccess === 'forbidden')
    throw new Refusal('FORBIDDEN', 'Resource not accessible by personal access token')
  if (repository.advisoryAccess === 'not-found') throw new Refusal('NOT_FOUND', 'Not Found')
  const seesOwn = repository.advisoryAccess === 'own' && hasScope(world, READ_SCOPES)
  return repository.advisories
    .filter(
      ({ state, author }) =>
        state === 'published' || hasPermission(repository, 'ADMIN') || (seesOwn && author === world.viewer.login),
    )
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .slice(0, 100)
    .map((advisory) => answerOf(repository, advisory))
}

const READ_SCOPES = ['repo', 'repository_advisories:read', 'repository_advisories:write']

function acceptsReports({ privateReporting, isPrivate, isArchived }: Repository): boolean {
  return privateReporting && !isPrivate && !isArchived
}

function checkScope(world: World, accepted: readonly string[]): void {
  if (!hasScope(world, accepted)) throw new Refusal('INSUFFICIENT_SCOPES', `Must have one of: ${accepted.join(', ')}`)
}

/** `scopes` is null for a fine-grained token, which always passes. */
function hasScope({ scopes }: World, accepted: readonly string[]): boolean {
  return scopes === null || scopes.some((scope) => accepted.includes(scope))
}

function answerOf({ nameWithOwner }: Repository, advisory: Advisory) {
  const { ghsaId, summary, description, author, state, createdAt, details } = advisory
  const created_at = createdAt.toISOString()
  return {
    ghsa_id: ghsaId,
    cve_id: null,
    url: `https://api.github.com/repos/${nameWithOwner}/security-advisories/${ghsaId}`,
    html_url: `https://github.com/${nameWithOwner}/security/advisories/${ghsaId}`,
    summary,
    description,
    state,
    ...details,
    author: { login: author },
    created_at,
    updated_at: created_at,
    published_at: state === 'published' ? created_at : null,
    submission: state === 'triage' ? { accepted: false } : null,
  }
}
