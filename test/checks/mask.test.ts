import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskFor } from '../../src/checks/quick-mask.ts'
import { runChecks } from '../../src/checks/run.ts'
import { detectSecrets } from '../../src/checks/secrets/detect.ts'
import { createMask, LONG_PIECE } from '../../src/checks/secrets/mask.ts'
import { excerpt, quote } from '../../src/text/quote.ts'
import { anyCharacter } from '../support/any-character.ts'
import { inputWith } from '../support/check-input.ts'
import { FORM } from '../support/form.ts'
import { githubToken } from '../support/secrets.ts'

const KEY = { kind: 'a key', value: 'Ab3dEf6hIj9lMn2p', line: 1 }

/** The findings for a draft that contains the secret and fails many checks. */
const findingsWith = (secret: string) =>
  runChecks(
    inputWith({
      draft: {
        title: 'TODO',
        body: `It stops after a few minutes of work.\n\npassword: ${secret}\n\n<!-- a comment -->\n\n## More`,
        aiDisclosure: null,
      },
      answers: { type: 'vulnerability', sensitivity: 'security' },
      facts: { agent: 'Codex', ownForms: ['bug.yml'] },
      form: FORM,
    }),
  )

describe('a PIN', () => {
  test('is masked in a quotation that has no other digits', async () => {
    const text = 'The PIN is 4807, and the login crashes'
    expect((await maskFor(['PIN is 4807,'], text))('PIN is 4807,')).toBe('PIN is ***,')
  })

  test('does not change the numbers in our messages', () => {
    const pin = { kind: 'a PIN or a one-time code', value: '2119', line: 1 }
    expect(createMask([pin], 'PIN: 2119', LONG_PIECE)('see RFC 2119')).toBe('see RFC 2119')
  })
})

describe.each([
  'seems-to-contain-7f3K9q',
  'says-almost-nothing-42',
  'maycontain9',
  'thisLine_seems_to_contain7',
  'github-Report-7Yx!',
  'undisclosed-vulnerability-x9',
  'https-github.com-7Yx9!',
])('the secret %s, which has words of our messages', (secret) => {
  test('does not change the messages and fixes that do not quote it', async () => {
    const textsWith = async (value: string) => (await findingsWith(value)).map(({ message, fix }) => [message, fix])
    const texts = await textsWith(secret)
    expect(texts.length).toBeGreaterThan(8)
    expect(texts).toEqual(await textsWith('Ab3dEf6hIj9lMn2p'))
  })

  test('is masked where a finding quotes it', async () => {
    const draft = { title: `[password: ${secret}]`, body: `password: ${secret}\n\n### ${secret}` }
    const messages = (await runChecks(inputWith({ draft, form: FORM }))).map(({ message }) => message)
    expect(messages).toContain('the title "[password: ***]" says almost nothing')
    expect(messages).toContain('there is nothing under the heading "***"')
    expect(messages.join('\n')).not.toContain(secret)
  })
})

