import pLimit from 'p-limit'
import type { App } from '../app.ts'
import type { Facts, Finding } from '../checks/check.ts'
import { createRepositoryFinder } from '../checks/private-details.ts'
import { chooseTemplate, type Template, type TemplateOffer } from '../forms/templates.ts'
import { pageHosts } from '../github/endpoints.ts'
import type { ExistingIssue } from '../github/issues.ts'
import type { GitHub } from '../github/sign-in.ts'
import type { NamedItem, PostKind, Target } from '../github/target.ts'
import { agentRuleFor } from '../policy/repositories.ts'
import type { Policy } from '../policy/schema.ts'
import type { TargetChoices } from '../publish/post-input.ts'
import { maintainerOf, parseMaintainers } from '../seps/maintainers.ts'
import type { Consent } from '../storage/trust.ts'
import type { IssueRef } from '../text/github-names.ts'
import { ownerOf, parseRepoName } from '../text/github-names.ts'
import { getOrCreate } from '../text/words.ts'
import { findTemplates, loadTemplates, type TemplateKind } from './templates.ts'

/** A repository as GitHub describes it, and the client to reach it. */
export type OnGitHub = {
  readonly github: GitHub
  readonly target: Target
  /** The names that a post there can use, including labels that were just created. */
  readonly choices: () => TargetChoices
  readonly rememberLabel: (label: NamedItem) => void
  /** The repositories that a text names, except this one and those of the built-in policy, which are known to be public. */
  readonly findRepositories: (text: string) => readonly string[]
}

/** The viewer's standing in a repository, which decides whether an AI agent may post for them. */
export type ViewerStanding = Pick<Facts, 'mergedPullRequests' | 'isMaintainer'>

/** A repository that posts go to. Each fact about it is requested from GitHub at most once, even for many posts. */
export type Destination = {
  readonly repo: string
  /** null: GitHub is not used, because there is no token or a flag disables it. */
  readonly onGitHub: OnGitHub | null
  readonly isOffline: boolean
  offer(kind: TemplateKind): Promise<TemplateOffer>
  /** @throws UsageError if there is no such template. */
  template(kind: TemplateKind, name: string): Promise<Template>
  /** The forms to choose from if a post must use one; null: a post needs no form. */
  requiredForms(kind: PostKind): Promise<readonly string[] | null>
  standing(): Promise<ViewerStanding>
  /** Whether it accepts private reports. null: GitHub does not say, or is not used. */
  acceptsReports(): Promise<boolean | null>
  /** The projects that an issue can be added to. Empty if GitHub is not used. */
  projects(): Promise<readonly NamedItem[]>
  /** The types that an issue can have. null: this server has no issue types, or GitHub is not used. */
  issueTypes(): Promise<readonly NamedItem[] | null>
}

export type Destinations = {
  get(repo: string): Promise<Destination>
  /** An issue that a post refers to; null: it does not exist, is on another server, or GitHub is not used. */
  issue(ref: IssueRef): Promise<ExistingIssue | null>
  /** Whether a repository is private. null: the person cannot see it, or GitHub is not used. */
  isPrivate(repo: string): Promise<boolean | null>
  /** Whether an advisory is published. null: GitHub is not used. */
  isPublished(ghsaId: string): Promise<boolean | null>
}

type DestinationOptions = {
  readonly github: () => Promise<GitHub | null>
  readonly isOffline: boolean
  readonly agent: string | null
  readonly scope: 'one' | 'many'
  readonly consent: Consent
}

/** GitHub asks clients not to send many requests at once. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const CONCURRENT_READS = 8

export function destinationsOf(app: App, policy: Policy, options: DestinationOptions): Destinations {
  const destinations = new Map<string, Promise<Destination>>()
  const issues = new Map<string, Promise<ExistingIssue | null>>()
  const privacy = new Map<string, Promise<boolean | null>>()
  const advisories = new Map<string, Promise<boolean | null>>()
  const limit = pLimit(CONCURRENT_READS)
  return {
    get: (repo) =>
      getOrCreate(destinations, repo.toLowerCase(), () => limit(() => readDestination(app, policy, options, repo))),
    issue: async ({ repo, number, host }) => {
      if (host !== undefined && !pageHosts(app.env).includes(host)) return null
      const read = async () => (await options.github())?.issue(repo, number) ?? null
      return rememberResult(issues, `${repo}#${number}`.toLowerCase(), read)
    },
    isPrivate: (repo) =>
      rememberResult(privacy, repo.toLowerCase(), () =>
        limit(async () => (await options.github())?.isPrivate(repo) ?? null),
      ),
    isPublished: (ghsaId) =>
      rememberResult(advisories, ghsaId, () =>
        limit(async () => (await options.github())?.isPublished(ghsaId) ?? null),
      ),
  }
}

/** Reads something once. After an error, the next call reads it again, because a run can last for hours. */
async function rememberResult<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  try {
    return await getOrCreate(cache, key, read)
  } catch (error) {
    cache.delete(key)
    throw error
  }
}

