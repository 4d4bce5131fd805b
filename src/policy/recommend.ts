import { mailtoAddress } from '../text/address.ts'
import { getOrCreate } from '../text/words.ts'
import type { Answers, Channel } from './answers.ts'
import {
  type AreaContext,
  areaContextOf,
  type Citation,
  cite,
  fillAddress,
  fillPlaceholders,
  homeRepo,
  matchRule,
} from './match.ts'
import { repositoryNamed } from './repositories.ts'
import type { Group, Policy, Rule } from './schema.ts'

export type Reason = Citation & { readonly rule: string; readonly text: string }
export type NextStep = {
  readonly text: string
  readonly url?: string
  readonly command?: string
  readonly paste?: string
  /** The step says something that is good to know, not what to do next. */
  readonly note?: true
}
export type Alternative = { readonly channel: Channel; readonly when: string }

export type Recommendation = {
  readonly channel: Channel
  readonly rule: string
  readonly answers: Answers
  readonly repo: string | null
  /** Whether `repo` comes from the area or from the rule. null: the rule needs no repository. */
  readonly repoBy: 'area' | 'rule' | null
  readonly title: string
  readonly url: string | null
  readonly public: boolean
  readonly because: readonly Reason[]
  readonly steps: readonly NextStep[]
  readonly alternatives: readonly Alternative[]
  readonly avoid: readonly string[]
  /** What the first edition of the guidelines said, if it differed. */
  readonly founding: string | null
  /** The channel that the published pages name, if practice has moved away from it. */
  readonly insteadOf: Channel | null
  /** The draft that this program can write and submit. null: this program cannot post there, or the repository is unknown. */
  readonly draftTarget: DraftTarget | null
  /** A `mailto:` address with a subject and no body. null: the rule does not lead to an email address. */
  readonly mail: string | null
}

/**
 * What to draft, and where to post it. `template` is a form of the repository or a built-in template. It is null for a SEP or a
 * private report, which have their own templates. It is also null if the rule allows any template, or none of the forms fits.
 */
export type DraftTarget = {
  readonly kind: 'issue' | 'discussion' | 'decision' | 'sep' | 'advisory'
  readonly repo: string
  readonly template: string | null
}

const recommendations = new WeakMap<Policy, Map<Group | null, Map<string, Recommendation>>>()

/**
 * Turns answers into one recommendation. `topicGroup` is the group that the person's own words are about, if any. If
 * `findPolicyProblems` reports nothing for the policy, all answers have a recommendation. Caches the recommendations, because many
 * texts lead to the same answers.
 */
export function recommend(policy: Policy, givenAnswers: Answers, topicGroup: Group | null = null): Recommendation {
  const byGroup = getOrCreate(recommendations, policy, () => new Map())
  const cache = getOrCreate(byGroup, topicGroup, () => new Map<string, Recommendation>())
  const { type, sensitivity, actionability, area } = givenAnswers
  const key = JSON.stringify([type, sensitivity, actionability, area])
  // Copied, so that the order of these keys in JSON does not depend on the call that filled the cache.
  const answers = { type, sensitivity, actionability, area }
  return getOrCreate(cache, key, () => recommendationFor(policy, answers, topicGroup))
}

function recommendationFor(policy: Policy, givenAnswers: Answers, topicGroup: Group | null): Recommendation {
  const answers = withImplied(policy, givenAnswers)
  const context = areaContextOf(policy, answers, topicGroup)
  const rule = matchRule(policy, answers, context)
  if (rule === undefined) throw new Error(`policy ${policy.name}: no rule for ${JSON.stringify(answers)}`)
  return buildRecommendation(policy, rule, answers, context)
}

/** Returns only the channel, for callers that compare many sets of answers. `context` must belong to the answers' area. */
export function channelFor(policy: Policy, givenAnswers: Answers, context: AreaContext): Channel | undefined {
  return matchRule(policy, withImplied(policy, givenAnswers), context)?.channel
}

/** Sets the sensitivity that the type implies: a vulnerability is sensitive, even if another answer says that it is public. */
export function withImplied<A extends KnownAnswers>(policy: Policy, answers: A): A {
  const implied = answers.type === undefined ? undefined : policy.questions.type.options[answers.type].implies
  return implied === undefined ? answers : { ...answers, sensitivity: implied }
}

type KnownAnswers = {
  readonly type?: Answers['type'] | undefined
  readonly sensitivity?: Answers['sensitivity'] | undefined
}

