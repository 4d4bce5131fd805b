import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { parseChooser } from '../../src/forms/chooser.ts'
import { lintForm, parseForm } from '../../src/forms/parse.ts'
import { problemText } from '../../src/forms/problems.ts'
import { cases } from '../support/cases.ts'
import { failureOf } from '../support/failure.ts'

const HEAD = 'name: Bug\ndescription: It breaks\nbody:\n  - type: input\n    attributes:\n      label: A\n'

function aliasBomb(): string {
  const levels = [...'abcdefgh'].map((letter, at) => {
    const before = [...'abcdefgh'][at - 1]
    return `${letter}: &${letter} [${Array(9)
      .fill(before === undefined ? 'x' : `*${before}`)
      .join(', ')}]`
  })
  return `${levels.join('\n')}\n${HEAD}`
}

describe('a hostile file is rejected with one sentence', () => {
  test.each([
    ['aliases that multiply', aliasBomb(), /aliases \(\*name\)/],
    ['an alias without an anchor', `${HEAD}labels: *none`, /aliases \(\*name\)/],
    ['a tag', `${HEAD}labels: !!js/function "x"`, /bug\.yml:7: the file: it uses a YAML tag/],
    ['a local tag', `${HEAD}labels: [!run x]`, /YAML tag/],
    ['10 MB of text', `${HEAD}title: ${'x'.repeat(10_000_000)}`, /more than 512,000 characters/],
    ['10 MB of lines', '\n'.repeat(10_000_000), /more than 512,000 characters/],
    ['lists within lists', '['.repeat(100_000), /nested more than 50 levels/],
    ['lists on one line', '- '.repeat(100_000), /nested more than 50 levels/],
    ['keys on one line', '? '.repeat(100_000), /nested more than 50 levels/],
    ['mappings within mappings', '{a: '.repeat(100_000), /nested more than 50 levels/],
    [
      'mappings nested by indentation',
      Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
      /nested more than 50 levels/,
    ],
    ['very many keys', Array.from({ length: 40_000 }, (_, at) => `k${at}: 1\n`).join(''), /far too large/],
    ['very many anchors', '&a '.repeat(150_000), /far too large/],
    ['unclosed quotes', 'a: "\n'.repeat(5_000), /it is not YAML/],
    ['a control character', `${HEAD}title: "\u001b[31m"`, /bug\.yml:7: the file: it contains a control character/],
    ['two documents', `${HEAD}---\n${HEAD}`, /bug\.yml:7: the file: this line starts a second YAML document/],
  ])('%s', (_, text, pattern) => {
    const message = failureOf(() => parseForm(text, 'bug.yml'))
    expect(message).toMatch(pattern)
    expect(message).toMatch(/^bug\.yml:\d+: [^\n]{1,300}$/)
    expect(failureOf(() => parseChooser(text, 'bug.yml'))).toBe(message)
  })

  test('10 MB of Markdown', () => {
    expect(failureOf(() => parseForm('x'.repeat(10_000_000), 'bug.md'))).toMatch(/^bug\.md:1: .*more than 512,000/)
  })
})

describe('a file that only looks hostile is accepted', () => {
  test.each([
    ['core tags', `${HEAD}title: !!str 1`],
    ['a few aliases', `${HEAD}labels: &a [x]\nassignees: *a`],
    ['tags and brackets in text', `${HEAD}title: |\n  > [!NOTE] ${'['.repeat(200)}\n  !!js/function`],
    ['a list that contains itself', `${HEAD}x: &a [*a]`],
  ])('%s', (_, text) => {
    expect(parseForm(text, 'bug.yml').kind).toBe('form')
  })

  test('keys that JavaScript objects inherit', () => {
    const text = `${HEAD}__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n`
    parseForm(text, 'bug.yml')
    expect(lintForm(text, 'bug.yml').map(({ key }) => key)).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('any text is a form, or is rejected with file and line', () => {
  // A dot stands for a space, a paragraph mark for a newline.
  const pieces =
    'name:·a¶ description:·b¶ body:¶ ··-·type:· input dropdown checkboxes ····attributes:¶ ······label:·x¶ ······options:· ' +
    '[ ] { } -· ?· :· " \' \\ |¶ >-¶ # ¶ &a· *a !t· !!str· ---¶ ...¶ %YAML·1.1¶ <<:· \t \r \u0000 \u2028 ~ null 0x1f'
  const words = pieces.split(' ').map((piece) => piece.replaceAll('·', ' ').replaceAll('¶', '\n'))
  const soup = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 })), { maxLength: 40 })
    .map((parts) => parts.join(''))
  const broken = fc
    .record({ at: fc.nat(HEAD.length), cut: fc.nat(10), insert: soup })
    .map(({ at, cut, insert }) => HEAD.slice(0, at) + insert + HEAD.slice(at + cut))

  test.each(['bug.yml', 'bug.md', 'discussion/ideas.yml'])('in %s', (file) => {
    fc.assert(
      fc.property(fc.oneof(soup, broken), (text) => {
        const problems = lintForm(text, file)
        try {
          parseForm(text, file)
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          expect(String(error)).toMatch(/^Failure: [\w./]+:\d+: \S/)
          const errors = problems.filter(({ severity }) => severity === 'error')
          expect(errors.map(problemText)).toContain(String(error).slice('Failure: '.length))
        }
      }),
      cases(3_000, 150),
    )
  })
})
