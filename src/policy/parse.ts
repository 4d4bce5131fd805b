import type { z } from 'zod'
import { Failure } from '../errors.ts'
import { isPlain } from '../text/quote.ts'
import { findYamlRefusal, type ParsedYaml, type Path, parseYaml } from '../text/yaml.ts'
import { agentRulesOf } from './agent-rules.ts'
import { findPolicyProblems } from './faults.ts'
import { indexTopics } from './groups.ts'
import { type Policy, policySchema } from './schema.ts'

/** A policy has a few hundred kilobytes. A larger file is a mistake, and would be slow to parse. */
export const POLICY_SIZE_LIMIT = 300_000
const MAX_ALIASES = 50

/**
 * Parses a policy file. With the result, `recommend` works for every set of answers.
 * @throws Failure (validation) that names file, line and key.
 */
export function parsePolicy(text: string, file: string): Policy {
  const refusal = findYamlRefusal(text)
  if (refusal !== null) throw new Failure('validation', `${file}:${refusal.line}: ${refusal.message}`)
  const yaml = parseYaml(text, { uniqueKeys: true })
  if (yaml.error !== null) throw new Failure('validation', `${file}:${yaml.error.line}: ${yaml.error.message}`)
  const invalid = ({ path, message }: { path: Path; message: string }) => {
    const key = path.length === 0 ? 'the file' : path.map(String).join('.')
    return new Failure('validation', `${file}:${yaml.lineOf(path) ?? 1}: ${key}: ${message}`)
  }
  const data = plainData(yaml, file)
  const hidden = pathOfControl(data)
  if (hidden !== null) throw invalid({ path: hidden, message: HIDDEN })
  const parsed = policySchema.safeParse(data)
  if (!parsed.success) throw invalid(firstIssue(parsed.error))
  const policy = { ...parsed.data, topicIndex: indexTopics(parsed.data.groups), agentRules: [] }
  const [problem] = findPolicyProblems(policy)
  if (problem !== undefined) throw invalid(problem)
  return { ...policy, agentRules: agentRulesOf(policy) }
}

const HIDDEN = 'it holds a control character, or a mark that changes the direction of the text; remove it'

/** The place of a text that could control a terminal or disguise itself: such a policy is not an honest one. null: there is none. */
function pathOfControl(data: unknown): Path | null {
  if (typeof data === 'string') return isPlain(data) ? null : []
  if (typeof data !== 'object' || data === null) return null
  for (const [key, value] of Object.entries(data)) {
    if (!isPlain(key)) return []
    const path = pathOfControl(value)
    if (path !== null) return [Array.isArray(data) ? Number(key) : key, ...path]
  }
  return null
}

function plainData(yaml: ParsedYaml, file: string): unknown {
  try {
    return yaml.toData(MAX_ALIASES)
  } catch (error) {
    throw new Failure('validation', `${file}: it uses too many aliases (*name); write the values out`, { cause: error })
  }
}

/** Reports an unknown key first, because a misspelled key explains a missing one. */
function firstIssue({ issues }: z.ZodError): { path: Path; message: string } {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) return { path: [], message: 'is not a policy' }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return { path, message: issue.code === 'unrecognized_keys' ? 'unknown key' : issue.message }
}
