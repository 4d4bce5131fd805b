import { ownerOf } from '../text/repo-name.ts'
import type { Answers } from './answers.ts'
import type { Group, Policy, Repository, Rule, Standing } from './schema.ts'

/** Returns the first matching rule. A valid policy has a rule for every set of answers: see `findPolicyProblems`. */
export function matchRule(policy: Policy, answers: Answers, place: Place): Rule | undefined {
  return rulesFor(policy, answers.type).find(({ when }) => fitsAnswers(when, answers) && fitsPlace(policy, when, place))
}

const rulesByType = new WeakMap<Policy['rules'], Map<Answers['type'], readonly Rule[]>>()

/** Returns the rules for a type, in their order. Cached, because classifying one text matches rules many times. */
function rulesFor({ rules }: Policy, type: Answers['type']): readonly Rule[] {
  const index = rulesByType.get(rules) ?? new Map<Answers['type'], readonly Rule[]>()
  rulesByType.set(rules, index)
  const cached = index.get(type)
  if (cached !== undefined) return cached
  const found = rules.filter(({ when }) => allows(when.type, type))
  index.set(type, found)
  return found
}

/** Compares everything but the type. */
function fitsAnswers(when: Rule['when'], { sensitivity, actionability, area }: Answers): boolean {
  return (
    allows(when.sensitivity, sensitivity) &&
    allows(when.actionability, actionability) &&
    allows(when.area, area) &&
    (when.areaKnown === undefined || when.areaKnown === (area !== null))
  )
}

/** Compares only the conditions that the rule has. */
function fitsPlace({ groups }: Policy, when: Rule['when'], place: Place): boolean {
  const { repository } = place
  return (
    (when.ours === undefined || when.ours === place.ours) &&
    (when.discussions === undefined || when.discussions === repository.discussions) &&
    allows(when.pullRequests, repository.pullRequests) &&
    (when.archived === undefined || when.archived === (repository.archived !== null)) &&
    (when.questions === undefined || when.questions === questionsKind(repository.questions)) &&
    (when.advisories === undefined || when.advisories === acceptsAdvisories(repository)) &&
    (when.group === undefined || matchesGroup(groups, when.group, place.group))
  )
}

function matchesGroup(groups: Policy['groups'], wanted: true | readonly string[], group: Group | null): boolean {
  return group !== null && (wanted === true || wanted.some((id) => groups[id] === group))
}

/** Whether the repository accepts private reports. We are sure that it does only if the policy also has the address. */
function acceptsAdvisories({ security: { url, accepted } }: Pick<Repository, 'security'>): boolean | 'unknown' {
  return accepted === false || (accepted === true && url !== null) ? accepted : 'unknown'
}

function allows<T>(values: readonly T[] | undefined, value: T): boolean {
  return values === undefined || values.includes(value)
}

/** Where a repository takes questions: in an issue form, or behind a link. null: in its Discussions. */
function questionsKind(questions: Repository['questions']): 'form' | 'link' | null {
  if (questions === 'discussions') return null
  return 'form' in questions ? 'form' : 'link'
}

/** What follows from the area in the answers: the repository, and the group that works on it. */
export type Place = {
  /** Whether the area is part of the project. */
  readonly ours: boolean
  /** false: the area is unknown, so statements about the repository must hold for any repository. */
  readonly isKnown: boolean
  readonly repository: Pick<
    Repository,
    'repo' | 'discussions' | 'pullRequests' | 'questions' | 'security' | 'discord' | 'docs' | 'archived'
  >
  readonly group: Group | null
}

/** `topicGroup` is the group that the person's words are about. Without it, the place has the group that owns the area. */
export function placeOf(policy: Policy, answers: Pick<Answers, 'area'>, topicGroup: Group | null = null): Place {
  const area = answers.area === null ? undefined : policy.areas[answers.area]
  return {
    ours: area?.ours ?? true,
    isKnown: area !== undefined,
    repository: area === undefined ? anyRepository(policy) : repositoryById(policy, area.repository ?? policy.home),
    // A getter, because hardly any rule needs the group.
    get group() {
      return topicGroup ?? groupOfArea(policy, answers.area)
    },
  }
}

