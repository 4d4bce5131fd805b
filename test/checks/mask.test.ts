import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runChecks } from '../../src/checks/run.ts'
import { detectSecrets } from '../../src/checks/secrets/detect.ts'
import { createMask } from '../../src/checks/secrets.ts'
import { excerpt, quote } from '../../src/text/quote.ts'
import { anyCharacter } from '../support/any-character.ts'
import { inputWith } from '../support/check-input.ts'
import { github } from '../support/secrets.ts'

const KEY = { kind: 'a key', value: 'Ab3dEf6hIj9lMn2p', line: 1 }

test.each([['https://hooks.slack.com/services/T0AB12CD3/B0EF45GH6/aZ8kQ2mN7pR4tV9w'], ['github-Report-7Yx!']])(
  'the address for a private report stays readable beside the secret %s',
  (value) => {
    const mask = createMask([{ kind: 'a key', value, line: 1 }])
    expect(mask('write to https://github.com/modelcontextprotocol: now')).toBe(
      'write to https://github.com/modelcontextprotocol: now',
    )
    expect(mask(`it is https://github.com/x?key=${value} here`)).not.toContain(value.slice(-8))
  },
)

test('a quotation that is cut, or in lower case, is masked too', () => {
  expect(createMask([KEY])('it says "Ab3dEf6hIj…" and ab3def6hij9lmn2p, not "hello"')).toBe(
    'it says "***…" and ***, not "hello"',
  )
})

test.each(['(Ab3dEf6hIj…', 'xAb3dEf6hIj…', '…hIj9lMn2p)', 'Ab3dEf6h\\nIj9lMn2p'])(
  'a part of a secret next to other characters is masked: %s',
  (message) => {
    expect(piecesShown(createMask([KEY])(message), KEY.value)).toEqual([])
  },
)

test('a message without a secret stays as it is', () => {
  const message = 'İ it says "Ab3d", and\tﬁne \u200Bwords'
  expect(createMask([KEY])(message)).toBe(message)
  expect(createMask([])(message)).toBe(message)
})

test('an entity does not hide the password that it is part of', () => {
  expect(createMask([{ kind: 'a password', value: 'ab1&cd2', line: 1 }])('is "ab1&amp;cd2" right?')).toBe(
    'is "***" right?',
  )
})

test('letters before a secret that are longer in lower case do not unmask its beginning', async () => {
  const findings = await runChecks(inputWith({ draft: { title: `[İİİİİİİİ ${github}]` } }))
  expect(findings.map(({ message }) => message)).toContain('the title "[İİİİİİİİ ***]" says almost nothing')
})

/** Letters that are longer or shorter in another case or another normalization, and characters that readers do not see. */
const letters = fc.oneof(
  // The only letter that is longer in lower case.
  fc.constant('İ'),
  fc.constantFrom(...'ıßẞﬁﬄŉǰΐΣςſKΩÅÅ각ガﾞⅧ①ﷺ😀𝔸', 'e\u0301', 'i\u0307', '\u0344'),
  fc.constantFrom('\u00AD', '\u200B', '\u200D', '\u2060', '\uFEFF', '\\', ' ', '\n', '> ', '&amp;'),
  anyCharacter.filter((character) => !/[\w.~%+/=@:-]/.test(character)),
)
const around = fc
  .array(fc.tuple(letters, fc.nat({ max: 8 })), { maxLength: 8 })
  .map((parts) => parts.map(([letter, count]) => letter.repeat(count)).join(''))

const QUOTATIONS: readonly (readonly [name: string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in lower case', (text) => text.toLowerCase()],
  ['in upper case', (text) => text.toUpperCase()],
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map(
    (form) => [`in ${form}`, (text: string) => text.normalize(form)] as const,
  ),
  ['as an excerpt', excerpt],
  ['on one line', (text) => quote(text, 1_000)],
]

/** The pieces of four characters of a secret that a person could read in a message. */
function piecesShown(message: string, secret: string): readonly string[] {
  const shown = message
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\\\p{C}]/gu, '')
  const pieces = Array.from({ length: secret.length - 3 }, (_, index) => secret.slice(index, index + 4).toLowerCase())
  return pieces.filter((piece) => shown.includes(piece))
}

test.each(QUOTATIONS)('no letters around a secret unmask a piece of it, quoted %s', async (_, quoted) => {
  await fc.assert(
    fc.asyncProperty(around, around, async (before, after) => {
      const text = `${before} "${github}" ${after}`
      const secrets = await detectSecrets(text)
      expect(secrets).not.toEqual([])
      const message = createMask(secrets)(`${before} says ${quoted(text)}`)
      expect(piecesShown(message, github)).toEqual([])
    }),
  )
})

test.each(QUOTATIONS)(
  'no invisible characters and escapes in a secret unmask a piece of it, quoted %s',
  async (_, quoted) => {
    const invisible = fc.constantFrom('', '', '', '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF')
    const characters = [...github].map((character) =>
      character === '_' ? fc.constantFrom('_', '\\_') : fc.constant(character),
    )
    const hidden = fc
      .tuple(...characters.map((character) => fc.tuple(character, invisible)))
      .map((parts) => parts.flat().join(''))
    await fc.assert(
      fc.asyncProperty(around, hidden, async (before, secret) => {
        const secrets = await detectSecrets(secret)
        expect(secrets).not.toEqual([])
        expect(piecesShown(createMask(secrets)(`${before} says ${quoted(secret)}`), github)).toEqual([])
      }),
    )
  },
)
