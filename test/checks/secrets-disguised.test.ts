import { describe, expect, test } from 'vitest'
import { detectSecrets } from '../../src/checks/secrets/detect.ts'
import { seededCharacters } from '../support/secret-shapes.ts'

const random = seededCharacters(11)
const token = `gh${'p'}_${random('base62', 36)}`
const part = (json: object) => btoa(JSON.stringify(json)).replaceAll('=', '')
const jwt = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: random('digits', 10), scope: 'tools' })}.${random('url', 43)}`
const keyLines = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array.from({ length: 9 }, () => random('base64', 64)),
  '-----END RSA PRIVATE KEY-----',
]
const pem = keyLines.join('\n')
const password = 'Kw9#dfghx42'
const awsKey = `AK${'IA'}Q2W3E4R5T6Y7U2I3`
const split = (glue: string, at = 12) => token.slice(0, at) + glue + token.slice(at)

const WITH_SECRET: readonly (readonly [what: string, text: string])[] = [
  ...[
    '\u200E',
    '\u202C',
    '\u2066',
    '\u2063',
    '\u034F',
    '\uFE0F',
    '\u3164',
    '\u{E0041}',
    '\0',
    '\u001B[0m',
    '\uD800',
    '\uFFF9',
  ].map((character) => [`an invisible character ${JSON.stringify(character)}`, split(character)] as const),
  ['an invisible character between a key and the next word', `${awsKey}\u200Fand`],
  ['a carriage return between a key and the next word', `${awsKey}\rand`],
  ['a decimal entity', token.replace('_', '&#95;')],
  ['a hexadecimal entity', token.replace('_', '&#x5F;')],
  ['a named entity', token.replace('_', '&lowbar;')],
  ['entities for every character', [...token].map((character) => `&#${character.charCodeAt(0)};`).join('')],
  ['a JSON escape', `"${token.replace('_', '\\u005f')}"`],
  ['a JavaScript escape', `'${token.replace('_', '\\x5f')}'`],
  ['a token after an escaped line end in JSON', `{"log":"started\\n${token}\\n"}`],
  ['a token after an escaped tab in JSON', `{"log":"started\\t${token}"}`],
  ['a token after an escaped line end in JSON in JSON', `"{\\"log\\":\\"a\\\\n${token}\\"}"`],
  ['percent-encoding', token.replace('_', '%5F')],
  ['a token after a percent-encoded character', `https://a.io/?q=token%3D${token}`],
  [
    'percent-encoding, twice',
    `https://a.io/?u=${encodeURIComponent(encodeURIComponent(`https://b.io/?access_token=${random('base62', 40)}`))}`,
  ],
  ['a password in an encoded address', encodeURIComponent(`https://admin:${random('base62', 20)}@db.acme.io/`)],
  ['terminal colors without their escape character', `[32mAIza${random('url', 35)}[0m`],
  ['a comment in a token', split('<!-- -->')],
  ['a tag in a token', split('<wbr>')],
  ['a token split over two elements', `<b>${split('</b><b>')}</b>`],
  [
    'full-width characters',
    [...token].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join(''),
  ],
  ['a token on two lines', split('\n')],
  ['a token on two lines of a quotation', `> ${split('\n> ')}`],
  ['a token on two lines, with a backslash', split('\\\n    ')],
  ['a token in two strings', `'${split("' + '")}'`],
  ['a token in two strings on two lines', `"${split('"\n  + "')}"`],
  ['a JWT on three lines', jwt.replaceAll('.', '.\n')],
  ['a JWT as a terminal wraps it', (jwt.match(/.{1,60}/g) ?? []).join('\n')],
  ['Base64', btoa(`GITHUB=${token}`)],
  ['Base64 in a data URL', `data:text/plain;base64,${btoa(`The token is ${token}, as we said.`)}`],
  ['plain text in a data URL', `data:text/plain;base64,${token}`],
  ['a private key in Base64, as in a kubeconfig', `tls.key: ${btoa(pem)}`],
  ['a private key on one line', keyLines.join(' ')],
  ['a private key in a table', keyLines.map((line) => `| ${line} |`).join('\n')],
  ['a private key in comments', keyLines.map((line) => `# ${line}`).join('\n')],
  ['a private key in a list', keyLines.map((line) => `- ${line}`).join('\n')],
  ['a private key in code, line by line', keyLines.map((line) => `\`${line}\``).join('\n')],
  ['a private key with line numbers', keyLines.map((line, index) => `${index}: ${line}`).join('\n')],
  ['a private key in a log', keyLines.map((line) => `2026-11-02T10:00:00Z [info] ${line}`).join('\n')],
  ['a private key in a diff', keyLines.map((line) => `-${line}`).join('\n')],
  ['a private key in HTML', keyLines.map((line) => `<p>${line}</p>`).join('\n')],
  ['a private key with <br>', keyLines.join('<br>\n')],
  ['a private key, percent-encoded', encodeURIComponent(pem)],
  ['a private key with spaces in its dashes', pem.replaceAll(/-----([A-Z ]+)-----/g, '---- $1 ----')],
  ['a private key in JSON in JSON', JSON.stringify(JSON.stringify({ private_key: pem }))],
  [
    'an OpenVPN static key',
    [
      '-----BEGIN OpenVPN Static key V1-----',
      ...Array.from({ length: 16 }, () => random('hex', 32)),
      '-----END OpenVPN Static key V1-----',
    ].join('\n'),
  ],
  [
    'a PuTTY key',
    `Private-Lines: 2\n${random('base64', 64)}\n${random('base64', 40)}\nPrivate-MAC: ${random('hex', 64)}`,
  ],
  ['a JSON Web Key', `{"kty":"EC","crv":"P-256","x":"${random('url', 43)}","d":"${random('url', 43)}"}`],
  ['an AWS session token alone', `IQoJb3JpZ2lu${random('base64', 300)}`],
  ['.netrc on one line', `machine api.acme.io login ada password ${password}`],
  ['.netrc on three lines', `machine api.acme.io\n  login ada\n  password ${random('base62', 30)}`],
  ['.pgpass', `db.acme.io:5432:prod:ada:${password}`],
  ['.git-credentials', `https://${random('base62', 40)}@git.acme.io`],
  ['.yarnrc.yml', `npmAuthIdent: "ada:${password}"`],
  ['a curl cookie file', `.acme.io\tTRUE\t/\tTRUE\t1790000000\tsid\t${random('base62', 32)}`],
  ['a cookie that is not the first', `Cookie: _ga=GA1.2.3.4; theme=dark; auth=${random('base62', 40)}`],
  ['curl -b', `curl -b 'sid=${random('base62', 32)}' https://a.io`],
  ['PHPSESSID', `PHPSESSID=${random('lower', 26)}`],
  ['Authorization with any scheme', `curl -H 'Authorization: SSWS ${random('base62', 42)}' https://a.io`],
  ['Authorization without a scheme, before more words', `Authorization: ${random('base62', 24)} is what I use`],
  ['Authorization without a scheme, before a space', `curl -H "Authorization: ${random('base62', 24)} " https://a.io`],
  ['curl -u in backticks', `\`-u ada:${password}\``],
  ['curl -u in backticks, short', '`-u me:Kw9#dfg4`'],
  ['curl -u in parentheses', `(-u ada:${password})`],
  ['curl -su', `curl -su ada:${password} https://a.io`],
  ['curl -uUSER', `curl -uada:${password} https://a.io`],
  ['curl -u, a key without a password', `curl -u ${random('base62', 32)}: https://a.io`],
  ['curl --proxy-user', `curl --proxy-user ada:${password} https://a.io`],
  ['docker login', `docker login -u ada -p ${password} registry.acme.io`],
  ['mysql', `mysql -h db -u root -p${password}`],
  ['sshpass', `sshpass -p '${password}' ssh ada@a.io`],
  ['redis-cli', `redis-cli -h cache -a ${random('base62', 24)}`],
  ['ldapsearch', `ldapsearch -D cn=admin -w ${password}`],
  ['PowerShell', `ConvertTo-SecureString "${password}" -AsPlainText`],
  ['a password with an @', 'postgres://ada:Kw9d@fghx7@db.acme.io/shop'],
  [
    'a webhook without its scheme',
    `hooks.slack.com/services/T0${random('upper', 9)}/B0${random('upper', 9)}/${random('base62', 24)}`,
  ],
  ['a bcrypt hash', `$2b$12$${random('base62', 53)}`],
  ['a line of /etc/shadow', `root:$6$${random('base62', 16)}$${random('base62', 86)}:19000:0:99999:7:::`],
  ['YAML, a block', `password: |\n  ${password}`],
  ['YAML, a folded block', `token: >-\n  ${random('base62', 40)}`],
  ['the answer in a form', `### API key\n\n${random('base62', 40)}`],
  ['a heading in bold', `**Password**\n${password}`],
  ['a summary', `<details><summary>token</summary>\n\n${random('base62', 40)}\n</details>`],
  ['a table column', `| name | api key |\n|---|---|\n| prod | ${random('base62', 40)} |`],
  ['a table column, a password', `| user | password |\n| :-- | --: |\n| ada | ${password} |`],
  ['a sentence', `the password is ${password}`],
  ['a sentence without a verb', `[^1]: API key ${random('base62', 40)}`],
  ['a full-width colon', `password：${password}`],
  ['typographic quotes', `api_key: “${random('base62', 40)}”`],
  ['an arrow', `password -> ${password}`],
  ...['Passwort', 'Mot de passe', 'Contraseña', '密码', 'パスワード', 'Пароль'].map(
    (name) => [`the word ${name}`, `${name}: ${password}`] as const,
  ),
]

