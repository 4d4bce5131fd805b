import { isPlaceholder, isUuid, looksLikePassword, looksRandom } from './value.ts'

/** A secret at an offset of the text. */
export type Found = { readonly kind: string; readonly value: string; readonly offset: number }

/**
 * Finds "a name like a key, and a value like one": in JSON, YAML, `.env`, headers, addresses, command lines, tables and
 * sentences. It needs both, because each alone is common in ordinary text.
 */
export function* namedSecrets(text: string): Generator<Found> {
  for (const match of text.matchAll(NAME_WORD)) {
    const name = nameAt(text, match.index, match[0].length)
    if (name === null) continue
    const found = valueAfter(text, name)
    if (found !== null) yield found
  }
}

type Name = { readonly start: number; readonly end: number; readonly credential: Credential }

/** `token`: a name that other things also have, such as a request or a step of progress; a UUID does not count there. */
type Credential = 'password' | 'key' | 'token'

const NAME_WORD =
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|key|credentials?|bearer|authorization|auth|jwt|cookie|pat|sig(?:nature)?)(?![a-z]{2})/gi
const MAX_NAME_LENGTH = 64
const NAME_CHARACTER = /[\w-]/

/** The whole name around a word of it, if it is the name of a credential. */
function nameAt(text: string, index: number, length: number): Name | null {
  let start = index
  while (start > 0 && index - start < MAX_NAME_LENGTH && NAME_CHARACTER.test(text[start - 1] ?? '')) start -= 1
  let end = index + length
  while (end < text.length && end - index < MAX_NAME_LENGTH && NAME_CHARACTER.test(text[end] ?? '')) end += 1
  const before = /[A-Za-z]{1,20}(?= $)|^$/.exec(text.slice(Math.max(0, start - 21), start))?.[0] ?? ''
  const credential = credentialOf(text.slice(start, end), before, text[start - 1] ?? '')
  return credential === null ? null : { start, end, credential }
}

/** A name with one of these is public, or is not the secret itself. */
const PUBLIC = new Set(
  `public pub publishable progress page next prev previous cursor continuation cancel cancellation max min total num count
  primary foreign cache sort partition idempotency websocket id ids type name url uri endpoint file path dir folder expires expiry
  expiration exp ttl length size limit hash digest fingerprint checksum sha challenge method prefix suffix header algorithm alg
  issuer pattern regex version field param parameter position index schema description symbol kid label format style map object
  usage host hint community author keyword monkey`.split(/\s+/),
)
/** What a key opens. A key of anything else, like a sort order, is not secret. */
const KEY_OF = new Set(
  `api access secret private encryption encrypt signing sign auth master account service app application client admin
  subscription shared storage consumer hmac jwt ssh deploy session license x rapid function host openai azure aws google gemini
  anthropic mistral groq cohere serp tavily brave exa firecrawl`.split(/\s+/),
)
const PASSWORD = /^(?:.*(?:password|passwd|pwd|passphrase|passcode))$/
const TOKEN = /^(?:.*(?:secret|token|credentials?)|bearer|authorization|auth|jwt|cookie|pat)$/

function credentialOf(name: string, before: string, previous: string): Credential | null {
  const parts =
    name
      .replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  const qualifier = before.toLowerCase()
  if ([...parts, qualifier].some((part) => PUBLIC.has(part))) return null
  if (parts.some((part) => PASSWORD.test(part)) || (parts.length > 1 && parts.at(-1) === 'pass')) return 'password'
  if (isKeyName(name, parts, qualifier)) return 'key'
  if (parts.some((part) => TOKEN.test(part))) return parts.length > 1 ? 'key' : 'token'
  const isParameter = previous === '?' || previous === '&'
  return isParameter && parts.length === 1 && /^(?:key|sig|signature|pass)$/.test(parts[0] ?? '') ? 'token' : null
}

