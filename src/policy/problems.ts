import { getOrCreate } from '../text/words.ts'
import { ACTIONABILITIES, type Answers, PRIVATE_SENSITIVITIES, SENSITIVITIES, TYPES } from './answers.ts'
import { type AreaContext, areaContextOf, matchRule, PLACEHOLDERS, placeholdersIn } from './match.ts'
import { withImplied } from './recommend.ts'
import type { Group, Policy, Rule } from './schema.ts'
import { sourceRefs } from './source-refs.ts'

export type PolicyProblemCode =
  | 'unreadable'
  | 'schema'
  | 'missing-source'
  | 'unknown-name'
  | 'repeated-name'
  | 'unknown-placeholder'
  | 'no-answer'
  | 'public-answer'
  | 'unreachable-rule'
  | 'anchor-form'
/** `path` leads to the problem in the file. */
export type PolicyProblem = {
  readonly code: PolicyProblemCode
  readonly path: readonly PropertyKey[]
  readonly message: string
}

export function* allAnswers(policy: Policy): Generator<Answers> {
  for (const type of TYPES)
    for (const sensitivity of SENSITIVITIES)
      for (const actionability of ACTIONABILITIES)
        for (const area of [...Object.keys(policy.areas), null]) yield { type, sensitivity, actionability, area }
}

/**
 * Finds what makes a policy unsafe or incomplete. Reports unknown names and placeholders. If there are none, reports the first
 * combination of answers without a rule, or else the rules that lead something private to a public channel. If there are no
 * problems, `recommend` works for all answers.
 */
export function findPolicyProblems(policy: Policy): readonly PolicyProblem[] {
  const unknownNames = [...findUnknownNames(policy)]
  return unknownNames.length > 0 ? unknownNames : [...ruleProblems(policy)]
}

function* findUnknownNames(policy: Policy): Generator<PolicyProblem> {
  const knownNames = {
    source: Object.keys(policy.sources),
    repository: Object.keys(policy.repositories),
    area: Object.keys(policy.areas),
    rule: policy.rules.map(({ id }) => id),
    group: Object.keys(policy.groups),
    contact: Object.keys(policy.contacts),
    section: policy.questions.type.sections,
  }
  for (const { path, kind, name } of references(policy))
    if (!knownNames[kind].includes(name)) {
      const code = kind === 'source' ? 'missing-source' : 'unknown-name'
      yield { code, path, message: `there is no ${kind} "${name}"` }
    }
  yield* repeatedRules(policy.rules)
  yield* placeholderProblems(policy.rules)
}

/** Guidelines and answers name a rule by its id, so an id with two rules would not say which of them applied. */
function* repeatedRules(rules: readonly Rule[]): Generator<PolicyProblem> {
  for (const [index, { id }] of rules.entries())
    if (rules.findIndex((rule) => rule.id === id) < index)
      yield {
        code: 'repeated-name',
        path: ['rules', index, 'id'],
        message: `there is already a rule "${id}"; rename one`,
      }
}

/** A name by which one part of the policy refers to another part. */
type Reference = {
  readonly path: PolicyProblem['path']
  readonly kind: 'source' | 'repository' | 'area' | 'rule' | 'group' | 'contact' | 'section'
  readonly name: string
}

function* references(policy: Policy): Generator<Reference> {
  for (const { path, ref } of sourceRefs(policy)) yield { path, kind: 'source', name: ref.split('#')[0] ?? '' }
  for (const [path, name] of repositoryRefs(policy)) yield { path, kind: 'repository', name }
  for (const [path, name] of areaRefs(policy)) yield { path, kind: 'area', name }
  for (const [path, name] of groupRefs(policy)) yield { path, kind: 'group', name }
  for (const [index, { rules }] of policy.guidelines.entries())
    for (const name of rules) yield { path: ['guidelines', index, 'rules'], kind: 'rule', name }
  for (const [index, { mail }] of policy.rules.entries())
    if (mail !== null) yield { path: ['rules', index, 'mail', 'contact'], kind: 'contact', name: mail.contact }
  for (const [type, { section }] of Object.entries(policy.questions.type.options))
    yield { path: ['questions', 'type', 'options', type, 'section'], kind: 'section', name: section }
}

type NameAtPath = readonly [path: PolicyProblem['path'], name: string]

function* repositoryRefs({ home, areas, ai, sources, sites }: Policy): Generator<NameAtPath> {
  yield [['home'], home]
  for (const [id, { repository }] of Object.entries(areas))
    if (repository !== null) yield [['areas', id, 'repository'], repository]
  for (const [index, { repository }] of ai?.agents.entries() ?? [])
    yield [['ai', 'agents', index, 'repository'], repository]
  for (const [id, { file }] of Object.entries(sources))
    if (file) yield [['sources', id, 'file', 'repository'], file.repository]
  for (const [index, { repository }] of sites.entries()) yield [['sites', index, 'repository'], repository]
}

