import fc from 'fast-check'
import { type Draft, emptyDraft, KINDS } from '../../src/drafts/draft.ts'
import { isKnownKey } from '../../src/drafts/format.ts'
import { anyCharacter } from './any-character.ts'

/** A draft, by default of an issue, with the given fields; all others are empty. */
export function draftWith(fields: Partial<Draft> = {}): Draft {
  return { ...emptyDraft('issue'), ...fields }
}

/** Texts that are difficult for YAML: different line endings, special characters, and words that look like other types. */
const hostile = fc.constantFrom(
  '---',
  'a\n---\nb',
  '\u2028---\n',
  '# not a comment',
  'true',
  'null',
  '~',
  '1.0',
  '0x1F',
  '2026-11-24',
  'a: b',
  '- a',
  '&a *a !a',
  '{{repo}}',
  'it\'s "quoted"',
  'ends with\r\n',
  'lone \r return',
  '\ttab\n  indented\n',
  '\u0000\u001b[31m\u202e',
  ' spaces ',
  '\n\n',
  '🚀 日本語',
  '|',
  '>-',
  '%YAML 1.2',
)
export const anyText = fc.oneof(
  hostile,
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.tuple(hostile, hostile).map((two) => two.join('')),
)
const nonEmptyText = anyText.filter((text) => text !== '')
const texts = fc.array(anyText, { maxLength: 3 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const key = fc.oneof(fc.stringMatching(/^[a-z][\w-]{0,12}$/), nonEmptyText).filter((name) => name !== '__proto__')

const anyDate = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-01-01') })
  .map((date) => date.toISOString())

const urlCharacter = fc.oneof(
  fc.constantFrom(..."abcXYZ019-._~!$&'()*+,;=:@"),
  anyCharacter.map((character) => encodeURIComponent(character)),
)
/** Replaces `fc.webUrl`, which keeps the same large table as the unit `binary`: see any-character.ts. */
const anyUrl = fc
  .tuple(fc.constantFrom('https', 'http'), fc.domain(), fc.array(fc.string({ unit: urlCharacter })))
  .map(([scheme, domain, path]) => [`${scheme}://${domain}`, ...path].join('/'))

export const anyDraft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom(...KINDS),
  repo: maybe(fc.stringMatching(/^[A-Za-z0-9][\w-]{0,9}\/[\w-][\w.-]{0,9}$/)),
  template: maybe(nonEmptyText),
  title: anyText,
  labels: texts,
  assignees: texts,
  projects: texts,
  milestone: maybe(nonEmptyText),
  category: maybe(nonEmptyText),
  type: maybe(nonEmptyText),
  parent: maybe(nonEmptyText),
  fields: fc.dictionary(key, fc.oneof(anyText, texts), { maxKeys: 4, noNullPrototype: true }),
  pending: texts,
  unfinished: maybe(nonEmptyText),
  kept: fc.dictionary(key, anyText, { maxKeys: 2, noNullPrototype: true }),
  allow: texts,
  reasons: fc.dictionary(key, anyText, { maxKeys: 2, noNullPrototype: true }),
  aiDisclosure: maybe(nonEmptyText),
  intended: maybe(nonEmptyText),
  fromPrivate: fc.boolean(),
  marker: maybe(fc.stringMatching(/^[A-Za-z0-9-]{8,20}$/)),
  url: maybe(anyUrl),
  number: maybe(fc.integer({ min: 1, max: 1_000_000 })),
  sent: maybe(
    fc.record({
      at: anyDate,
      repo: maybe(nonEmptyText),
      repositoryId: maybe(nonEmptyText),
      kind: maybe(fc.constantFrom('issue', 'discussion', 'advisory')),
      viewer: maybe(nonEmptyText),
      content: maybe(nonEmptyText),
    }),
  ),
  privateSource: maybe(nonEmptyText),
  blocked: maybe(nonEmptyText),
  published: maybe(anyDate),
  extra: fc.dictionary(
    key.filter((name) => !isKnownKey(name)),
    fc.jsonValue({ maxDepth: 2 }).map((value: unknown): unknown => JSON.parse(JSON.stringify(value))),
    { maxKeys: 3, noNullPrototype: true },
  ),
  // A body with a NUL would not stay the same: `printDraft` replaces the NUL.
  body: anyText.map((text) => text.replaceAll('\0', '')),
})