test.each([
  ['Base64', Buffer.from(githubToken).toString('base64')],
  ['percent-encoding', githubToken.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  ['HTML entities', [...githubToken].map((letter) => `&#${letter.charCodeAt(0)};`).join('')],
])('a secret in %s is masked, even if the quotation is cut', async (_, written) => {
  const draft = { title: `[${written}]`, body: `It stops after a while.\n\n### ${written}` }
  const messages = (await runChecks(inputWith({ draft }))).map(({ message }) => message)
  expect(messages).toContainEqual(expect.stringMatching(/^the title ".{0,4}\*\*\*.{0,4}" says almost nothing$/))
  for (const piece of written.match(/.{8}/g) ?? []) expect(messages.join('\n')).not.toContain(piece)
  const secrets = await detectSecrets(draft.title)
  expect(createMask(secrets, draft.title)(`it says "${written.slice(0, 40)}…"`)).toBe('it says "***…"')
})

test('a secret that a check forgets to mask does not reach a finding', async () => {
  const input = inputWith({ draft: { body: `password: ${KEY.value}` }, facts: { agent: KEY.value } })
  const messages = (await runChecks(input)).map(({ message }) => message)
  expect(messages.join('\n')).toContain('*** is running this')
  expect(messages.join('\n')).not.toContain(KEY.value)
})

test('a secret whose quotation is cut, or in lower case, is masked', () => {
  expect(createMask([KEY])('it says "Ab3dEf6hIj…" and ab3def6hij9lmn2p, not "hello"')).toBe(
    'it says "***…" and ***, not "hello"',
  )
})

test('a secret whose quotation lacks the marks of emphasis is masked', () => {
  expect(createMask([{ ...KEY, value: 'Ab3_dEf_6hI*j9l*Mn2p' }])('is "Ab3dEf6hIj9lMn2p" right?')).toBe(
    'is "***" right?',
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
  const findings = await runChecks(inputWith({ draft: { title: `[İİİİİİİİ ${githubToken}]` } }))
  expect(findings.map(({ message }) => message)).toContain('the title "[İİİİİİİİ ***]" says almost nothing')
})

/** Characters to put next to a secret. Some change their length with case or normalization, and some are invisible. */
const anyNeighbor = fc.oneof(
  // The only letter that is longer in lower case.
  fc.constant('İ'),
  fc.constantFrom(...'ıßẞﬁﬄŉǰΐΣςſKΩÅÅ각ガﾞⅧ①ﷺ😀𝔸', 'e\u0301', 'i\u0307', '\u0344'),
  fc.constantFrom('\u00AD', '\u200B', '\u200D', '\u2060', '\uFEFF', '\\', ' ', '\n', '> ', '&amp;'),
  anyCharacter.filter((character) => !/[\w.~%+/=@:-]/.test(character)),
)
const around = fc
  .array(fc.tuple(anyNeighbor, fc.nat({ max: 8 })), { maxLength: 8 })
  .map((parts) => parts.map(([character, count]) => character.repeat(count)).join(''))

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

/** The four-character pieces of a secret that a person could read in a message. */
function piecesShown(message: string, secret: string): readonly string[] {
  const shown = message
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\\\p{C}]/gu, '')
  const pieces = Array.from({ length: secret.length - 3 }, (_, index) => secret.slice(index, index + 4).toLowerCase())
  return pieces.filter((piece) => shown.includes(piece))
}

test.each(QUOTATIONS)(
  'no characters around a secret unmask a piece of it when it is quoted %s',
  async (_, quoteText) => {
    await fc.assert(
      fc.asyncProperty(around, around, async (before, after) => {
        const text = `${before} "${githubToken}" ${after}`
        const secrets = await detectSecrets(text)
        expect(secrets).not.toEqual([])
        const message = createMask(secrets)(`${before} says ${quoteText(text)}`)
        expect(piecesShown(message, githubToken)).toEqual([])
      }),
    )
  },
)

test.each(QUOTATIONS)(
  'no invisible characters or escapes in a secret unmask a piece of it when it is quoted %s',
  async (_, quoteText) => {
    const invisible = fc.constantFrom('', '', '', '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF')
    const characters = [...githubToken].map((character) =>
      character === '_' ? fc.constantFrom('_', '\\_') : fc.constant(character),
    )
    const hidden = fc
      .tuple(...characters.map((character) => fc.tuple(character, invisible)))
      .map((parts) => parts.flat().join(''))
    await fc.assert(
      fc.asyncProperty(around, hidden, async (before, secret) => {
        const secrets = await detectSecrets(secret)
        expect(secrets).not.toEqual([])
        expect(piecesShown(createMask(secrets)(`${before} says ${quoteText(secret)}`), githubToken)).toEqual([])
      }),
    )
  },
)

test.each([
  ['on one line', ' '],
  ['on lines of their own', '\n'],
])('masking takes little time with a thousand secrets %s', async (_, separator) => {
  const secrets = Array.from({ length: 1000 }, (_, index) => ({
    kind: 'a key',
    value: `${index}`.padStart(8, 'Ab3dEf6h').padEnd(40, 'Xy7z'),
    line: separator === '\n' ? index + 1 : 1,
  }))
  const text = secrets.map(({ value }) => value).join(separator)
  const start = performance.now()
  expect(createMask(secrets, text)(`it says ${secrets[7]?.value}`)).toBe('it says ***')
  expect(performance.now() - start).toBeLessThan(5_000)
})
