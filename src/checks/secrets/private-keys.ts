import type { FoundSecret } from './named.ts'
import { isPlaceholder } from './value.ts'

const KEY_BEGIN =
  /-{4,5} ?BEGIN (?:[A-Z0-9]{1,10} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}|-{5}BEGIN OpenVPN Static key V1-{5}/g
/** The parameters of an encrypted key, and the comments of a PGP key. */
const KEY_HEADER = /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset):.*$/gm
const MIN_KEY_LENGTH = 40
/** A key that was cut to fewer characters shows only its public beginning. */
const MAX_CUT_LENGTH = 100
/** Longer than any key, even with something before and after each of its lines. */
const MAX_REGION = 12_000
/** The lines of a key. Words and times are shorter. */
const KEY_LINE = /(?=[a-z\d+/]{0,80}[A-Z])(?=[A-Z\d+/]{0,80}[a-z])[A-Za-z0-9+/]{16,}={0,2}/g
const HEX_LINE = /\b[\da-f]{32}\b/g

export function* privateKeys(text: string): Generator<FoundSecret> {
  for (const { 0: begin, index } of text.matchAll(KEY_BEGIN)) {
    const from = index + begin.length
    const key = keyIn(text.slice(from, from + MAX_REGION), begin)
    if (key !== null && !isPlaceholder(key)) yield { kind: 'a private key', value: key, offset: index }
  }
  for (const pattern of OTHER_KEYS)
    for (const { 0: match, 1: key = '', index } of text.matchAll(pattern)) {
      if (!isPlaceholder(key)) yield { kind: 'a private key', value: key, offset: index + match.indexOf(key) }
    }
  yield* jsonWebKeys(text)
}

function keyIn(region: string, begin: string): string | null {
  const next = /-{4,5} ?(END|BEGIN) /.exec(region)
  const hasEnd = next?.[1] === 'END'
  const lines = region.slice(0, next?.index)
  const plain = keyAtStart(lines)
  if (plain !== null) return plain
  // Each line may have a number, a time, a tag or another sign before it.
  const parts = lines.match(begin.includes('OpenVPN') ? HEX_LINE : KEY_LINE) ?? []
  const key = parts.filter((part) => hasEnd || part.length >= MIN_KEY_LENGTH).join('')
  return key.length >= MAX_CUT_LENGTH ? key : null
}

function keyAtStart(lines: string): string | null {
  const to = lines.indexOf('-----')
  const body = lines
    .slice(0, to === -1 ? undefined : to)
    .replaceAll(KEY_HEADER, '')
    .replaceAll(/\\[nr]|[\s"'+,\\]/g, '')
  const key = /^[A-Za-z0-9/=]*/.exec(body)?.[0] ?? ''
  const isCut = key.length < body.length && key.length < MAX_CUT_LENGTH
  return key.length >= MIN_KEY_LENGTH && !isCut ? key : null
}

/** The private half of a key of PuTTY, and of an RSA key in XML. */
const OTHER_KEYS = [/Private-Lines: ?\d{1,3}\s{1,4}([A-Za-z0-9+/=]{40,})/g, /<D>([A-Za-z0-9+/=]{80,})<\/D>/g]

/** A JSON Web Key with its private half: https://www.rfc-editor.org/rfc/rfc7518#section-6 */
function* jsonWebKeys(text: string): Generator<FoundSecret> {
  if (!/["']kty["']/.test(text)) return
  for (const match of text.matchAll(/["'](?:d|k)["']\s{0,3}:\s{0,3}["']([A-Za-z0-9_-]{40,1400})["']/g)) {
    const [whole, key = ''] = match
    const around = text.slice(Math.max(0, match.index - KEY_LENGTH), match.index + whole.length + KEY_LENGTH)
    if (/["']kty["']/.test(around) && !isPlaceholder(key))
      yield { kind: 'a private key', value: key, offset: match.index }
  }
}

const KEY_LENGTH = 4000
