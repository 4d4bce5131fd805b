import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Draft,
  emptyDraft,
  hasCredibleAddress,
  isPrivateDraft,
  KINDS,
  withOverride,
  withReceipt,
} from '../../src/drafts/draft.ts'
import { draftFileName } from '../../src/drafts/file-name.ts'
import { printDraft } from '../../src/drafts/format.ts'
import { markerFor, markerIn, withMarker, withoutMarker } from '../../src/text/added-lines.ts'
import { anyCharacter } from '../support/any-character.ts'
import { draftWith } from '../support/draft.ts'
import { failureOf } from '../support/failure.ts'

const ID = '0f8fad5b-d9cb-469f'

describe('a receipt', () => {
  const receipt = { url: 'https://github.com/o/r/issues/7', number: 7, published: '2026-11-24T09:30:00Z' }

  const draft = { ...emptyDraft('issue'), repo: 'o/r' }
  const hosts = ['github.com', 'git.example:8443']

  test('is saved in the draft, and its address sets the repository', () => {
    expect(withReceipt(draft, receipt)).toEqual({ ...draft, ...receipt })
    expect(withReceipt({ ...draft, repo: 'o/formerly' }, receipt).repo).toBe('o/r')
  })

  test.each([
    ['https://github.com/o/r/issues/7', true],
    ['https://github.com/O/R/discussions/7', true],
    ['https://git.example:8443/o/r/pull/7', true],
    ['https://github.com/o/r/issues/8', false],
    ['https://github.com/o/other/issues/7', false],
    ['https://github.com/o/r', false],
    ['https://github.com/o/r/../other/issues/7', false],
    ['https://github.com/o/r/issues/7?x=y#issuecomment-1', true],
    ['https://github.com/o/r/issues/7/', true],
    ['https://github.com/o/r/issues/7/8', false],
    ['https://github.com:8080/o/r/issues/7', false],
    ['https://github.com.evil.example/o/r/issues/7', false],
    ['https://github.com@evil.example/o/r/issues/7', false],
    ['https://evil.example/o/r/issues/7', false],
    ['javascript://github.com/o/r/issues/7', false],
  ])('%s is credible: %s', (url, isCredible) => {
    expect(hasCredibleAddress({ ...draft, ...receipt, url }, hosts)).toBe(isCredible)
  })

  test('for an advisory is credible only without a number', () => {
    const advisory = { ...draft, url: 'https://github.com/o/r/security/advisories/GHSA-abcd-1234-wxyz', number: null }
    expect(hasCredibleAddress(advisory, hosts)).toBe(true)
    expect(hasCredibleAddress({ ...advisory, number: 7 }, hosts)).toBe(false)
  })

  test('without a repository is not credible', () => {
    expect(hasCredibleAddress({ ...draft, ...receipt, repo: null }, hosts)).toBe(false)
  })
})

test('an empty draft is printed with only its kind', () => {
  expect(printDraft(emptyDraft('sep'))).toBe('---\nkind: sep\n---\n')
})

test.each<[Partial<Draft>, boolean]>([
  [{}, false],
  [{ kind: 'advisory' }, true],
  [{ blocked: 'what it says became a private report' }, true],
  [{ privateSource: 'a direct message on Discord' }, true],
  [{ fromPrivate: true }, true],
])('a draft with %j is private: %j', (fields, isPrivate) => {
  expect(isPrivateDraft(draftWith(fields))).toBe(isPrivate)
})

test('an overridden check is recorded once', () => {
  const allowed = withOverride(emptyDraft('issue'), 'duplicate')
  expect(allowed.allow).toEqual(['duplicate'])
  expect(withOverride(allowed, 'duplicate')).toBe(allowed)
  expect(withOverride(allowed, 'people').allow).toEqual(['duplicate', 'people'])
})

describe('the marker', () => {
  test.each([
    ['is put at the end', 'Hello', `Hello\n\n<!-- mcp-comms:${ID} -->`],
    ['stands alone if there is no text', ' \n', `<!-- mcp-comms:${ID} -->`],
    ['is not added twice', `Hello\n\n${markerFor(ID)}\n`, `Hello\n\n${markerFor(ID)}`],
    ['replaces another one', `Hello ${markerFor('another-one')}`, `Hello\n\n${markerFor(ID)}`],
  ])('%s', (_, body, marked) => expect(withMarker(body, ID)).toBe(marked))

  test.each(['short', 'x'.repeat(65), 'with space', 'abcdefgh-->', ''])('refuses the id "%s"', (id) => {
    expect(failureOf(() => markerFor(id))).toMatch(/is not a valid marker: expected 8 to 64 letters/)
  })

  test('is found in any text, is the last one if there are several, and can be removed', () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        expect(markerIn(withMarker(body, ID))).toBe(ID)
        expect(withoutMarker(withMarker(body, ID))).toBe(body.trimEnd())
      }),
    )
    expect(markerIn(`${markerFor('first-one')} ${markerFor('second-one')}`)).toBe('second-one')
    expect(markerIn('<!-- mcp-comms:no -->')).toBeNull()
  })
})

describe('a file name', () => {
  const now = new Date('2026-11-24T23:59:00Z')
  test.each([
    [
      'contains the date, the kind, the repository and the title',
      'o/typescript-sdk',
      'Client hangs: SSE & retry',
      '2026-11-24-issue-typescript-sdk-client-hangs-sse-retry.md',
    ],
    ['cannot lead out of the folder', 'o/..', '../../etc/passwd\u0000 C:\\x', '2026-11-24-issue-etc-passwd-c-x.md'],
    ['may lack a repository and a title', null, '', '2026-11-24-issue.md'],
    ['leaves out letters of non-Latin scripts', 'o/r', '登录失败', '2026-11-24-issue-r.md'],
    ['leaves out accents', 'o/r', 'Éclair à la Ångström', '2026-11-24-issue-r-eclair-a-la-angstrom.md'],
    ['ends with a whole word', 'o/r', 'word '.repeat(20), `2026-11-24-issue-r${'-word'.repeat(12)}.md`],
    ['cuts a word that is too long', 'o/r', 'x'.repeat(80), `2026-11-24-issue-r-${'x'.repeat(60)}.md`],
  ])('%s', (_, repo, title, name) => expect(draftFileName('issue', repo, title, now)).toBe(name))

  test('contains only safe characters, whatever the title', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.string({ unit: anyCharacter }),
        fc.string({ unit: anyCharacter }),
        (kind, repo, title) => {
          const name = draftFileName(kind, repo, title, now)
          expect(name).toMatch(/^2026-11-24-[a-z]+(-[a-z0-9]+)*\.md$/)
          expect(name.length).toBeLessThan(130)
        },
      ),
    )
  })
})
