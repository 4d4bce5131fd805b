import { seededCharacters } from './secret-shapes.ts'

// The secrets are put together from parts, so that secret scanners do not report this file.

const characters = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5'
export const githubToken = `ghp_${characters}`
const anthropic = `sk-ant-api03-${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7n'.repeat(3).slice(0, 93)}AA`
const aws = `wJalrXUtnFEMI7K7MDENG8bPxRfi${'CYzT4Q9wLm2n'}`
const random = seededCharacters(7)
const keyLines = Array.from({ length: 13 }, () => random('base64', 64))
const privateKey = ['-----BEGIN PRIVATE KEY-----', ...keyLines, '-----END PRIVATE KEY-----', ''].join('\n')
const long = characters.repeat(4)
const npm = `npm_${characters}`
const openai = `sk-proj-${long.slice(0, 58)}${'T3Blbk'}FJ${long.slice(0, 58)}`
const account = JSON.stringify({ email: 'bobbb@accounts.example', secretKey: characters.repeat(2) })
const onePassword = `ops_${btoa(account)}`
const linear = `lin_api_${characters}`
const sendgrid = `SG.${characters.slice(0, 22)}.${long.slice(0, 43)}`
const shopify = `shpat_${long.slice(0, 32)}`
/** As Google Cloud issues it: JSON with the key on one line. */
const serviceAccount = JSON.stringify({ type: 'service_account', private_key_id: 'x', private_key: privateKey })
export const slackToken = ['xoxb', '123456789012', '1234567890123', 'aBcDeFgHiJkLmNoPqRsTuVwX'].join('-')

/** `secret`: all or part of the secret in `body`. `kind`: how we name it in a message. */
export const SECRETS: readonly (readonly [name: string, body: string, secret: string, kind: string])[] = [
  ['a GitHub token', `token: ${githubToken}`, githubToken, 'a GitHub token'],
  ['an Anthropic key', `ANTHROPIC_API_KEY=${anthropic}`, anthropic, 'an Anthropic API key'],
  ['an AWS key', `AWS_SECRET_ACCESS_KEY = ${aws}`, aws, 'an AWS credential'],
  ['a private key', privateKey, privateKey.slice(40, 80), 'a private key'],
  ['the key of a Google service account', serviceAccount, serviceAccount.slice(140, 180), 'a private key'],
  ['an npm token', `//registry.example/:_authToken=${npm}`, npm, 'an npm token'],
  ['an OpenAI key', openai, openai, 'an OpenAI API key'],
  ['a 1Password token', onePassword, onePassword, 'a 1Password service account token'],
  ['a Linear key', linear, linear, 'a Linear API key'],
  ['a SendGrid key', sendgrid, sendgrid, 'a SendGrid API key'],
  ['a Shopify token', shopify, shopify, 'a Shopify token'],
  ['a Slack token', `slack ${slackToken}`, slackToken, 'a Slack token'],
  ['a password in an address', `https://bob:${characters}@example.com/x`, characters, 'a password inside an address'],
  [
    'a database address',
    `postgres://bob:${characters}@db.example.com:5432/x`,
    characters,
    'a password inside a database address',
  ],
  [
    'a GitHub token below a comment that turns secretlint off',
    `<!-- secretlint-disable -->\n${githubToken}`,
    githubToken,
    'a GitHub token',
  ],
]

export const NO_SECRETS: readonly (readonly [name: string, body: string])[] = [
  ['a sentence', 'The token is refreshed too early.'],
  ['a masked token', 'Authorization: Bearer ghp_xxxxxxxx'],
  ['a commit hash', `see ${'0123456789abcdef'.repeat(2)}01234567`],
  ['an address without a password', 'https://github.com/o/r?token=abc'],
  ['a variable', `GH_TOKEN=$\{{ secrets.GITHUB_TOKEN }}`],
  ["AWS's example key id", 'AKIAIOSFODNN7EXAMPLE'],
  ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ example'],
  ['empty text', ''],
]
