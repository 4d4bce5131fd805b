import { expect, test } from 'vitest'
import { detectSecrets } from '../../src/checks/secrets/detect.ts'
import { seededCharacters } from '../support/secret-shapes.ts'

const r = seededCharacters(33)
const uuid = () => [8, 4, 4, 4, 12].map((length) => r('hex', length)).join('-')
/** A password with letters of both cases, digits and symbols. */
const password = () => `h${r('letters', 4)}8!${r('letters', 3)}Q2${r('lower', 3)}`
const keyLines = `${'b3BlbnNzaC1rZXktdjE'}AAAAABG5vbmUAAAAE${r('base64', 35)}\n${r('base64', 70)}\n${r('base64', 70)}`
const serviceAccount = { type: 'service_account', private_key: `-----BEGIN PRIVATE KEY-----\n${r('base64', 1600)}` }

test.each([
  ['the encoded JSON of a service account', btoa(JSON.stringify(serviceAccount))],
  ['an OpenSSH key without its first line', keyLines],
  ['a post-quantum age key', `AGE-SECRET-${'KEY'}-PQ-1${r('upper', 58)}`],
  ['an OpenAI session', `sess-${r('base62', 40)}`],
  ['an ElevenLabs key', `I used sk_${r('hex', 48)} there`],
  ['an Asana token', `2/1${r('digits', 15)}/1${r('digits', 15)}:${r('hex', 32)}`],
  ['a PayPal token', `access_token$${'production'}$${r('lower', 16)}$${r('hex', 32)}`],
  ['an Argon2 hash', `$argon2id$v=19$m=65536,t=3,p=4$${r('base62', 22)}$${r('base62', 43)}`],
  ['a PBKDF2 hash', `pbkdf2_sha256$600000$${r('base62', 22)}$${r('base64', 43)}=`],
  ['a JWK in a program', `{ kty: 'EC', crv: 'P-256', d: '${r('url', 43)}' }`],
  ['a WireGuard key', `PresharedKey = ${r('base64', 43)}=`],
  ['the signature of an address', `https://files.acme.io/b?X-Goog-Credential=a&X-Goog-Signature=${r('hex', 256)}`],
  ['an escaped space after Bearer', `curl https://x.acme.io -H authorization:Bearer\\ ${r('base62', 40)}`],
  ['a constructor in Python', `Settings(api_key=SecretStr('${r('base62', 32)}'))`],
  ['a constructor in Rust', `Config { api_key: Some("${r('base62', 32)}") }`],
  ['the cells of an HTML table', `<tr><td>API key</td><td>${r('base62', 32)}</td></tr>`],
  ['"my key"', `My key is ${r('base62', 32)} if you want to test`],
  ['the title of a link', `[the page](https://acme.io "token ${r('base62', 40)}")`],
  ['a header of the developer tools', `accept\n*/*\nx-api-key\n${r('base62', 32)}\nx-mode\ncors`],
  ['a cookie of the developer tools', `cookie\nsid=${r('hex', 32)}; theme=dark\nhost\nacme.io`],
  ['an echo into docker login', `echo ${r('base62', 40)} | docker login -u me --password-stdin`],
  ['an echo into gh auth login', `echo ${r('hex', 40)} | gh auth login --with-token`],
  ['HTTPie', `http -a admin:${r('base62', 12)} https://api.acme.io`],
  ['Azure', `az login --service-principal -u ${uuid()} -p ${r('url', 37)} --tenant x`],
  ['OpenSSL', `openssl pkcs12 -in a.p12 -passin pass:${r('base62', 10)}7`],
  ['keytool', `keytool -list -storepass ${r('base62', 10)}7`],
  ['a short name for a password', `DB_PW=${password()}`],
  ['a user and a password', `You can log in with admin / ${password()} to reproduce it`],
  ['credentials', `The credentials: admin:${password()}`],
  ['"pass"', `user test@acme.io pass ${password()}`],
  ['a password in a Spanish sentence', `la contraseña es ${password()}`],
  ['a password in a German sentence', `Das Passwort lautet ${password()}.`],
  ['a password in a Japanese sentence', `パスワードは${password()} です`],
  ['a password in a Chinese sentence', `密码是${password()}`],
  [
    'the address of a server, with a key',
    `https://mcp.acme.io/api/mcp/s/${btoa(`${r('hex', 8)}-${r('hex', 12)}:${r('hex', 12)}`)}/mcp`,
  ],
  ['the address of a server, with a UUID', `"url": "https://acme.app.flows.io/mcp/${uuid()}/sse"`],
  ['encoded JSON at the end of a sentence', `It prints ${btoa(`{"api_key":"${r('base62', 40)}"}`)}.`],
  [
    'a sentence with the words of a wallet',
    `Recovery words: ${'tiger lamp orbit candy velvet ranch solve fiber mango pulse quiz harvest'}`,
  ],
  ['the words of a wallet', 'MNEMONIC="tiger lamp orbit candy velvet ranch solve fiber mango pulse quiz harvest"'],
])('a secret is found in %s', async (_, text) => {
  expect(await detectSecrets(`It fails.\n\n${text}\n\nThanks!`)).not.toEqual([])
})

