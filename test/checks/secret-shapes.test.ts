import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runChecks } from '../../src/checks/run.ts'
import { detectSecrets, mayHaveSecret, mayMatchSecretlint } from '../../src/checks/secrets/detect.ts'
import { secretsInFixedFormats } from '../../src/checks/secrets/fixed-formats.ts'
import { knownTokens } from '../../src/checks/secrets/known-shapes.ts'
import { namedSecrets } from '../../src/checks/secrets/named.ts'
import { inputWith } from '../support/check-input.ts'
import { innocentTwins } from '../support/innocent-twins.ts'
import { lookAlikes, secretShapes } from '../support/secret-shapes.ts'
import { secretsInContext } from '../support/secrets-in-context.ts'

const hasSecret = async (text: string) => (await detectSecrets(text)).length > 0

describe.each([1, 2, 3])('the tables in docs/checks.md, with keys from seed %i', (seed) => {
  test('at least 97 of 100 secrets are found', async () => {
    expect(secretShapes(seed)).toHaveLength(100)
    const missed = []
    for (const [name, text] of secretShapes(seed)) if (!(await hasSecret(text))) missed.push(name)
    expect(missed.slice(3)).toEqual([])
  })

  test('at most 2 of 100 look-alikes are reported', async () => {
    expect(lookAlikes(seed)).toHaveLength(100)
    const reported = []
    for (const [name, text] of lookAlikes(seed)) if (await hasSecret(text)) reported.push(name)
    expect(reported.slice(2)).toEqual([])
  })
})

describe.each([1, 2, 3])('secrets that only the text around them reveals, with keys from seed %i', (seed) => {
  test('at least 118 of 120 are found', async () => {
    expect(secretsInContext(seed)).toHaveLength(120)
    const missed = []
    for (const [name, text] of secretsInContext(seed))
      if (!(await hasSecret(`It fails.\n\n${text}\n`))) missed.push(name)
    expect(missed.slice(2)).toEqual([])
  })

  test('none of 120 innocent twins is reported', async () => {
    expect(innocentTwins(seed)).toHaveLength(120)
    const reported = []
    for (const [name, text] of innocentTwins(seed)) if (await hasSecret(`It fails.\n\n${text}\n`)) reported.push(name)
    expect(reported).toEqual([])
  })
})

test.each([
  'https://app.acme.io/verify?email=a@acme.io&code=482913',
  'open https://acme.io/login/2fa?code=73519402 on the phone',
  '73914 is the code I got by SMS',
  'G-482913 is the login code',
  '4829 is the PIN of the test phone',
  'Recovery codes: 8f3k-2m9q 7h2d-9s8f 1k3j-5n7b',
  'Backup codes:\n1842 9931\n7720 1188\n6402 9915',
  'Passwort für den Testserver: Sommer2025!x',
  'le mot de passe du compte de test est Chaton!4521',
  'the password on staging is Kitten!4521',
  'log in with admin / Blue7Whale9',
])('finds the secret in %j', async (text) => {
  expect(await hasSecret(text)).toBe(true)
})

test.each([
  'GET https://api.acme.io/errors?code=40013 returns a page, https://acme.io/auth/error?code=400135 too',
  'https://shop.acme.io/search?pin=560001',
  '32601 is the JSON-RPC error code for a missing method, and 4004 is the Discord close code',
  '1006 is your close code, and 2025 is the year of the MCP passcode',
  '20251104 is your build, the code in main differs',
  'PIN 20241105 the schema, OTP: 20241105',
  'Backup codes: AAAA-1111, BBBB-2222, CCCC-3333',
  'Backup codes: 0000-0000 1111-1111 2222-2222',
  'Cookie: variant=control-group-2025-11; last_page=/docs/specification/2025-06-18/basic/transports',
  'Sign in with Google / GitHub / Microsoft365 fails',
  'login flow: browser / Windows11Build22631',
  'Logged in as dana: ToolCallFailed32602Error',
  'Passwort für neue Benutzer: mindestens 12 Zeichen',
  'password for Keycloak26.0.5: uses Argon2id by default',
  "Password for user postgres: FATAL: password authentication failed for 'https://dana@github.com':",
  'password on line 42: TypeError2: undefined',
])('accepts %j', async (text) => {
  expect(await hasSecret(text)).toBe(false)
})

