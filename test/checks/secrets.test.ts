import { performance } from 'node:perf_hooks'
import { describe, expect, test } from 'vitest'
import { checkSecrets } from '../../src/checks/secrets.ts'
import { inputWith } from '../support/check-input.ts'
import { seededCharacters } from '../support/secret-shapes.ts'
import { githubToken, NO_SECRETS, SECRETS, slackToken } from '../support/secrets.ts'

test('the name of an internal computer causes only a warning, and common names from documentation cause none', async () => {
  const body =
    'one\nIt runs on build-17.corp.acme.internal now.\nhost.docker.internal, metadata.google.internal, internal, example.com'
  expect(await checkSecrets(inputWith({ draft: { body } }))).toMatchObject([
    { check: 'secrets', code: 'internal-name', severity: 'warn', line: 11 },
  ])
})

describe('a private key', () => {
  const random = seededCharacters(3)
  const pem = (lines: readonly string[]) =>
    ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n')
  const lines = (count: number) => Array.from({ length: count }, () => random('base64', 64))

  test.each(['xxxx', 'XXXX', 'Dummy'])('is found even if it contains %s by chance', async (word) => {
    const [first = '', ...others] = lines(13)
    const body = pem([
      ...others.slice(0, 6),
      first.slice(0, 20) + word + first.slice(20 + word.length),
      ...others.slice(6),
    ])
    expect(await checkSecrets(inputWith({ draft: { body } }))).toMatchObject([{ code: 'secret' }])
  })

  test.each([
    ['crossed out', ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ', 'x'.repeat(64), 'x'.repeat(64)]],
    [
      'made of words',
      ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', ...Array.from({ length: 3 }, () => 'yourPrivateKeyExample'.repeat(3))],
    ],
  ])('is no secret if it is %s', async (_, sample) => {
    expect(await checkSecrets(inputWith({ draft: { body: pem(sample) } }))).toEqual([])
  })
})

describe('secrets are found, and never printed', () => {
  test.each(SECRETS)('%s', async (_, body, secret, kind) => {
    const found = await checkSecrets(inputWith({ draft: { body } }))
    expect(found.map(({ message }) => message)).toContain(`this line seems to contain ${kind}`)
    expect(found.every(({ severity, check }) => severity === 'block' && check === 'secrets')).toBe(true)
    expect(JSON.stringify(found)).not.toContain(secret)
  })

  test.each(NO_SECRETS)('%s is not a secret', async (_, body) => {
    expect(await checkSecrets(inputWith({ draft: { body } }))).toEqual([])
  })

  test('each kind on each line is one finding, which says what to do', async () => {
    const found = await checkSecrets(
      inputWith({ draft: { body: `${githubToken}\n${githubToken}\n${slackToken} ${githubToken}` } }),
    )
    expect(
      found.map(({ line, message }) => `${line} ${message.replace('this line seems to contain ', '')}`).sort(),
    ).toEqual(['10 a GitHub token', '11 a GitHub token', '12 a GitHub token', '12 a Slack token'])
    expect(found[0]?.fix).toBe('Remove it. If it is real, revoke it too: anyone who could read this file may have it.')
  })

  test('the line number refers to the file', async () => {
    const inBody = await checkSecrets(inputWith({ draft: { title: 'x', body: `a\nb\n${githubToken} ${githubToken}` } }))
    expect(inBody.map(({ line }) => line)).toEqual([12])
    const inTitle = await checkSecrets(inputWith({ draft: { title: `leak ${githubToken}`, body: '' } }))
    expect(inTitle.map(({ line }) => line)).toEqual([3])
  })
})

test('the tests run secretlint without its profiler, as the program does', async () => {
  await checkSecrets(inputWith({ draft: { body: 'text' } }))
  expect(performance.getEntriesByType('mark')).toEqual([])
})
