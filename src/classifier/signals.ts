/** Phrases that say more than their words do apart. The model learns what each of them means; its training names them so. */
export type Signal = 'a secret shown' | 'what is of others' | 'without being allowed' | 'asks how' | 'has a fix ready'

const wordSet = (words: string) => new Set(words.split(' '))

const SHOWS = wordSet(
  'print prints printed printing log logs logged logging leak leaks leaked leaking expose exposes exposed exposing dump dumps dumped echo echoes echoed reveal reveals revealed disclose discloses disclosed',
)
const SECRET = wordSet(
  'token tokens secret secrets password passwords passphrase credential credentials apikey cookie cookies bearer refresh_token access_token client_secret',
)
const SHOWN_IN = wordSet('log logs stdout stderr debug plaintext cleartext url telemetry history trace traces')
const OTHER = wordSet('another other someone somebody any different foreign next')
const PARTY = wordSet(
  'user users tenant tenants customer customers client clients session sessions account accounts people person team organization organisation company companies',
)
const WITHOUT = wordSet('without no skip skips bypass bypasses bypassed ignore ignores never missing')
const GUARD = wordSet(
  'login auth authentication authorization authorisation token tokens permission permissions check checks validation verification consent signature signatures scope scopes credential credentials',
)
const ASKS = wordSet('how what where which why can could should do is does')
const READY = wordSet('have ve can could will ll d ready happy')
const FIX = wordSet('fix patch pr change')

/** One word and, within so many words after it, another. */
const PAIRS: readonly (readonly [
  signal: Signal,
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

const SIGNALS = PAIRS.map(([signal, , within], index) => ({ signal, within, role: 1 << (2 * index) }))

/** The roles of a word in signals, as bits: first and second word of each pair, and the last bit for a question. */
export type Roles = number
type WithRoles = { readonly roles: Roles }
const ASKING = 1 << (2 * PAIRS.length)

let rolesByWord: ReadonlyMap<string, Roles> | undefined

/** Most words have no role. */
export function rolesOf(lower: string): Roles {
  rolesByWord ??= indexRoles()
  return rolesByWord.get(lower) ?? 0
}

function indexRoles(): ReadonlyMap<string, Roles> {
  const roles = new Map<string, Roles>()
  const add = (words: ReadonlySet<string>, role: Roles) => {
    for (const word of words) roles.set(word, (roles.get(word) ?? 0) | role)
  }
  add(ASKS, ASKING)
  for (const [index, [, first, , second]] of PAIRS.entries()) {
    add(first, 1 << (2 * index))
    add(second, 2 << (2 * index))
  }
  return roles
}

/** The signals of a text, each once. */
export function findSignals(words: readonly WithRoles[]): readonly Signal[] {
  const signals = new Set<Signal>()
  if (((words[0]?.roles ?? 0) & ASKING) !== 0) signals.add('asks how')
  let all = 0
  for (const { roles } of words) all |= roles
  for (const { signal, within, role } of SIGNALS) {
    const both = 3 * role
    if ((all & both) === both && hasPair(words, role, within)) signals.add(signal)
  }
  return [...signals]
}

/** Whether one word has the first role of a pair, and one of the next words the second. */
function hasPair(words: readonly WithRoles[], role: Roles, within: number): boolean {
  return words.some(
    ({ roles }, at) =>
      (roles & role) !== 0 && words.slice(at + 1, at + 1 + within).some((next) => (next.roles & (2 * role)) !== 0),
  )
}
