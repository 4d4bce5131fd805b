import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { emptyDraft } from '../../src/drafts/draft.ts'
import { draftLines, parseDraft, printDraft, reprintDraft } from '../../src/drafts/format.ts'
import { FRONT_MATTER_SIZE_LIMIT } from '../../src/drafts/front-matter.ts'
import { anyCharacter } from '../support/any-character.ts'
import { cases } from '../support/cases.ts'
import { anyDraft } from '../support/draft.ts'
import { failureOf } from '../support/failure.ts'

const SENTENCE = /^d\.md:\d+: [^\p{C}\p{Zl}\p{Zp}]{1,300}$/u
const MB = 1_000_000
const parse = (text: string) => parseDraft(text, 'd.md')
const draft = (yaml: string, body = '') => `---\nkind: issue\n${yaml}\n---\n${body}`
const fillFrontMatter = (unit: string) => unit.repeat(Math.floor((FRONT_MATTER_SIZE_LIMIT - 30) / unit.length))

/** A few hundred characters of YAML whose aliases expand to tens of millions of values. */
function aliasBomb(): string {
  const letters = [...'abcdefgh']
  const values = letters.map((_, at) => Array(9).fill(at === 0 ? 'x' : `*${letters[at - 1]}`))
  return letters.map((letter, at) => `${letter}: &${letter} [${values[at]?.join(', ')}]`).join('\n')
}

