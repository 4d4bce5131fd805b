import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupNamed, nearestGroups } from '../../src/policy/groups.ts'
import { anyCharacter } from '../support/any-character.ts'
import { mcp } from '../support/policy.ts'

describe('the group that matches some words', () => {
  test.each([
    ['OAuth scopes for step-up', 'auth'],
    ['a widget in an iframe', 'apps'],
    ['long-running tasks', 'tasks-events'],
    ['publish server.json to the registry', 'registry'],
    ['threat model for local servers', 'security'],
  ])('%s: %s', (words, id) => {
    expect(nearestGroups(mcp, words)[0]?.id).toBe(id)
  })

  test('is none if the words match no group', () => {
    expect(nearestGroups(mcp, 'the weather in Lisbon')).toEqual([])
    expect(nearestGroups(mcp, '')).toEqual([])
  })

  test('a topic is found only as whole words, in the singular or plural, in any letter case', () => {
    expect(nearestGroups(mcp, 'IFRAMES!')[0]?.topics).toContain('iframe')
    expect(nearestGroups(mcp, 'iframeless')).toEqual([])
  })

  test('every topic leads to its own group', () => {
    for (const [id, group] of Object.entries(mcp.groups))
      for (const topic of group.topics) expect(nearestGroups(mcp, topic).map((near) => near.id)).toContain(id)
  })

  test('any text is accepted', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => Array.isArray(nearestGroups(mcp, text))))
  })
})

test.each([
  ['Filesystem WG', 'Filesystems'],
  ['files (was file handling)', 'Files (proposed)'],
  ['Enterprise-managed authorization IG', 'Authorization'],
  ['SDK working group', 'SDK'],
  ['SDKless clients', undefined],
  ['', undefined],
])('"%s" begins with the name of the group %s', (text, name) => {
  expect(groupNamed(mcp, text)?.name).toBe(name)
})
