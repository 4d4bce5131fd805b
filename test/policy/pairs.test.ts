import { describe, expect, test } from 'vitest'
import { CHANNELS } from '../../src/policy/answers.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { conditionsFor } from '../../src/policy/recommend.ts'
import { mcp } from '../support/policy.ts'
import { QUILLON_FILE, quillonText } from '../support/quillon.ts'

const quillon = parsePolicy(quillonText, QUILLON_FILE)
const PUBLIC_CHANNELS = CHANNELS.filter((channel) => mcp.channels[channel].public)

describe('what decides between two channels', () => {
  test('is known for every pair of public channels', () => {
    for (const first of PUBLIC_CHANNELS)
      for (const second of PUBLIC_CHANNELS)
        if (first !== second) expect(conditionsFor(mcp, first, second), `${first} ${second}`).not.toBeNull()
  })

  test('is the same in either order', () => {
    for (const first of PUBLIC_CHANNELS)
      for (const second of PUBLIC_CHANNELS)
        if (first !== second)
          expect(conditionsFor(mcp, first, second)).toEqual([...(conditionsFor(mcp, second, first) ?? [])].reverse())
  })

  test('completes "if …" with one clause, without a period', () => {
    for (const first of PUBLIC_CHANNELS)
      for (const second of PUBLIC_CHANNELS)
        if (first !== second)
          for (const clause of conditionsFor(mcp, first, second) ?? []) expect(clause).toMatch(/^[a-z][^.?!]*[^.,;?!]$/)
  })

  test('is unknown if the policy does not say it', () => {
    expect(conditionsFor(quillon, 'issue', 'discussion')).toBeNull()
  })
})
