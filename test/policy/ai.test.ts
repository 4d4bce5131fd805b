import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../../src/policy/parse.ts'
import { failureOf } from '../support/failure.ts'
import { mcp, policyText } from '../support/policy.ts'

describe('the AI rules of a policy', () => {
  const [before, after = ''] = policyText.split('\nai:\n')

  test('name owners, repositories and sources', () => {
    expect(mcp.ai?.disclosure.owners).toEqual(['modelcontextprotocol'])
    expect(mcp.ai?.agents.map(({ repository, mergedPullRequests }) => [repository, mergedPullRequests])).toEqual([
      ['spec', 3],
    ])
  })

  test('may be missing', () => {
    expect(parsePolicy(`${before}\n${after.slice(after.indexOf('\n# ---'))}`, 'p.yaml').ai).toBeNull()
  })

  test.each([
    [
      'a repository that there is not',
      'repository: spec\n      merged',
      'repository: sepc\n      merged',
      'repository: there is no repository "sepc"',
    ],
    [
      'a source of the disclosure that there is not',
      'source: ai-policy\n',
      'source: policy-ai\n',
      'source: there is no source "policy-ai"',
    ],
    [
      'a source of the rule that there is not',
      'source: ai-agents#',
      'source: agents#',
      'source: there is no source "agents"',
    ],
  ])('cannot name %s', (_, from, to, message) => {
    const broken = `${before}\nai:\n${after.replace(from, to)}`
    expect(failureOf(() => parsePolicy(broken, 'p.yaml'))).toContain(message)
  })
})