describe('a hostile file is rejected with one sentence', () => {
  test.each([
    ['aliases that multiply', draft(aliasBomb()), /^d\.md:4: the front matter uses an alias \(\*name\)/],
    ['aliases that are merged', draft(`${aliasBomb()}\n<<: *h`), /:4: the front matter uses an alias/],
    ['an alias without an anchor', draft('title: *none'), /:3: the front matter uses an alias|:3: .* not YAML/],
    ['a list that contains itself', draft('x: &a [*a]'), /:3: the front matter uses an alias/],
    ['an anchor that nobody uses', draft('title: &a x'), /:3: title: YAML leaves out a word that begins with "&"; put/],
    ['a tag', draft('title: !!js/function x'), /:3: it uses a YAML tag \(!name\)/],
    ['a local tag', draft('labels: [!run x]'), /:3: it uses a YAML tag/],
    ['a tag for bytes', draft('note: !!binary aGk='), /:3: it uses a YAML tag/],
    ['many tags', draft(fillFrontMatter('a: !x y\n')), /:3: it uses a YAML tag/],
    ['10 MB of body', draft('', 'x'.repeat(10 * MB)), /:1: a draft has at most 2000000 characters/],
    ['10 MB of lines', '\n'.repeat(10 * MB), /:1: a draft has at most/],
    ['10 MB of front matter', draft(`title: ${'x'.repeat(10 * MB)}`), /:1: a draft has at most/],
    ['1.9 MB of front matter', draft(`title: ${'x'.repeat(1.9 * MB)}`), /:1: the front matter has more than 200000/],
    ['a front matter that is never closed', `---\n${'a: b\n'.repeat(300_000)}`, /:1: a draft ends its front matter/],
    ['a front matter that is nearly closed', `---\n${'---x\n'.repeat(300_000)}`, /:1: a draft ends its front matter/],
    [
      'a second --- that is followed by very many spaces and an x',
      `---\n---${' '.repeat(1.9 * MB)}x`,
      /:1: a draft ends its front matter/,
    ],
    ['NUL in a title', draft('title: a\0b'), /:3: it contains a NUL character/],
    ['NUL in the body', draft('title: x', 'one\ntwo \0'), /:6: it contains a NUL character/],
    ['nothing but NUL', '\0'.repeat(MB), /:1: it contains a NUL character/],
    ['text in another encoding', [...draft('title: x')].join('\0'), /:1: it contains a NUL character/],
    ['another control character', draft('title: a\u001b[31mb'), /:3: it contains a control character; remove it/],
    ['lists within lists', draft(`a: ${fillFrontMatter('[')}`), /:3: it is nested more than 50 levels deep/],
    ['mappings within mappings', draft(fillFrontMatter('{a: ')), /:3: it is nested/],
    ['lists on one line', draft(fillFrontMatter('- ')), /:3: it is nested/],
    ['keys on one line', draft(fillFrontMatter('? ')), /:3: it is nested/],
    [
      'mappings nested by indentation',
      draft(Array.from({ length: 99 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')),
      /it is nested/,
    ],
    ['very many keys', draft(Array.from({ length: 15_000 }, (_, at) => `k${at}: 1`).join('\n')), /far too large/],
    ['very many identical keys', draft(`fields:\n${fillFrontMatter('  a: b\n')}`), /far too large/],
    ['very many commas', draft(`a: [${fillFrontMatter(',')}`), /far too large/],
    ['very many unclosed quotes', draft(fillFrontMatter('a: "\n')), /far too large/],
    ['lines of dashes that end with a carriage return', draft(fillFrontMatter('---\r')), SENTENCE],
    [
      'a second document',
      draft('...\nkind: sep'),
      /:4: the front matter is not YAML: a line "\.\.\." or "---" ends the document too early/,
    ],
    ['a directive', draft('%YAML 1.1'), /the front matter is not YAML/],
    [
      'a key with terminal escape codes',
      draft('fields: { "\\e[31m\\n\\u202e": 1 }'),
      /:3: fields\. +\[31m +: expected text/,
    ],
    ['the same key, twice', draft('"\\e[2J": a\n"\\e[2J": b'), /:4: " \[2J" is written twice/],
    ['a very long key', draft(`fields: { ${'k'.repeat(5000)}: 1 }`), /:3: fields\.k+…: expected text/],
  ])('%s', (_, text, pattern) => {
    const message = failureOf(() => parse(text))
    expect(message).toMatch(pattern)
    expect(message).toMatch(SENTENCE)
    expect(failureOf(() => draftLines(text, 'd.md'))).toMatch(/^no failure$|^d\.md:\d+: /)
  })
})

describe('a file that only looks hostile is accepted', () => {
  test.each([
    ['core tags', 'title: !!str 1', { title: '1' }],
    ['an escaped NUL, as a field may hold it', 'title: "a\\0b"', { title: 'a\0b' }],
    [
      'tags, aliases and brackets in a text',
      `title: "*a !b ${'['.repeat(200)}"`,
      { title: `*a !b ${'['.repeat(200)}` },
    ],
    ['dashes inside a text', 'title: |-\n  a\n  ---\n  b', { title: 'a\n---\nb' }],
  ])('%s', (_, yaml, expected) => expect(parse(draft(yaml))).toEqual({ ...emptyDraft('issue'), ...expected }))

  test('control characters of a terminal in the body, which is only text', () => {
    expect(parse(draft('', '\u001b[31mred')).body).toBe('\u001b[31mred')
  })

  test('keys that every object has', () => {
    const { extra } = parse(draft('__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'))
    expect(Object.keys(extra)).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('a key that is a mapping, without a warning on stderr', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue()
    expect(parse(draft('? { a: b }\n: x')).extra).toEqual({ '{ a: b }': 'x' })
    expect(warn).not.toHaveBeenCalled()
  })
})

test('a body with NUL is printed as Markdown renders it, so that its file can be read again', () => {
  const body = 'a\0b'
  const printed = printDraft({ ...emptyDraft('issue'), body })
  expect(parse(printed).body).toBe('a\uFFFDb')
  expect(parse(reprintDraft({ ...parse(printed), body }, printed, 'd.md')).body).toBe('a\uFFFDb')
})

test('any text is a draft, or fails with file and line in one sentence', () => {
  const damaged = fc.tuple(anyDraft, fc.nat(), fc.string({ unit: anyCharacter })).map(([original, at, noise]) => {
    const text = printDraft(original)
    const cut = at % (text.length + 1)
    return text.slice(0, cut) + noise + text.slice(cut + noise.length)
  })
  const anyFrontMatter = fc.string({ unit: anyCharacter }).map((noise) => `---\n${noise}\n---\n`)
  const pieces = [
    'a: ',
    '? ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>-',
    '\n',
    '  ',
    '&a ',
    '*a',
    '!t ',
    '#',
    '...',
    '%',
    '---\n',
    '\0',
    '\r',
    ',',
    '<<: ',
    '\t',
  ]
  const joinedPieces = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => draft(parts.join('')))
  fc.assert(
    fc.property(fc.oneof(damaged, anyFrontMatter, joinedPieces, fc.string()), (text) => {
      const message = failureOf(() => [parse(text), draftLines(text, 'd.md')])
      if (message !== 'no failure') expect(message).toMatch(SENTENCE)
    }),
    cases(5_000),
  )
})