function isKeyName(name: string, parts: readonly string[], qualifier: string): boolean {
  if (parts.some((part) => part.endsWith('apikey') || part.endsWith('secret'))) return true
  // Environment variables name whose key it is: MISTRAL_KEY.
  const isVariable = parts.length > 1 && name === name.toUpperCase()
  return parts.some((part, at) => part === 'key' && (isVariable || KEY_OF.has(parts[at - 1] ?? qualifier)))
}

/** Between the name and the value: `": "`, ` = `, ` | `, `](`, `", "`, `" value="`, `>`, ` is `. */
const ASSIGNED =
  /["'`*_\\\]]{0,4}\??(?::\s?[A-Za-z[\]| ]{1,20}(?==))?\s{0,8}(?::=|=>|={1,2}|:|\||→)[\s>*_]{0,12}(?:`{3}\w{0,10}\n)?["'`*_\\(<[]{0,6}/y
const LISTED = /["'`\\\]]{0,3}\s{0,3}[,(]\s{0,3}\\?["'`]/y
const PAIRED = /["'`\\]{0,3}\s{0,4},?[\s>]{0,20}["'\\]{0,3}value["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'`\\]{0,3}/iy
const CLOSED = /\s{0,8}>\s{0,8}/y
const SAID = /["'`*]{0,3} (?:is|was)(?: now| still)?:? ["'`*]{0,3}/y
const SPACED = /["'`]?[ \t]{1,8}["'`]{0,2}/y
const SCHEME = /(?:Bearer|Basic|Token|ApiKey|DPoP)\s{1,3}["'`]?/iy

const KEY_VALUE = /[A-Za-z0-9_+/=.~%:-]{8,4096}/y
const PASSWORD_VALUE = /[^\s"'`|\\<>]{1,200}/y

function valueAfter(text: string, { start, end, credential }: Name): Found | null {
  const isParameter = /[?&]/.test(text[start - 1] ?? '')
  for (const separator of separatorsOf(text, start, end)) {
    const from = endOf(separator, text, end)
    if (from === null) continue
    const offset = endOf(SCHEME, text, from) ?? from
    const value = credential === 'password' ? passwordAt(text, offset, isParameter) : keyAt(text, offset, credential)
    if (value !== null && (separator !== SAID || looksRandom(value)))
      return { kind: credential === 'password' ? 'a password' : 'a key or a token', value, offset }
  }
  return null
}

/** An option, a header's scheme or a name of the environment, with only a space before its value. */
function separatorsOf(text: string, start: number, end: number): readonly RegExp[] {
  const name = text.slice(start, end)
  const isSpaced =
    name.startsWith('-') || /^(?:Bearer)$/i.test(name) || (name.includes('_') && name === name.toUpperCase())
  return [ASSIGNED, LISTED, PAIRED, CLOSED, SAID, ...(isSpaced ? [SPACED] : [])]
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function keyAt(text: string, at: number, credential: Credential): string | null {
  const value = withoutEndMarks(matchAt(KEY_VALUE, text, at))
  if (isUuid(value)) return credential === 'key' && !isPlaceholder(value) ? value : null
  return isKeyLike(value) ? value : null
}

/** A pattern would try to begin at every character: a text with a key in each word would take seconds. */
function withoutEndMarks(value: string): string {
  let end = value.length
  while (end > 0 && '.:'.includes(value.charAt(end - 1))) end--
  return value.slice(0, end)
}

/** A longer value is a key if its beginning is. */
const MAX_EXAMINED = 256

/** The value, or what follows its own name, is random: `session=s%3Aabc…`. */
function isKeyLike(whole: string): boolean {
  const value = whole.slice(0, MAX_EXAMINED)
  const equals = value.search(/=[^=]/)
  return looksRandom(value) || (equals !== -1 && looksRandom(value.slice(equals + 1)))
}

function passwordAt(text: string, at: number, isParameter: boolean): string | null {
  const run = matchAt(PASSWORD_VALUE, text, at)
  const value = (isParameter ? run.replace(/[&#].*$/, '') : run).replace(/[,;.)\]}]+$/, '')
  return looksLikePassword(value) ? value : null
}
