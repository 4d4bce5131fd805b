import { ownerOf } from '../text/github-names.ts'
import { getOrCreate } from '../text/words.ts'
import type { Answers } from './answers.ts'
import type { Group, Policy, Repository, Rule, Standing } from './schema.ts'

/** Returns the first matching rule. A valid policy has a rule for every combination of answers: see `findPolicyProblems`. */
export function matchRule(policy: Policy, answers: Answers, context: AreaContext): Rule | undefined {
  return rulesFor(policy, answers.type).find(
    ({ when }) => fitsAnswers(when, answers) && fitsContext(policy, when, context),
  )
}

const rulesByType = new WeakMap<Policy['rules'], Map<Answers['type'], readonly Rule[]>>()

/** Cached, because classifying one text matches rules many times. */
function rulesFor({ rules }: Policy, type: Answers['type']): readonly Rule[] {
  const index = getOrCreate(rulesByType, rules, () => new Map())
  return getOrCreate(index, type, () => rules.filter(({ when }) => allows(when.type, type)))
}

/** Compares all answers but the type. */
function fitsAnswers(when: Rule['when'], { sensitivity, actionability, area }: Answers): boolean {
  return (
    allows(when.sensitivity, sensitivity) &&
    allows(when.actionability, actionability) &&
    allows(when.area, area) &&
    (when.areaKnown === undefined || when.areaKnown === (area !== null))
  )
}

function fitsContext({ groups }: Policy, when: Rule['when'], context: AreaContext): boolean {
  const { repository } = context
  return (
    (when.ours === undefined || when.ours === context.ours) &&
    (when.discussions === undefined || when.discussions === repository.discussions) &&
    allows(when.pullRequests, repository.pullRequests) &&
    (when.archived === undefined || when.archived === (repository.archived !== null)) &&
    (when.questions === undefined || when.questions === questionsKind(repository.questions)) &&
    (when.advisories === undefined || when.advisories === acceptsAdvisories(repository)) &&
    (when.group === undefined || matchesGroup(groups, when.group, context.group))
  )
}

function matchesGroup(groups: Policy['groups'], wanted: true | readonly string[], group: Group | null): boolean {
  return group !== null && (wanted === true || wanted.some((id) => groups[id] === group))
}

/** Whether the repository accepts private reports. `unknown`: the policy does not say, or does not say at which address. */
function acceptsAdvisories({ security: { url, accepted } }: Pick<Repository, 'security'>): boolean | 'unknown' {
  return accepted === false || (accepted === true && url !== null) ? accepted : 'unknown'
}

function allows<T>(values: readonly T[] | undefined, value: T): boolean {
  return values === undefined || values.includes(value)
}

/** Where a repository accepts questions: in an issue form, or on a linked page. null: in its Discussions. */
function questionsKind(questions: Repository['questions']): 'form' | 'link' | null {
  if (questions === 'discussions') return null
  return 'form' in questions ? 'form' : 'link'
}

/** What rules depend on besides the answers: the repository of the area, and the group of the topic or of the area. */
export type AreaContext = {
  /** Whether the area is part of the project. */
  readonly ours: boolean
  /** false: the area is unknown, so `repository` has only assumptions (`anyRepository`). */
  readonly isKnown: boolean
  readonly repository: Pick<
    Repository,
    'repo' | 'discussions' | 'pullRequests' | 'questions' | 'security' | 'discord' | 'docs' | 'archived'
  >
  readonly group: Group | null
}

/** The context of some answers. `topicGroup` is the group that the person's words are about. Without it, `group` is the group that owns the area. */
export function areaContextOf(
  policy: Policy,
  answers: Pick<Answers, 'area'>,
  topicGroup: Group | null = null,
): AreaContext {
  const area = answers.area === null ? undefined : policy.areas[answers.area]
  let group: Group | null | undefined = topicGroup ?? undefined
  return {
    ours: area?.ours ?? true,
    isKnown: area !== undefined,
    repository: area === undefined ? anyRepository(policy) : repositoryById(policy, area.repository ?? policy.home),
    // A getter, because hardly any rule needs the group.
    get group() {
      if (group === undefined) group = groupOfArea(policy, answers.area)
      return group
    },
  }
}

/** What we assume about the repository if the area is unknown. */
function anyRepository(policy: Policy): AreaContext['repository'] {
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
  'channels',
  'advisory',
  'docs',
  'questions',
  'instead',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
}

/**
 * Fills the placeholders of an address. If the address needs a repository and we know none, returns the page of the home
 * repository's owner, from which people reach the repositories.
 */
export function fillAddress(address: string, policy: Policy, context: AreaContext, repo: string | null): string {
  const needsRepository = address.includes('{repo}') || address === '{questions}'
  if (needsRepository && repo === null && !context.isKnown) return `https://github.com/${ownerOf(homeRepo(policy))}`
  return fillPlaceholders(address, policy, context, repo)
}

export function fillPlaceholders(text: string, policy: Policy, context: AreaContext, repo: string | null): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    isPlaceholder(name) ? placeholderValue(name, policy, context, repo) : whole,
  )
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name)
}

function placeholderValue(
  name: Placeholder,
  policy: Policy,
  { repository, group, isKnown }: AreaContext,
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
    case 'channels':
      // Both can be the general place.
      return [...new Set([group?.channel, repository.discord].map((place) => place ?? generalPlace(policy)))].join(
        ', or in ',
      )
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

/** Where people talk about a group or repository that has no Discord channel of its own. */
export function generalPlace({ general, channels }: Pick<Policy, 'general' | 'channels'>): string {
  return general ?? channels.discord.title
}

function questionsUrl({ repo, questions }: AreaContext['repository']): string {
  if (questions === 'discussions') return `https://github.com/${repo}/discussions`
  if ('form' in questions) return `https://github.com/${repo}/issues/new?template=${questions.form}`
  return questions.url
}

/** The source of a statement. `seen` is the last day on which the source was checked for the statement. */
export type Citation = {
  readonly source: string
  readonly edition: string
  readonly standing: Standing
  readonly seen: string
}

/** `ref` is `page` or `page#section`. The page is a key of the policy's `sources`. */
export function cite(policy: Policy, ref: string): Citation {
  const [page = '', section] = ref.split('#')
  const source = policy.sources[page]
  if (source === undefined) throw new Error(`policy ${policy.name}: no source "${page}"`)
  const { url, edition, standing, seen = edition } = source
  return { source: section === undefined ? url : `${url}#${section}`, edition, standing, seen }
}
