import { describe, expect, test } from 'vitest'
import { findCase, RESTRICTING_CASES } from '../../src/classifier/cases.ts'
import { placeText } from '../../src/classifier/placement.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'
import { QUILLON_FILE, quillonText } from '../support/quillon.ts'

const classify = sharedClassifier(mcp)
const quillon = parsePolicy(quillonText, QUILLON_FILE)
const place = (text: string) => placeText(mcp, { known: {}, text }, classify)

describe('the author’s own leaked secret', () => {
  test.each([
    'I leaked my npm token',
    'I accidentally committed my GitHub token to a public repo',
    'My API key was pushed to the repository, what should I do?',
    'pasted our PyPI password into the issue by mistake',
    'a colleague checked in the signing key yesterday',
    'my API key ended up in a public issue, what do I do',
    'my .env with the OpenAI key is in a gist I linked in the discussion',
    `I pushed my GitHub token ${'ghp'}_abcdefghijklmnopqrstuvwxyz0123456789 to the python-sdk repo`,
    'ich habe aus Versehen meinen API-Schlüssel in einem Issue veröffentlicht',
    '我把我的令牌上传到了公开仓库',
    '自分のトークンをプッシュしてしまいました',
  ])('%s: revoke it first, then report it privately', (text) => {
    const { recommendation, saysTooLittle } = place(text)
    expect(recommendation).toMatchObject({ channel: 'security-advisory', public: false })
    expect(recommendation.steps[0]?.text).toMatch(/^First revoke it/)
    expect(recommendation.steps.length).toBeGreaterThan(1)
    expect(saysTooLittle).toBe(false)
  })

  test.each([
    'I pushed a fix for the token refresh',
    'we published the token endpoint in the metadata',
    'committed a token bucket for the rate limiter',
    'how do I pass my token to the inspector?',
    'my token expires after an hour',
    'posted my proposal about API keys',
  ])('%s: does not match', (text) => expect(findCase(mcp, text)).toBeNull())
})

test('a leaked secret has to be revoked first, even if the answers already say that it is a vulnerability', () => {
  const answers = { type: 'vulnerability', sensitivity: 'security', actionability: 'actionable' } as const
  const { recommendation } = placeText(mcp, { known: answers, text: 'I leaked my npm token' }, classify)
  expect(recommendation.steps[0]?.text).toMatch(/^First revoke it/)
})

describe('what must not become public yet', () => {
  test.each([
    'nothing may get out before the press day',
    'We found a problem in the typescript sdk, nothing may get out before the press day',
    'this must stay secret until our launch',
    'We will publish our server on 12 March; until then it must not leak',
    'our CVE for the python sdk is coming out in May, not to be mentioned before',
    'we cannot make it public before Tuesday',
    'no word of this before the announcement',
    'Vor dem Pressetermin darf nichts nach draußen',
    'Rien ne doit sortir avant la conférence de presse',
    'Bis Montag darf das nicht veröffentlicht werden',
    'Please keep this within the team, the vendor has not announced it',
  ])('%s: stays private', (text) => expect(place(text).recommendation.public).toBe(false))

  test.each([
    'Notifications must not be published before the handshake',
    'The server may not announce tools before the initialize request',
    'The release notes should not be published before the tag exists.',
    'Results cannot be announced before the tool has ended',
    'The schema is not made public until the review is done',
    'nothing is logged until the client connects',
    'Keep the secret in the keychain, not in the environment',
  ])('%s: does not match', (text) => expect(findCase(mcp, text, RESTRICTING_CASES)).toBeNull())
})

describe('personal news of the author', () => {
  test.each([
    "my wife is ill, I can't maintain it any more",
    '因身体原因我要退出维护',
    'I have cancer and will step back from maintaining the Go SDK',
    "I am burned out and can't do my facilitator duties any more",
    'I have to step down from the working group for family reasons',
    'our lead had a stroke, we need somebody with release rights',
    'My mother passed away last night, please cancel my talk',
    "je dois m'absenter quelques mois pour raisons de santé",
    'vou me afastar por uns meses por motivos de saúde',
    'Aus gesundheitlichen Gründen höre ich als Maintainer auf',
    'по состоянию здоровья ухожу из рабочей группы',
    '健康上の理由でしばらく休みます',
  ])('%s: is a private matter, and not a report about conduct', (text) => {
    expect(place(text).recommendation).toMatchObject({ channel: 'private-discord', public: false })
  })

  test.each([
    'the child process died after an hour',
    'I burned two days on the ill-formed schema',
    'Can we talk about burnout among SDK maintainers in general?',
    'due to health check problems the pod restarts',
    'for personal access tokens the check fails',
    'I am stepping down as maintainer, who wants to take over?',
  ])('%s: does not match', (text) => expect(findCase(mcp, text)).toBeNull())
})

describe('a matter that only a few people may know yet', () => {
  test.each([
    'Embargo: 1.9 goes to the distributors on Monday, who else needs to know?',
    'The partner gave us the date under NDA. Where do the four of us plan the announcement?',
    'We received a cease and desist about the name of the project',
    'A law firm asked who owns the logo',
    "Between us leads: I don't think he should get merge rights yet",
    "I'd like the leads to discuss the logo behind closed doors",
    'Should she move to emeritus? Maintainers only, please.',
    "I'd rather not talk about the succession in public yet",
    "we can't tell anyone before the 14th, where do we plan the release?",
    "let's discuss whether Ines is ready for the role, I don't want her to read it",
  ])('%s: stays private', (text) => {
    expect(place(text).recommendation.public).toBe(false)
  })

  test.each([
    'What is the embargo policy?',
    'The embargo page has a dead link',
    'Make confidential clients work with PKCE',
    'Only the leads can set this label',
    'PRs are for maintainers only according to CONTRIBUTING, is that right?',
    "I can't share the code publicly, but here is the stack trace",
    "I don't want to open an issue for a question, where can I ask?",
    "The tool list isn't public yet in the registry's API",
    'Server reuses a closed session',
    'The difference between us and the spec: we send null',
  ])('%s: does not match', (text) => expect(findCase(mcp, text, RESTRICTING_CASES)).toBeNull())

  test('a vulnerability under embargo still goes to a security advisory', () => {
    expect(place('Under embargo: any client can read the files of another tenant').recommendation.channel).toBe(
      'security-advisory',
    )
  })
})

test('an answer of the person overrides the case', () => {
  expect(classify('I leaked my npm token', { type: 'docs', sensitivity: 'public' }).answers.type).toBe('docs')
})

test('a policy without cases matches none', () => {
  expect(findCase(quillon, 'I leaked my npm token')).toBeNull()
})
