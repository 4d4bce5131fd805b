import { seededCharacters } from './secret-shapes.ts'

type Sample = readonly [name: string, text: string]

/** Codes as services give them out, to be written down: `7f3kq-9xw2m`. */
const codesFrom = (r: ReturnType<typeof seededCharacters>, count: number) =>
  Array.from({ length: count }, () => `${r('lower', 4)}${r('digits', 1)}-${r('lower', 4)}${r('digits', 1)}`)

/**
 * 120 texts, as in bug reports, with a made-up secret that only the text around it reveals: an address, a word, a configuration, a log. The
 * random parts come from a seed. `innocentTwins` has texts of the same forms without a secret.
 */
export function secretsInContext(seed: number): readonly Sample[] {
  const r = seededCharacters(seed)
  const uuid = () => [8, 4, 4, 4, 12].map((length) => r('hex', length)).join('-')
  const part = (json: object) => btoa(JSON.stringify(json)).replaceAll('=', '')
  const jwt = () =>
    `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: r('digits', 10), iss: 'acme' })}.${r('url', 86)}`
  const lines = (length: number) => r('base64', length).match(/.{1,64}/g) ?? []
  const pem = () => [
    '-----BEGIN PRIVATE KEY-----',
    `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${r('base64', 32)}`,
    ...lines(600),
    '-----END PRIVATE KEY-----',
  ]
  const desktop = (env: string) =>
    `{\n  "mcpServers": {\n    "acme": {\n      "command": "npx",\n      "args": ["-y", "@acme/mcp"],\n      "env": {\n        ${env}\n      }\n    }\n  }\n}`
  const withArgs = (...args: readonly string[]) =>
    `{"mcpServers": {"acme": {"command": "npx", "args": [${args.map((each) => JSON.stringify(each)).join(', ')}]}}}`
  return [
    // Addresses
    ['magic link', `I click https://app.acme.io/auth/magic?token=${r('base62', 43)} and nothing happens.`],
    ['reset link', `https://app.acme.io/reset-password?token=${r('hex', 40)}&email=bob%40acme.io`],
    ['reset link, token in the path', `The mail says https://app.acme.io/reset-password/${r('hex', 40)}`],
    ['reset link of Rails', `https://app.acme.io/users/password/edit?reset_password_token=${r('base62', 20)}`],
    ['reset link of Django', `https://app.acme.io/accounts/reset/MTA/c${r('lower', 5)}-${r('hex', 32)}/`],
    [
      'reset link of Firebase',
      `https://acme.firebaseapp.com/__/auth/action?mode=resetPassword&oobCode=${r('url', 54)}&lang=en`,
    ],
    ['sign-in link in the path', `https://app.acme.io/magic-link/${r('base62', 32)}`],
    ['invitation in the path', `Join with https://app.acme.io/invite/${r('base62', 24)}`],
    ['verification of an address', `https://app.acme.io/verify-email?t=${r('base62', 32)}`],
    ['callback', `GET http://localhost:33418/callback?code=${r('url', 43)}&state=${r('url', 22)} 400`],
    [
      'callback, hexadecimal',
      `redirected to https://acme.io/oauth/callback?code=${r('hex', 20)}&state=${r('hex', 16)}`,
    ],
    ['callback, order', `https://claude.ai/api/mcp/auth_callback?state=${r('url', 22)}&code=${r('url', 60)}`],
    ['target of a request', `GET /auth/callback?code=${r('url', 48)}&state=${r('hex', 32)} HTTP/1.1`],
    ['code in a log', `mcp-remote: Auth code received: ${r('url', 43)}`],
    ['callback of Google', `http://127.0.0.1:8765/?state=${r('base62', 30)}&code=4/0A${r('url', 70)}&scope=email`],
    ['fragment', `https://app.acme.io/cb#access_token=${r('base62', 40)}&token_type=bearer&expires_in=3600`],
    [
      'S3',
      `https://acme.s3.amazonaws.com/log.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261130T101112Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=${r('hex', 64)}`,
    ],
    ['S3, old', `https://acme.s3.amazonaws.com/log.txt?Expires=1793404800&Signature=${r('base62', 27)}%3D`],
    [
      'CloudFront',
      `https://d111.cloudfront.net/a.zip?Expires=1793404800&Signature=${r('url', 120)}__&Key-Pair-Id=K${r('upper', 13)}`,
    ],
    [
      'Google Cloud Storage',
      `https://storage.googleapis.com/acme/log.txt?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature=${r('hex', 256)}`,
    ],
    [
      'Azure Blob Storage',
      `https://acme.blob.core.windows.net/c/log.txt?sv=2024-11-04&se=2026-12-01T00%3A00%3A00Z&sr=b&sp=r&sig=${encodeURIComponent(r('base64', 43))}%3D`,
    ],
    ['user and password', `git clone https://bob:Winter2026!@git.acme.io/tools.git`],
    ['key of a server, UUID', `https://mcp.acme.io/sse?apiKey=${uuid()}`],
    ['ticket of a socket', `wss://rt.acme.io/ws?ticket=${r('base62', 36)}`],
    ['webhook', `https://flows.acme.io/webhook/${uuid()}`],
    ['meeting', `https://acme.zoom.us/j/8${r('digits', 10)}?pwd=${r('base62', 32)}.1`],
    // OAuth
    [
      'token request',
      `grant_type=authorization_code&code=${r('url', 43)}&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb&client_id=acme`,
    ],
    ['token request, verifier', `grant_type=authorization_code&code_verifier=${r('url', 43)}&client_id=acme`],
    ['token request, JSON', `{"grant_type": "authorization_code", "code": "${r('url', 43)}", "client_id": "acme"}`],
    [
      'token request, secret',
      `POST /token HTTP/1.1\nHost: auth.acme.io\n\nclient_id=acme&client_secret=${r('base62', 40)}`,
    ],
    ['authorization code', `authorization code: ${r('url', 43)}`],
    ['authorization code in a log', `[auth] received auth_code=${r('base62', 32)}, exchanging`],
    ['device code', `{"device_code": "${r('base62', 40)}", "interval": 5}`],
    ['refresh token', `"refresh_token": "${r('url', 64)}"`],
    ['registration', `"registration_access_token": "${r('base62', 36)}"`],
    ['client assertion', `client_assertion=${jwt()}`],
    // PINs and one-time codes
    ['PIN', `The PIN is ${r('digits', 4)}, please test with it.`],
    ['PIN, colon', `PIN: ${r('digits', 6)}`],
    ['verification code', `Your verification code is ${r('digits', 6)}.`],
    ['one-time code, two groups', `Your one-time code: ${r('digits', 3)} ${r('digits', 3)}`],
    ['OTP', `POST /login otp=${r('digits', 6)}`],
    ['OTP in JSON', `{"user": "bob", "otp": "${r('digits', 6)}"}`],
    ['2FA code', `I typed the 2FA code ${r('digits', 6)} and it was refused`],
    ['code of Google', `G-${r('digits', 6)} is your Google verification code.`],
    ['code before its name', `${r('digits', 6)} is your one-time passcode for Acme`],
    ['security code', `security code = ${r('digits', 8)}`],
    ['German code', `Ihr Bestätigungscode lautet ${r('digits', 6)}`],
    ['Spanish code', `Tu código de verificación es ${r('digits', 6)}`],
    ['French code', `Votre code de vérification : ${r('digits', 6)}`],
    ['Japanese code', `認証コードは${r('digits', 6)}です`],
    ['Chinese code', `验证码：${r('digits', 6)}`],
    ['secret of an authenticator', `otpauth://totp/Acme:bob?secret=${r('base32', 32)}&issuer=Acme`],
    ['secret of an authenticator, named', `TOTP secret: ${r('base32', 32)}`],
    // Recovery codes
    [
      'recovery codes, list',
      `Recovery codes:\n\n${codesFrom(r, 8)
        .map((code) => `- ${code}`)
        .join('\n')}`,
    ],
    ['recovery codes, heading', `## My recovery codes\n\n${codesFrom(r, 10).join('\n')}`],
    [
      'recovery codes, numbered',
      `Recovery codes\n${codesFrom(r, 6)
        .map((code, index) => `${index + 1}. ${code}`)
        .join('\n')}`,
    ],
    ['recovery codes, in a row', `The recovery codes are ${codesFrom(r, 4).join(', ')}`],
    [
      'recovery codes, JSON',
      `{"recovery_codes": [${codesFrom(r, 5)
        .map((code) => `"${code}"`)
        .join(', ')}]}`,
    ],
    [
      'backup codes',
      `Backup codes\n\`\`\`\n${Array.from({ length: 6 }, () => `${r('digits', 4)} ${r('digits', 4)}`).join('\n')}\n\`\`\``,
    ],
    [
      'backup codes, two columns',
      `Your backup codes:\n${Array.from({ length: 5 }, () => `${r('digits', 8)}   ${r('digits', 8)}`).join('\n')}`,
    ],
    ['recovery codes, German', `Wiederherstellungscodes:\n${codesFrom(r, 6).join('\n')}`],
    // Cookies
    ['cookie of a request', `GET /mcp HTTP/1.1\nHost: mcp.acme.io\nCookie: sid=${r('hex', 32)}`],
    ['cookie of curl -v', `< HTTP/2 200\n< set-cookie: session=${r('base62', 40)}; Path=/; HttpOnly`],
    ['cookie in a list', `"set-cookie": [\n  "sid=${r('url', 32)}; Path=/; Secure"\n]`],
    ['cookie of a HAR file', `"cookies": [ { "name": "acme_session", "value": "${r('base62', 40)}" } ]`],
    ['header of a HAR file', `{ "name": "Cookie", "value": "theme=dark; sid=${r('hex', 40)}" }`],
    ['cookie in Python', `requests.get(url, cookies={'session': '${r('base62', 40)}'})`],
    ['cookie of Express', `cookie: 'connect.sid=s%3A${r('url', 32)}.${r('base62', 43)}'`],
    ['cookie of a browser', `document.cookie = "auth=${r('base62', 40)}; path=/"`],
    // Passwords in sentences
    ['English', `Log in as bob, the password is Sunshine${r('digits', 2)}!x`],
    ['English, without a symbol', `the password is ${r('lower', 5)}${r('digits', 3)}${r('letters', 4)}`],
    ['English, in backticks', `Use the password \`Tiger${r('digits', 3)}sky\` to sign in`],
    ['English, in quotes', `with password "blue-${r('lower', 4)}${r('digits', 2)}-fox" it fails`],
    ['German', `das Passwort ist Sommer${r('digits', 2)}!wind`],
    ['German, named', `Das Kennwort lautet "regen${r('digits', 3)}bogen"`],
    ['French', `le mot de passe est Soleil${r('digits', 3)}!`],
    ['Spanish', `la contraseña es \`luna${r('digits', 3)}Azul\``],
    ['Portuguese', `a senha é Praia${r('digits', 2)}@sol`],
    ['Italian', `la password è Mare${r('digits', 3)}!blu`],
    ['Dutch', `het wachtwoord is Tulp${r('digits', 3)}!geel`],
    ['Polish', `hasło to Zamek${r('digits', 3)}!x`],
    ['Russian', `пароль: Zima${r('digits', 3)}!x`],
    ['Turkish', `Şifre: Deniz${r('digits', 3)}!x`],
    ['Japanese', `パスワードは「Sakura${r('digits', 3)}!x」です`],
    ['Chinese', `密码是 Longxia${r('digits', 3)}!x`],
    ['Korean', `비밀번호는 Hangang${r('digits', 3)}!x 입니다`],
    // Command lines
    ['mysql', `mysql -h db1 -u root -pAutumn${r('digits', 3)}x shop`],
    ['PGPASSWORD', `PGPASSWORD=autumn${r('digits', 3)} psql -h db1 -U app`],
    ['an option', `acme-mcp --user bob --password ${r('lower', 6)}${r('digits', 2)}`],
    ['an option for a token', `npx @acme/mcp --token ${r('base62', 32)}`],
    ['setx', `setx ACME_API_KEY ${r('base62', 32)}`],
    ['PowerShell', `$env:ACME_TOKEN = "${r('base62', 32)}"`],
    ['sqlcmd', `sqlcmd -S db1 -U sa -P Autumn${r('digits', 3)}x -Q "select 1"`],
    ['kubectl', `kubectl create secret generic db --from-literal=password=${r('base62', 14)}`],
    ['htpasswd', `htpasswd -bc .htpasswd bob Autumn${r('digits', 3)}x`],
    ['net use', `net use \\\\srv\\share /user:acme\\bob Autumn${r('digits', 3)}!x`],
    // Configurations
    ['desktop', desktop(`"API_KEY": "${r('base62', 32)}"`)],
    ['desktop, short hexadecimal', desktop(`"ACME_API_KEY": "${r('hex', 16)}"`)],
    ['desktop, a password', desktop(`"DB_PASS": "autumn${r('digits', 3)}"`)],
    ['desktop, any name', desktop(`"ACME_AUTH": "${r('base62', 40)}"`)],
    ['desktop, a name that says nothing', desktop(`"ACME_LICENCE": "${r('base62', 40)}"`)],
    [
      'desktop, a header in JSON',
      desktop(`"OPENAPI_MCP_HEADERS": "{\\"Authorization\\": \\"Bearer ${r('base62', 40)}\\"}"`),
    ],
    [
      'mcp-remote',
      withArgs('mcp-remote', 'https://mcp.acme.io/sse', '--header', `Authorization:Bearer ${r('base62', 40)}`),
    ],
    ['an argument', withArgs('-y', '@acme/mcp', '--key', r('base62', 32))],
    ['an argument of Docker', withArgs('run', '-i', '-e', `ACME_PAT=${r('base62', 40)}`, 'acme/mcp')],
    [
      'the configuration of Smithery',
      withArgs('-y', '@smithery/cli', 'run', 'acme', '--config', `{"acmeKey":"${r('base62', 32)}"}`),
    ],
    ['TOML', `[mcp_servers.acme.env]\nACME_KEY = "${r('base62', 32)}"`],
    ['YAML', `extensions:\n  acme:\n    envs:\n      ACME_API_KEY: ${r('base62', 32)}`],
    ['INI', `[auth]\nuser = bob\npassword = autumn${r('digits', 3)}`],
    ['XML', `<add key="AcmeApiKey" value="${r('base62', 32)}" />`],
    // Logs
    [
      'axios',
      `AxiosError: 401\n  config: {\n    headers: { Accept: '*/*', Authorization: 'Bearer ${r('base62', 40)}' }`,
    ],
    [
      'httpx',
      `httpx.HTTPStatusError: Client error '401' for url 'https://api.acme.io/v1/tools?key=${r('base62', 32)}'`,
    ],
    ['locals of Python', `│ │ api_key = '${r('base62', 32)}' │ │`],
    ['a struct of Go', `panic: &{Host:acme.io Token:${r('base62', 40)} Retries:3}`],
    ['logfmt', `level=info msg=login user=bob password=autumn${r('digits', 3)}`],
    ['proxy', `> Proxy-Authorization: Basic ${btoa(`bob:autumn${r('digits', 3)}`)}`],
    // Keys
    ['JWT over two lines', jwt().replace(/\.(?=[^.]*$)/, '.\n    ')],
    [
      'key in a program',
      pem()
        .map((line) => `    "${line}\\n" +`)
        .join('\n'),
    ],
    [
      'key in a list',
      `"key": [\n${pem()
        .map((line) => `  "${line}"`)
        .join(',\n')}\n]`,
    ],
    [
      'key in YAML',
      `tls:\n  key: |\n${pem()
        .map((line) => `    ${line}`)
        .join('\n')}`,
    ],
  ]
}
