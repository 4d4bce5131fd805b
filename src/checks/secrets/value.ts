/* Distinguishes a value that may be secret from a placeholder, wherever the value was found. */

/** Words that make up the values in documentation and tests: "your-api-key-here", "test_password". */
const SAMPLE_WORDS = new Set(
  `a an and my your the some any this that is in of for with to use used put set here goes value string text new old test tests
  testing demo dev local default example sample dummy fake mock stub foo bar baz qux foobar placeholder change changeme hunter
  please replace insert enter fill todo fixme redacted hidden masked removed omitted secret secrets password passwd pass word pwd
  passphrase token tokens api key keys apikey access auth authorization bearer basic client user username admin administrator root
  guest none null nil undefined empty true false yes no abc abcd xyz xxx yyy zzz qwerty letmein welcome super very long strong
  secure private public id name oauth jwt app application service server session refresh account sk pk rk live prod production
  staging openai anthropic github gitlab stripe google slack aws azure mcp hf ghp glpat pat not real invalid valid expired wrong
  bad good only me it own random generated base hex encoded postgres postgresql mysql mongo mongodb redis db database rabbitmq
  minio passwort kennwort motdepasse contrasena contrasea senha wachtwoord env var variable config required optional number bool
  boolean int object one two three first second deadbeef cafebabe`.split(/\s+/),
)
const MAX_WORD_LENGTH = 14
const MAX_SAMPLE_LENGTH = 64

/**
 * Parts of sample values: those that vendors and standards publish, with their source, and at the end those that programmers
 * usually make up.
 */
const SAMPLE_PARTS = [
  'C7e42F292c6912E7710', // GitHub
  '4eC39HqLyjWDarj', // Stripe
  'BQokikJOvBiI2Hl', // Stripe
  'ngeVfQFYQlKU0uf', // SendGrid
  'ZnCjm1XVW7vRze', // Discord
  '3d89bb7572e0fb30d', // Discord, webhook
  'ABC-DEF1234ghIkl', // Telegram
  'AAHdqTcvCH1vGWJx', // Telegram
  'AAFD39kkdpWt3ywy', // Telegram
  'Eby8vdM02xNOcqFl', // Azure Storage, emulator
  'C2y6yDjf5/R+ob0N', // Azure Cosmos DB, emulator
  'GEZDGNBVGY3TQOJQ', // RFC 6238
  'JBSWY3DPEHPK3PX', // Google Authenticator
  'GmRhmhcxhwAzkoEq', // RFC 8628
  'SplxlOBeZQQYbYS6', // RFC 6749
  '2YotnFZFEjr1zCsi', // RFC 6749
  'tGzv3JOkF0XG5Qx2', // RFC 6749
  'czZCaGRSa3F0Mzpn', // RFC 6749
  'QWxhZGRpbjp', // RFC 7617
  'mF_9.B5f-4.1JqM', // RFC 6750
  'AyM1SysPpbyDfgZl', // RFC 7515
  'dBjftJeZ4CVP-mB9', // RFC 7519 and 7636
  'E9Melhoa2OwvFrEM', // RFC 7636
  'SflKxwRJSMeKKF2Q', // jwt.io
  'IkpvaG4gRG9lIi', // jwt.io
  'XbPfbIHMI6arZ3Y9', // jwt.io
  'YS1zdHJpbmctc2VjcmV0LWF0', // jwt.io, "a-string-secret-at-least-256-bits-long"
  'INTuctv5E1hK1bbY', // RFC 8410
  'X4cTteJY_gn4FYPs', // RFC 7517
  '870MB6gfuTJ4HtUn', // RFC 7517
  'jpsQnnGQmL-YBIff', // RFC 7515
  'Eq5xpGnNCivDflJs', // RFC 7515
  'nWGxne_9WmC6hEr0', // RFC 8037
  '2b7e151628aed2a6', // NIST SP 800-38A
  '603deb1015ca71be', // NIST SP 800-38A
  '000102030405',
  '00112233445566',
]

/** Words that mark a sample: "AKIA…EXAMPLE", "<your-key>", "REPLACE_ME". Random values hardly ever contain one of these words. */
export const SAYS_SAMPLE =
  /example|placeholder|redacted|changeme|dummy|your[-_ ]|replace[-_]|insert[-_]|foobar|not[-_]?real/i
