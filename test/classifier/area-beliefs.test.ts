import { describe, expect, test } from 'vitest'
import { rankAreas } from '../../src/classifier/repositories.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp)
const beliefsOf = (text: string) => classify(text, {}).beliefs

describe('how likely each area is, judged by all words of a text', () => {
  test.each([
    ['ClientSession.call_tool never returns when the subprocess dies', 'python-sdk'],
    ['goroutine leak in a server after its session is closed', 'go-sdk'],
    ['the history panel of the Inspector stays empty', 'inspector'],
    ['the filesystem server writes the wrong line endings', 'servers'],
    ['publishing a new version says the namespace is not mine', 'registry'],
  ])('"%s" is most likely about %s', (text, area) => {
    expect(beliefsOf(text)[0]?.area).toBe(area)
  })

  test('probabilities add up to one, with the likeliest first', () => {
    const shares = beliefsOf('a bug in the SDK').map(({ share }) => share)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
  })

  test('the share of an area that the policy lacks is reported with area null', () => {
    const { spec, ...areas } = mcp.areas
    expect(spec).toBeDefined()
    const policy = { ...mcp, areas }
    expect(rankAreas({ areas: ['spec', 'docs'] }, Float64Array.of(0.75, 0.25), policy)).toEqual([
      { area: null, share: 0.75 },
      { area: 'docs', share: 0.25 },
    ])
  })
})