function* areaRefs({ rules, groups, apiNames }: Policy): Generator<NameAtPath> {
  for (const area of Object.keys(apiNames?.areas ?? {})) yield [['apiNames', 'areas', area], area]
  for (const [index, { when }] of rules.entries())
    for (const area of when.area ?? []) yield [['rules', index, 'when', 'area'], area]
  for (const [id, { areas }] of Object.entries(groups)) for (const area of areas) yield [['groups', id, 'areas'], area]
}

function* groupRefs({ rules }: Policy): Generator<NameAtPath> {
  for (const [index, { when }] of rules.entries())
    for (const group of typeof when.group === 'object' ? when.group : [])
      yield [['rules', index, 'when', 'group'], group]
}

function* placeholderProblems(rules: readonly Rule[]): Generator<PolicyProblem> {
  const knownPlaceholders: readonly string[] = PLACEHOLDERS
  for (const [index, rule] of rules.entries())
    for (const name of placeholdersIn(JSON.stringify(rule)))
      if (!knownPlaceholders.includes(name))
        yield { code: 'unknown-placeholder', path: ['rules', index], message: `there is no placeholder {${name}}` }
}

/** The types that are private whatever else is answered, and the sensitivity of each. */
const PRIVATE_TYPES = [
  ['vulnerability', 'security'],
  ['conduct', 'people'],
] as const

function* ruleProblems(policy: Policy): Generator<PolicyProblem> {
  for (const [type, sensitivity] of PRIVATE_TYPES) {
    const { implies } = policy.questions.type.options[type]
    if (implies !== undefined && PRIVATE_SENSITIVITIES.includes(implies)) continue
    const message = `it needs "implies: ${sensitivity}", so that nobody can answer that it is public`
    yield { code: 'public-answer', path: ['questions', 'type', 'options', type], message }
  }
  const leakingRules = new Set<Rule>()
  for (const { answers, group, rule } of everyMatch(policy)) {
    if (rule === undefined) {
      const topic = group === null ? '' : `, if the topic is one of the group "${group.name}"`
      const message = `no rule fits ${Object.values(answers).join(' · ')}${topic}`
      yield { code: 'no-answer', path: ['rules'], message }
      return
    }
    if (PRIVATE_SENSITIVITIES.includes(answers.sensitivity) && isPublic(policy, rule)) leakingRules.add(rule)
  }
  for (const rule of leakingRules)
    yield {
      code: 'public-answer',
      path: ['rules', policy.rules.indexOf(rule)],
      message: `rule "${rule.id}" leads answers about security or people to the public channel "${rule.channel}"`,
    }
}

/** Finds what makes a valid policy misleading: rules that no answers lead to, and anchors with capital letters, which hardly any page has. */
export function* findPolicyWarnings(policy: Policy): Generator<PolicyProblem> {
  const reached = new Set<Rule | undefined>()
  for (const { rule } of everyMatch(policy)) reached.add(rule)
  for (const [index, rule] of policy.rules.entries())
    if (!reached.has(rule))
      yield {
        code: 'unreachable-rule',
        path: ['rules', index],
        message: `no answers lead to rule "${rule.id}": an earlier rule fits first, or its conditions contradict each other`,
      }
  for (const { path, ref } of sourceRefs(policy)) {
    const anchor = ref.split('#')[1] ?? ''
    if (anchor !== anchor.toLowerCase())
      yield {
        code: 'anchor-form',
        path,
        message: `GitHub and most sites write anchors in lower case: #${anchor.toLowerCase()}`,
      }
  }
}

type Match = { readonly answers: Answers; readonly group: Group | null; readonly rule: Rule | undefined }

/** The rule for each combination of answers and groups. undefined: there is none. */
function* everyMatch(policy: Policy): Generator<Match> {
  const groups = [...groupsInRules(policy)]
  const contextsByArea = new Map<Answers['area'], readonly (readonly [Group | null, AreaContext])[]>()
  for (const combination of allAnswers(policy)) {
    const answers = withImplied(policy, combination)
    const contexts = getOrCreate(contextsByArea, answers.area, () =>
      groups.map((group) => [group, areaContextOf(policy, answers, group)] as const),
    )
    for (const [group, context] of contexts) yield { answers, group, rule: matchRule(policy, answers, context) }
  }
}

/**
 * The groups to try with each set of answers, because rules can also depend on the group of the person's topic: each group that a
 * rule names, one other group that stands for the rest, and null for a topic without a group.
 */
function groupsInRules({ rules, groups }: Policy): ReadonlySet<Group | null> {
  const idsInRules = rules.flatMap(({ when }) => (typeof when.group === 'object' ? when.group : []))
  const named = Object.entries(groups).filter(([id]) => idsInRules.includes(id))
  const other = Object.entries(groups).find(([id]) => !idsInRules.includes(id))
  return new Set([null, ...named.map(([, group]) => group), other?.[1] ?? null])
}

function isPublic(policy: Policy, rule: Rule): boolean {
  return rule.public ?? policy.channels[rule.channel].public
}
