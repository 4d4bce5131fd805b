import type { FoundSecret } from './named.ts'
import { looksLikePassword, looksRandom } from './value.ts'

const HAS_USER_INFO = /:\/\/[^\s/]{0,301}@/
const USER_INFO =
  /(?<![A-Za-z0-9])([a-z][a-z0-9+]{1,20}):\/\/([^\s:@/"'`<>]{0,100}):([^\s/"'`<>]{1,200})@([^\s@/"'`<>?#)]{1,200})/gi
const HAS_USER_AND_PASSWORD = /-\w{0,6}u|--(?:proxy-)?user[ =]|@(?:tcp|unix)\(/i
/** A user and a password without a scheme before them: `curl -u user:password`, or `user:password@tcp(…)` in Go. */
const USER_AND_PASSWORD =
  /(?:(?<![\w-])-u[ =]{1,3}|(?<!\S)-[A-Za-z]{0,5}[uU][ =]{0,3}|--(?:proxy-)?user[ =]{1,3})["']?([\w.@-]{1,300}):([^\s"'`<>]{4,100})?|(?<![\w.-])([\w.-]{1,60}):([^\s"'`<>@]{4,100})@(?:tcp|unix)\(/g
const DATABASE =
  /^(?:jdbc|mongodb|mysqlx?|mariadb|postgres|postgresql|rediss?|valkey|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|neo4j|bolt|cassandra|couchdb|nats|kafka|ldaps?)/i
const EXAMPLE_HOST = /(?:^|[.@])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|invalid|test))(?::\d+)?$/i

/** A token alone before the `@`, as in the file in which git keeps passwords. The addresses of Sentry have a public key there. */
const USER_ALONE = /:\/\/([^\s:@/"'`<>]{20,300})@(?!(?:[\w.-]{1,100}\.)?sentry\.io)[\w.-]{1,200}/g

/** Finds passwords between `://` and `@`. */
export function* addressPasswords(text: string): Generator<FoundSecret> {
  if (!HAS_USER_INFO.test(text)) return
  for (const match of text.matchAll(USER_INFO)) {
    const [address, scheme = '', user = '', password = '', host = ''] = match
    // Git accepts a token instead of the user: https://TOKEN:x-oauth-basic@github.com/
    if (looksRandom(user)) yield { kind: 'a password inside an address', value: user, offset: match.index }
    const isReal = EXAMPLE_HOST.test(host) ? looksRandom(password) : looksLikePassword(password)
    if (!isReal || password === user) continue
    const kind = DATABASE.test(scheme) ? 'a password inside a database address' : 'a password inside an address'
    yield { kind, value: password, offset: match.index + address.indexOf(password, scheme.length + user.length) }
  }
  for (const { 1: user = '', index } of text.matchAll(USER_ALONE))
    if (looksRandom(user)) yield { kind: 'a password inside an address', value: user, offset: index }
}

export function* userPasswords(text: string): Generator<FoundSecret> {
  if (!HAS_USER_AND_PASSWORD.test(text)) return
  for (const { index, 1: name = '', 2: afterOption, 4: beforeDataSource } of text.matchAll(USER_AND_PASSWORD)) {
    const password = afterOption ?? beforeDataSource ?? ''
    if (looksLikePassword(password)) yield { kind: 'a password', value: password, offset: index }
    // A key may be the user, with no password.
    else if (looksRandom(name)) yield { kind: 'a password', value: name, offset: index }
  }
}

/** Passwords that a space or a colon separates from their user, in files and command lines of one program. */
const FILED: readonly RegExp[] = [
  // .netrc
  /\b(?:machine[ \t]{1,4}\S{1,200}|default)\s{1,20}login\s{1,20}\S{1,100}\s{1,20}password\s{1,20}(\S{4,200})/g,
  // .pgpass
  /^[\w.*-]{1,100}:(?:\d{2,5}|\*):[A-Za-z*][\w*-]{0,60}:[\w.@-]{1,60}:(\S{6,100})$/gm,
  /\bnpmAuthIdent["']?\s{0,3}:\s{0,3}["']?[\w.@-]{1,60}:([^\s"']{6,100})/g,
  /\b(?:docker|podman|helm|oras|nerdctl)\b[^\n]{0,60}\blogin\b[^\n]{0,200}?\s-p[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\b(?:sshpass|mongosh|mongo|mongodump|smbclient)\b[^\n]{0,200}?\s-p[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?\s-p["']?([^\s"'`<>]{6,200})/g,
  /\bredis-cli\b[^\n]{0,200}?\s-a[ =]["']?([^\s"'`<>]{6,200})/g,
  /\bldap(?:search|add|modify|delete|passwd|whoami)\b[^\n]{0,200}?\s-w[ =]?["']?([^\s"'`<>]{6,200})/g,
  /\bConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?["']([^"'\n]{6,200})["']/gi,
]
const MAY_BE_FILED =
  /machine|default|npmAuthIdent|login|pass|mongo|smb|mysql|maria|redis|ldap|secure|:.{1,60}:.{1,60}:/i

/** "Password" in other languages. */
const OTHER_LANGUAGES =
  /(?<!\p{L})(?:passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|lösenord|adgangskode|şifre|parola|密码|密碼|口令|パスワード|비밀번호)["'*`]{0,3}\s{0,3}[:=]\s{0,3}["'*`]{0,3}([^\s"'`|\\<>]{6,200})/giu

export function* filedPasswords(text: string): Generator<FoundSecret> {
  const patterns = [...(MAY_BE_FILED.test(text) ? FILED : []), OTHER_LANGUAGES]
  for (const pattern of patterns)
    for (const { 0: match, 1: password = '', index } of text.matchAll(pattern))
      if (looksLikePassword(password) || looksRandom(password))
        yield { kind: 'a password', value: password, offset: index + match.lastIndexOf(password) }
}
