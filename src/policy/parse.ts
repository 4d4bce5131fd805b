import type { z } from 'zod'
import { Failure } from '../errors.ts'
import { isPlain } from '../text/quote.ts'
import { schemaMessage } from '../text/schema-message.ts'
import { containsItself, findYamlRefusal, type ParsedYaml, type Path, parseYaml } from '../text/yaml.ts'
import { indexTopics } from './groups.ts'
import { cite } from './match.ts'
import { findPolicyProblems, findPolicyWarnings, type PolicyProblem, type PolicyProblemCode } from './problems.ts'
import { type AgentRule, type Policy, policySchema } from './schema.ts'

/** The built-in policy has about 220 kB. A much larger file is a mistake, and would be slow to parse. */
export const POLICY_BYTE_LIMIT = 300_000
const MAX_ALIASES = 50

export type LocatedProblem = {
  readonly code: PolicyProblemCode
  readonly file: string
  readonly line: number
  readonly key: string
  /** A policy with an error is unusable. */
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/**
 * Parses a policy file. The result is complete: `recommend` (recommend.ts) finds a rule for every combination of answers.
 * @throws Failure (validation) that names the file and, where they are known, the line and the key
 */
export function parsePolicy(text: string, file: string): Policy {
  const { policy, problems } = readPolicy(text, file)
  if (policy !== null) return policy
  const [{ code, line, key, message } = NOT_A_POLICY] = problems
  const advice =
    problems.length > 1
      ? { hint: `The file has ${problems.length} problems; mcp-comms policy lint lists them all` }
      : {}
  throw new Failure('validation', `${file}:${line}: ${code === 'unreadable' ? '' : `${key}: `}${message}`, advice)
}

/** The problems of a policy file: its errors or, if it has none, its warnings. */
export function lintPolicy(text: string, file: string): readonly LocatedProblem[] {
  const { policy, problems, locate } = readPolicy(text, file)
  if (policy === null || locate === null) return problems
  return [...findPolicyWarnings(policy)].map((problem) => locate(problem, 'warning'))
}

type Locate = (problem: PolicyProblem, severity: LocatedProblem['severity']) => LocatedProblem
type PolicyReading = {
  readonly policy: Policy | null
  readonly problems: readonly LocatedProblem[]
  readonly locate: Locate | null
}

const THE_FILE = 'the file'
const NOT_A_POLICY = { code: 'schema', line: 1, key: THE_FILE, message: 'is not a policy' } as const

function readPolicy(text: string, file: string): PolicyReading {
  const unreadableFile = (line: number, message: string): PolicyReading => ({
    policy: null,
    problems: [{ code: 'unreadable', file, line, key: THE_FILE, severity: 'error', message }],
    locate: null,
  })
  const refusal = findYamlRefusal(text)
  if (refusal !== null) return unreadableFile(refusal.line, refusal.message)
  const yaml = parseYaml(text, { uniqueKeys: true })
  if (yaml.error !== null) return unreadableFile(yaml.error.line, yaml.error.message)
  const locate: Locate = ({ code, path, message }, severity) => {
    const key = path.length === 0 ? THE_FILE : path.map(String).join('.')
    return { code, file, line: yaml.lineOf(path) ?? 1, key, severity, message }
  }
  const invalidPolicy = (problems: readonly PolicyProblem[]): PolicyReading => ({
    policy: null,
    problems: problems.map((problem) => locate(problem, 'error')),
    locate,
  })
  const data = toPlainData(yaml, file)
  const controlPath = findControlCharacter(data)
  if (controlPath !== null) return invalidPolicy([{ code: 'schema', path: controlPath, message: CONTROL_CHARACTER }])
  const parsed = policySchema.safeParse(data, { error: schemaMessage })
  if (!parsed.success) return invalidPolicy(schemaProblems(parsed.error))
  const policy = { ...parsed.data, topicIndex: indexTopics(parsed.data.groups), agentRules: [] }
  const problems = findPolicyProblems(policy)
  if (problems.length > 0) return invalidPolicy(problems)
  return { policy: { ...policy, agentRules: agentRulesOf(policy) }, problems: [], locate }
}

/** Returns a policy's own rules for AI agents, with the repository's names and the source's address instead of their keys. */
export function agentRulesOf(policy: Policy): readonly AgentRule[] {
  return (policy.ai?.agents ?? []).flatMap(({ repository, source, ...rule }) => {
    const policyRepository = policy.repositories[repository]
    return policyRepository === undefined
      ? []
      : { ...rule, names: [policyRepository.repo, ...policyRepository.formerly], source: cite(policy, source).source }
  })
}

const CONTROL_CHARACTER = 'it contains a control character, or a mark that changes the direction of the text; remove it'

/**
 * The path of the first text with a character that controls a terminal or disguises other text. For a key, the path of its
 * mapping. null: there is none.
 */
function findControlCharacter(data: unknown): Path | null {
  if (typeof data === 'string') return isPlain(data) ? null : []
  if (typeof data !== 'object' || data === null) return null
  for (const [key, value] of Object.entries(data)) {
    if (!isPlain(key)) return []
    const path = findControlCharacter(value)
    if (path !== null) return [Array.isArray(data) ? Number(key) : key, ...path]
  }
  return null
}

function toPlainData(yaml: ParsedYaml, file: string): unknown {
  if (containsItself(yaml))
    throw new Failure('validation', `${file}: an alias (*name) is inside its own anchor (&name)`, {
      hint: 'write the values out',
    })
  try {
    return yaml.toData(MAX_ALIASES)
  } catch (error) {
    throw new Failure('validation', `${file}: it has too many aliases (*name), or one without an anchor`, {
      hint: 'write the values out',
      cause: error,
    })
  }
}

/** The problems that the schema finds. Unknown keys come first, because a misspelled key explains a missing one. */
function schemaProblems({ issues }: z.ZodError): readonly PolicyProblem[] {
  const problems = issues.map((issue): PolicyProblem => {
    const isUnknown = issue.code === 'unrecognized_keys'
    const path = isUnknown ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
    return { code: 'schema', path, message: isUnknown ? UNKNOWN_KEY : issue.message }
  })
  return problems.toSorted((a, b) => Number(b.message === UNKNOWN_KEY) - Number(a.message === UNKNOWN_KEY))
}

const UNKNOWN_KEY = 'unknown key'