test.each([
  ['a shortened token', 'Authorization: Bearer eyJhbGciOiJIUzI1NiIs...'],
  ['a shortened token in JSON', '"access_token": "eyJhbGciOiJSUzI1NiIs…",'],
  ['the header of a token', `Authorization: Bearer ${'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'}.eyJ...`],
  ['the sample of RFC 7617', 'Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
  ['a sample password with a number', 'Password: P@ssw0rd1'],
  ['a famous sample password', 'password: hunter2'],
  ['an encoded sample password', 'postgresql://user:p%40ssword@localhost/db'],
  ['a standard', 'Users can sign in with OAuth2.1 / OIDC or log in with SAML2: see the page.'],
  ['an issue', 'The login: acme/Sign-In2#12 and credentials: acme/Vault2@1.4.0 are related.'],
  ['an email address', 'Log in to the account: write to Team2@Acme.example for access.'],
  ['a statement', 'pass timeoutMs=5000 and retries=3; PASS: test/Auth2.test.ts > signs in!'],
  ['a requirement', 'The password is Required, and the passphrase must have 12 characters.'],
  ['a generated name', 'The token RefreshTokenGrantHandlerV2 is registered twice.'],
  ['a hash after "token"', `the progress of token ${r('hex', 32)}`],
  ['the address of a server', 'https://mcp.acme.io/v1/mcp and https://api.acme.io/mcp/sse'],
  ['a file of a repository', `https://github.com/acme/mcp/commit/${r('hex', 40)}`],
  ['the address of a server on this machine', `http://localhost:3000/mcp/${uuid()}`],
  ['the address of a sample server', `https://example.com/mcp/${uuid()}`],
  ['a page of source code', `https://github.com/acme/tools/blob/${r('hex', 40)}/mcp/server.ts`],
  ['a page of source code on another host', `https://git.acme.io/tools/-/blob/${r('hex', 40)}/mcp/server.ts`],
  ['a source file', `https://raw.githubusercontent.com/acme/tools/${r('hex', 40)}/mcp/server.json`],
  ['a page of a package', 'https://www.npmjs.com/package/@acme/mcp/v/1.0.0-next.20261130'],
  ['a name in a question', 'Should I pass StreamableHTTPv2Options? Is the password SHA256-hashed?'],
  [
    'a link to a page about signing in',
    'See [Sign-in](docs/OAuth2.md#sign-in) and login: github.com/Acme/Auth2#Readme',
  ],
  ['a class', 'login handler: com.acme.Auth$Handler2 failed'],
  ['a class without its package', 'login failed: BadCredentialsException$Inner2 at AuthFilter.java:88'],
  ['secret words in a sentence', 'secret words that nobody should ever type into any chat window with other people'],
  ['the sample key of jwt.io', `{ kty: 'oct', k: '${btoa('a-string-secret-at-least-256-bits-long')}' }`],
  ['an encoded address', '/signin failed: redirect_uri%3Dhttps%3A%2F%2FAcme2.example'],
  ['a version', 'sign in page: Next.js@15.0.0-Canary.1 crashes, and the credentials helper: Docker@v2-beta1 too'],
  ['a reference to a schema', 'login tool / inputSchema#/$defs/Login2'],
  ['a section of a standard', 'Password RFC6749#Section-4.3, or pass RFC7591#Metadata'],
  ['the scope of a package', 'the tests pass @Acme/pkg2!next'],
  ['a file with a password', 'openssl rsa -in a.pem -passin file:secrets/pass7.txt'],
  ['a parameter of Azure', 'az deployment group create -p location=westus2 && az webapp create -p myPlan01'],
  ['a cookie at the end of a line', `The page does not set the cookie\nsha=${r('hex', 40)}`],
  [
    'a key of MCP',
    'my key `io.modelcontextprotocol/relatedTask2025`, and the session key: `io.modelcontextprotocol/sessionId`',
  ],
  [
    'a mnemonic in a sentence',
    'A mnemonic: the first letters of the words make it easy to recall the order of the fields.',
  ],
  ['a test wallet', `mnemonic: "${'test '.repeat(11)}junk"`],
])('%s is no secret', async (_, text) => {
  expect(await detectSecrets(`It fails.\n\n${text}\n\nThanks!`)).toEqual([])
})
