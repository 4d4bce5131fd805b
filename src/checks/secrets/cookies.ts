import { type FoundSecret, PUBLIC_COOKIE } from './named.ts'
import { isSlug, looksRandom } from './value.ts'

const COOKIE_HEADER =
  /(?<![\w-])(?:(?:set-)?cookies?["']?(?:,\s{0,20}["']value["'])?\s{0,3}[:=]|(?<![^\n])(?:set-)?cookie[ \t]{0,3}\n|curl\b[^\n]{0,300}?\s(?:-b|--cookie)[ =])[\s[]{0,12}["'`]?([^\n"'`]{1,4000})/gi
const COOKIE_PAIR = /([^\s=;,]{1,60})=([^\s;,]{1,2000})/g
/** An object or a list of objects, as in programs and in the files that a browser saves: `cookies: [{ "name": "sid", "value": "…" }]`. */
const COOKIE_OBJECT = /cookies["']?\s{0,3}[:=]\s{0,3}[[{(]([^\]})]{1,2000})/gi
const COOKIE_FIELD =
  /["']([^"'\n]{1,60})["']\s{0,3}[:,]\s{0,20}(?:["']value["']\s{0,3}:\s{0,3})?["']([^"'\s]{16,2000})["']/g
/** The session cookies of common frameworks, anywhere in a text. */
const SESSION_COOKIE =
  /(?<![\w.-])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|laravel_session|__(?:Secure|Host)-[\w.-]{1,60})["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z0-9%._~+/=-]{16,2000})/g
const MAY_BE_SESSION = /sess|connect\.sid|__/i
/** A line of a cookie file in the Netscape format, which curl writes. */
const COOKIE_FILE_LINE =
  /^[^\s]{1,200}\t(?:TRUE|FALSE)\t[^\s]{1,200}\t(?:TRUE|FALSE)\t\d{1,12}\t([^\t\n]{1,100})\t([^\s]{16,2000})/gm

/** Finds the cookies of sessions, in headers, commands, programs and files. */
export function* cookies(text: string): Generator<FoundSecret> {
  if (/cookie|curl/i.test(text)) {
    yield* cookiesIn(text, COOKIE_HEADER, COOKIE_PAIR)
    yield* cookiesIn(text, COOKIE_OBJECT, COOKIE_FIELD)
  }
  if (MAY_BE_SESSION.test(text))
    for (const { 1: value = '', index } of text.matchAll(SESSION_COOKIE)) yield* secretCookie('', value, index)
  if (text.includes('\t'))
    for (const { 1: name = '', 2: value = '', index } of text.matchAll(COOKIE_FILE_LINE))
      yield* secretCookie(name, value, index)
}

function* cookiesIn(text: string, listPattern: RegExp, pairPattern: RegExp): Generator<FoundSecret> {
  for (const { 0: match, 1: list = '', index } of text.matchAll(listPattern))
    for (const pair of list.matchAll(pairPattern))
      yield* secretCookie(pair[1] ?? '', pair[2] ?? '', index + match.length - list.length + pair.index)
}

function* secretCookie(name: string, value: string, offset: number): Generator<FoundSecret> {
  if (!PUBLIC_COOKIE.test(name) && looksRandom(value) && !isSlug(value)) yield { kind: 'a cookie', value, offset }
}
