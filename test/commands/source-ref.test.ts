import { expect, test } from 'vitest'
import { type SourceRef, sourceRef } from '../../src/commands/shared/source.ts'
import { UsageError } from '../../src/errors.ts'

test.each<[string, SourceRef]>([
  ['o/n#12', { kind: 'any', repo: 'o/n', number: 12 }],
  ['my-org/spec.md#7', { kind: 'any', repo: 'my-org/spec.md', number: 7 }],
  ['https://github.com/o/n/issues/12', { kind: 'any', repo: 'o/n', number: 12 }],
  ['http://ghe.example:8080/o/n/issues/12/', { kind: 'any', repo: 'o/n', number: 12 }],
  ['https://github.com/o/n/issues/12#issuecomment-5', { kind: 'any', repo: 'o/n', number: 12 }],
  ['https://github.com/o/n/discussions/3?sort=new', { kind: 'discussion', repo: 'o/n', number: 3 }],
  ['https://github.com/o/n/pull/123456789/files', { kind: 'pull-request', repo: 'o/n', number: 123_456_789 }],
])('recognizes %s as a post', (text, ref) => {
  expect(sourceRef(text)).toEqual(ref)
})

test.each([
  'tasks.md',
  'o/n',
  'o/n#0',
  'o/n#1234567890',
  'o/n#12 ',
  'x o/n#12',
  './a/b#c',
  'ftp://github.com/o/n/issues/1',
])('%j is the path of a file', (text) => {
  expect(sourceRef(text)).toBeNull()
})

test.each([
  'https://github.com/o/n',
  'https://github.com/o/n/issues',
  'https://github.com/o/n/issues/0',
  'https://github.com/o/n/issues/12x',
  'https://github.com/o/n/issues/12 and more',
  'https://github.com/o/n/wiki/12',
  'HTTPS://github.com/o/n/commit/12',
])('rejects the address %j', (text) => {
  expect(() => sourceRef(text)).toThrow(UsageError)
  expect(() => sourceRef(text)).toThrow(
    `${text} is not a post: expected the address of an issue, a discussion or a pull request`,
  )
})

test("rejects the address of an organization's discussion, which does not name a repository", () => {
  expect(() => sourceRef('https://github.com/orgs/o/discussions/12')).toThrow(
    'this address does not name the repository of the discussion; write it as owner/name#12',
  )
})