function buildRecommendation(policy: Policy, rule: Rule, answers: Answers, context: AreaContext): Recommendation {
  const repo = repositoryOf(policy, rule, context)
  const fill = (text: string) => fillPlaceholders(text, policy, context, repo)
  // A placeholder is empty if the repository has no such page.
  const fillUrl = (url: string | null) => (url === null ? null : fillAddress(url, policy, context, repo) || null)
  const fillCommand = (command: string) =>
    fillPlaceholders(command, policy, context, repo ?? (context.isKnown ? null : REPOSITORY_PLACEHOLDER))
  const channelPolicy = policy.channels[rule.channel]
  const draftTarget = draftTargetOf(policy, rule, repo, answers)
  return {
    channel: rule.channel,
    rule: rule.id,
    answers,
    repo,
    repoBy: sourceOfRepo(rule),
    title: fill(rule.title),
    url: fillUrl(rule.url),
    public: rule.public ?? channelPolicy.public,
    because: rule.because.map(({ text, source }) => ({ rule: rule.id, text: fill(text), ...cite(policy, source) })),
    steps: rule.steps.map((step, index) => {
      const url = fillUrl(step.url ?? null)
      const start = index === 0 ? startCommand(rule, draftTarget) : null
      const command = step.command === undefined ? start : fillCommand(step.command)
      return {
        text: fill(step.text),
        ...(url === null ? {} : { url }),
        ...(command === null ? {} : { command }),
        ...(step.paste === undefined ? {} : { paste: fill(step.paste) }),
        ...(step.note === undefined ? {} : { note: step.note }),
      }
    }),
    alternatives: rule.alternatives
      .filter((alternative) => isPossible(alternative, context))
      .map(({ channel, when }) => ({ channel, when: fill(when) })),
    avoid: [...rule.avoid, ...channelPolicy.avoid].map(fill),
    founding: rule.founding ?? null,
    insteadOf: rule.insteadOf ?? null,
    draftTarget,
    mail: mailOf(policy, rule),
  }
}

function mailOf({ contacts }: Policy, { mail }: Rule): string | null {
  if (mail === null) return null
  const address = contacts[mail.contact]?.address ?? null
  return address === null ? null : mailtoAddress(address, mail.subject)
}

/** Stands for an unknown repository in a command. */
const REPOSITORY_PLACEHOLDER = 'OWNER/NAME'

/**
 * The command that starts the draft; null: the first step has none. For an unknown repository, it has no `--template`, because we do not
 * know the forms there.
 */
function startCommand({ channel, template, repository }: Rule, draftTarget: DraftTarget | null): string | null {
  const isPost = channel === 'issue' || channel === 'discussion'
  if (draftTarget === null) {
    const needsRepository = isPost && repository === 'area' && template !== undefined
    return needsRepository ? `mcp-comms ${channel} new --repo ${REPOSITORY_PLACEHOLDER}` : null
  }
  // `decision new` asks questions, and chooses the template by the answers.
  if (draftTarget.kind === 'decision') return `mcp-comms decision new --repo ${draftTarget.repo}`
  if (!isPost) return null
  const flag = draftTarget.template === null ? '' : ` --template ${draftTarget.template}`
  return `mcp-comms ${channel} new --repo ${draftTarget.repo}${flag}`
}

function sourceOfRepo({ repository }: Rule): Recommendation['repoBy'] {
  if (repository === 'none') return null
  return repository === 'area' ? 'area' : 'rule'
}

function draftTargetOf(policy: Policy, rule: Rule, repo: string | null, { type }: Answers): DraftTarget | null {
  const { channel, template } = rule
  if (repo === null) return null
  if (channel === 'security-advisory') return { kind: 'advisory', repo, template: null }
  if (template === undefined) return null
  switch (channel) {
    case 'issue':
      return { kind: 'issue', repo, template: issueTemplate(policy, repo, type, template) }
    case 'discussion':
      return { kind: 'discussion', repo, template }
    case 'decision-record':
      return { kind: 'decision', repo, template }
    case 'sep':
      return { kind: 'sep', repo, template: null }
    default:
      return null
  }
}

/**
 * Returns a form of the repository for this type. If the repository has no forms at all, returns the rule's template. If it has
 * forms for other types only, returns null, because the rule's template would not fit there either.
 */
function issueTemplate(
  policy: Policy,
  repo: string,
  type: Answers['type'],
  ruleTemplate: string | null,
): string | null {
  const { forms } = repositoryNamed(policy, repo) ?? { forms: [] }
  if (forms.length === 0) return ruleTemplate
  return forms.find((form) => form.for.includes(type))?.file ?? null
}

/** Whether most people can follow an alternative: some repositories accept pull requests only from collaborators, or from nobody. */
function isPossible({ channel }: Alternative, { repository }: AreaContext): boolean {
  return channel !== 'pull-request' || ['open', 'linked-issue'].includes(repository.pullRequests)
}

function repositoryOf(policy: Policy, rule: Rule, context: AreaContext): string | null {
  if (rule.repository === 'none') return null
  if (rule.repository === 'area') return context.isKnown ? context.repository.repo : null
  return rule.repository === 'home' ? homeRepo(policy) : rule.repository
}

/**
 * The conditions under which a text belongs in the first or in the second of two channels. Each completes a sentence that begins
 * with "if". null: the policy does not say.
 */
export function conditionsFor(
  { channels, pairs }: Pick<Policy, 'channels' | 'pairs'>,
  first: Channel,
  second: Channel,
): readonly [first: string, second: string] | null {
  for (const { channels: pair, fits } of pairs) {
    if (pair[0] === first && pair[1] === second) return fits
    if (pair[0] === second && pair[1] === first) return [fits[1], fits[0]]
  }
  const [firstFits, secondFits] = [channels[first].fits, channels[second].fits]
  return firstFits === undefined || secondFits === undefined ? null : [firstFits, secondFits]
}
