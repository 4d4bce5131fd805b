import { isPlaceholder, isUuid, looksLikePassword, looksRandom } from './value.ts'

export type FoundSecret = { readonly kind: string; readonly value: string; readonly offset: number }

/**
 * Finds names such as `api_key` that are followed by a value that looks like a key or a password: in JSON, YAML, `.env`, headers,
 * addresses, command lines, tables and sentences. Both are needed, because a name or a value alone is common in ordinary text.
 */
export function* namedSecrets(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(NAME_WORD)) {
    const name = nameAt(text, match.index, match[0].length)
    if (name === null) continue
    const secret = valueAfter(text, name)
    if (secret !== null) yield secret
  }
}

type Name = { readonly start: number; readonly end: number; readonly credential: Credential }

const NAME_WORD =
  /(?:pass(?:word|wd|phrase|code)?|pwd?|secret|token|key|credentials?|bearer|authorization|auth|jwt|cookie|pat|sig(?:nature)?|code|verifier)(?![a-z]{2})/gi
const MAX_NAME_LENGTH = 64
const NAME_CHARACTER = /[\w-]/

/** The whole name that contains the word at an index. null: it is not the name of a credential. */
function nameAt(text: string, index: number, length: number): Name | null {
  let start = index
  while (start > 0 && index - start < MAX_NAME_LENGTH && NAME_CHARACTER.test(text[start - 1] ?? '')) start -= 1
  let end = index + length
  while (end < text.length && end - index < MAX_NAME_LENGTH && NAME_CHARACTER.test(text[end] ?? '')) end += 1
  const wordBefore = /[A-Za-z]{1,20}(?= $)|^$/.exec(text.slice(Math.max(0, start - 21), start))?.[0] ?? ''
  const credential = credentialOf(text.slice(start, end), wordBefore, text[start - 1] ?? '')
  return credential === null ? null : { start, end, credential }
}

