import pLimit from 'p-limit'
import type { App } from '../../../app.ts'
import type { RowPlace } from '../../../bulk/run/ready.ts'
import type { Offer, Template } from '../../../forms/templates.ts'
import { chooseTemplate } from '../../../forms/templates.ts'
import type { GitHub } from '../../../github/connect.ts'
import type { ExistingIssue } from '../../../github/issues.ts'
import type { Named, PostKind, Target } from '../../../github/target.ts'
import type { Policy } from '../../../policy/schema.ts'
import { readStanding, type Standing } from '../../../preflight/destination.ts'
import { findTemplates, loadTemplates } from '../../../preflight/templates.ts'
import type { IssueRef } from '../../../publish/publication.ts'
import { parseRepoName } from '../../../text/repo-name.ts'

/** A repository that rows go to, and all that they may ask of it. GitHub is asked once, however many there are. */
export type BulkPlace = {
  /** null: GitHub is not asked. */
  readonly onGitHub: (RowPlace & { readonly target: Target }) | null
  /** @throws UsageError where there is none of that name. */
  template(kind: PostKind, named: string): Promise<Template>
  /** The forms that an issue there has to be made with; null: with none of them. */
  formsNeeded(): Promise<readonly string[] | null>
  /** How the one who posts stands there, for the rules on AI agents. */
  standing(policy: Policy, agent: string | null): Promise<Standing>
  /** The projects that an issue can be added to. */
  projects(): Promise<readonly Named[]>
}

export type BulkPlaces = {
  at(repo: string): Promise<BulkPlace>
  /** An issue that rows name; null: there is none, or GitHub is not asked. */
  issue(ref: IssueRef): Promise<ExistingIssue | null>
}

/** GitHub asks for few requests at once. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const MOST_AT_ONCE = 8

/** @param github null: GitHub is not asked; what it said the last time counts. */
export function bulkPlaces(app: App, github: GitHub | null): BulkPlaces {
  const known = new Map<string, Promise<BulkPlace>>()
  const issues = new Map<string, Promise<ExistingIssue | null>>()
  const limit = pLimit(MOST_AT_ONCE)
  return {
    at: (repo) => {
      const name = repo.toLowerCase()
      const place = known.get(name) ?? limit(() => placeOf(app, github, repo))
      known.set(name, place)
      return place
    },
    issue: ({ repo, number }) => {
      const name = `${repo}#${number}`.toLowerCase()
      const issue = issues.get(name) ?? github?.issue(repo, number) ?? Promise.resolve(null)
      issues.set(name, issue)
      return issue
    },
  }
}

async function placeOf(app: App, github: GitHub | null, repo: string): Promise<BulkPlace> {
  parseRepoName(repo)
  const target = github === null ? null : await github.target(repo, { openIssues: true })
  const offers = new Map<PostKind, Promise<Offer>>()
  const offer = (kind: PostKind) => {
    const found = offers.get(kind) ?? offerAt(app, repo, kind, target)
    offers.set(kind, found)
    return found
  }
  let projects: Promise<readonly Named[]> | undefined
  let standing: Promise<Standing> | undefined
  return {
    onGitHub: target && { ...labelled(target), target },
    template: async (kind, named) => chooseTemplate(await offer(kind), named),
    formsNeeded: async () => {
      // Templates are read only where that can matter: it takes as long as a thousand rows.
      if (target === null || MAY_SKIP.has(target.permission ?? '')) return null
      const { blank, templates } = await offer('issue')
      return blank ? null : templates.map(({ file }) => file)
    },
    standing: (policy, agent) => {
      standing ??= readStanding(github && target && { github, target }, policy, agent, repo)
      return standing
    },
    projects: () => {
      projects ??= github === null ? Promise.resolve([]) : github.projects(repo)
      return projects
    },
  }
}

/** Those who look after a repository may open a blank issue on GitHub's own page too. */
const MAY_SKIP: ReadonlySet<string> = new Set(['TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN'])

async function offerAt(app: App, repo: string, kind: PostKind, target: Target | null): Promise<Offer> {
  const offered = target?.templates ?? (await loadTemplates(app, repo, { offline: true })).templates
  return findTemplates(app, { kind, repo, offered })
}

function labelled(target: Target): RowPlace {
  let { labels } = target
  return {
    id: target.id,
    repo: target.repo,
    offered: () => ({ ...target, labels }),
    addLabel: (label) => {
      labels = [...labels, label]
    },
  }
}
