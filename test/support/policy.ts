import { readFileSync } from 'node:fs'
import type { Answers } from '../../src/policy/answers.ts'
import { parsePolicy } from '../../src/policy/parse.ts'

export const POLICY_FILE = 'src/policy/mcp.yaml'
export const policyText = readFileSync(POLICY_FILE, 'utf8')
/** The policy that ships, read from its source. */
export const mcp = parsePolicy(policyText, POLICY_FILE)

/** The given answers. By default, the text is public, somebody can start on it, and it is about the specification. */
export function answers(some: Partial<Answers> & Pick<Answers, 'type'>): Answers {
  return { sensitivity: 'public', actionability: 'actionable', area: 'spec', ...some }
}