/** Facts that hold for any repository, for answers with an unknown area. */
function anyRepository(policy: Policy): Place['repository'] {
  return {
    repo: homeRepo(policy),
    discussions: null,
    pullRequests: 'open',
    questions: 'discussions',
    security: { url: null, accepted: null, note: null },
    discord: null,
    docs: [],
    archived: null,
  }
}

function groupOfArea({ groups }: Policy, area: string | null): Group | null {
  return Object.values(groups).find(({ areas }) => allows(areas, area)) ?? null
}

function repositoryById(policy: Policy, id: string): Repository {
  const repository = policy.repositories[id]
  if (repository === undefined) throw new Error(`policy ${policy.name}: no repository "${id}"`)
  return repository
}

export function homeRepo(policy: Policy): string {
  return repositoryById(policy, policy.home).repo
}

/** Placeholders in the text of a rule, such as `{repo}`. */
export const PLACEHOLDERS = [
  'repo',
  'home',
  'dev',
  'group',
  'groupChannel',
  'advisory',
  'docs',
  'questions',
  'instead',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

const PATTERN = /\{([a-zA-Z]+)\}/g

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PATTERN)].map(([, name = '']) => name)
}

/**
 * Fills the placeholders of an address. If the address needs a repository and we know none, returns the owner's page, which
 * lists all repositories.
 */
export function fillAddress(address: string, policy: Policy, place: Place, repo: string | null): string {
  const needsRepository = address.includes('{repo}') || address === '{questions}'
  if (needsRepository && repo === null && !place.isKnown) return `https://github.com/${ownerOf(homeRepo(policy))}`
  return fillPlaceholders(address, policy, place, repo)
}

export function fillPlaceholders(text: string, policy: Policy, place: Place, repo: string | null): string {
  return text.replaceAll(PATTERN, (whole, name: string) =>
    isPlaceholder(name) ? placeholderValue(name, policy, place, repo) : whole,
  )
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name)
}

function placeholderValue(
  name: Placeholder,
  policy: Policy,
  { repository, group, isKnown }: Place,
  repo: string | null,
): string {
  switch (name) {
    case 'repo':
      return repo ?? (isKnown ? repository.repo : policy.questions.area.unknown.repository)
    case 'home':
      return homeRepo(policy)
    case 'dev':
      return repository.discord ?? generalPlace(policy)
    case 'group':
      return group?.name ?? ''
    case 'groupChannel':
      return group?.channel ?? generalPlace(policy)
    case 'advisory':
      return repository.security.url ?? policy.channels['security-advisory'].url ?? ''
    case 'docs':
      return repository.docs[0] ?? policy.channels.docs.url ?? ''
    case 'questions':
      return questionsUrl(repository)
    case 'instead':
      return repository.archived?.instead ?? ''
    default:
      return name satisfies never
  }
}

/** Returns the Discord channel in which people talk if no group or repository has its own. */
export function generalPlace({ general, channels }: Pick<Policy, 'general' | 'channels'>): string {
  return general ?? channels.discord.title
}

function questionsUrl({ repo, questions }: Place['repository']): string {
  if (questions === 'discussions') return `https://github.com/${repo}/discussions`
  if ('form' in questions) return `https://github.com/${repo}/issues/new?template=${questions.form}`
  return questions.url
}

/** The source of a statement. `seen` is the last day on which somebody confirmed the statement there. */
export type Citation = {
  readonly source: string
  readonly edition: string
  readonly standing: Standing
  readonly seen: string
}

/** Returns the citation for `ref`, which is `page` or `page#section`. The page is a key of the policy's `sources`. */
export function cite(policy: Policy, ref: string): Citation {
  const [page = '', section] = ref.split('#')
  const source = policy.sources[page]
  if (source === undefined) throw new Error(`policy ${policy.name}: no source "${page}"`)
  const { url, edition, standing, seen = edition } = source
  return { source: section === undefined ? url : `${url}#${section}`, edition, standing, seen }
}
