import pLimit from 'p-limit'
import type { App } from '../app.ts'
import { agentRuleOf } from '../checks/ai-agent.ts'
import type { Facts } from '../checks/check.ts'
import type { Offer, Template } from '../forms/templates.ts'
import { chooseTemplate } from '../forms/templates.ts'
import type { ExistingIssue } from '../github/issues.ts'
import type { GitHub } from '../github/sign-in.ts'
import type { Named, PostKind, Target } from '../github/target.ts'
import type { Policy } from '../policy/schema.ts'
import type { TargetChoices } from '../publish/post-input.ts'
import type { IssueRef } from '../publish/publication.ts'
import { maintainerOf, parseMaintainers } from '../seps/maintainers.ts'
import { parseRepoName } from '../text/repo-name.ts'
import { findTemplates, loadTemplates } from './templates.ts'

/** What GitHub says of a repository, and the way to it. */
export type OnGitHub = {
  readonly github: GitHub
  readonly target: Target
  /** What a post can name there, with the labels that this run has created. */
  readonly offered: () => TargetChoices
  readonly addLabel: (label: Named) => void
}

/** Whether the viewer is known in the repository: the rule about AI agents asks for it. */
export type Standing = Pick<Facts, 'mergedPullRequests' | 'isMaintainer'>

/** A repository that posts go to, and everything that may be asked of it. GitHub is asked once, however many posts there are. */
export type Destination = {
  readonly repo: string
  /** null: GitHub is not asked, since there is no token, or since a flag says so. */
  readonly onGitHub: OnGitHub | null
  readonly isOffline: boolean
  /** The templates that a post there can be written with. */
  offer(kind: PostKind): Promise<Offer>
  /** @throws UsageError where there is none of that name. */
  template(kind: PostKind, named: string): Promise<Template>
  /** The forms that a post has to be written with; null: it needs none. */
  formsNeeded(kind: PostKind): Promise<readonly string[] | null>
  standing(): Promise<Standing>
  /** The projects that an issue can be added to. */
  projects(): Promise<readonly Named[]>
}

export type Destinations = {
  at(repo: string): Promise<Destination>
  /** An issue that a post names; null: there is none, or GitHub is not asked. */
  issue(ref: IssueRef): Promise<ExistingIssue | null>
}

type Asking = {
  readonly github: () => Promise<GitHub | null>
  readonly isOffline: boolean
  readonly agent: string | null
  readonly scope: 'one' | 'many'
}

/** GitHub wants few requests at a time. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const CONCURRENT_READS = 8

export function destinationsOf(app: App, policy: Policy, asking: Asking): Destinations {
  const destinations = new Map<string, Promise<Destination>>()
  const issues = new Map<string, Promise<ExistingIssue | null>>()
  const limit = pLimit(CONCURRENT_READS)
  return {
    at: (repo) =>
      memoize(destinations, repo.toLowerCase(), () => limit(() => readDestination(app, policy, asking, repo))),
    issue: ({ repo, number }) =>
      memoize(
        issues,
        `${repo}#${number}`.toLowerCase(),
        async () => (await asking.github())?.issue(repo, number) ?? null,
      ),
  }
}

function memoize<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

async function readDestination(app: App, policy: Policy, asking: Asking, repo: string): Promise<Destination> {
  parseRepoName(repo)
  const github = await asking.github()
  // Titles of open issues are compared where there are too many posts to search for each.
  const target = github && (await github.target(repo, { openIssues: asking.scope === 'many' }))
  const onGitHub = github && target && withLabels(github, target)
  const known = new Map<string, Promise<Offer>>()
  const offer = (kind: PostKind) => memoize(known, kind, () => readOffer(app, repo, kind, target))
  const projects = new Map<string, Promise<readonly Named[]>>()
  const standings = new Map<string, Promise<Standing>>()
  return {
    repo,
    onGitHub,
    isOffline: asking.isOffline,
    offer,
    template: async (kind, named) => chooseTemplate(await offer(kind), named),
    formsNeeded: async (kind) => {
      if (kind !== 'issue' || target === null || (asking.scope === 'many' && mayTriage(target))) return null
      const { blank, templates } = await offer(kind)
      return blank ? null : templates.map(({ file }) => file)
    },
    standing: () => memoize(standings, '', () => readStanding(onGitHub, policy, asking.agent, repo)),
    projects: () => memoize(projects, '', async () => (await github?.projects(repo)) ?? []),
  }
}

async function readOffer(app: App, repo: string, kind: PostKind, target: Target | null): Promise<Offer> {
  const offered = target?.templates ?? (await loadTemplates(app, repo, { offline: true })).templates
  return findTemplates(app, { kind, repo, offered })
}

function withLabels(github: GitHub, target: Target): OnGitHub {
  let { labels } = target
  return {
    github,
    target,
    offered: () => ({ ...target, labels }),
    addLabel: (label) => {
      labels = [...labels, label]
    },
  }
}

const TRIAGE: ReadonlySet<string> = new Set(['TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN'])

/** Who has triage rights may set labels, and open an issue without a form. */
export function mayTriage({ permission }: Pick<Target, 'permission'>): boolean {
  return TRIAGE.has(permission ?? '')
}

const UNKNOWN: Standing = { mergedPullRequests: null, isMaintainer: null }

/** Only some repositories ask for whom an AI agent works. */
export async function readStanding(
  onGitHub: Pick<OnGitHub, 'github' | 'target'> | null,
  policy: Policy,
  agent: string | null,
  repo: string,
): Promise<Standing> {
  if (onGitHub === null || agent === null) return UNKNOWN
  const { github, target } = onGitHub
  const rule = agentRuleOf(policy, repo)
  if (rule === undefined) return UNKNOWN
  const [mergedPullRequests, list] = await Promise.all([
    github.countMergedPullRequests(repo, target.viewer),
    github.fileText(repo, rule.maintainers),
  ])
  const isMaintainer = list === null ? null : maintainerOf(parseMaintainers(list), target.viewer) !== null
  return { mergedPullRequests, isMaintainer }
}

/** null: there is no token. @throws Failure for whatever is wrong with one that there is. */
export async function githubOrNull(app: App): Promise<GitHub | null> {
  const { GitHubFailure } = await import('../github/failure.ts')
  try {
    return (await app.github()).github
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'missing-token') return null
    throw error
  }
}