test('each recovery code is reported once', async () => {
  expect(await detectSecrets('Recovery codes:\n8f3k-2m9q\n7h2d-9s8f\n1k3j-5n7b\n')).toHaveLength(3)
})

test('a symbol at any position in a token does not hide the token', () => {
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const randomText = (symbols: string, length: number) =>
    fc.noBias(fc.string({ unit: fc.constantFrom(...LETTERS, ...symbols), minLength: length, maxLength: length }))
  const tokens = fc.oneof(
    randomText('./', 53).map((hash) => `$2b$10$${hash}`),
    randomText('+/', 32).map((key) => `whsec_${key}`),
  )
  fc.assert(
    fc.property(tokens, (token) => {
      expect([...knownTokens(`key: ${token}\n`)]).toHaveLength(1)
    }),
    { numRuns: 1_000, seed: 1 },
  )
})

test.each([...secretShapes(4), ...secretsInContext(4)])(
  'reports a line of the secret, and never its value: %s',
  async (_, text) => {
    const secrets = await detectSecrets(`first\n\n${text}`)
    const lastLine = text.split('\n').length + 2
    expect(secrets.every(({ line }) => line >= 3 && line <= lastLine)).toBe(true)
    const body = `${text}\n\nTODO: ${text}`
    const findings = JSON.stringify(await runChecks(inputWith({ draft: { title: text.split('\n')[0] ?? '', body } })))
    for (const { value } of secrets) expect(findings).not.toContain(value)
  },
)

test('escapes, quotations and invisible characters do not hide a secret', async () => {
  const key = secretShapes(5).find(([name]) => name === '.env')?.[1] ?? ''
  expect(await hasSecret(key.replaceAll('_', '\\_'))).toBe(true)
  expect(await hasSecret(key.replaceAll(/^/gm, '> > '))).toBe(true)
  expect(await hasSecret(key.replace('ACME', 'AC\u200BME'))).toBe(true)
})

const parts = [...secretShapes(6), ...secretsInContext(6)].flatMap(([, text]) => text.match(/\w+|\W/g) ?? [])
/** Texts made from parts of secrets, so that many almost look like one. */
const almostSecrets = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 30 })

test('our own rules find no secret in text that the prefilter skips', () => {
  const findWithOurRules = (text: string) => [
    ...knownTokens(text),
    ...secretsInFixedFormats(text),
    ...namedSecrets(text),
  ]
  fc.assert(
    fc.property(almostSecrets, (pieces) => {
      const text = pieces.join('')
      if (!mayHaveSecret(text)) expect(findWithOurRules(text)).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('secretlint finds no secret in text that the prefilter skips', async () => {
  const { lintSource } = await import('@secretlint/core')
  const preset = await import('@secretlint/secretlint-rule-preset-recommend')
  const skippedRules = /basicauth|database-connection|filter-comments/
  const rules = preset.rules
    .filter(({ meta }) => !skippedRules.test(meta.id))
    .map((rule) => ({ id: rule.meta.id, rule }))
  const findings = async (content: string) => {
    const source = { content, contentType: 'text', filePath: '', ext: '.md' } as const
    return (await lintSource({ source, options: { config: { rules }, noPhysicFilePath: true } })).messages
  }
  for (const [, text] of [...secretShapes(7), ...secretsInContext(7)])
    if (!mayMatchSecretlint(text)) expect(await findings(text)).toEqual([])
  await fc.assert(
    fc.asyncProperty(almostSecrets, async (pieces) => {
      const text = pieces.join('')
      if (!mayMatchSecretlint(text)) expect(await findings(text)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
