import { expect, test } from 'vitest'
import { locationOf } from '../../src/policy/check/documents.ts'
import { mcp } from '../support/policy.ts'

test.each([
  ['a%20page.md', 'a page.md'],
  ['100%.md', '100%.md'],
])('the address of the file %s leads to %s', (address, path) => {
  expect(locationOf(mcp, `https://github.com/owner/name/blob/main/${address}`)).toEqual({
    repo: 'owner/name',
    branch: 'main',
    path,
  })
})
