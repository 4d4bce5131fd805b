import { describe, expect, test } from 'vitest'
import { nearestGroups } from '../../src/policy/groups.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { allAnswers } from '../../src/policy/problems.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { answers, mcp, policyText } from '../support/policy.ts'

describe('the sources of the policy', () => {
  test('are named by every repository and group, and each source has the day on which it was seen', () => {
    for (const one of [...Object.values(mcp.repositories), ...Object.values(mcp.groups)])
      expect(one.source, JSON.stringify(one)).not.toBeNull()
    expect(Object.entries(mcp.sources).filter(([, { seen }]) => seen === undefined)).toEqual([])
  })

  test('are cited by a recommendation, each with the day on which it was seen', () => {
    const { because } = recommend(mcp, answers({ type: 'protocol-change', actionability: 'open-ended' }))
    expect(because.map(({ standing, seen }) => [standing, seen])).toEqual([
      ['published', '2026-09-29'],
      ['practice', '2026-10-07'],
    ])
  })
})

describe('groups that were renamed, merged or proposed', () => {
  test.each([
    ['primitive grouping', 'progressive-disclosure'],
    ['triggers and events', 'tasks-events'],
    ['#auth-wg', 'auth'],
    ['files wg', 'files'],
  ])('are found by "%s", and say what has changed', (words, id) => {
    const near = nearestGroups(mcp, words).find((one) => one.id === id)
    expect(near?.group.since.length).toBeGreaterThan(0)
  })

  test('have no channel if none was ever established', () => {
    for (const id of ['agents', 'tasks-events', 'infrastructure', 'files'])
      expect(mcp.groups[id]?.channel, id).toBeNull()
  })
})

describe('repositories that are closed to most people', () => {
  test('no answer leads to a pull request there, not even as an alternative', () => {
    const wrong = [...allAnswers(mcp)].flatMap((given) => {
      const { channel, repo, alternatives, answers: completed, rule } = recommend(mcp, given)
      // It is unknown what an unnamed repository accepts.
      const id = completed.area === null ? null : mcp.areas[completed.area]?.repository
      const repository = id == null ? undefined : mcp.repositories[id]
      if (repository === undefined || ['open', 'linked-issue'].includes(repository.pullRequests)) return []
      return [channel, ...alternatives.map((one) => one.channel)].includes('pull-request') ? [`${rule} ${repo}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('an older policy may still say maintainers-only', () => {
    const earlier = parsePolicy(
      policyText.replace('pullRequests: collaborators-only', 'pullRequests: maintainers-only'),
      'p',
    )
    expect(earlier.repositories['spec']?.pullRequests).toBe('collaborators-only')
  })
})

test('a proposal starts with a message to paste in the channel of its group, and ends with `sep open`', () => {
  const { steps } = recommend(mcp, answers({ type: 'protocol-change', area: 'ext-apps' }))
  expect(steps.map(({ command, paste }) => [command, paste !== undefined])).toEqual([
    [undefined, true],
    ['mcp-comms sep new', false],
    ['mcp-comms sep open FILE', false],
  ])
  expect(steps[0]?.text).toContain('#mcp-apps-wg')
})

test.each([
  ['registry', 'modelcontextprotocol/registry'],
  ['ext-apps', 'modelcontextprotocol/ext-apps'],
  ['ext-auth', 'modelcontextprotocol/modelcontextprotocol'],
  ['mcpb', 'modelcontextprotocol/modelcontextprotocol'],
])('a private report about %s leads to the form of the right repository', (area, repo) => {
  const { title, url, repo: named } = recommend(mcp, answers({ type: 'vulnerability', area }))
  expect({ title, url, named }).toEqual({
    title: `Report it privately to ${repo}`,
    url: `https://github.com/${repo}/security/advisories/new`,
    named: repo,
  })
})