const HARMLESS: readonly (readonly [what: string, text: string])[] = [
  ['a Windows path', 'C:\\new\\tools\\runtime2\\xampp'],
  ['an MCP request', 'POST http://localhost:3001/message?sessionId=3fa85f64-5717-4562-b3fc-2c963f66afa6'],
  ['a hash over two lines', `${random('hex', 32)}\n${random('hex', 32)}`],
  ['a certificate in Base64', btoa(`-----BEGIN CERTIFICATE-----\n${random('base64', 400)}\n-----END CERTIFICATE-----`)],
  [
    'a part of a private key',
    keyLines
      .slice(0, 2)
      .map((line) => `# ${line}…`)
      .join('\n'),
  ],
  [
    'a mention of the first line of a key',
    `It begins with \`${keyLines[0]}\`, but ends with sha256 ${random('hex', 64)} and ${random('hex', 64)}.`,
  ],
  ['docker run', 'docker run -p 8080:8080 -u 1000:1000 acme/server1'],
  ['a compiler error', 'src/auth2.c:12:5:error:Unexpected#token1'],
  ['a heading', '### Password\n\nIt has 12 characters, as before.'],
  ['an unanswered form question', '### Token\n\n_No response_'],
  ['a table of tokens', '| model | tokens |\n|---|---|\n| claude-sonnet-4-5-20250929 | 4096-8192 |'],
  ['a table of settings', '| password | required |\n|---|---|\n| yes | string |'],
  ['a sentence', 'The password is PBKDF2-hashed, and the token is base64-encoded.'],
  ['cookies of a site', 'Cookie: _ga=GA1.2.1234567890.1234567890; lang=en-GB'],
  ['a public JSON Web Key', `{"kty":"EC","crv":"P-256","x":"${random('url', 43)}","y":"${random('url', 43)}"}`],
  ['an image', `![x](data:image/png;base64,iVBORw0KGgo${random('base64', 300)})`],
  ['a cursor', btoa(JSON.stringify({ offset: 20, limit: 10, order: 'created', direction: 'descending' }))],
  ['a Sentry DSN', `https://${random('hex', 32)}@o123.ingest.sentry.io/1`],
]

describe('a secret is found in a text with', () => {
  test.each(WITH_SECRET)('%s', async (_what, text) => {
    const found = await detectSecrets(`One\n\n${text}\n\nlast`)
    expect(found.length).toBeGreaterThan(0)
    const lastLine = text.split('\n').length + 2
    expect(found.filter(({ line }) => line < 3 || line > lastLine)).toEqual([])
  })
})

describe('no secret is found in a text with', () => {
  test.each(HARMLESS)('%s', async (_what, text) => {
    expect(await detectSecrets(`One\n\n${text}\n\nlast`)).toEqual([])
  })
})
