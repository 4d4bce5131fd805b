import { readFileSync } from 'node:fs'
import * as yaml from 'yaml'
import type * as z from 'zod'
import type { Answers } from '../../src/policy/answers.ts'
import { indexTopics } from '../../src/policy/groups.ts'
import { findPolicyProblems } from '../../src/policy/problems.ts'
import { type Recommendation, recommend } from '../../src/policy/recommend.ts'
import { type Policy, policySchema } from '../../src/policy/schema.ts'

type PolicyFile = z.input<typeof policySchema>
export type RuleFile = PolicyFile['rules'][number]

const file: object = yaml.parse(readFileSync('test/support/small-policy.yaml', 'utf8'))

/** The areas of the policy. null: the person does not know. */
export const AREAS = ['engine', 'site', 'manual', 'old', 'plugin', null] as const

const NEVER_PUBLIC: Partial<RuleFile> = {
  id: 'never-public',
  when: { sensitivity: ['security', 'people', 'limited-audience'] },
  channel: 'conduct',
}
const REST: Partial<RuleFile> = { id: 'rest', when: {}, channel: 'discussion' }

/**
 * A small made-up community with these rules. Behind them stand one for all that must stay private and one for the rest.
 * Each rule says only what matters to a test. Like any policy, it must be complete and safe.
 */
export function smallPolicy(rules: readonly Partial<RuleFile>[]): Policy {
  const complete = [...rules, NEVER_PUBLIC, REST].map((rule) => ({ ...SIMPLE, ...rule }))
  const parsed = policySchema.parse({ ...file, rules: complete })
  const policy = { ...parsed, topicIndex: indexTopics(parsed.groups), agentRules: [] }
  const [problem] = findPolicyProblems(policy)
  if (problem !== undefined) throw new Error(`the policy of this test is not valid: ${problem.message}`)
  return policy
}

/** A rule for whatever is public. */
const SIMPLE: RuleFile = {
  id: 'special',
  when: { sensitivity: ['public'] },
  channel: 'issue',
  repository: 'none',
  title: 'A title',
  url: null,
  because: [{ text: 'A reason', source: 'guide' }],
  steps: [{ text: 'A step' }],
}

/** A public bug that someone can start on, in no known area. */
export const BUG: Answers = { type: 'bug', sensitivity: 'public', actionability: 'actionable', area: null }

/** What a policy with this rule recommends for a bug in an area. */
export function recommendBy(
  rule: Partial<RuleFile>,
  area: string | null,
  answers: Partial<Answers> = {},
): Recommendation {
  return recommend(smallPolicy([rule]), { ...BUG, area, ...answers })
}
