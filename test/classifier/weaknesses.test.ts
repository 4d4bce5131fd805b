import { describe, expect, test } from 'vitest'
import { checkPeople, checkVulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { asksForSecrecy } from '../../src/classifier/sensitive-words.ts'
import { classifiedInput } from '../support/check-input.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp)

/** Vulnerabilities that were published and fixed, as terse titles: none of them may be routed to a public channel or posted. */
const PUBLISHED = [
  ['CVE-2025-49596', "Any web page I visit can make the Inspector's proxy start a process on my laptop"],
  ['CVE-2025-53109', 'a symlink inside the allowed folder lets filesystem read /etc'],
  ['CVE-2025-53110', 'allowed dir is /srv/data, yet /srv/data-private is readable: only the prefix is compared'],
  ['CVE-2025-66414', "a site can rebind its name to 127.0.0.1 and call my local server's tools"],
  ['CVE-2025-68144', 'git_diff passes a target that begins with -- on to git, which then overwrites my files'],
  ['CVE-2025-68143', 'git_init accepts any path, so ~/.ssh can be turned into a repository and read'],
  ['CVE-2025-53366', 'a malformed request from anybody takes the whole Python server down'],
  ['CVE-2025-58444', 'a hostile server makes the Inspector open a javascript: address when OAuth starts'],
  ['CVE-2026-0621', 'a crafted URI keeps UriTemplate busy for minutes, a client can stall the server'],
  ['CVE-2026-25536', 'one StreamableHTTPServerTransport for all requests: client A gets the answer for client B'],
] as const

test.each([
  'stdio server executes filename',
  'refresh token sent to wrong server',
  'a malicious description makes the agent send my mails',
  'hidden instructions in a tool description',
  'crafted JSON kills the gateway',
  'session id guessable',
  'redirect_uri accepts any host',
  'open port answers without authentication',
  "any client can read another client's session log",
  'package can overwrite files outside its folder',
  'I want to report a security hole in the Go SDK',
  'Document upload endpoint: SSRF to the metadata service',
  'Support for resource links allows path traversal: ../../etc/passwd is returned',
])('a weakness in a few words is private: %s', (text) => {
  expect(classify(text, {}).channel).toBe('security-advisory')
})

test.each(['Fremdzugriff', 'взлом', 'keylogger', 'Mobbing'])(
  'a single word that is probably private says too little, and stays private even with the type "bug": %s',
  (word) => {
    const { answers, saysTooLittle } = classify(word, { type: 'bug' })
    expect({ sensitivity: answers.sensitivity === 'public' ? 'public' : 'private', saysTooLittle }).toEqual({
      sensitivity: 'private',
      saysTooLittle: true,
    })
  },
)

test.each([
  'Support CSRF tokens in the login form',
  'Add protection from DNS rebinding to the examples',
  'Tool calls are executed twice after a reconnect',
  'A hidden column in the results table',
  'Evaluate input methods for the demo',
])('a harmless text with words of weaknesses is public: %s', (text) => {
  expect(classify(text, {}).answers.sensitivity).toBe('public')
})

describe.each(PUBLISHED)('%s', (_, text) => {
  test('is routed to a private channel', () => {
    expect(classify(text, {}).channel).toBe('security-advisory')
  })

  test('is not posted', () => {
    const input = classifiedInput({ title: text, body: '' })
    expect([...checkVulnerability(input), ...checkPeople(input)]).not.toEqual([])
  })
})

test.each([
  'Security review of the new transport: four gaps, two of them serious, as the specification asks for no origin',
  'A hostile server can put its instructions into the system prompt of the client',
  'Session ids leak through the proxy, PoC attached',
  'Injection through resource names into the terminal, CVSS:3.1 score 7.5',
  'Result of our pentest of the registry: five findings',
])('the report "%s" is private', (text) => {
  expect(classify(text, {}).channel).toBe('security-advisory')
})

/** Titles that name a kind of weakness. */
const NAMED_WEAKNESSES = [
  'prototype pollution through tool arguments',
  'open redirect in the oauth callback',
  'XXE in the java sdk',
  'buffer overflow in the swift transport',
  'heap overflow when parsing a message',
  'use after free in the rust transport',
  'regular expression denial of service in resource templates',
  'DNS rebinding against local servers',
  'clickjacking of the inspector',
  'request smuggling in the http transport',
  'CRLF injection in the session header',
  'session fixation in streamable http',
  'IDOR on tasks: any client can cancel any task',
  'timing attack on token comparison',
  'TOCTOU in the filesystem server',
  'sandbox escape from an ext-app',
  "XSS in the inspector's history panel",
  'RCE through npx arguments in the inspector',
  'auth bypass when the audience is missing',
  'privilege escalation via roots',
  'zip slip in mcpb unpack',
  'buffer overflow when parsing an IPv6 address',
  'command injection through the terminal title',
]

test.each(NAMED_WEAKNESSES)(
  '"%s" is private, and a draft with this title is stopped, even if its text is harmless',
  (title) => {
    expect(classify(title, {}).channel).toBe('security-advisory')
    const body = 'It happens with the newest version. I should add an example to the documentation later.'
    expect(checkVulnerability(classifiedInput({ title, body }))).not.toEqual([])
  },
)

test.each([
  'Add DNS rebinding protection to the Python SDK',
  'docs: explain session hijacking mitigations',
  'The spec should require protection against SSRF',
  'Support CSRF tokens in the inspector',
  'How do I prevent path traversal in my server?',
  'SEP: mitigations for token passthrough and confused deputy',
  'Is the SDK protected from XSS?',
  'Deserialization error when content is missing',
  'overflow of the request id counter',
  'Typo in "cross-site request forgery"',
  'A malicious server can confuse clients, so the spec should forbid equal tool names',
  'Bump the SDK to 1.27 (CVE-2026-11111, CVSS 7.5)',
  'npm audit: 2 high findings in dev dependencies',
])('"%s" is about protection or an ordinary error, not about a weakness', (text) => {
  expect(classify(text, {}).channel).not.toBe('security-advisory')
})

test.each([
  'the OAuth state is never checked',
  'the issuer is never compared',
  'expired tokens are still accepted',
  'Ein abgelaufenes Token wird weiter angenommen',
  'der OAuth-State wird nie geprüft',
  'PKCE wird nicht geprüft',
  'el state de OAuth nunca se comprueba',
  "le state OAuth n'est jamais vérifié",
  'JWT 签名没有校验',
  'JWT 署名が検証されていない',
])('a missing check is private, and stops a draft: "%s"', (text) => {
  expect(classify(text, {}).channel).toBe('security-advisory')
  expect(checkVulnerability(classifiedInput({ title: text, body: '' }))).not.toEqual([])
})

test.each([
  'The pull request is not checked by CI',
  'el formulario nunca se valida en la página',
  'the docs should say that the state is checked',
])('a text about the check of something else, or about its documentation, is not a private report: "%s"', (text) => {
  expect(['security-advisory', 'conduct']).not.toContain(classify(text, {}).channel)
})

test.each([
  '## My father died last week\n\nI will not be at the next meetings. Please find somebody else for the release.',
  '## I leaked my API key in a commit\n\nHow do I remove it from the history?',
  '### Attackers can read the tokens of other users\n\nHow do we fix this in the Python SDK?',
  '- [x] The session id is guessable, so anybody can take over a session of another user\n\nFound in the Python SDK 1.2.',
  '- [x] I read the access tokens of other users without a login\n\nPython SDK 1.2',
  '## A moderator harassed me in Discord\n\nI would like somebody to look at it.',
])('what a person writes in a heading or beside a box counts: %j', (text) => {
  expect(classify(text, {}).answers.sensitivity).not.toBe('public')
})

test('a request to talk about a maintainer goes to the contact for conduct', () => {
  const { channel, saysTooLittle } = classify('Is there someone I can talk to about one of the maintainers?', {})
  expect({ channel, saysTooLittle }).toEqual({ channel: 'conduct', saysTooLittle: false })
})

test.each([
  'Qualcuno insulta i nuovi arrivati nel canale generale',
  'Alguien insulta a los nuevos en el canal general',
  'Jemand beleidigt Neulinge im Kanal',
  'Iemand bedreigt me op Discord',
  'Ktoś obraża nowych na kanale',
])('an insult or a threat in another language is private: "%s"', (text) => {
  expect(classify(text, {}).channel).toBe('conduct')
})

test('a word is hardly sensitive if it only contains a foreign word for an insult: "Разнообразие форматов ответа"', () => {
  expect(classify('Разнообразие форматов ответа', {}).reportProbability).toBeLessThan(0.3)
})

test.each([
  "We've got an exploit for the inspector, whom do we mail?",
  'I just found a security bug in the Go SDK. Where do I go with it?',
  'Is there a bounty? I can run code on the registry.',
  'Do you pay a bug bounty? I have an RCE in the filesystem server.',
  'Is there a PGP key for my findings?',
  'We follow a 90-day disclosure deadline, and the flaw is not fixed',
  'How do I request a CVE for something I found in the TypeScript SDK?',
  'Coordinated disclosure: we found something in the C# SDK and want to agree on a date',
  'our draft advisory has been open for weeks',
  'my private report was closed as spam, what now?',
  'Mail to security@modelcontextprotocol.io bounces',
  'the security team does not answer',
])(
  'a person who offers a report of a weakness, or waits for an answer to one, is led to private reports: "%s"',
  (text) => {
    expect(classify(text, {}).channel).toBe('security-advisory')
  },
)

test.each([
  'Do you have a bug bounty?',
  'Add a bug bounty to the website',
  'What is the security contact?',
  'docs: explain our 90-day disclosure policy in SECURITY.md',
  'We have a vulnerability scanner in CI, it flags zod',
  'Our advisory board meets on Monday',
  'i found a cve list in the docs, the table is broken',
  'our security team asks which versions are supported',
  'The encrypted transport fails on Windows',
])('a text about the rules for reports, or with the same words, is public: "%s"', (text) => {
  expect(mcp.channels[classify(text, {}).channel].public).toBe(true)
})

test.each([
  'In the Python SDK, school 2 sees the grades of school 1. Please do not make this public.',
  "Please don't share this publicly yet, it affects every server that we tried",
  "I'd rather not describe the steps in public",
  'Please do not discuss this in the open',
  'Please keep it confidential, the Go SDK behaves strangely',
  'Please keep this between us: somebody on the committee said odd things to me',
  'Seit dem Update sieht Schule 2 die Noten von Schule 1. Bitte nicht öffentlich machen.',
  "J'ai trouvé quelque chose dans le SDK Go, merci de ne pas le publier.",
  'Encontré algo raro en el SDK, por favor no lo publiquen',
  'Encontré algo raro en el SDK, no lo hagan público',
  'Encontré algo raro en el SDK, no lo difundan',
  'Encontrei algo no SDK, por favor não divulguem isto',
  'Encontrei algo no SDK, não espalhem isto',
  'Encontrei algo no SDK, não tornem isto público',
  'Ho trovato qualcosa nel registro, per favore non lo pubblicate',
  'Ho trovato qualcosa nel registro, non diffondetelo',
  'Ho trovato qualcosa nel registro, non lo rendete pubblico',
  'Ik vond iets vreemds, graag niet openbaar maken',
  'Znalazłem coś dziwnego, nie publikujcie tego',
  'Не публикуйте это, пожалуйста, но сессии путаются',
  'この件は公開しないでください',
  '这个问题请不要公开',
  '이 내용은 공개하지 말아 주세요',
])('a text whose author asks that it is not made public is private: "%s"', (text) => {
  // The model may find such a text private for other reasons.
  expect(asksForSecrecy(text)).toBe(true)
  expect(mcp.channels[classify(text, {}).channel].public).toBe(false)
})

test.each([
  'Please do not make this class public',
  "Don't make the constructor public",
  'Do not publish the package twice',
  'The registry should not make private servers public',
  'cannot make it public, the flag of the package is ignored',
])('a text about what a program makes public is public: "%s"', (text) => {
  expect(mcp.channels[classify(text, {}).channel].public).toBe(true)
})

test.each([
  'After a reconnect I see the messages of another user',
  "The cache returns the previous caller's answers",
  "My dashboard shows somebody else's conversations",
  'A token with alg none passes the check in Go',
  'The icon of a server runs alert(1) in the registry page',
  'TokenVerifier does not verify anything',
  'A restart hands out sessions twice',
  'The Go server gives the same token to two clients',
  'Two clients end up in the same session',
  'The proxy always sets rejectUnauthorized: false',
])('an effect that only a weakness has is private, even in a question: "%s"', (text) => {
  expect(classify(text, {}).channel).toBe('security-advisory')
  expect(classify(`${text}, do I have to change a setting?`, {}).channel).toBe('security-advisory')
})

test.each([
  "docs: a section on why clients must not show another user's messages",
  'Add tests that a token with alg none is refused',
  'verify=False for local tests',
  'The server issues tokens twice as fast now',
  'tools/list sent to two clients at once deadlocks',
])('what the project should prevent, or what only sounds alike, is not an effect: "%s"', (text) => {
  expect(classify(text, {}).channel).not.toBe('security-advisory')
})

test.each([
  'he deadnamed me in the review',
  'A reviewer misgenders me although I asked him to stop',
  'My account was suspended by mistake, what can I do?',
  'I want to appeal against the warning of last week',
  'The moderation decision about my post is unfair',
  'Fui expulsado por error del servidor, me banearon sin motivo',
  'Ich wurde irrtümlich gesperrt, mein Konto war gehackt',
  '我的账号被封了，应该是误会',
])('a complaint about an exclusion, a name or a pronoun is a matter of conduct: "%s"', (text) => {
  expect(classify(text, {}).channel).toBe('conduct')
})

test.each(['Where are the rules for appeals?', 'The bot banned the word "token" by mistake'])(
  'a text with words of a complaint is public: "%s"',
  (text) => {
    expect(mcp.channels[classify(text, {}).channel].public).toBe(true)
  },
)
