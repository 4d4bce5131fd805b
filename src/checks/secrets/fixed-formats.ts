import { codes, MAY_HAVE_CODE, MAY_HAVE_PHRASE, recoveryPhrases } from './codes.ts'
import { cookies } from './cookies.ts'
import { privateKeys } from './known-shapes.ts'
import { authorizationCodes, EXAMPLE_HOST, linkSecrets, MAY_HAVE_AUTHORIZATION_CODE } from './links.ts'
import { type Credential, credentialOf, type FoundSecret, isMixed, isPublicName } from './named.ts'
import { isPlaceholder, isSlug, isStrongPassword, looksLikePassword, looksRandom } from './value.ts'

/** Finds secrets that are in a fixed format, such as an address, a command of a known program, a header, a table or a key file. */
export function* secretsInFixedFormats(text: string): Generator<FoundSecret> {
  yield* privateKeys(text)
  yield* addressPasswords(text)
  yield* userPasswords(text)
  yield* programPasswords(text)
  yield* foreignPasswords(text)
  yield* passwordsInSentences(text)
  if (MAY_HAVE_LINK.test(text)) yield* linkSecrets(text)
  if (MAY_HAVE_AUTHORIZATION_CODE.test(text)) yield* authorizationCodes(text)
  if (MAY_HAVE_CODE.test(text)) yield* codes(text)
  if (MAY_HAVE_PHRASE.test(text)) yield* recoveryPhrases(text)
  if (MAY_HAVE_COOKIE.test(text)) yield* cookies(text)
  yield* serverEnvironment(text)
  yield* tableSecrets(text)
}

