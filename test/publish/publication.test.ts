import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publicationOf } from '../../src/publish/post-input.ts'
import { issueRef } from '../../src/text/github-names.ts'
import { anyCharacter } from '../support/any-character.ts'
import { anyText, draftWith } from '../support/draft.ts'

const REPO = 'example/protocol'

describe('a reference to an issue', () => {
  test.each([
    ['12', REPO],
    ['#12', REPO],
    ['  #12 ', REPO],
    ['other/place#12', 'other/place'],
    ['my-org/the.repo_1#12', 'my-org/the.repo_1'],
    ['https://github.com/other/place/issues/12', 'other/place'],
    ['https://github.example.com/other/place/issues/12', 'other/place'],
    ['http://127.0.0.1:4010/other/place/issues/12', 'other/place'],
    ['https://github.com/other/place/issues/12/', 'other/place'],
    [' https://github.com/other/place/issues/12\n', 'other/place'],
    ['https://github.com/other/place/issues/12#issuecomment-345', 'other/place'],
    ['https://github.com/other/place/issues/12?notification_referrer_id=x', 'other/place'],
  ])('can be %j', (text, repo) => {
    expect(issueRef(text, REPO)).toMatchObject({ repo, number: 12 })
  })

  test('also names the server if it is a URL', () => {
    expect(issueRef('https://GitHub.example.com/other/place/issues/12', REPO)).toHaveProperty(
      'host',
      'github.example.com',
    )
    expect(issueRef('other/place#12', REPO)).not.toHaveProperty('host')
  })

  test.each([
    [''],
    ['#'],
    ['#0'],
    ['012'],
    ['-12'],
    ['1.5'],
    ['12a'],
    ['#12 #13'],
    ['place#12'],
    ['a/b/c#12'],
    ['other/place'],
    ['1234567890'],
    ['https://github.com/other/place/pull/12'],
    ['https://github.com/other/place/discussions/12'],
    ['https://github.com/other/place/issues/'],
    ['https://github.com/other/place/issues/12/13'],
    ['ftp://github.com/other/place/issues/12'],
    ['other/place#12\nmore'],
  ])('cannot be %j', (text) => {
    expect(issueRef(text, REPO)).toBeNull()
  })

  test('is read from any text without an error, and has a valid number and repository', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.nat().map(String)), (text) => {
        const ref = issueRef(text, REPO)
        if (ref === null) return
        expect(Number.isSafeInteger(ref.number) && ref.number > 0).toBe(true)
        expect(ref.repo).toMatch(/^[\w.-]+\/[\w.-]+$/)
      }),
    )
  })
})

describe('the publication', () => {
  const draft = draftWith({
    title: ' The handshake stalls \n',
    body: '\nAfter the first byte.\n\n',
    labels: ['bug'],
    assignees: ['@me'],
    milestone: 'next',
    category: 'ideas',
    projects: ['Roadmap'],
    parent: '#1',
  })
  const fromForm = { labels: ['bug'], assignees: [], type: null }
  const common = { repo: REPO, title: 'The handshake stalls', body: 'After the first byte.', labels: ['bug'], fromForm }

  test('of an issue has no category', () => {
    const issueFields = {
      assignees: ['@me'],
      projects: ['Roadmap'],
      milestone: 'next',
      type: null,
      category: null,
      parent: '#1',
    }
    expect(publicationOf(draft, 'issue', REPO, fromForm)).toEqual({ kind: 'issue', ...common, ...issueFields })
  })

  test('of a discussion has no assignees, projects, milestone or parent', () => {
    const discussionFields = {
      assignees: [],
      projects: [],
      milestone: null,
      type: null,
      category: 'ideas',
      parent: null,
    }
    expect(publicationOf(draft, 'discussion', REPO, fromForm)).toEqual({
      kind: 'discussion',
      ...common,
      ...discussionFields,
    })
  })

  test('contains each text unchanged except for the white space around it; a body keeps the indent of its first line', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, body) => {
        const publication = publicationOf(draftWith({ title, body }), 'issue', REPO)
        expect([publication.title, publication.body]).toEqual([
          title.trim(),
          body.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd(),
        ])
      }),
    )
  })
})
