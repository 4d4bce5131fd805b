import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../../src/policy/parse.ts'
import { failureOf } from '../support/failure.ts'
import { mcp, policyText } from '../support/policy.ts'

describe('the AI rules of a policy', () => {
  const [before, after = ''] = policyText.split('\nai:\n')

  test('name the owners that require a disclosure, and how many merged pull requests a repository requires', () => {
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
      'an unknown repository',
      'repository: spec\n      merged',
      'repository: sepc\n      merged',
      'repository: there is no repository "sepc"',
    ],
    [
      'an unknown source of the disclosure',
      'source: ai-policy\n',
      'source: policy-ai\n',
      'source: there is no source "policy-ai"',
    ],
    ['an unknown source of the rule', 'source: ai-agents#', 'source: agents#', 'source: there is no source "agents"'],
  ])('cannot name %s', (_, from, to, message) => {
    const broken = `${before}\nai:\n${after.replace(from, to)}`
    expect(failureOf(() => parsePolicy(broken, 'p.yaml'))).toContain(message)
  })
})