/** An address, or the target of a request, with a long run of letters and digits in its path or after a parameter. */
const MAY_HAVE_LINK = /(?:\w\/|[?&#;]\w{1,60}=)(?=[\w~%+.-]{0,40}\d)[\w~%+.-]{16}/
const MAY_HAVE_COOKIE = /cookie|curl|sess|connect\.sid|__|\t/i

const HAS_USER_INFO = /:\/\/[^\s/]{0,301}@/
const USER_INFO =
  /(?<![A-Za-z0-9])([a-z][a-z0-9+]{1,20}):\/\/([^\s:@/"'`<>]{0,100}):([^\s/"'`<>]{1,200})@([^\s@/"'`<>?#)]{1,200})/gi
const HAS_USER_AND_PASSWORD = /-\w{0,6}u|--(?:proxy-)?user[ =]|@(?:tcp|unix)\(/i
/** A user and a password without a scheme before them: `curl -u user:password`, or `user:password@tcp(…)` in Go. */
const USER_AND_PASSWORD =
  /(?:(?<![\w-])-u[ =]{1,3}|(?<!\S)-[A-Za-z]{0,5}[uU][ =]{0,3}|--(?:proxy-)?user[ =]{1,3})["']?([\w.@-]{1,300}):([^\s"'`<>]{4,100})?|(?<![\w.-])([\w.-]{1,60}):([^\s"'`<>@]{4,100})@(?:tcp|unix)\(/g
const DATABASE =
  /^(?:jdbc|mongodb|mysqlx?|mariadb|postgres|postgresql|rediss?|valkey|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|neo4j|bolt|cassandra|couchdb|nats|kafka|ldaps?)/i

/** A token alone before the `@`, as in the file in which git keeps passwords. The addresses of Sentry have a public key there. */
const USER_ALONE = /:\/\/([^\s:@/"'`<>]{20,300})@(?!(?:[\w.-]{1,100}\.)?sentry\.io)[\w.-]{1,200}/g

/** Finds passwords and tokens between `://` and `@`. */
function* addressPasswords(text: string): Generator<FoundSecret> {
  if (!HAS_USER_INFO.test(text)) return
  for (const match of text.matchAll(USER_INFO)) {
    const [address, scheme = '', user = '', password = '', host = ''] = match
    // Git accepts a token instead of the user: https://TOKEN:x-oauth-basic@github.com/
    if (looksRandom(user)) yield { kind: 'a password inside an address', value: user, offset: match.index }
    const isReal = EXAMPLE_HOST.test(host) ? looksRandom(password) : looksLikePassword(password)
    if (!isReal || password === user || isPlaceholder(decodeAscii(password))) continue
    const kind = DATABASE.test(scheme) ? 'a password inside a database address' : 'a password inside an address'
    yield { kind, value: password, offset: match.index + address.indexOf(password, scheme.length + user.length) }
  }
  for (const { 1: user = '', index } of text.matchAll(USER_ALONE))
    if (looksRandom(user)) yield { kind: 'a password inside an address', value: user, offset: index }
}

function decodeAscii(text: string): string {
  return text.replaceAll(/%([2-7][\da-f])/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Finds passwords, or a key as the user, in `user:password` without an address. */
function* userPasswords(text: string): Generator<FoundSecret> {
  if (!HAS_USER_AND_PASSWORD.test(text)) return
  for (const { index, 1: name = '', 2: optionPassword, 4: dataSourcePassword } of text.matchAll(USER_AND_PASSWORD)) {
    const password = optionPassword ?? dataSourcePassword ?? ''
    if (looksLikePassword(password)) yield { kind: 'a password', value: password, offset: index }
    // A key may be the user, with no password.
    else if (looksRandom(name)) yield { kind: 'a password', value: name, offset: index }
  }
}

/** Passwords in the files and command lines of certain programs. */
const PROGRAM_PASSWORDS: readonly RegExp[] = [
  // .netrc
  /\b(?:machine[ \t]{1,4}\S{1,200}|default)\s{1,20}login\s{1,20}\S{1,100}\s{1,20}password\s{1,20}(\S{4,200})/g,
  // .pgpass
  /^[\w.*-]{1,100}:(?:\d{2,5}|\*):[A-Za-z*][\w*-]{0,60}:[\w.@-]{1,60}:(\S{6,100})$/gm,
  /\bnpmAuthIdent["']?\s{0,3}:\s{0,3}["']?[\w.@-]{1,60}:([^\s"']{6,100})/g,
  /\b(?:docker|podman|helm|oras|nerdctl)\b[^\n]{0,60}\blogin\b[^\n]{0,200}?\s-p[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\baz[ \t]{1,3}login\b[^\n]{0,200}?\s-p[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\b(?:sshpass|mongosh|mongo|mongodump|smbclient)\b[^\n]{0,200}?\s-p[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?\s-p["']?([^\s"'`<>]{6,200})/g,
  /\bredis-cli\b[^\n]{0,200}?\s-a[ =]["']?([^\s"'`<>]{6,200})/g,
  /\bldap(?:search|add|modify|delete|passwd|whoami)\b[^\n]{0,200}?\s-w[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\bsqlcmd\b[^\n]{0,200}?\s-P[ ]?["']?([^\s"'`<>]{6,200})/g,
  /\bhtpasswd[ \t]{1,3}-[A-Za-z]{0,5}b[A-Za-z]{0,5}[ \t]{1,3}\S{1,200}[ \t]{1,3}\S{1,60}[ \t]{1,3}["']?([^\s"'`<>]{6,200})/g,
  /\bnet use\b[^\n]{0,200}?\/user:\S{1,100}[ \t]{1,3}["']?([^\s"'`<>]{6,200})/gi,
  /\s-(?:passin|passout|storepass|keypass)[ =]["']?(?:pass:)?(?!(?:env|file|fd):)([^\s"'`<>]{6,200})/g,
  /\becho[ \t]{1,3}["']?([^\s"'`<>|]{6,300})["']?[ \t]{0,3}\|[^\n|]{0,100}--(?:password-stdin|with-token)/g,
  /\b(?:https?|xh)(?= )[^\n]{0,200}?\s(?:-a|--auth)[ =]["']?[\w.@-]{1,100}:([^\s"'`<>]{6,200})/g,
  /\bConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?["']([^"'\n]{6,200})["']/gi,
]
const MAY_BE_PROGRAM_PASSWORD =
  /machine|with-token|-a |--auth|default|npmAuthIdent|login|pass|mongo|smb|mysql|maria|redis|ldap|secure|sqlcmd|user:|:.{1,60}:.{1,60}:/i

/** "Password" in other languages. */
const FOREIGN_NAME =
  /passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|lösenord|adgangskode|şifre|parola|密码|密碼|口令|パスワード|비밀번호/iu
const FOREIGN_PASSWORD = new RegExp(
  String.raw`(?<!\p{L})(?:${FOREIGN_NAME.source})["'*\x60]{0,3}\s{0,3}[:=]\s{0,3}["'*\x60]{0,3}([^\s"'\x60|\\<>]{6,200})`,
  'giu',
)

function* programPasswords(text: string): Generator<FoundSecret> {
  if (MAY_BE_PROGRAM_PASSWORD.test(text)) for (const pattern of PROGRAM_PASSWORDS) yield* passwordsAt(text, pattern)
}

function* foreignPasswords(text: string): Generator<FoundSecret> {
  if (FOREIGN_NAME.test(text)) yield* passwordsAt(text, FOREIGN_PASSWORD)
}

/** Finds the passwords in the first group of a pattern. */
function* passwordsAt(text: string, pattern: RegExp): Generator<FoundSecret> {
  for (const { 0: match, 1: password = '', index } of text.matchAll(pattern))
    if (looksLikePassword(password) || looksRandom(password))
      yield { kind: 'a password', value: password, offset: index + match.lastIndexOf(password) }
}

const PURPOSE = String.raw`(?:[ \t](?:for|of|on|für|zu|de|du|des|del|della|per|pour|para|do|da|voor|van|för|для|от)[ \t][\p{L}\d@. -]{1,40}?)`
const IS = String.raw`(?:[ \t]{0,4}(?:は|是|为|為|는|은|[:=])|[ \t]{1,4}(?:is|was|ist|lautet|war|es|est|è|é|jest|to|är|er)[ \t:]{1,3})`
/** A password in a sentence, in several languages: `the password is …`, `パスワードは…`, or after a user: `log in with admin / …`. */
const PASSWORDS_IN_SENTENCES: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})(?:password|${FOREIGN_NAME.source})["'*\x60]{0,3}(?:${PURPOSE}?${IS}|${PURPOSE}?[ \t]{1,4})[ \t]{0,2}["'*\x60(]{0,3}([^\s"'\x60|\\<>]{8,100})`,
    'giu',
  ),
  /\b(?:pass|pw)[ \t]{0,2}[:=]?[ \t]{1,2}["'`]?([^\s"'`|\\<>]{8,100})/gi,
  /\b(?:credentials?|log(?:ged)?[ -]?in|sign(?:ed)?[ -]?in|logins?|zugang\w*)\b[^\n]{0,40}?[\s"'`:(](?<!\/ )[\w.@+-]{2,60}["'`]?[ \t]?[:/][ \t]?["'`]?([^\s"'`|\\<>]{8,100})/gi,
]
const MAY_HAVE_PASSWORD_IN_SENTENCE = /pass|pw|credential|(?:log|sign)(?:ged|ed)?[ -]?in|zugang/i

/** Finds passwords in sentences. Their tests are stricter, because an ordinary word may stand in the same place. */
function* passwordsInSentences(text: string): Generator<FoundSecret> {
  if (!MAY_HAVE_PASSWORD_IN_SENTENCE.test(text) && !FOREIGN_NAME.test(text)) return
  for (const pattern of PASSWORDS_IN_SENTENCES)
    for (const { 0: match, 1: run = '', index } of text.matchAll(pattern)) {
      const value = run.replace(/[,;.)\]}]+$/, '')
      const offset = index + match.lastIndexOf(value)
      if (isStrongPassword(value) || isPlainPassword(value, text[offset - 1] ?? ''))
        yield { kind: 'a password', value, offset }
    }
}

const PLAIN_PASSWORD = /^(?=.*\p{L}.*\p{L}.*\p{L})(?=.*\d\D*\d)[\p{L}\d!@#$%&*_-]{8,40}$/u
const TECHNICAL_TERM =
  /sha-?\d|md5|bcrypt|base-?\d|utf|aes|rsa|oauth|argon|pbkdf|scrypt|[hre]s\d{3}|v\d|(?:microsoft|office)365|windows\d|\d{4}-\d\d/i

/** Whether a word in a sentence is a simple password: letters and digits that stand in quotation marks or look like no ordinary word. */
function isPlainPassword(value: string, characterBefore: string): boolean {
  if (!PLAIN_PASSWORD.test(value) || TECHNICAL_TERM.test(value) || isSlug(value) || !looksLikePassword(value))
    return false
  return /["'`「“]/.test(characterBefore) || (MIXED_LETTERS.test(value) && !CAMEL_CASE.test(value))
}
const MIXED_LETTERS = /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z\d]+$/
/** Three words or more, such as the name of an error: `InvalidTokenError401`. */
const CAMEL_CASE = /(?:[A-Z][a-z]+\d*){3}|[a-z](?:[A-Z][a-z]+\d*){2}/

/** The environment of a server in the configuration of a client: `"env": { … }`, and the JSON after `--config`. */
const ENVIRONMENT = /(?:(?<![\w-])env["']?\s{0,3}:|--config["']?[,=]?)\s{0,8}["'`]?\{([^{}]{1,4000})/g
const VARIABLE = /["']?([A-Za-z][\w-]{0,60})["']?\s{0,3}:\s{0,3}["']([A-Za-z0-9_+/=.~-]{20,1000})["']/g

/** Whether a long part of the value is random. The names of models and packages have no such part. */
function hasRandomPart(value: string): boolean {
  return value.split(/[-_.~]/).some((part) => isMixed(part) && looksRandom(part))
}

/** Finds the random values in a server's environment, except those of variables for something public. */
function* serverEnvironment(text: string): Generator<FoundSecret> {
  for (const { 0: block, 1: variables = '', index } of text.matchAll(ENVIRONMENT))
    for (const { 0: pair, 1: name = '', 2: value = '', index: pairIndex } of variables.matchAll(VARIABLE))
      if (!isPublicName(name) && hasRandomPart(value))
        yield {
          kind: 'a key or a token',
          value,
          offset: index + block.length - variables.length + pairIndex + pair.lastIndexOf(value),
        }
}

/** The row between the headings and the cells of a table: `| --- | :-: |`. */
const TABLE_DELIMITER_ROW = /^[ \t]{0,3}\|?[ \t]{0,20}:?-{2,}[\s|:-]{0,300}$/

type Column = Credential | null

/** Finds the secrets of a Markdown table in the columns whose headings name a credential. */
function* tableSecrets(text: string): Generator<FoundSecret> {
  if (!text.includes('|')) return
  let offset = 0
  let previous = ''
  let columns: readonly Column[] = []
  for (const line of text.split('\n')) {
    const isRow = line.includes('|')
    if (isRow && TABLE_DELIMITER_ROW.test(line))
      columns = cellsOf(previous).map(({ text: heading }) => credentialIn(heading))
    else if (!isRow) columns = []
    else if (columns.some((column) => column !== null)) yield* secretsInRow(line, columns, offset)
    previous = line
    offset += line.length + 1
  }
}

function* secretsInRow(row: string, columns: readonly Column[], offset: number): Generator<FoundSecret> {
  for (const [index, cell] of cellsOf(row).entries()) {
    const credential = columns[index] ?? null
    const value = cell.text.replaceAll(/^[`*_"']{1,4}|[`*_"']{1,4}$/g, '')
    if (credential === null || /\s/.test(value)) continue
    const isPassword = credential === 'password'
    if (isPassword ? looksLikePassword(value) : looksRandom(value))
      yield { kind: isPassword ? 'a password' : 'a key or a token', value, offset: offset + cell.offset }
  }
}

function cellsOf(row: string): readonly { readonly text: string; readonly offset: number }[] {
  let end = 0
  const cells = row.split('|').map((cell) => {
    const offset = end
    end += cell.length + 1
    return { text: cell.trim(), offset }
  })
  return cells[0]?.text === '' ? cells.slice(1) : cells
}

const MAX_HEADING_LENGTH = 40

function credentialIn(heading: string): Column {
  const words = heading.slice(0, MAX_HEADING_LENGTH).replaceAll(/[`*]/g, '').split(/\s+/)
  return credentialOf(words.at(-1) ?? '', words.at(-2) ?? '', '')
}
