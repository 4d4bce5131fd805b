import { readFileSync } from 'node:fs'
import * as yaml from 'yaml'
import type * as z from 'zod'
import type { Answers } from '../../src/policy/answers.ts'
import { indexTopics } from '../../src/policy/groups.ts'
import { findPolicyProblems } from '../../src/policy/problems.ts'
import { type Recommendation, recommend } from '../../src/policy/recommend.ts'
import { type Policy, policySchema } from '../../src/policy/schema.ts'

type PolicyInput = z.input<typeof policySchema>
export type RuleInput = PolicyInput['rules'][number]

const file: object = yaml.parse(readFileSync('test/support/small-policy.yaml', 'utf8'))

/** The areas of the policy, and null for a person who does not know the area. */
export const AREAS = ['engine', 'site', 'manual', 'old', 'plugin', null] as const

const NEVER_PUBLIC: Partial<RuleInput> = {
  id: 'never-public',
  when: { sensitivity: ['security', 'people', 'limited-audience'] },
  channel: 'conduct',
}
const EVERYTHING_ELSE: Partial<RuleInput> = { id: 'rest', when: {}, channel: 'discussion' }

/**
 * The policy of a small made-up community with these rules. Fields that a rule leaves out have the values of `DEFAULT_RULE`. Two rules
 * follow, because every policy must be safe and complete: one for what must stay private, and one for everything else.
 */
export function smallPolicy(rules: readonly Partial<RuleInput>[]): Policy {
  const complete = [...rules, NEVER_PUBLIC, EVERYTHING_ELSE].map((rule) => ({ ...DEFAULT_RULE, ...rule }))
  const parsed = policySchema.parse({ ...file, rules: complete })
  const policy = { ...parsed, topicIndex: indexTopics(parsed.groups), agentRules: [] }
  const [problem] = findPolicyProblems(policy)
  if (problem !== undefined) throw new Error(`the policy of this test is not valid: ${problem.message}`)
  return policy
}

/** By default, a rule applies to everything public. */
const DEFAULT_RULE: RuleInput = {
  id: 'special',
  when: { sensitivity: ['public'] },
  channel: 'issue',
  repository: 'none',
  title: 'A title',
  url: null,
  because: [{ text: 'A reason', source: 'guide' }],
  steps: [{ text: 'A step' }],
}

/** A public bug that someone can start on, reported by a person who does not know the area. */
export const BUG: Answers = { type: 'bug', sensitivity: 'public', actionability: 'actionable', area: null }

/** What a policy with this rule recommends for a bug in an area. */
export function recommendWith(
  rule: Partial<RuleInput>,
  area: string | null,
  answers: Partial<Answers> = {},
): Recommendation {
  return recommend(smallPolicy([rule]), { ...BUG, area, ...answers })
}
