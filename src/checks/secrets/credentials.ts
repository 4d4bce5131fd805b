/**
 * The kind of a credential, by its name. A `token` may also be something public, such as a progress token, so a UUID after the
 * name is not secret.
 */
export type Credential = 'password' | 'key' | 'token'

/** With one of these words, a name stands for something public, or not for the secret itself. */
const PUBLIC = new Set(
  `public pub publishable progress page next prev previous cursor continuation cancel cancellation max min total num count
  primary foreign cache sort partition idempotency websocket id ids type name url uri endpoint file path dir folder expires expiry
  expiration exp ttl length size limit hash digest fingerprint checksum sha challenge method prefix suffix header algorithm alg
  issuer pattern regex version field param parameter position index schema description symbol kid label format style map object
  usage host hint community author keyword monkey`.split(/\s+/),
)
/** Words before `key` that make it a secret key. A key of anything else, such as a sort key, is public. */
const KEY_OF = new Set(
  `api access secret private encryption encrypt signing sign auth master account service app application client admin
  subscription shared storage consumer hmac jwt ssh deploy session license x rapid function host openai azure aws google gemini
  anthropic mistral groq cohere serp tavily brave exa firecrawl`.split(/\s+/),
)
const PASSWORD = /^(?:.*(?:password|passwd|pwd|passphrase|passcode))$/
const TOKEN = /^(?:.*(?:secret|token|credentials?)|bearer|authorization|auth|jwt|cookie|pat)$/

/** @returns null if it is not the name of a credential */
export function credentialOf(name: string, wordBefore: string, characterBefore: string): Credential | null {
  const parts =
    name
      .replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  const qualifier = wordBefore.toLowerCase()
  if ([...parts, qualifier].some((part) => PUBLIC.has(part))) return null
  if (parts.some((part) => PASSWORD.test(part)) || (parts.length > 1 && parts.at(-1) === 'pass')) return 'password'
  if (isKeyName(name, parts, qualifier)) return 'key'
  if (parts.some((part) => TOKEN.test(part))) return parts.length > 1 ? 'key' : 'token'
  const isParameter = characterBefore === '?' || characterBefore === '&'
  return isParameter && parts.length === 1 && /^(?:key|sig|signature|pass)$/.test(parts[0] ?? '') ? 'token' : null
}

function isKeyName(name: string, parts: readonly string[], qualifier: string): boolean {
  if (parts.some((part) => part.endsWith('apikey') || part.endsWith('secret'))) return true
  // In an environment variable such as MISTRAL_KEY, any word may come before KEY.
  const isVariable = parts.length > 1 && name === name.toUpperCase()
  return parts.some((part, offset) => part === 'key' && (isVariable || KEY_OF.has(parts[offset - 1] ?? qualifier)))
}
