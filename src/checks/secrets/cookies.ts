import type { FoundSecret } from './named.ts'
import { looksRandom } from './value.ts'

const HEADER =
  /(?<![\w-])(?:(?:set-)?cookies?["']?\s{0,3}[:=]|curl\b[^\n]{0,300}?\s(?:-b|--cookie)[ =])\s{0,3}["'`]?([^\n"'`]{1,4000})/gi
const PAIR = /([^\s=;,]{1,60})=([^\s;,]{1,2000})/g
/** Cookies that are neither a session nor a sign-in. */
const PUBLIC_NAME = /^(?:_g|__utm|_fb|_pk|_hj|ajs_|amp_|optimizely|theme|lang|locale|country|consent)/i
/** Names that frameworks give to the cookie of a session, wherever they are. */
const SESSION =
  /(?<![\w.-])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|laravel_session|__(?:Secure|Host)-[\w.-]{1,60})["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z0-9%._~+/=-]{16,2000})/g
/** A line of the file in which browsers and curl keep cookies. */
const FILE_LINE =
  /^[^\s]{1,200}\t(?:TRUE|FALSE)\t[^\s]{1,200}\t(?:TRUE|FALSE)\t\d{1,12}\t([^\t\n]{1,100})\t([^\s]{16,2000})/gm

export function* cookies(text: string): Generator<FoundSecret> {
  for (const { 0: header, 1: list = '', index } of /cookie|curl/i.test(text) ? text.matchAll(HEADER) : [])
    for (const pair of list.matchAll(PAIR))
      yield* cookie(pair[1] ?? '', pair[2] ?? '', index + header.length - list.length + pair.index)
  for (const { 1: value = '', index } of text.matchAll(SESSION)) yield* cookie('', value, index)
  for (const { 1: name = '', 2: value = '', index } of text.matchAll(FILE_LINE)) yield* cookie(name, value, index)
}

function* cookie(name: string, value: string, offset: number): Generator<FoundSecret> {
  if (!PUBLIC_NAME.test(name) && looksRandom(value)) yield { kind: 'a cookie', value, offset }
}
