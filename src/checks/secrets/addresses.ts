import type { Found } from './named.ts'
import { looksLikePassword, looksRandom } from './value.ts'

const HAS_USER_INFO = /:\/\/[^\s/]{0,301}@/
const USER_INFO =
  /(?<![A-Za-z0-9])([a-z][a-z0-9+]{1,20}):\/\/([^\s:@/"'`<>]{0,100}):([^\s@/"'`<>]{1,200})@([^\s/"'`<>?#)]{1,200})/gi
const HAS_USER_AND_PASSWORD = /-u[ =]|--user[ =]|@(?:tcp|unix)\(/
/** `curl -u user:password`, and the address of a database in Go: neither has a scheme. */
const USER_AND_PASSWORD =
  /(?:-u|--user)[ =]{1,3}["']?[\w.@-]{1,60}:([^\s"'`<>]{4,100})|(?<![\w.-])[\w.-]{1,60}:([^\s"'`<>@]{4,100})@(?:tcp|unix)\(/g
const DATABASE =
  /^(?:jdbc|mongodb|mysqlx?|mariadb|postgres|postgresql|rediss?|valkey|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|neo4j|bolt|cassandra|couchdb|nats|kafka|ldaps?)/i
const EXAMPLE_HOST = /(?:^|[.@])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|invalid|test))(?::\d+)?$/i

/** Finds passwords between `://` and `@`. */
export function* addressPasswords(text: string): Generator<Found> {
  for (const match of HAS_USER_INFO.test(text) ? text.matchAll(USER_INFO) : []) {
    const [address, scheme = '', user = '', password = '', host = ''] = match
    // Git accepts a token instead of the user: https://TOKEN:x-oauth-basic@github.com/
    if (looksRandom(user)) yield { kind: 'a password inside an address', value: user, offset: match.index }
    const isReal = EXAMPLE_HOST.test(host) ? looksRandom(password) : looksLikePassword(password)
    if (!isReal || password === user) continue
    const kind = DATABASE.test(scheme) ? 'a password inside a database address' : 'a password inside an address'
    yield { kind, value: password, offset: match.index + address.indexOf(password, scheme.length + user.length) }
  }
}

/** Finds passwords after a user's name and a colon, without a scheme before them. */
export function* userPasswords(text: string): Generator<Found> {
  if (!HAS_USER_AND_PASSWORD.test(text)) return
  for (const { index, 1: option, 2: source } of text.matchAll(USER_AND_PASSWORD)) {
    const password = option ?? source ?? ''
    if (looksLikePassword(password)) yield { kind: 'a password', value: password, offset: index }
  }
}
