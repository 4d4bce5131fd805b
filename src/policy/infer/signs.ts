import type { Word } from './words.ts'

/** Turns of phrase that say more together than their words do apart. What each of them means, the model learns. */
export type Sign = 'a secret shown' | 'what is of others' | 'without being allowed' | 'asks how' | 'has a fix ready'

const forms = (words: string) => new Set(words.split(' '))

const SHOWS = forms(
  'print prints printed printing log logs logged logging leak leaks leaked leaking expose exposes exposed exposing dump dumps dumped echo echoes echoed reveal reveals revealed disclose discloses disclosed',
)
const SECRET = forms(
  'token tokens secret secrets password passwords passphrase credential credentials apikey cookie cookies bearer refresh_token access_token client_secret',
)
const SHOWN_IN = forms('log logs stdout stderr debug plaintext cleartext url telemetry history trace traces')
const OTHER = forms('another other someone somebody any different foreign next')
const PARTY = forms(
  'user users tenant tenants customer customers client clients session sessions account accounts people person team organization organisation company companies',
)
const WITHOUT = forms('without no skip skips bypass bypasses bypassed ignore ignores never missing')
const GUARD = forms(
  'login auth authentication authorization authorisation token tokens permission permissions check checks validation verification consent signature signatures scope scopes credential credentials',
)
const ASKS = forms('how what where which why can could should do is does')
const READY = forms('have ve can could will ll d ready happy')
const FIX = forms('fix patch pr change')

/** One word and, within so many words after it, another. */
const PAIRS: readonly (readonly [
  sign: Sign,
  first: ReadonlySet<string>,
  within: number,
  second: ReadonlySet<string>,
])[] = [
  ['a secret shown', SHOWS, 5, SECRET],
  ['a secret shown', SECRET, 5, SHOWN_IN],
  ['what is of others', OTHER, 2, PARTY],
  ['without being allowed', WITHOUT, 2, GUARD],
  ['has a fix ready', READY, 4, FIX],
]

/** The signs that a text shows, each once. */
export function signsIn(words: readonly Word[]): readonly Sign[] {
  const said = words.map(({ lower }) => lower)
  const found = new Set<Sign>()
  if (ASKS.has(said[0] ?? '')) found.add('asks how')
  for (const [sign, first, within, second] of PAIRS)
    if (
      said.some((word, at) => first.has(word) && said.slice(at + 1, at + 1 + within).some((next) => second.has(next)))
    )
      found.add(sign)
  return [...found]
}