function runOnce<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= read()
    return result
  }
}

async function readDestination(
  app: App,
  policy: Policy,
  options: DestinationOptions,
  repo: string,
): Promise<Destination> {
  parseRepoName(repo)
  const github = await options.github()
  // For many posts, we compare their titles with the open posts, instead of searching for each title.
  const target = github && (await github.target(repo, { openPosts: options.scope === 'many' }))
  const onGitHub = github && target && toOnGitHub(app, policy, { github, target, repo })
  const offers = new Map<string, Promise<TemplateOffer>>()
  const offer = (kind: TemplateKind) =>
    getOrCreate(offers, kind, () => readOffer(app, { consent: options.consent, repo, kind, target }))
  return {
    repo,
    onGitHub,
    isOffline: options.isOffline,
    offer,
    template: async (kind, name) => chooseTemplate(await offer(kind), name),
    requiredForms: async (kind) => {
      if (kind !== 'issue') return null
      // People with triage rights may open the issues of a plan without a form. Without GitHub, we do not know the rights. Then a
      // single post is checked against the cached forms, and the rows of a plan are checked later, when GitHub is used.
      if (options.scope === 'many' && (target === null || mayTriage(target))) return null
      const { allowsBlank, templates } = await offer(kind)
      return allowsBlank ? null : templates.map(({ file }) => file)
    },
    standing: runOnce(() => readStanding(onGitHub, policy, options.agent, repo)),
    acceptsReports: runOnce(async () => (github === null ? null : github.acceptsReports(repo))),
    projects: runOnce(async () => (await github?.projects(repo)) ?? []),
    issueTypes: runOnce(async () => (github === null ? null : github.issueTypes(repo))),
  }
}

type OfferRequest = {
  readonly consent: Consent
  readonly repo: string
  readonly kind: TemplateKind
  readonly target: Target | null
}

async function readOffer(app: App, { consent, repo, kind, target }: OfferRequest): Promise<TemplateOffer> {
  const repositoryTemplates = target?.templates ?? (await loadTemplates(app, repo, { offline: true })).templates
  return findTemplates(app, { kind, repo, repositoryTemplates, consent })
}

function toOnGitHub(
  app: App,
  policy: Policy,
  { github, target, repo }: { readonly github: GitHub; readonly target: Target; readonly repo: string },
): OnGitHub {
  let { labels } = target
  const isBuiltIn = policy.path === undefined
  return {
    github,
    target,
    choices: () => ({ ...target, labels }),
    rememberLabel: (label) => {
      labels = [...labels, label]
    },
    findRepositories: createRepositoryFinder({
      hosts: pageHosts(app.env),
      owners: [ownerOf(repo), target.viewer],
      known: [repo, ...(isBuiltIn ? Object.values(policy.repositories).map((entry) => entry.repo) : [])],
    }),
  }
}

const TRIAGE_PERMISSIONS: ReadonlySet<string> = new Set(['TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN'])

/** Whether the person has triage rights, with which they may set labels and open issues without a form. */
export function mayTriage({ permission }: Pick<Target, 'permission'>): boolean {
  return TRIAGE_PERMISSIONS.has(permission ?? '')
}

const UNKNOWN_STANDING: ViewerStanding = { mergedPullRequests: null, isMaintainer: null }

/** Sends requests only if an AI agent runs this program, and the repository has a rule about AI agents. */
async function readStanding(
  onGitHub: OnGitHub | null,
  policy: Policy,
  agent: string | null,
  repo: string,
): Promise<ViewerStanding> {
  if (onGitHub === null || agent === null) return UNKNOWN_STANDING
  const { github, target } = onGitHub
  const rule = agentRuleFor(policy, repo)
  if (rule === undefined) return UNKNOWN_STANDING
  const [mergedPullRequests, list] = await Promise.all([
    github.countMergedPullRequests(repo, target.viewer),
    github.fileText(repo, rule.maintainers),
  ])
  const isMaintainer = list === null ? null : maintainerOf(parseMaintainers(list), target.viewer) !== null
  return { mergedPullRequests, isMaintainer }
}

/**
 * Whether text may be sent although a check found a secret in it: the author overrode the check, or the text is a private report.
 * A warning of this check about something else, such as an internal name, does not count.
 */
export function hasAllowedSecret(findings: readonly Finding[]): boolean {
  return findings.some(({ check, severity, code }) => check === 'secrets' && severity === 'warn' && code === 'secret')
}

/**
 * The destination for a text that passed its preflight. Its client still refuses to send any secret, unless the findings show that this
 * text may contain one.
 */
export function withSecretOverride(destination: Destination, findings: readonly Finding[]): Destination {
  const { onGitHub } = destination
  if (onGitHub === null || !hasAllowedSecret(findings)) return destination
  return { ...destination, onGitHub: { ...onGitHub, github: onGitHub.github.withOverride('secrets') } }
}
