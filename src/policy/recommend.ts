import { mailDraft } from '../text/address.ts'
import type { Answers, Channel } from './answers.ts'
import { type Citation, cite, fillAddress, fillPlaceholders, matchRule, type Place, placeOf } from './match.ts'
import type { Group, Policy, Rule } from './schema.ts'

export type Reason = Citation & { readonly rule: string; readonly text: string }
export type Step = { readonly text: string; readonly url?: string; readonly command?: string; readonly paste?: string }
export type Alternative = { readonly channel: Channel; readonly when: string }

export type Recommendation = {
  readonly channel: Channel
  readonly rule: string
  readonly answers: Answers
  readonly repo: string | null
  /** What decides on the repository: the area, the rule alone, or nothing, because none matters. */
  readonly repoBy: 'area' | 'rule' | null
  readonly title: string
  readonly url: string | null
  readonly public: boolean
  readonly because: readonly Reason[]
  readonly steps: readonly Step[]
  readonly alternatives: readonly Alternative[]
  readonly avoid: readonly string[]
  readonly founding: string | null
  /** The channel that the pages name, if practice has moved away from it. */
  readonly insteadOf: Channel | null
  /** What this program can write and open. null: it happens elsewhere. */
  readonly writes: Writes | null
  /** A mail draft with a subject only. null: it does not go by mail. */
  readonly mail: string | null
}

/** `template` is a form of the repository, or a built-in one. null: a SEP or a private report, which have their own templates, or a repository whose forms do not fit. */
export type Writes = {
  readonly kind: 'issue' | 'discussion' | 'decision' | 'sep' | 'advisory'
  readonly repo: string
  readonly template: string | null
}

/**
 * Turns answers into one recommendation. `topicGroup` is the group that the person's own words are about, if any.
 * Pure, and defined for all answers if `findPolicyProblems` reports nothing for the policy.
 */
export function recommend(policy: Policy, given: Answers, topicGroup: Group | null = null): Recommendation {
  const answers = withImplied(policy, given)
  const place = placeOf(policy, answers, topicGroup)
  const rule = matchRule(policy, answers, place)
  if (rule === undefined) throw new Error(`policy ${policy.name}: no rule for ${JSON.stringify(answers)}`)
  return describe(policy, rule, answers, place)
}

/** Only the channel, for callers that compare many sets of answers. `place` is that of their area. */
export function route(policy: Policy, given: Answers, place: Place): Channel | undefined {
  return matchRule(policy, withImplied(policy, given), place)?.channel
}

/** A vulnerability is always sensitive, even if another answer says it is public. */
export function withImplied(policy: Policy, answers: Answers): Answers {
  const implied = policy.questions.type.options[answers.type].implies
  return implied === undefined ? answers : { ...answers, sensitivity: implied }
}

function describe(policy: Policy, rule: Rule, answers: Answers, place: Place): Recommendation {
  const repo = repositoryOf(policy, rule, place)
  const fill = (text: string) => fillPlaceholders(text, policy, place, repo)
  const address = (url: string) => fillAddress(url, policy, place, repo)
  const channel = policy.channels[rule.channel]
  const writes = writesOf(rule, repo, answers, place)
  return {
    channel: rule.channel,
    rule: rule.id,
    answers,
    repo,
    repoBy: repoByOf(rule),
    title: fill(rule.title),
    // A placeholder is empty if the repository has no such page.
    url: rule.url === null ? null : address(rule.url) || null,
    public: rule.public ?? channel.public,
    because: rule.because.map(({ text, source }) => ({ rule: rule.id, text: fill(text), ...cite(policy, source) })),
    steps: rule.steps.map(({ text, url, command, paste }, at) => ({
      text: fill(text),
      ...(url === undefined || address(url) === '' ? {} : { url: address(url) }),
      ...commandOf(
        command === undefined
          ? undefined
          : fill(place.isKnown ? command : command.replaceAll('{repo}', ANY_REPOSITORY)),
        at === 0 ? draftOf(rule, writes) : null,
      ),
      ...(paste === undefined ? {} : { paste: fill(paste) }),
    })),
    alternatives: rule.alternatives.filter(isOpen(place)).map(({ channel, when }) => ({ channel, when: fill(when) })),
    avoid: [...rule.avoid, ...channel.avoid].map(fill),
    founding: rule.founding ?? null,
    insteadOf: rule.insteadOf ?? null,
    writes,
    mail: mailOf(policy, rule),
  }
}

function mailOf({ contacts }: Policy, { mail }: Rule): string | null {
  const address = mail === null ? null : (contacts[mail.contact]?.address ?? null)
  return mail === null || address === null ? null : mailDraft(address, mail.subject)
}

/** If this program can write it, the first step gets the command for that. */
function commandOf(command: string | undefined, draft: Draft | null): Pick<Step, 'command'> {
  if (command !== undefined || draft === null) return command === undefined ? {} : { command }
  const template = draft.template === null ? '' : ` --template ${draft.template}`
  return { command: `mcp-comms ${draft.kind} new --repo ${draft.repo}${template}` }
}

type Draft = {
  readonly kind: 'issue' | 'discussion' | 'decision'
  readonly repo: string
  readonly template: string | null
}

/** Stands for the repository if none is named. */
const ANY_REPOSITORY = 'OWNER/NAME'

/** Which draft the first step starts. Which forms a repository has is unknown as long as the repository is. */
function draftOf({ channel, template, repository }: Rule, writes: Writes | null): Draft | null {
  if (channel === 'decision-record' && writes !== null) return { ...writes, kind: 'decision', template: null }
  if (channel !== 'issue' && channel !== 'discussion') return null
  if (writes !== null) return { ...writes, kind: channel }
  return template === undefined || repository !== 'area'
    ? null
    : { kind: channel, repo: ANY_REPOSITORY, template: null }
}

function repoByOf({ repository }: Rule): Recommendation['repoBy'] {
  if (repository === 'none') return null
  return repository === 'area' ? 'area' : 'rule'
}

function writesOf(rule: Rule, repo: string | null, answers: Answers, { repository }: Place): Writes | null {
  const { channel, template } = rule
  if (repo === null) return null
  if (channel === 'security-advisory') return { kind: 'advisory', repo, template: null }
  if (template === undefined) return null
  if (channel === 'sep') return { kind: channel, repo, template: null }
  if (channel === 'decision-record') return { kind: 'decision', repo, template }
  if (channel !== 'issue' && channel !== 'discussion') return null
  if (channel === 'discussion' || repo !== repository.repo) return { kind: channel, repo, template }
  const form = repository.forms.find((one) => one.for.includes(answers.type))
  return { kind: channel, repo, template: form?.file ?? (repository.forms.length > 0 ? null : template) }
}

/** A pull request is not an alternative if most people cannot open one. */
function isOpen({ repository }: Place): (alternative: Alternative) => boolean {
  return ({ channel }) => channel !== 'pull-request' || ['open', 'linked-issue'].includes(repository.pullRequests)
}

function repositoryOf(policy: Policy, rule: Rule, place: Place): string | null {
  if (rule.repository === 'none') return null
  if (rule.repository === 'area') return place.isKnown ? place.repository.repo : null
  if (rule.repository === 'home') return policy.repositories[policy.home]?.repo ?? null
  return rule.repository
}
