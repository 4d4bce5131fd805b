import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { secrets } from '../../src/checks/secrets.ts'
import { inputWith } from '../support/check-input.ts'

/** Put together here, so that no tool takes this file for a leak. */
const letters = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5'
const github = `ghp_${letters}`
const anthropic = `sk-ant-api03-${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7n'.repeat(3).slice(0, 93)}AA`
const aws = `wJalrXUtnFEMI7K7MDENG8bPxRfi${'CYzT4Q9wLm2n'}`
const privateKey = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
})
const slack = ['xoxb', '123456789012', '1234567890123', 'aBcDeFgHiJkLmNoPqRsTuVwX'].join('-')

describe('secrets are found, and never shown', () => {
  test.each([
    ['a GitHub token', `token: ${github}`, github, 'a GitHub token'],
    ['an Anthropic key', `ANTHROPIC_API_KEY=${anthropic}`, anthropic, 'an Anthropic API key'],
    ['an AWS key', `AWS_SECRET_ACCESS_KEY = ${aws}`, aws, 'an AWS credential'],
    ['a private key', String(privateKey), String(privateKey).slice(40, 80), 'a private key'],
    ['a Slack token', `slack ${slack}`, slack, 'a Slack token'],
    ['a password in an address', `https://bob:${letters}@example.com/x`, letters, 'a password inside an address'],
    [
      'a database address',
      `postgres://bob:${letters}@db.example.com:5432/x`,
      letters,
      'a password inside a database address',
    ],
    ['one that a comment would excuse', `<!-- secretlint-disable -->\n${github}`, github, 'a GitHub token'],
  ])('%s', async (_, body, secret, kind) => {
    const found = await secrets(inputWith({ draft: { body } }))
    expect(found.map(({ message }) => message)).toContain(`this line holds what looks like ${kind}`)
    expect(found.every(({ severity, check }) => severity === 'block' && check === 'secrets')).toBe(true)
    expect(JSON.stringify(found)).not.toContain(secret)
  })

  test.each([
    ['plain words', 'The token is refreshed too early.'],
    ['a token that is crossed out', 'Authorization: Bearer ghp_xxxxxxxx'],
    ['a commit', `see ${'0123456789abcdef'.repeat(2)}01234567`],
    ['an address without a password', 'https://github.com/o/r?token=abc'],
    ['a variable', `GH_TOKEN=$\{{ secrets.GITHUB_TOKEN }}`],
    ['the example of AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ example'],
    ['nothing', ''],
  ])('%s is none', async (_, body) => {
    expect(await secrets(inputWith({ draft: { body } }))).toEqual([])
  })

  test('each kind and each line is one finding, with what to do', async () => {
    const found = await secrets(inputWith({ draft: { body: `${github}\n${github}\n${slack} ${github}` } }))
    expect(
      found.map(({ line, message }) => `${line} ${message.replace('this line holds what looks like ', '')}`).sort(),
    ).toEqual(['10 a GitHub token', '11 a GitHub token', '12 a GitHub token', '12 a Slack token'])
    expect(found[0]?.fix).toBe('Take it out. If it is real, revoke it too: whoever could read this file may have it.')
  })

  test('the line is that of the file', async () => {
    const inBody = await secrets(inputWith({ draft: { title: 'x', body: `a\nb\n${github} ${github}` } }))
    expect(inBody.map(({ line }) => line)).toEqual([12])
    const inTitle = await secrets(inputWith({ draft: { title: `leak ${github}`, body: '' } }))
    expect(inTitle.map(({ line }) => line)).toEqual([3])
  })
})
