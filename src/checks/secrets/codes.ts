import type { FoundSecret } from './named.ts'

/** A cheap test for the texts in which `codes` may find something. */
export const MAY_HAVE_CODE =
  /(?:PIN|OTP|TAN|(?:pin|otp|totp)["'=:]|2FA|[ck][oó]d[eiu]?|код|コード|番号|ワンタイム|[码碼]|번호|코드|einmalpasswort)[^\n]{0,60}\d{3}|\d{4} (?:is|as|ist|es|est) |(?:recovery|back-?up|scratch|emergency|wiederherstellung|notfall)s?[ _-]?codes?|codes? de (?:r[ée]cup|secours)|c[óo]digos? de (?:recup|respaldo|backup)|(?:リカバリー|バックアップ|復旧)コード|(?:恢复|备用|備用|恢復)(?:代码|代碼|码|碼)/iu

const CODE_PLACES = new RegExp(MAY_HAVE_CODE, 'giu')
/** How far the patterns below may reach before and after such a place. They take long, so they do not search the whole text. */
const REACH = { before: 40, after: 200 } as const

/** Finds PINs, one-time codes and lists of recovery codes after the words that name them. */
export function* codes(text: string): Generator<FoundSecret> {
  const codeByOffset = new Map<number, FoundSecret>()
  for (const { index: place } of text.matchAll(CODE_PLACES)) {
    const from = Math.max(0, place - REACH.before)
    for (const secret of oneTimeCodes(text.slice(from, place + REACH.after)))
      codeByOffset.set(from + secret.offset, { ...secret, offset: from + secret.offset })
  }
  yield* codeByOffset.values()
  for (const { 0: name, index } of text.matchAll(RECOVERY_NAME)) {
    const lists = RECOVERY_CODES.map((pattern) => recoveryCodes(text, index + name.length, pattern))
    yield* lists.find((list) => list.length > 0) ?? []
  }
}

function* oneTimeCodes(text: string): Generator<FoundSecret> {
  for (const pattern of ONE_TIME_CODES)
    for (const { 0: match, 1: value = '', index } of text.matchAll(pattern))
      if (!isSample(value)) yield { kind: 'a PIN or a one-time code', value, offset: index + match.lastIndexOf(value) }
}

const CODE_NAME = [
  '(?:one[ -]?time|verification|confirmation|authentication|authenticator|security|access|log-?in|sign-?in|pairing|two[ -]factor|2fa|mfa|sms|totp|otp|pin)[ _-]?(?:pass)?code',
  'one[ -]?time[ _-](?:password|pin)|passcode',
  '(?:bestätigungs|sicherheits|einmal|zugangs|verifizierungs|anmelde|freischalt|verificatie|beveiligings)-?code|einmalpasswort',
  'c[oó]digo de (?:verifica(?:ción|ção)|seguridad|segurança|acceso|acesso|confirma(?:ción|ção))',
  'code (?:de (?:vérification|sécurité|confirmation|connexion)|pin)|codice (?:di (?:verifica|sicurezza|conferma)|pin)',
  'kod (?:weryfikacyjny|jednorazowy|pin)|код (?:подтверждения|доступа)|doğrulama kodu',
  '認証コード|確認コード|ワンタイムパスワード|暗証番号|验证码|驗證碼|动态码|인증 ?번호|인증 ?코드',
].join('|')
/** Other words between the name and the verb: `the code I received was …`. */
const ASIDE =
  '(?: (?:i|we|you|got|get|received|sent|used|entered|typed|from|by|for|sms|email|me|the|my)){0,4}(?: (?:for|from|to) [\\w.-]{1,20})?'
const VERB = String.raw`(?:\s{0,2}(?:は|是|为|為|는|은)|${ASIDE}\s{0,2}[:=：]|${ASIDE} (?:is|was|ist|war|lautet|es|est|è|é|jest|to)(?= ))`
const QUOTE_MARKS = '["\'*`「“\\\\]{0,3}'
/** Rejects a number that is a version, a time, a count or the number of a line, as in `1234 ms`. */
const CODE_END = String.raw`(?![\w-]|[.,:]\d| ?(?:digit|char|sec|ms|milli|min|hour|byte|time|attempt|request|line|test|file|row|word|[km]b|loc|percent|%|zeichen|ziffer|sekunde|stellen|caract|carac|chiffre|dígit|cifr|桁|文字|位|秒))`
const SHORT_CODE = String.raw`(\d{4,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|[A-Z]-\d{6})${CODE_END}`
const LONG_CODE = String.raw`(\d{6,8}|\d{3}[ -]\d{3}|[A-Z]-\d{6})${CODE_END}`

const ONE_TIME_CODES: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\d])(?:${CODE_NAME})${QUOTE_MARKS}${VERB}\s{0,3}${QUOTE_MARKS}${SHORT_CODE}`, 'giu'),
  // Without a verb or a colon, fewer than six digits may be anything.
  new RegExp(String.raw`(?<![\p{L}\d])(?:${CODE_NAME})[ \t]{1,3}${QUOTE_MARKS}${LONG_CODE}`, 'giu'),
  // In lower case, "pin" is also a part of a circuit, or a fixed version.
  new RegExp(String.raw`(?<![\w/])(?:PIN|OTP|TAN|TOTP)${QUOTE_MARKS}${VERB}\s{0,3}${QUOTE_MARKS}${SHORT_CODE}`, 'gu'),
  new RegExp(String.raw`(?<![\w/])(?:PIN|OTP|TAN|TOTP)[ \t]{1,3}${QUOTE_MARKS}${LONG_CODE}`, 'gu'),
  new RegExp(String.raw`(?<![\w-])(?:t?otp|pin(?=["'\\]))["'\\]{0,2}\s{0,2}[:=]\s{0,2}["'\\]{0,2}${SHORT_CODE}`, 'g'),
  // On other pages, a code is usually that of an error, a country or a coupon.
  /(?:verif|confirm|activ|log-?in|sign-?in|auth|2fa|mfa|otp|invit|pair|device)(?![\w./-]{0,60}err)[\w./-]{0,60}\?(?:[^\s?"'<>]{0,200}&)?(?:pin=|code=(?=\d{6}))(\d{4,8})(?![\w-])/gi,
  /(?<![\w.-])((?:[A-Z]-)?\d{4,8}) (?:is|as|ist|es|est) (?:your|ihr|dein|tu|su|votre|ton)\s(?![^\n]{0,30}\b(?:error|exit|status|close|http|response|return|country|area|zip|post))[^\n.,;:]{0,30}?(?:code|passcode|PIN|OTP|código)/gi,
  new RegExp(
    String.raw`(?<![\w.-])((?:[A-Z]-)?\d{4,8}) (?:is|as|ist|es|est) (?:the|der|le|el) (?:${CODE_NAME}|PIN\b|OTP\b|code (?:i|we|you) (?:got|get|received))`,
    'giu',
  ),
]

/** Codes that documentation uses, such as 123456, 000000, 654321, 121212 and 123123, and dates: 20261130. */
const SAMPLE_CODE =
  /^(?:(\d)\1*|0?1234\d*|(?:9876|8765|7654|6543|5432|4321)\d*|(\d\d)\2+|(\d{3})\3|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/

function isSample(code: string): boolean {
  return SAMPLE_CODE.test(code.replaceAll(/\D/g, ''))
}

const RECOVERY_NAME =
  /(?:(?:recovery|back-?up|scratch|emergency)[ _-]?codes?|(?:wiederherstellungs|backup-?|notfall-?)codes?|codes? de (?:récupération|secours)|c[óo]digos? de (?:recuperación|recuperação|respaldo|backup)|(?:リカバリー|バックアップ|復旧)コード|(?:恢复|备用|備用|恢復)(?:代码|代碼|码|碼))["'*_`]{0,3}(?:[^\n:]{0,60}:| (?:are|were|sind|lauten|son|sont))?/giu
const MIN_CODES = 3
const MAX_LIST_LENGTH = 600
/** What stands before and between the codes of a list: white space, bullets, item numbers, quotation marks and code fences. */
const BETWEEN = /[\s"'`*_:=,;|[\]>()「」-]{0,40}(?:\d{1,2}[.)][ \t]{1,4}["'`*]{0,2})?(?:text\n)?/y
/** The first pattern allows spaces inside a code, as in `1234 5678`; the second takes a space for the end of a code. */
const RECOVERY_CODES: readonly RegExp[] = ['[- ]', '-'].map(
  (separator) =>
    new RegExp(String.raw`(?=[A-Za-z-]{0,40}\d)[A-Za-z\d]{4,10}(?:${separator}?[A-Za-z\d]{4,10}){0,3}(?![\w-])`, 'y'),
)

/** A code whose parts each repeat one character: AAAA-1111. */
const SAMPLE_RECOVERY_CODE = /^(?:(\w)\1+[- ]?)+$/

/** Finds at least three codes of the same length below each other, or in a row. */
function recoveryCodes(text: string, start: number, pattern: RegExp): readonly FoundSecret[] {
  const list: FoundSecret[] = []
  let offset = start
  while (offset - start < MAX_LIST_LENGTH) {
    BETWEEN.lastIndex = offset
    BETWEEN.test(text)
    pattern.lastIndex = BETWEEN.lastIndex
    const value = pattern.exec(text)?.[0]
    if (value === undefined || value.length !== (list[0]?.value ?? value).length) break
    list.push({ kind: 'a recovery code', value, offset: BETWEEN.lastIndex })
    offset = pattern.lastIndex
  }
  // Names such as `code-1` and `code-2` begin with the same letters.
  const distinct = new Set(
    list.filter(({ value }) => !SAMPLE_RECOVERY_CODE.test(value)).map(({ value }) => value.slice(0, 4)),
  )
  return distinct.size < MIN_CODES ? [] : list
}

/** A cheap test for the texts in which `recoveryPhrases` may find something. */
export const MAY_HAVE_PHRASE = /mnemonic|phrase|words/i

/** The first pattern finds a phrase on one line, even if other words follow on the next line. The second finds a phrase on several lines. */
const RECOVERY_PHRASES = [String.raw`[ \t]{1,2}`, String.raw`[ \t\n]{1,2}`].map(
  (space) =>
    new RegExp(
      String.raw`(?:mnemonic|(?:seed|recovery|secret)[ _-]?(?:phrase|words))["'*\x60]{0,3}(?: is)?\s{0,3}[:=]?\s{0,3}["'\x60]?((?:[a-z]{3,8}${space}){11,23}[a-z]{3,8})(?![\w ]{0,2}[a-z])`,
      'gi',
    ),
)
const PHRASE_LENGTHS: readonly number[] = [12, 15, 18, 21, 24]
/** The phrases in documentation repeat a word: "test test test …", "abandon abandon …". */
const MIN_DIFFERENT_WORDS = 10
/** Frequent words that are not among the words of wallets. */
const SENTENCE_WORD = /\b(?:and|are|but|each|for|from|has|its|not|should|the|their|was|which|with|your)\b/

/** Finds the words from which the keys of a wallet are made: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki */
export function* recoveryPhrases(text: string): Generator<FoundSecret> {
  const all = RECOVERY_PHRASES.flatMap((pattern) => [...text.matchAll(pattern)])
  const phrases = all.filter(([, phrase = '']) => isRecoveryPhrase(phrase))
  for (const { 0: match, 1: value = '', index } of new Map(phrases.map((each) => [each.index, each])).values())
    yield { kind: 'a recovery phrase', value, offset: index + match.indexOf(value) }
}

function isRecoveryPhrase(phrase: string): boolean {
  const words = phrase.split(/\s+/)
  return (
    phrase === phrase.toLowerCase() &&
    PHRASE_LENGTHS.includes(words.length) &&
    new Set(words).size >= MIN_DIFFERENT_WORDS &&
    !SENTENCE_WORD.test(phrase)
  )
}
