import { Failure } from '../../errors.ts'
import { parseChooser } from '../../forms/chooser.ts'
import { isTemplateName } from '../../forms/templates.ts'
import { isSameRepo, ownerOf, parseRepoName } from '../../text/github-names.ts'
import type { Policy, Repository } from '../schema.ts'
import type { Dependent } from '../source-refs.ts'
import { charterFolders, documentName, documentsOf, locationOf } from './documents.ts'
import type { ListedRepository, PolicySources } from './sources-api.ts'
import type { VerifiedSources } from './verified-sources.ts'

/**
 * A fact that GitHub and the policy state differently about a repository. `unknown`: the policy leaves the fact open, so nothing
 * has changed, but the fact could be added.
 */
export type CheckedFact = {
  /** The key of the repository in the policy. */
  readonly repository: string
  readonly repo: string
  readonly fact: 'name' | 'archived' | 'issues' | 'discussions' | 'blank-issues' | 'form'
  readonly state: 'changed' | 'gone' | 'renamed' | 'unknown'
  readonly policy: string | boolean | null
  readonly github: string | boolean | null
  readonly dependents: readonly Dependent[]
}

/** Things on GitHub that the policy does not mention and that are not in the record of earlier checks. */
export type NewItems = {
  /** Pages in the folders that contain charters, named by `documentName`. Each page may be the charter of a new group. */
  readonly groups: readonly string[]
  /** Issue forms and Markdown templates, named by `documentName`. */
  readonly forms: readonly string[]
  readonly repositories: readonly string[]
}

/** The owners of the repositories, each once, even if the policy writes a name in different cases. */
export function ownersOf({ repositories }: Policy): readonly string[] {
  const owners = Object.values(repositories).map(({ repo }) => [ownerOf(repo), parseRepoName(repo).owner] as const)
  return [...new Map(owners).values()]
}

/**
 * The facts that GitHub shows differently from the policy, or that the policy leaves open. For a repository that is archived in
 * either place, compares only its name and whether it is archived, because nobody can post in an archived repository.
 */
export function checkFacts(policy: Policy, { names, ownerRepositories }: PolicySources): readonly CheckedFact[] {
  return Object.entries(policy.repositories).flatMap(([id, repository]) => {
    const { repo } = repository
    const name = names.get(repo) ?? null
    const toFact = (difference: Difference): CheckedFact => ({
      repository: id,
      repo,
      ...difference,
      dependents: [{ kind: 'repository', id }, ...rulesAbout(policy, repo, difference.fact)],
    })
    if (name === null) return [toFact({ fact: 'name', state: 'gone', policy: repo, github: null })]
    const nameDifferences: readonly Difference[] = isSameRepo(name, repo)
      ? []
      : [{ fact: 'name', state: 'renamed', policy: repo, github: name }]
    const onGitHub = ownerRepositories.find((candidate) => isSameRepo(candidate.repo, name))
    return [...nameDifferences, ...(onGitHub === undefined ? [] : differences(repository, onGitHub))].map(toFact)
  })
}

type Difference = Pick<CheckedFact, 'fact' | 'state' | 'policy' | 'github'>

function differences(repository: Repository, onGitHub: ListedRepository): readonly Difference[] {
  const { archived, discussions, blankIssues, forms } = repository
  const isArchived = archived !== null
  if (isArchived || onGitHub.isArchived) return compare('archived', isArchived, onGitHub.isArchived)
  return [
    ...compare('issues', true, onGitHub.hasIssues),
    ...compare('discussions', discussions === null ? null : discussions !== false, onGitHub.hasDiscussions),
    ...compare('blank-issues', blankIssues, acceptsBlankIssues(onGitHub)),
    ...forms
      .filter(({ file }) => !onGitHub.templates.includes(file))
      .map(({ file }): Difference => ({ fact: 'form', state: 'gone', policy: file, github: null })),
  ]
}

function compare(fact: CheckedFact['fact'], policy: boolean | null, github: boolean | null): readonly Difference[] {
  if (github === null || policy === github) return []
  return [{ fact, state: policy === null ? 'unknown' : 'changed', policy, github }]
}

/** Whether a repository accepts issues without a form. null: its `config.yml` is not valid, or it has neither `config.yml` nor any template. */
function acceptsBlankIssues({ chooser, templates }: ListedRepository): boolean | null {
  if (chooser === null) return templates.some(isTemplateName) ? true : null
  try {
    return parseChooser(chooser, 'config.yml').blankIssuesEnabled
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

/** The rules that depend on the fact: they have a condition on it or, if the fact is the name, they name the repository. */
function rulesAbout({ rules }: Policy, repo: string, fact: CheckedFact['fact']): readonly Dependent[] {
  return rules
    .filter(({ when, repository }) => {
      const hasCondition = (fact === 'archived' || fact === 'discussions') && when[fact] !== undefined
      return hasCondition || (fact === 'name' && isSameRepo(repository, repo))
    })
    .map(({ id }) => ({ kind: 'rule', id }))
}

const PAGE = /\.mdx?$/

export function findNewItems(policy: Policy, { known }: VerifiedSources, sources: PolicySources): NewItems {
  const isNew = (name: string) => !known.includes(name)
  return {
    groups: newPages(policy, sources).filter(isNew),
    forms: newForms(policy, sources).filter(isNew),
    repositories: newRepositories(policy, sources).filter(isNew),
  }
}

function newPages(policy: Policy, { objects }: PolicySources): readonly string[] {
  const sourceFiles = Object.values(policy.sources).flatMap(({ url }) => locationOf(policy, url) ?? [])
  const cited = new Set([...documentsOf(policy), ...sourceFiles].map(documentName))
  return charterFolders(policy).flatMap((folder) => {
    const object = objects.get(documentName(folder)) ?? null
    const entries = object !== null && 'entries' in object ? object.entries : []
    return entries
      .filter((file) => PAGE.test(file))
      .map((file) => documentName({ ...folder, path: `${folder.path}/${file}` }))
      .filter((name) => !cited.has(name))
  })
}

function newForms({ repositories }: Policy, { ownerRepositories, names }: PolicySources): readonly string[] {
  return Object.values(repositories).flatMap(({ repo, forms }) => {
    const name = names.get(repo) ?? repo
    const { templates = [] } = ownerRepositories.find((candidate) => isSameRepo(candidate.repo, name)) ?? {}
    return templates
      .filter((file) => isTemplateName(file) && !forms.some((form) => form.file === file))
      .map((file) => documentName({ repo, branch: null, path: `.github/ISSUE_TEMPLATE/${file}` }))
  })
}

function newRepositories({ repositories }: Policy, { ownerRepositories, names }: PolicySources): readonly string[] {
  const describedNames = Object.values(repositories).flatMap(({ repo, formerly }) => [
    repo,
    ...formerly,
    names.get(repo) ?? repo,
  ])
  return ownerRepositories
    .filter(({ repo, isArchived }) => !isArchived && !describedNames.some((name) => isSameRepo(name, repo)))
    .map(({ repo }) => repo)
}
