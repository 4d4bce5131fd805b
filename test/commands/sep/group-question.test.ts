import { expect, test } from 'vitest'
import { groupQuestion } from '../../../src/commands/sep/new/questions.ts'
import { mcp } from '../../support/policy.ts'

test('the list of groups begins without a heading if no group is suggested', () => {
  const sections = (title: string) => groupQuestion(mcp, title).choices.map(({ section }) => section)
  expect(sections('Zzyzx')[0]).toBeUndefined()
  expect(sections('Agents')).toEqual(expect.arrayContaining(['Suggested', 'Other', 'All groups']))
})
