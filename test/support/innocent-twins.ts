import { seededCharacters } from './secret-shapes.ts'

type Sample = readonly [name: string, text: string]

/** 120 texts of the same forms as in `secretsInContext`, without a secret: placeholders, ids, hashes, public keys and documentation. */
export function innocentTwins(seed: number): readonly Sample[] {
  const r = seededCharacters(seed)
  const uuid = () => [8, 4, 4, 4, 12].map((length) => r('hex', length)).join('-')
  const desktop = (env: string) =>
    `{\n  "mcpServers": {\n    "acme": {\n      "command": "npx",\n      "args": ["-y", "@acme/mcp"],\n      "env": {\n        ${env}\n      }\n    }\n  }\n}`
  const withArgs = (...args: readonly string[]) =>
    `{"mcpServers": {"acme": {"command": "npx", "args": [${args.map((each) => JSON.stringify(each)).join(', ')}]}}}`
  return [
    // Addresses
    ['magic link', 'https://app.acme.io/auth/magic?token=<your-token>'],
    ['magic link of the documentation', 'https://example.com/auth/magic?token=abc123'],
    ['reset link', 'https://app.acme.io/reset-password?token=xxxxxxxxxxxxxxxxxxxx&email=you@example.com'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: configurations write their variables like this
    ['reset link, a variable', 'https://app.acme.io/reset-password/${token}'],
    ['reset page', 'https://app.acme.io/reset-password/how-to-set-a-new-password'],
    ['page about invitations', 'https://docs.acme.io/invite/inviting-people-to-your-organization'],
    ['page of an order', 'https://acme.io/confirmation/order-2026-11-30-confirmation.html'],
    ['page about verification', 'https://docs.acme.io/verify/verify-the-checksums-of-2026-releases'],
    ['callback, a placeholder', 'http://localhost:33418/callback?code=AUTH_CODE&state=STATE'],
    ['callback, the sample of RFC 6749', 'https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz'],
    ['callback, an error', 'http://localhost:33418/callback?error=access_denied&error_description=code+is+missing'],
    [
      'callback without a value',
      'The server redirects to http://localhost:3000/callback?code=...&state=... and stops.',
    ],
    ['code of a status', 'https://status.acme.io/errors?code=ERR_STREAM_PREMATURE_CLOSE&state=open'],
    ['code of a country', 'https://api.acme.io/countries?code=DE&state=BY'],
    ['code of a page of issues', 'https://github.com/acme/mcp/issues?q=is%3Aissue+state%3Aopen+code'],
    [
      'authorization request',
      `https://auth.acme.io/authorize?response_type=code&client_id=${uuid()}&code_challenge=${r('url', 43)}&code_challenge_method=S256&state=${r('url', 22)}`,
    ],
    ['S3', 'https://acme.s3.amazonaws.com/log.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=<signature>'],
    ['S3, public', `https://acme.s3.amazonaws.com/releases/${r('hex', 40)}/acme-mcp.tar.gz`],
    ['Azure Blob Storage', 'https://acme.blob.core.windows.net/c/log.txt?sv=2024-11-04&sr=b&sig=REDACTED'],
    ['user and password', 'git clone https://user:password@git.acme.io/tools.git'],
    ['user and password, placeholders', 'https://<user>:<token>@git.acme.io/tools.git'],
    ['user alone', 'ssh://git@github.com/acme/mcp.git and https://bob@git.acme.io/tools.git'],
    ['attachment of GitHub', `https://github.com/user-attachments/assets/${uuid()}`],
    ['private image of GitHub', `https://github.com/acme/mcp/actions/runs/1${r('digits', 10)}/job/4${r('digits', 10)}`],
    ['gist', `https://gist.github.com/bob/${r('hex', 32)}`],
    ['comment', `https://github.com/acme/mcp/pull/42#discussion_r1${r('digits', 9)}`],
    ['playground', `https://www.typescriptlang.org/play?#code/${r('base62', 60)}`],
    ['trace', `https://trace.acme.io/trace/${r('hex', 32)}`],
    ['documents of SSE', `POST http://localhost:3000/messages?sessionId=${uuid()} 202`],
    ['Discord invitation', `https://discord.gg/${r('base62', 8)}`],
    ['webhook, a placeholder', 'https://flows.acme.io/webhook/<your-webhook-id>'],
    ['webhook, a page', 'https://docs.acme.io/webhook/configure-the-webhook-for-your-team'],
    ['cursor', `https://api.acme.io/v1/tools?cursor=${r('base62', 44)}`],
    ['page token', `https://api.acme.io/v1/tools?pageToken=${r('base62', 44)}`],
    ['search', `https://api.acme.io/search?q=reset+password+token&hash=${r('hex', 40)}`],
    // OAuth
    [
      'token request',
      'grant_type=authorization_code&code=<code>&code_verifier=<verifier>&redirect_uri=http://localhost:3000/cb',
    ],
    [
      'token request, the sample of RFC 6749',
      'grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb',
    ],
    ['verifier, the sample of RFC 7636', 'code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
    [
      'token request, a variable',
      'body: { grant_type: "authorization_code", code: authorizationCode, code_verifier: codeVerifier }',
    ],
    ['challenge', `code_challenge=${r('url', 43)}`],
    ['client id', `client_id=${uuid()}`],
    ['client id of Google', `"client_id": "${r('digits', 12)}-${r('lower', 32)}.apps.googleusercontent.com"`],
    ['error codes', 'code: -32602, error_code=invalid_grant, "code": "ERR_UNSUPPORTED_DIR_IMPORT"'],
    ['error code of TypeScript', '"code": "InvalidAuthorizationCodeError2"'],
    [
      'authorization code in a sentence',
      'The authorization code is missing, so the authorization code exchange fails with 400.',
    ],
    ['authorization code grant', 'authorization code: AuthorizationCodeGrant2 is used'],
    ['device code', '"device_code": "<device-code>", "user_code": "WDJB-MJHT"'],
    ['device code, the sample of RFC 8628', '"device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS"'],
    ['token type', '"token_type": "Bearer", "expires_in": 3600, "refresh_token": null'],
    ['nonce', `nonce=${uuid()}&state=${r('hex', 16)}`],
    // PINs and one-time codes
    ['PIN in a sentence', 'Pin the version to 2025, because PIN 2 is not connected.'],
    ['pinned versions', 'I pinned: 1.2.3, and the pin is 20251130 in the lock file'],
    ['pin of a board', 'GPIO pin: 17, and pin 1024 does not exist'],
    ['status code', 'The status code is 404, and the exit code: 137.'],
    ['error code', 'error code 500123 and the verification code path is never reached'],
    ['verification code, a placeholder', 'Your verification code is 123456.'],
    ['verification code, zeros', 'Enter the verification code: 000000'],
    [
      'verification code, its length',
      'The verification code is 6 digits, the sign-in code is 1200 lines long, and it expires after 300 seconds',
    ],
    ['verification in code', 'See the verification code in auth.ts:1234 and the OTP release 27001.'],
    ['one-time codes', 'One-time codes expire after 600000 milliseconds.'],
    ['OTP of Erlang', 'Erlang/OTP 26 and OTP-27001 both fail'],
    ['code of a place', 'postal code: 10115, area code 030123'],
    ['security', 'security code review: 20261130, security code scanning alert 123456'],
    ['2FA', 'Require 2FA, code 2FA in 2026, and read RFC 6238.'],
    ['German codes', 'Der Statuscode lautet 404404, der Fehlercode ist 500123.'],
    ['Japanese codes', 'エラーコードは404404です。認証コードは6桁です'],
    ['Chinese codes', '错误代码：500123，验证码长度为6位'],
    ['authenticator', 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'],
    // Recovery codes
    ['recovery codes, placeholders', 'Recovery codes:\n\n- xxxxx-xxxxx\n- xxxxx-xxxxx\n- xxxxx-xxxxx'],
    ['recovery codes in a sentence', 'Recovery codes are not shown after sign-in, see step-1 and step-2.'],
    [
      'recovery codes, steps',
      '## Recovery codes\n\n- open-the settings-page\n- click-on generate-new\n- write-down all-codes',
    ],
    ['backup codes, dates', 'Backup code paths:\n\n2026-11-28 backup-1\n2026-11-29 backup-2\n2026-11-30 backup-3'],
    ['status codes, list', 'Recovery from these codes:\n\n- 404\n- 500\n- 503\n- 1006\n- 32602'],
    ['error codes, list', 'Error codes:\n\n- E1001-A2001\n- E1002-A2002\n- E1003-A2003'],
    ['versions, list', 'Versions:\n\n- 1.20.3-beta1\n- 1.20.4-beta2\n- 1.20.5-beta3'],
    // Cookies
    ['cookie', 'Cookie: session=<your session>; theme=dark'],
    ['cookie, a placeholder', 'Set-Cookie: sid=abc123; Path=/; HttpOnly; SameSite=Lax'],
    ['cookie, removed', 'set-cookie: session=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    ['cookie of analytics', `Cookie: _ga=GA1.2.${r('digits', 9)}.${r('digits', 10)}; theme=dark`],
    ['cookies of a HAR file', '"cookies": [ { "name": "theme", "value": "dark" } ]'],
    ['cookies in Python', "requests.get(url, cookies={'session': session_id})"],
    [
      'list of headers',
      `"headers": [ { "name": "x-request-id", "value": "${uuid()}" }, { "name": "etag", "value": "W/\\"${r('hex', 32)}\\"" } ]`,
    ],
    // Passwords in sentences
    ['English', 'The password is required, and the password is sent in the body.'],
    ['English, hashed', 'The password is SHA256-hashed, the password is bcrypt2-encoded.'],
    ['English, numbers', 'The password is 12 characters long, and the password was 2FA-protected.'],
    ['English, a sample', 'the password is hunter2, or the password is `password123`'],
    [
      'English, code',
      'the password is `user.password2`, the password is `getPassword1()` or "must-have-12-characters"',
    ],
    ['English, a file', 'the password is `config/auth2.json`, and the password is UTF-8'],
    ['German', 'das Passwort ist mindestens 12 Zeichen lang'],
    ['German, hashed', 'Das Kennwort lautet im Test "passwort123", es ist SHA-256-kodiert'],
    ['French', 'le mot de passe est obligatoire depuis la version 2.1.0'],
    ['Spanish', 'la contraseña es `contraseña123` en el ejemplo y es obligatoria'],
    ['Japanese', 'パスワードは必須です。パスワードは8文字以上です'],
    ['Chinese', '密码是必填项，密码是base64编码的'],
    // Command lines
    ['mysql', 'mysql -h db1 -u root -p shop'],
    ['PGPASSWORD', 'PGPASSWORD=$DB_PASSWORD psql -h db1 -U app'],
    ['an option', 'acme-mcp --user bob --password <password>'],
    ['an option for a token', 'npx @acme/mcp --token $ACME_TOKEN'],
    ['setx', 'setx ACME_API_KEY "your-api-key"'],
    ['ports', 'docker run -p 8080:8080 acme/mcp && ssh -p 2222 bob@host && mkdir -p build2026/out1'],
    ['sqlcmd', 'sqlcmd -S db1 -U sa -P $SA_PASSWORD -Q "select 1"'],
    ['htpasswd', 'htpasswd -bc .htpasswd user password'],
    ['net use', 'net use \\\\srv\\share /user:acme\\bob *'],
    // Configurations
    ['desktop', desktop('"API_KEY": "<your-api-key>"')],
    ['desktop, crossed out', desktop('"OPENAI_API_KEY": "sk-xxxxxxxxxxxxxxxx"')],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: configurations write their variables like this
    ['desktop, a variable', desktop('"API_KEY": "${API_KEY}", "TOKEN": "${input:token}"')],
    [
      'desktop, other values',
      desktop(
        `"NODE_ENV": "production", "PATH": "/usr/local/bin:/opt/node-v20.20.2-linux-x64/bin", "LOG_LEVEL": "debug"`,
      ),
    ],
    [
      'desktop, an id',
      desktop(`"TENANT_ID": "${uuid()}", "COMMIT_SHA": "${r('hex', 40)}", "DATABASE_ID": "${r('hex', 32)}"`),
    ],
    [
      'desktop, a path',
      desktop(
        `"CONFIG": "C:\\\\Users\\\\Bob\\\\AppData\\\\Roaming\\\\Acme2026\\\\config.json", "MODEL": "claude-sonnet-4-20250514"`,
      ),
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: configurations write their variables like this
    ['mcp-remote', withArgs('mcp-remote', 'https://mcp.acme.io/sse', '--header', 'Authorization:${AUTH_HEADER}')],
    ['an argument', withArgs('-y', '@acme/mcp', '--key', 'YOUR_API_KEY', '--cert-key', './certs/server-key2026.pem')],
    [
      'inputs of VS Code',
      '"inputs": [{ "type": "promptString", "id": "acme-key", "description": "API key", "password": true }]',
    ],
    ['TOML', '[mcp_servers.acme]\nbearer_token_env_var = "ACME_TOKEN_2026"'],
    // Logs
    ['request', `x-request-id: ${uuid()}\nmcp-session-id: ${uuid()}\ncf-ray: ${r('hex', 16)}-FRA`],
    [
      'lock file',
      `"integrity": "sha512-${r('base64', 86)}==", "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz"`,
    ],
    ['image', `acme/mcp@sha256:${r('hex', 64)}, commit ${r('hex', 40)}`],
    ['public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${r('base64', 43)} bob@acme`],
    [
      'public key, PEM',
      `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${r('base64', 28)}\n${r('base64', 58)}==\n-----END PUBLIC KEY-----`,
    ],
    [
      'certificate',
      `-----BEGIN CERTIFICATE-----\nMIID${r('base64', 60)}\n${r('base64', 64)}\n-----END CERTIFICATE-----`,
    ],
    ['key without content', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
  ]
}
