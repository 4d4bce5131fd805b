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

const SIGNS = PAIRS.map(([sign, , within], index) => ({ sign, within, mark: 1 << (2 * index) }))

/** One bit for each place that a word may have in a sign: two for each pair, and the last for a question. */
export type Marks = number
type Marked = { readonly marks: Marks }
const ASKING = 1 << (2 * PAIRS.length)

let marks: ReadonlyMap<string, Marks> | undefined

/** The places that a word may have in a sign. Most have none. */
export function marksOf(lower: string): Marks {
  marks ??= allMarks()
  return marks.get(lower) ?? 0
}

/** Made when the first text needs it. */
function allMarks(): ReadonlyMap<string, Marks> {
  const all = new Map<string, Marks>()
  const mark = (words: ReadonlySet<string>, bit: Marks) => {
    for (const word of words) all.set(word, (all.get(word) ?? 0) | bit)
  }
  mark(ASKS, ASKING)
  for (const [index, [, first, , second]] of PAIRS.entries()) {
    mark(first, 1 << (2 * index))
    mark(second, 2 << (2 * index))
  }
  return all
}

/** The signs that a text shows, each once. */
export function signsIn(words: readonly Marked[]): readonly Sign[] {
  const found = new Set<Sign>()
  if (((words[0]?.marks ?? 0) & ASKING) !== 0) found.add('asks how')
  let all = 0
  for (const { marks } of words) all |= marks
  for (const { sign, within, mark } of SIGNS) {
    const both = 3 * mark
    if ((all & both) === both && isPaired(words, mark, within)) found.add(sign)
  }
  return [...found]
}

/** Whether a word has the mark, and one of the next the mark beside it. */
function isPaired(words: readonly Marked[], mark: Marks, within: number): boolean {
  return words.some(
    ({ marks }, at) =>
      (marks & mark) !== 0 && words.slice(at + 1, at + 1 + within).some((next) => (next.marks & (2 * mark)) !== 0),
  )
}
