import { describe, expect, test } from 'vitest'
import { filterRecords, parseRecordSubject } from '../../src/drafts/record-search.ts'
import { isPageOfPost, parsePostRef } from '../../src/text/github-names.ts'

describe('a reference to a post', () => {
  test.each([
    ['12', null],
    ['#12', null],
    ['o/n#12', 'o/n'],
    ['my-org/spec.md#12', 'my-org/spec.md'],
  ])('%s', (text, repo) => {
    expect(parsePostRef(text)).toEqual({ repo, number: 12, address: null })
  })

  test.each([
    ['https://github.com/o/n/issues/12', 'github.com', 'issues', ''],
    ['http://GHE.example:8080/o/n/issues/12/', 'ghe.example:8080', 'issues', '/'],
    ['https://github.com/o/n/issues/12#issuecomment-5', 'github.com', 'issues', '#issuecomment-5'],
    ['https://github.com/o/n/discussions/12?sort=new', 'github.com', 'discussions', '?sort=new'],
    ['https://github.com/o/n/pull/12/files', 'github.com', 'pull', '/files'],
  ])('%s', (text, host, page, rest) => {
    expect(parsePostRef(text)).toEqual({ repo: 'o/n', number: 12, address: { host, page, rest } })
  })

  test.each([
    '',
    '#0',
    '012',
    'o/n#1234567890',
    ' 12',
    'n#12',
    'o/n',
    'ftp://github.com/o/n/issues/12',
    'https://github.com/o/n/issues/12x',
    'https://github.com/o/n/issues/012',
    'https://github.com/o/n/issues/12 and more',
    'https://github.com/o/n/wiki/12',
    'https://user@github.com/o/n/issues/12',
    'https://github.com\u202e/o/n/issues/12',
  ])('is not %j', (text) => {
    expect(parsePostRef(text)).toBeNull()
  })
})

test.each([
  ['', true],
  ['/', true],
  ['/#issuecomment-5', true],
  ['?sort=new', true],
  ['/files', false],
  ['/../../../x', false],
])('an address that ends in 12%s leads to the post itself: %j', (rest, expected) => {
  expect(isPageOfPost({ host: 'github.com', page: 'pull', rest })).toBe(expected)
})

test.each(['SEP-12', 'sep12', 'SEP-0012', '#12', ' 12 ', '0012', 'https://github.com/example/protocol/pull/12/files'])(
  '%j names the post that a record is about',
  (text) => {
    const about = parseRecordSubject(text, 'example/protocol')
    expect(about).toEqual({ repo: 'example/protocol', number: 12 })
    expect(filterRecords([], about === null ? {} : { about }, [])).toEqual([])
  },
)
