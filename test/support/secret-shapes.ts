/**
 * 100 texts with made-up secrets in typical places, and 100 texts that only seem to have a secret. The random parts come from a
 * seed. So nothing here is a real key, secret scanners have nothing to report, and another seed gives other keys.
 */

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const ALPHABETS = {
  hex: `${DIGITS}abcdef`,
  upper: `${LOWER.toUpperCase()}${DIGITS}`,
  lower: `${LOWER}${DIGITS}`,
  base32: `${LOWER.toUpperCase()}234567`,
  base62: `${LOWER}${LOWER.toUpperCase()}${DIGITS}`,
  base64: `${LOWER}${LOWER.toUpperCase()}${DIGITS}+/`,
  url: `${LOWER}${LOWER.toUpperCase()}${DIGITS}-_`,
  letters: `${LOWER}${LOWER.toUpperCase()}`,
  digits: DIGITS,
} as const

/** Mulberry32: the same characters for the same seed. */
export function seededCharacters(seed: number): (alphabet: keyof typeof ALPHABETS, length: number) => string {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return (alphabet, length) => {
    const characters = ALPHABETS[alphabet]
    return Array.from({ length }, () => characters[Math.floor(next() * characters.length)]).join('')
  }
}

type Shape = readonly [name: string, text: string]