/** Masked or shortened values: "ghp_xxxx", "****", "sk-…", "abc...". */
export const CROSSED_OUT = /x{4}|X{4}|\*{2}|[•●█…]|\.{3}|_{5}|#{4}|\?{3}/
/** A variable that contains the value, in the notation of shells, templates and programs. */
const REFERENCE =
  /^(?:\$[({]?[A-Za-z_]|\$\{\{|<|\{|\[|%[A-Z_]+%|[*&!]\w*$|(?:process|import|os|env|ENV|secrets|vars|config|settings|self|this|options|args|params|props|ctx|context|req|request|res|response)[.[(])|\$\{|\{\{|^[A-Za-z_][\w.]*[([]/

/** What people add to a sample: `P@ssw0rd1`, `test-key-2`. */
const SHORT_NUMBER = /\d{1,3}!?$/

/** Whether the value is a placeholder, a reference or a published sample, and not a real secret. */
export function isPlaceholder(value: string): boolean {
  if (CROSSED_OUT.test(value) || REFERENCE.test(value) || SAYS_SAMPLE.test(value)) return true
  if (SAMPLE_PARTS.some((part) => value.includes(part))) return true
  const words = [value, value.replace(SHORT_NUMBER, '')].map((text) => withoutLeet(text).slice(0, MAX_SAMPLE_LENGTH))
  if (words.some(isMadeOfSampleWords)) return true
  const remaining = countOutsideSamples(value)
  return remaining < MIN_LETTERS || (remaining < MIN_SHARE * value.length && remaining < MANY_LETTERS)
}

const MIN_LETTERS = 4
/** A value is a placeholder if less than this share of it, and fewer than MANY_LETTERS characters, remain without the samples. */
const MIN_SHARE = 0.3
const MANY_LETTERS = 16

/** Counts the letters and digits that belong neither to a sample word nor to a run like "1234", "abcd" or "0000". */
function countOutsideSamples(value: string): number {
  let count = 0
  for (const [part] of value.replaceAll(/[@$](?=[A-Za-z])/g, 'a').matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)) {
    if (!isMadeOfSampleWords(part.toLowerCase())) count += part.length - countInRuns(part)
  }
  return count
}

/** Whether a text consists only of sample words, without spaces between them: "mysecretpassword". */
function isMadeOfSampleWords(part: string): boolean {
  const ends = new Set([0])
  for (let end = 1; end <= part.length; end += 1)
    for (let length = 1; length <= Math.min(end, MAX_WORD_LENGTH); length += 1)
      if (ends.has(end - length) && SAMPLE_WORDS.has(part.slice(end - length, end))) {
        ends.add(end)
        break
      }
  return ends.has(part.length)
}

const MIN_RUN = 3

/** Counts the characters in runs of at least three, which repeat one character, count up, or count down. */
function countInRuns(part: string): number {
  let inRuns = 0
  let length = 1
  let direction: number | null = null
  for (let index = 1; index <= part.length; index += 1) {
    const next = index < part.length ? stepTo(part, index) : null
    if (next !== null && (length === 1 || next === direction)) {
      length += 1
      direction = next
      continue
    }
    if (length >= MIN_RUN) inRuns += length
    length = next === null ? 1 : 2
    direction = next
  }
  return Math.min(inRuns, part.length)
}

function stepTo(part: string, index: number): number | null {
  if (part[index] === '0' && part[index - 1] === '9') return 1
  const difference = part.charCodeAt(index) - part.charCodeAt(index - 1)
  return Math.abs(difference) <= 1 ? difference : null
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** Replaces digits and symbols that stand for letters, because "P@ssw0rd" and "s3cr3t" are also sample words. */
function withoutLeet(value: string): string {
  return value
    .toLowerCase()
    .replaceAll(/[013457@$]/g, (character) => LEET[character] ?? '')
    .replaceAll(/[^a-z]/g, '')
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(value: string): boolean {
  return UUID.test(value)
}

const SLUG = /^(?:\d{1,4}|\p{L}{1,40})(?:[-_. ](?:\d{1,4}|\p{L}{1,40}))+$/u

/** Whether the value consists of words and numbers between hyphens, as in the address of a page: `order-2026-11-30-confirmation.html`. */
export function isSlug(value: string): boolean {
  return SLUG.test(value)
}

const MIN_RANDOM_LENGTH = 16
/** Bits per character. Random hexadecimal digits have about 3.2 in 16 characters, English words about 2.9. */
const MIN_ENTROPY = 3
const MAX_WORD_SHARE = 0.6
/** A run of letters that may be a word: camel case, a path or a sentence consists of these. */
const WORD = /[A-Z]?[a-z]{3,}|[A-Z]{4,}/g
const UNPRONOUNCEABLE = /^[^aeiouy]*$|[^aeiouy]{4}/i
/** Digits between letters in at least three places. Hardly any name is spelled like that. */
const SCATTERED_DIGITS = /(?:[A-Za-z]\d+(?=[A-Za-z]).{0,64}?){3}/
/** Checksums of files and packages, and times. They are public, although they look as random as a key. */
const CHECKSUM_OR_TIME = /^(?:sha\d{1,3}|md5|blake\w{0,4})[-:=]|^\d{4}-\d\d-\d\dT/i

/** The prefix of the keys in `_meta` and of extensions. Its consonants look random. */
const OWN_PREFIX = /^io\.modelcontextprotocol[/.]/

/** Whether the value may be a generated key: it has few words, and its characters are as mixed as in random bytes. */
export function looksRandom(text: string): boolean {
  const value = text.replace(OWN_PREFIX, '')
  if (value.length < MIN_RANDOM_LENGTH || CHECKSUM_OR_TIME.test(value) || value.includes('://')) return false
  const letters = value.replaceAll(/[^A-Za-z]/g, '')
  const isMixed = /\d/.test(value) || (/[a-z]/.test(letters) && /[A-Z]/.test(letters))
  if (letters.length < MIN_LETTERS || !isMixed || entropy(value) < MIN_ENTROPY) return false
  return (wordShare(value) <= MAX_WORD_SHARE || SCATTERED_DIGITS.test(value)) && !isPlaceholder(value)
}

function wordShare(value: string): number {
  const words = [...value.matchAll(WORD)].map(([word]) => word).filter((word) => !UNPRONOUNCEABLE.test(word))
  return words.join('').length / value.replaceAll(/[^A-Za-z\d]/g, '').length
}

function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0)
}

const MIN_PASSWORD_LENGTH = 6

/** Whether a person may have chosen the value as a password. Words alone are not enough: "password: required". */
export function looksLikePassword(value: string): boolean {
  if (
    value.length < MIN_PASSWORD_LENGTH ||
    (IDENTIFIER_PATH.test(value) && wordShare(value) > MAX_WORD_SHARE) ||
    isPlaceholder(value)
  )
    return false
  const hasLetter = /\p{L}/u.test(value)
  const hasDigit = /\d/.test(value)
  const hasSymbol = /[^\p{L}\p{N}\s_.:/-]/u.test(value)
  const hasBothCases = /\p{Ll}/u.test(value) && /\p{Lu}/u.test(value)
  return hasDigit || (hasLetter && (hasSymbol || (hasBothCases && wordShare(value) <= MAX_WORD_SHARE)))
}

const MIN_STRONG_LENGTH = 8
const STRONG_CHARACTERS: readonly RegExp[] = [
  /\p{Ll}/u,
  /\p{Lu}/u,
  /\d/,
  /.[!@#$%^&*?~].{0,200}[\p{L}\p{N}]|[!#$%^*~]$/u,
]
/** Code, addresses and references: `a=B1`, `f(x)`, `me@a.io`, `/path`, `Name#12`, `N@1.2-b`, `docs/P2.md#part`, `@scope/N2`, `com.a.B$C2`, `%2F`. */
const NOT_PASSWORD =
  /[=(){}[\]+]|^[/-]|:\/\/|^[\w.-]+@[\w-]+\.[\w.]+$|[#@]v?\d[\d.]*$|@v?\d+\.\d|@v\d|[\w-]\.[a-z]{2,4}#|^[\w.@-]+\/.*[?#]|#\/|^@[\w-]+\/|^RFC\d|(?:^[a-z]\w*\.[\w.]{1,90}|[a-z][A-Z][a-z]+)\$[A-Z]|%[2-7][\dA-F]/

/** Whether a value is most likely a password, whatever stands before it: it has letters of both cases, digits and symbols. */
export function isStrongPassword(value: string): boolean {
  return (
    value.length >= MIN_STRONG_LENGTH &&
    looksLikePassword(value) &&
    !NOT_PASSWORD.test(value) &&
    STRONG_CHARACTERS.every((pattern) => pattern.test(value))
  )
}

/** The name of a variable that contains the password: `user.password`, `hashed_password`. */
const IDENTIFIER_PATH = /^[A-Za-z_]+(?:[.-][A-Za-z_]+)*[?!;]?$/