/** What may stand between the name and the value: `": "`, ` = `, ` | `, `](`, `", "`, `" value="`, `>`, ` is `. */
const ASSIGNMENT =
  /["'`*_\\\]]{0,4}\??(?::\s?[A-Za-z[\]| ]{1,20}(?==))?\s{0,8}(?::=|=>|->|={1,2}|:|\||→)(?:[ \t]{0,4}[|>][+-]?[ \t]{0,4}\n)?[\s>*_]{0,12}(?:`{3}\w{0,10}\n)?(?:(?:new )?[A-Za-z]{2,20}\((?=\\?["'`]))?["'`*_\\(<[]{0,6}/y
/** Two arguments or items: `("api_key", "…"`. */
const NEXT_ITEM = /["'`\\\]]{0,3}\s{0,3}[,(]\s{0,3}\\?["'`]/y
/** Two fields of one object: `{"name": "api_key", "value": "…"}`. */
const VALUE_FIELD = /["'`\\]{0,3}\s{0,4},?[\s>]{0,20}["'\\]{0,3}value["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'`\\]{0,3}/iy
/** The end of a tag, or the next cell: `<password>…</password>`, `<td>password</td><td>…</td>`. */
const TAG_END = /["']?(?:<\/\w{1,10}>\s{0,8}<\w{1,10})?\s{0,8}>\s{0,8}/y
/** A verb: `the password is …`. */
const VERB = /["'`*]{0,3} (?:is|was)(?: now| still)?:? ["'`*]{0,3}/y
/** A space alone, in a sentence without a verb: `API key abc…`. */
const SPACE_IN_SENTENCE = /[ \t]{1,4}["'`]{0,2}/y
/** A space alone, after an option, `Bearer` or an environment variable: `--token …`. */
const SPACE_AFTER_OPTION = /["'`]?[ \t]{1,8}["'`]{0,2}/y
/** The name is a heading of its own, as in the body that an issue form generates. */
const HEADING_END = /[ \t:*_`]{0,6}(?:<\/\w{1,10}>){0,2}\n\s{0,6}["'`*]{0,3}(?:\w{0,10}\n)?/y
const SCHEME = /(?:Bearer|Basic|Token|ApiKey|DPoP)\\?\s{1,3}["'`]?/iy
/** After the name of the header, any word can be the scheme: `Authorization: SSWS …`. */
const ANY_SCHEME = /[A-Za-z][\w-]{2,30}[ \t]{1,3}["'`]?/y

const keyPattern = (maxLength: number) => new RegExp(`[A-Za-z0-9_+/=.~%:-]{8,${maxLength}}`, 'y')
const KEY_VALUE = keyPattern(4096)
/** Only the beginning of a key is examined, because matching a long value after each of many names would take long. */
const MAX_EXAMINED_LENGTH = 256
const KEY_BEGINNING = keyPattern(MAX_EXAMINED_LENGTH)
const PASSWORD_VALUE = /[^\s"'`|\\<>]{1,200}/y

function valueAfter(text: string, name: Name): FoundSecret | null {
  const { start, end, credential } = name
  const isParameter = /[?&]/.test(text[start - 1] ?? '')
  const isPassword = credential === 'password'
  const kind = isPassword ? 'a password' : 'a key or a token'
  for (const separator of separatorsOf(text, name)) {
    const from = endOf(separator, text, end)
    if (from === null) continue
    for (const offset of beginningsOf(text, name, from)) {
      const value = isPassword ? passwordAt(text, offset, isParameter) : keyAt(text, offset, credential)
      if (value !== null && isCertain(separator, value, credential)) return { kind, value, offset }
    }
  }
  return null
}

/** Where the value may begin. A word that looks like the scheme of a header may be the value itself. */
function beginningsOf(text: string, { start, end }: Name, from: number): readonly number[] {
  const afterScheme = endOf(SCHEME, text, from)
  if (afterScheme !== null) return [afterScheme]
  const isHeader = text.slice(start, end).toLowerCase().endsWith('authorization')
  const afterWord = isHeader ? endOf(ANY_SCHEME, text, from) : null
  return afterWord === null ? [from] : [afterWord, from]
}

/** Whether a value is more than an ordinary word, which may follow a name in a sentence ("the password is required") or a heading. */
function isCertain(separator: RegExp, value: string, credential: Credential): boolean {
  if (separator === SPACE_IN_SENTENCE)
    return value.length >= LONG_KEY && looksRandom(value) && (credential === 'key' || isMixed(value))
  if (separator !== VERB && separator !== HEADING_END) return true
  return looksRandom(value) || (looksLikePassword(value) && SYMBOL_INSIDE.test(value) && /\d/.test(value))
}

const LONG_KEY = 20

/** Whether a value has small letters, capital letters and digits, as most keys have. Hashes and ids have no capital letters. */
export function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
}

const SYMBOL_INSIDE = /[^\p{L}\p{N}\s_.:/-].{0,200}[\p{L}\p{N}]/u

/** The separators that may stand between this name and its value. */
function separatorsOf(text: string, { start, end, credential }: Name): readonly RegExp[] {
  const name = text.slice(start, end)
  const isSpaceEnough =
    name.startsWith('-') || /^Bearer$/i.test(name) || (name.includes('_') && name === name.toUpperCase())
  const mayBeInSentence = !isSpaceEnough && credential !== 'password'
  return [
    ASSIGNMENT,
    NEXT_ITEM,
    VALUE_FIELD,
    TAG_END,
    VERB,
    ...(isSpaceEnough ? [SPACE_AFTER_OPTION] : []),
    ...(mayBeInSentence ? [SPACE_IN_SENTENCE] : []),
    ...(isHeading(text, start) ? [HEADING_END] : []),
  ]
}

/**
 * Whether the name begins its line, or the line begins like a heading, a line in bold, or the summary of hidden text. The developer tools
 * of a browser copy each header as two lines.
 */
function isHeading(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - MAX_NAME_LENGTH), start)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return /^[ \t]{0,3}(?:$|#{1,6}[ \t]|\*\*|__|<details>|<summary>)/.test(line)
}

function endOf(pattern: RegExp, text: string, offset: number): number | null {
  pattern.lastIndex = offset
  return pattern.test(text) ? pattern.lastIndex : null
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset
  return pattern.exec(text)?.[0] ?? ''
}

function keyAt(text: string, offset: number, credential: Credential): string | null {
  const beginning = matchAt(KEY_BEGINNING, text, offset)
  const value = beginning.length < MAX_EXAMINED_LENGTH ? withoutEndMarks(beginning) : beginning
  if (isCut(value, text.slice(offset + value.length, offset + value.length + 3))) return null
  if (isUuid(value)) return credential === 'key' && !isPlaceholder(value) ? value : null
  if (!isKeyLike(value) || PUBLIC_COOKIE.test(value)) return null
  return beginning.length < MAX_EXAMINED_LENGTH ? value : withoutEndMarks(matchAt(KEY_VALUE, text, offset))
}

/** The names of cookies that are neither a session nor a sign-in. */
export const PUBLIC_COOKIE =
  /^(?:_?g(?:a|id|cl)[_=]|_g|__utm|_fb|_pk|_hj|ajs_|amp_|optimizely|theme|lang|locale|country|consent)/i

const MAX_CUT_LENGTH = 30
/** The public first part of a JSON Web Token. */
const JWT_HEADER = /^eyJ[\w-]{1,200}\./

/** Whether an ellipsis shows that a value is only the beginning of a key, as in documentation: `Bearer eyJhbGciOiJIUzI1NiIs...`. */
function isCut(value: string, after: string): boolean {
  return value.replace(JWT_HEADER, '').length < MAX_CUT_LENGTH && /^(?:\.{3}|…)/.test(after)
}

/**
 * Removes the periods and colons at the end. A regular expression would try every character as a start, and take quadratic time.
 */
function withoutEndMarks(value: string): string {
  let end = value.length
  while (end > 0 && '.:'.includes(value.charAt(end - 1))) end--
  return value.slice(0, end)
}

/** Whether the value looks random, or the part of it after a name and `=`, as in `session=s%3Aabc…`. */
function isKeyLike(value: string): boolean {
  const equals = value.search(/=[^=]/)
  return looksRandom(value) || (equals !== -1 && looksRandom(value.slice(equals + 1)))
}

function passwordAt(text: string, offset: number, isParameter: boolean): string | null {
  const run = matchAt(PASSWORD_VALUE, text, offset)
  const value = (isParameter ? run.replace(/[&#].*$/, '') : run).replace(/[,;.)\]}]+$/, '')
  return looksLikePassword(value) ? value : null
}

/**
 * The kind of a credential, by its name. A `token` may also be something public, such as a progress token, so a UUID after that
 * name does not count as a secret.
 */
export type Credential = 'password' | 'key' | 'token'

/** A name with one of these words stands for something public, or for something other than the secret itself. */
const PUBLIC_WORDS = new Set(
  `public pub publishable progress page next prev previous cursor continuation cancel cancellation max min total num count
  primary foreign cache sort partition idempotency websocket id ids type name url uri endpoint file path dir folder expires expiry
  expiration exp ttl length size limit hash digest fingerprint checksum sha challenge method prefix suffix header algorithm alg
  issuer pattern regex version field param parameter position index schema description symbol kid label format style map object
  usage host hint community author keyword monkey`.split(/\s+/),
)
/** Words before `key` that make it a secret key. Any other key, such as a sort key, is public. */
const SECRET_KEY_WORDS = new Set(
  `my our preshared api access secret private encryption encrypt signing sign auth master account service app application client admin
  subscription shared storage consumer hmac jwt ssh deploy session license x rapid function functions host openai azure aws google gemini
  anthropic mistral groq cohere serp tavily brave exa firecrawl`.split(/\s+/),
)
const PASSWORD_WORD = /(?:password|passwd|pwd|passphrase|passcode)$|^pw$/
const TOKEN_WORD = /(?:secret|token|credentials?)$|^(?:bearer|authorization|auth|jwt|cookie|pat)$/

function wordsOf(name: string): readonly string[] {
  const words = name.replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ').toLowerCase()
  return words.match(/[a-z]+/g) ?? []
}

/** Whether the name is of something that is public, however random it is: `TENANT_ID`, `COMMIT_SHA`. */
export function isPublicName(name: string): boolean {
  return wordsOf(name).some((part) => PUBLIC_WORDS.has(part))
}

/** @returns null if it is not the name of a credential */
export function credentialOf(name: string, wordBefore: string, characterBefore: string): Credential | null {
  const parts = wordsOf(name)
  const qualifier = wordBefore.toLowerCase()
  if ([...parts, qualifier].some((part) => PUBLIC_WORDS.has(part))) return null
  if (parts.some((part) => PASSWORD_WORD.test(part)) || (parts.length > 1 && parts.at(-1) === 'pass')) return 'password'
  if (isKeyName(name, parts, qualifier)) return 'key'
  if (isCodeOfSignIn(parts, qualifier) || name === '--key') return 'token'
  if (parts.some((part) => TOKEN_WORD.test(part))) return parts.length > 1 ? 'key' : 'token'
  const isParameter = characterBefore === '?' || characterBefore === '&'
  if (!isParameter) return null
  return parts.at(-1) === 'signature' || /^(?:key|sig|pass)$/.test(parts.join(' ')) ? 'token' : null
}

/** A code that a program exchanges for a token. The code of an error or an exit is public. */
function isCodeOfSignIn(parts: readonly string[], qualifier: string): boolean {
  return [qualifier, ...parts].some(
    (part, index, all) =>
      (part === 'code' && /^(?:auth|authorization|device)$/.test(all[index - 1] ?? '')) ||
      (part === 'verifier' && all[index - 1] === 'code'),
  )
}

function isKeyName(name: string, parts: readonly string[], qualifier: string): boolean {
  if (parts.some((part) => part.endsWith('apikey') || part.endsWith('secret'))) return true
  // In an environment variable such as MISTRAL_KEY, any word may come before KEY.
  const isVariable = parts.length > 1 && name === name.toUpperCase()
  return parts.some(
    (part, offset) => part === 'key' && (isVariable || SECRET_KEY_WORDS.has(parts[offset - 1] ?? qualifier)),
  )
}