/** Each text has one secret or more. */
export function secretShapes(seed: number): readonly Shape[] {
  const r = seededCharacters(seed)
  const uuid = () => [8, 4, 4, 4, 12].map((length) => r('hex', length)).join('-')
  const part = (json: object) =>
    btoa(JSON.stringify(json)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')
  const jwt = () =>
    `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: r('digits', 10), scope: 'tools' })}.${r('url', 43)}`
  const lines = (length: number, width = 64) =>
    (r('base64', length).match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')
  const pem = (kind: string, start: string, length: number) =>
    `-----BEGIN ${kind}PRIVATE KEY-----\n${start}${lines(length)}\n-----END ${kind}PRIVATE KEY-----`
  const quoteLines = (text: string) => text.replaceAll(/^/gm, '> ')
  const password = () => `${r('letters', 4)}${r('digits', 3)}!${r('letters', 4)}`
  return [
    ['GitHub, classic', `It fails with gh${'p'}_${r('base62', 36)} in the log.`],
    ['GitHub, fine-grained', `token github_${'pat'}_11${r('upper', 20)}_${r('base62', 59)}`],
    ['GitHub, in a remote', `git remote add o https://x-access-token:gh${'s'}_${r('base62', 36)}@github.com/o/r.git`],
    ['GitHub, in a quotation', quoteLines(`the log says\ngh${'o'}_${r('base62', 36)}`)],
    ['JWT after Bearer', `    Authorization: Bearer ${jwt()}`],
    ['JWT alone', `The answer was \`${jwt()}\`, with status 200.`],
    ['JWT in JSON', `{"access_token":"${jwt()}","token_type":"Bearer","expires_in":3600}`],
    ['Bearer, opaque', `curl -H "Authorization: Bearer ${r('base62', 40)}" https://mcp.acme.io/mcp`],
    ['Bearer, in JSON', `{"headers": {"Authorization": "Bearer ${r('url', 32)}"}}`],
    ['Basic', `Authorization: Basic ${btoa(`deploy:${r('base62', 14)}`)}`],
    ['Google API key', `key AIza${'Sy'}${r('url', 33)} works elsewhere`],
    ['Google, in an address', `https://maps.googleapis.com/maps/api/geocode/json?key=AIza${'Sy'}${r('url', 33)}`],
    ['Google OAuth client', `"client_secret":"GOCSPX-${r('url', 28)}"`],
    ['Google access token', `ya29.${'a0'}${r('url', 120)}`],
    ['Stripe, live', `sk_${'live'}_${r('base62', 24)}`],
    ['Stripe, test', `STRIPE=sk_${'test'}_${r('base62', 99)}`],
    ['Stripe webhook', `whsec_${r('base62', 32)}`],
    ['GitLab', `glpat-${r('url', 20)}`],
    ['PyPI', `pypi-AgEIcHlwaS5vcmc${r('url', 120)}`],
    ['npm', `//registry.acme.io/:_authToken=npm_${r('base62', 36)}`],
    ['npm, old', `//registry.acme.io/:_authToken=${uuid()}`],
    ['Hugging Face', `huggingface-cli login --token hf_${r('letters', 34)}`],
    ['Discord bot', `client.login("M${r('base62', 25)}.${r('base62', 6)}.${r('url', 38)}")`],
    ['Discord webhook', `https://discord.com/api/webhooks/1${r('digits', 18)}/${r('url', 68)}`],
    ['Telegram', `https://api.telegram.org/bot7${r('digits', 9)}:AA${r('url', 33)}/getMe`],
    ['Slack bot', `xoxb-${r('digits', 12)}-${r('digits', 13)}-${r('base62', 24)}`],
    ['Slack webhook', `https://hooks.slack.com/services/T0${r('upper', 9)}/B0${r('upper', 9)}/${r('base62', 24)}`],
    ['OpenAI, project', `OPENAI_API_KEY=sk-proj-${r('url', 124)}`],
    ['OpenAI, old', `openai.api_key = "sk-${r('base62', 48)}"`],
    ['Anthropic', `sk-ant-api03-${r('url', 93)}AA`],
    ['OpenRouter', `sk-or-v1-${r('hex', 64)}`],
    ['Groq', `gsk_${r('base62', 52)}`],
    ['AWS key id', `aws configure set aws_access_key_id AKIA${r('base32', 16)}`],
    ['AWS secret', `aws_secret_access_key = ${r('base64', 40)}`],
    ['AWS, in the environment', `export AWS_SECRET_ACCESS_KEY="${r('base64', 40)}"`],
    ['AWS session token', `AWS_SESSION_TOKEN=${r('base64', 200)}`],
    ['Azure storage', `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${r('base64', 86)}==`],
    ['Azure client secret', `AZURE_CLIENT_SECRET=${r('base62', 3)}8Q~${r('base62', 34)}`],
    ['SAS', `https://acme.blob.core.windows.net/c/f?sv=2024-11-04&sr=b&sig=${encodeURIComponent(r('base64', 43))}%3D`],
    ['DigitalOcean', `dop_v1_${r('hex', 64)}`],
    ['Vault', `VAULT_TOKEN=hvs.${r('base62', 90)}`],
    ['SendGrid', `SG.${r('url', 22)}.${r('url', 43)}`],
    ['Twilio', `TWILIO_AUTH_TOKEN: ${r('hex', 32)}`],
    ['Notion', `ntn_${r('digits', 11)}${r('base62', 35)}`],
    ['Linear', `lin_api_${r('base62', 40)}`],
    ['Figma', `figd_${r('url', 43)}`],
    ['Supabase', `SUPABASE_SERVICE_ROLE_KEY=${jwt()}`],
    ['Heroku', `HEROKU_API_KEY=${uuid()}`],
    ['Tavily', `tvly-dev-${r('base62', 32)}`],
    ['Brave', `"BRAVE_API_KEY": "BSA${r('url', 28)}"`],
    ['mcpServers block', `{"mcpServers":{"search":{"command":"npx","env":{"SEARCH_API_KEY":"${r('base62', 32)}"}}}}`],
    [
      'mcpServers block, arguments',
      `{\n  "mcpServers": {\n    "db": {\n      "args": ["-y", "acme-mcp", "--api-key", "${r('base62', 32)}"]\n    }\n  }\n}`,
    ],
    ['mcpServers block, header', `"headers": {\n  "X-API-Key": "${r('base62', 28)}"\n}`],
    ['.env', `PORT=3000\nACME_API_KEY=${r('hex', 40)}\nDEBUG=1`],
    ['.env, in quotes', `WEATHER_API_KEY='${r('lower', 32)}'`],
    ['.env, exported', `export MISTRAL_KEY=${r('base62', 32)}`],
    ['.env, a quotation of it', quoteLines(`# .env\nSERPAPI_KEY=${r('hex', 64)}`)],
    ['Docker', `docker run -e ACME_SECRET=${r('base62', 24)} acme/server`],
    ['Dockerfile', `ENV ACME_TOKEN ${r('base62', 36)}`],
    ['X-API-Key', `curl https://api.acme.io/v1/tools -H 'X-API-Key: ${r('base62', 32)}'`],
    ['another header', `x-goog-api-key: ${r('url', 39)}`],
    ['api_key in an address', `https://mcp.acme.io/sse?api_key=${r('base62', 32)}`],
    ['access_token in an address', `wss://mcp.acme.io/ws?session=1&access_token=${r('hex', 40)}`],
    ['token in an address', `<https://mcp.acme.io/mcp?token=${r('url', 43)}>`],
    ['code: an object', `const client = new Client({ apiKey: '${r('base62', 32)}' })`],
    ['code: Python', `client = Client(api_key="${r('hex', 32)}", timeout=3)`],
    ['code: the environment', `os.environ["ACME_API_KEY"] = "${r('base62', 40)}"`],
    ['code: a header', `headers.set("Authorization", "Bearer ${r('base62', 40)}")`],
    ['code: Go', `apiKey := "${r('base62', 32)}"`],
    ['code: typed', `API_KEY: str = "${r('base62', 32)}"`],
    ['YAML', `auth:\n  client_secret: ${r('base62', 40)}`],
    ['YAML, name and value', `env:\n  - name: ACME_TOKEN\n    value: ${r('base62', 40)}`],
    ['TOML', `[auth]\nsecret_key = "${r('base64', 44)}"`],
    ['XML', `<apiKey>${r('base62', 32)}</apiKey>`],
    ['JSON inside a string', `"{\\"apiKey\\":\\"${r('base62', 32)}\\"}"`],
    ['a table', `| setting | value |\n|---|---|\n| API_KEY | \`${r('base62', 32)}\` |`],
    ['a sentence', `My API key is ${r('base62', 32)}, and it fails.`],
    ['bold', `**API key:** ${r('hex', 32)}`],
    ['the next line', `API key:\n\n\`\`\`\n${r('base62', 40)}\n\`\`\``],
    ['Inspector, token', `Session token: ${r('hex', 64)}`],
    ['Inspector, address', `http://localhost:6274/?MCP_PROXY_AUTH_TOKEN=${r('hex', 64)}`],
    ['Inspector, environment', `MCP_PROXY_AUTH_TOKEN=${r('hex', 64)} npx @modelcontextprotocol/inspector`],
    ['Inspector, header', `X-MCP-Proxy-Auth: Bearer ${r('hex', 64)}`],
    ['cookie', `Cookie: session=${r('base62', 40)}; theme=dark`],
    ['password', `password = ${password()}`],
    ['password, in quotes', `db.connect(user="app", password="${password()}")`],
    ['password, .env', `DB_PASSWORD=${r('base62', 12)}`],
    ['password, command', `mysql --user=app --password=${password()} shop`],
    ['password, connection', `Server=db1;Database=shop;User Id=app;Password=${password()};Encrypt=true`],
    ['Postgres', `postgres://app:${r('base62', 14)}@db.acme.io:5432/shop`],
    ['MongoDB', `mongodb+srv://app:${password().replace('!', '')}@cluster0.abcde.mongodb.net/shop`],
    ['Redis', `REDIS_URL=redis://:${r('base62', 20)}@cache.acme.io:6379/0`],
    ['basic auth', `https://deploy:${r('base62', 16)}@artifacts.acme.io/simple`],
    ['curl -u', `curl -u deploy:${password()} https://artifacts.acme.io/`],
    ['RSA key', pem('RSA ', 'MIIEpAIBAAKCAQEA', 800)],
    ['EC key', pem('EC ', 'MHcCAQEEI', 151)],
    ['PKCS#8 key, quoted', quoteLines(pem('', 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg', 136))],
    ['Ed25519 key', pem('', 'MC4CAQAwBQYDK2VwBCIEI', 43)],
    ['OpenSSH key', pem('OPENSSH ', 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz', 300)],
    [
      'key in JSON',
      JSON.stringify({ type: 'service_account', private_key: pem('', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 900) }),
    ],
  ]
}

/** None of these texts has a secret. */
export function lookAlikes(seed: number): readonly Shape[] {
  const r = seededCharacters(seed)
  const uuid = () => [8, 4, 4, 4, 12].map((length) => r('hex', length)).join('-')
  return [
    ['mask, x', `The token looks like ghp_${'x'.repeat(36)} in the log, masked.`],
    ['mask, X', `GITHUB_TOKEN=ghp_${'X'.repeat(36)}`],
    ['mask, stars', `OPENAI_API_KEY=sk-${'*'.repeat(40)}`],
    ['mask, dots', `ANTHROPIC_API_KEY=sk-ant-api03-...`],
    ['mask, beginning and end', `api_key: ${r('base62', 4)}...${r('base62', 4)}`],
    ['mask, in an address', 'https://mcp.acme.io/sse?api_key=XXXXXXXXXXXXXXXXXXXX'],
    ['mask, zeros', `API_KEY=${'0'.repeat(32)}`],
    ['mask, password', 'password = ********'],
    ['mask, redacted', 'Authorization: Bearer [REDACTED]'],
    ['mask, redacted value', `"SEARCH_API_KEY": "<redacted-${r('hex', 8)}>"`],
    ['placeholder, angle', 'ACME_API_KEY=<your-api-key-here>'],
    ['placeholder, your', '"BRAVE_API_KEY": "YOUR_BRAVE_API_KEY_HERE"'],
    ['placeholder, sk-your', 'OPENAI_API_KEY=sk-your-openai-api-key-here-1234'],
    ['placeholder, replace', 'token: "REPLACE_WITH_YOUR_PERSONAL_ACCESS_TOKEN"'],
    ['placeholder, changeme', 'password: changeme123'],
    ['placeholder, sequence', 'api_key = "abcdefghijklmnopqrstuvwxyz123456"'],
    ['placeholder, GitHub', 'ghp_1234567890abcdefghijklmnopqrstuvwxyz'],
    ['placeholder, words', 'client_secret: my-super-secret-client-secret'],
    ['placeholder, test', 'API_KEY=test-api-key-12345'],
    ['placeholder, brackets', 'Bearer {access_token}'],
    ['variable, shell', `curl -H "Authorization: Bearer $ACCESS_TOKEN_FROM_LOGIN_2" https://mcp.acme.io`],
    ['variable, braces', `API_KEY=$\{SEARCH_API_KEY_V2:-none}`],
    ['variable, input', `"env": { "API_KEY": "$\{input:search-api-key}" }`],
    ['variable, Actions', `token: $\{{ secrets.NPM_TOKEN_2026 }}`],
    ['variable, Windows', 'set ACME_TOKEN=%ACME_DEPLOY_TOKEN%'],
    ['variable, node', 'const apiKey = process.env.OPENAI_API_KEY2'],
    ['variable, Python', 'api_key=os.environ["ACME_API_KEY_V2"]'],
    ['variable, template', 'password: {{ vault_db_password_2 }}'],
    ['variable, call', 'const token = createAccessToken256(user1)'],
    ['variable, member', 'const accessToken = oauthResponse2.data.accessToken'],
    ['variable, await', 'const token = await provider.getToken()'],
    ['type', 'password: string; apiKey?: string | undefined; token: OAuthToken2'],
    ['type, Python', 'api_key: Optional[SecretStr] = None'],
    ['schema', '"password": { "type": "string", "minLength": 12 }'],
    ['sentence, password', 'The password is required, and must have 12 characters.'],
    ['sentence, token', 'The token is refreshed too early: after 3600 seconds instead of 86400.'],
    ['sentence, secret', 'It is no secret: the authorization server rejects the request.'],
    ['sentence, key', 'The key: always use streamable-http-transport-2025-06-18 for new servers.'],
    ['address, user', 'I wrote https://user:pass@example.com/ into the settings, as the help says.'],
    ['address, password', 'ftp://username:password@ftp.example.org/file'],
    ['address, default database', 'postgres://postgres:postgres@localhost:5432/postgres'],
    ['address, template database', 'DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE'],
    ['address, guest', 'amqp://guest:guest@rabbitmq:5672/'],
    ['address, variable', `redis://:$\{REDIS_PASSWORD}@cache:6379`],
    ['address, example', 'https://alice:s3cr3t@example.com:8443/path'],
    ['address, port', 'http://localhost:6274/?transport=sse&serverUrl=http://localhost:3001/sse'],
    ['address, at sign', 'https://esm.sh/@modelcontextprotocol/sdk@1.20.2/client/index.js'],
    ['address, short token', 'https://github.com/o/r?token=abc'],
    ['address, ssh', 'git clone ssh://git@github.com:22/modelcontextprotocol/inspector.git'],
    ['sample, AWS id', 'AKIAIOSFODNN7EXAMPLE'],
    ['sample, AWS secret', `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYEXAMPLEKEY'}`],
    ['sample, Slack webhook', `https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`],
    ['sample, GitHub', `ghp_${'16C7e42F292c6912E77'}10c838347Ae178B4a`],
    ['sample, Stripe', `sk_test_${'4eC39HqLyjWDarj'}tT1zdp7dc`],
    ['sample, Discord', `${'MTk4NjIyNDgzNDcxOTI1MjQ4'}.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs`],
    ['sample, Telegram', '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11'],
    [
      'sample, JWT',
      `${'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'}.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c`,
    ],
    ['sample, RFC 6749', '"access_token":"2YotnFZFEjr1zCsicMWpAA", "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA"'],
    ['sample, RFC 6749, client', 'Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW'],
    ['sample, RFC 6750', 'Authorization: Bearer mF_9.B5f-4.1JqM'],
    ['sample, RFC 7636', 'code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
    [
      'sample, Azure emulator',
      `AccountKey=${'Eby8vdM02xNOcqFl'}qUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==`,
    ],
    [
      'sample, Ed25519',
      `-----BEGIN PRIVATE KEY-----\n${'MC4CAQAwBQYDK2VwBCIE'}INTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----`,
    ],
    ['test vector, AES', 'encryption_key = 2b7e151628aed2a6abf7158809cf4f3c'],
    ['test vector, sequence', 'hmac_key: 000102030405060708090a0b0c0d0e0f'],
    ['test vector, SHA-256', 'sha256("") = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['test vector, TOTP', 'secret = 12345678901234567890'],
    ['test vector, hex', 'signing_key: 0123456789abcdef0123456789abcdef'],
    ['commit', `It broke with ${r('hex', 40)}.`],
    ['commit, short', `Fixed in ${r('hex', 7)}, released in 1.20.2`],
    ['commit, address', `https://github.com/modelcontextprotocol/inspector/commit/${r('hex', 40)}`],
    ['commit, Actions', `- uses: actions/checkout@${r('hex', 40)} # v5`],
    ['integrity', `"integrity": "sha512-${r('base64', 86)}=="`],
    ['checksum', `sha256:${r('hex', 64)}  server.tar.gz`],
    ['image digest', `docker pull ghcr.io/acme/server@sha256:${r('hex', 64)}`],
    ['cache key', `cache-key: node-${r('hex', 64)}`],
    ['etag', `ETag: W/"${r('hex', 32)}"`],
    ['UUID', `request id ${uuid()}`],
    ['session id', `Mcp-Session-Id: ${uuid()}`],
    ['progress token', `"_meta": { "progressToken": "${uuid()}" }`],
    ['page token', `"nextPageToken": "${r('base62', 32)}"`],
    ['cursor', `"cursor": "${btoa('{"offset":20,"limit":10}')}"`],
    ['image', `![logo](data:image/png;base64,iVBORw0KGgo${r('base64', 400)}=)`],
    ['image in JSON', `{"type":"image","data":"iVBORw0KGgo${r('base64', 200)}","mimeType":"image/png"}`],
    ['public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${r('base64', 43)} alice`],
    ['public key, PEM', `-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA${r('base64', 43)}=\n-----END PUBLIC KEY-----`],
    ['certificate', `-----BEGIN CERTIFICATE-----\nMIIB${r('base64', 60)}\n-----END CERTIFICATE-----`],
    [
      'private key, cut',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj...\n-----END PRIVATE KEY-----',
    ],
    ['publishable key', `pk_live_${r('base62', 24)}`],
    ['client id', `client_id=${r('digits', 12)}-${r('lower', 32)}.apps.googleusercontent.com`],
    ['code challenge', `code_challenge=${r('url', 43)}&code_challenge_method=S256`],
    ['websocket key', `Sec-WebSocket-Key: ${r('base64', 22)}==`],
    ['key id', `"kid": "${r('base62', 27)}", "kty": "RSA", "alg": "RS256"`],
    ['token counts', '"max_tokens": 16384, "total_tokens": 1234567890, "tokens": "4096-8192"'],
    ['endpoint', '"token_endpoint": "https://auth.acme.io/oauth2/v2.0/token"'],
    ['grant', 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange'],
    ['model', 'The secret to speed: claude-sonnet-4-5-20250929 with token caching'],
    ['path', 'secret: /run/secrets/acme_api_key_v2/current/value1'],
    ['stack trace', 'at Client.refreshToken (node_modules/@acme/oauth2-client/dist/index-B7f3xQ2a.js:1024:17)'],
    ['test name', 'FAIL test/auth/token.test.ts > refreshes the token2 before expiry'],
  ]
}
