import { memoize } from '../text/words.ts'
import { bucketOf, hash, SEEDS } from './model.ts'

/** Pairs of words that say more than each word alone. The names are a part of the features, so a new name needs a new training. */
export type Signal = 'a secret shown' | 'what is of others' | 'without being allowed' | 'asks how' | 'has a fix ready'

const SHOWS =
  'print prints printed printing log logs logged logging leak leaks leaked leaking expose exposes exposed exposing dump dumps dumped echo echoes echoed reveal reveals revealed disclose discloses disclosed'
const SECRET =
  'token tokens secret secrets password passwords passphrase credential credentials apikey cookie cookies bearer refresh_token access_token client_secret pat npmrc'
const SHOWN_IN =
  'log logs stdout stderr debug plaintext cleartext url telemetry history trace traces layer layers artifact artifacts recording screenshot tarball gist screen'
const OTHER = 'another other someone somebody any different foreign next'
const PARTY =
  'user users tenant tenants customer customers client clients session sessions account accounts people person team organization organisation company companies'
const WITHOUT = 'without no skip skips bypass bypasses bypassed ignore ignores never missing'
const GUARD =
  'login auth authentication authorization authorisation token tokens permission permissions check checks validation verification consent signature signatures scope scopes credential credentials'
const ASKS = 'how what where which why can could should do is does'
const READY = 'have ve can could will ll d ready happy'
const FIX = 'fix patch pr change'

/** A text has a signal if a second word follows a first word within this many words. */
const PAIRS: readonly (readonly [signal: Signal, first: string, within: number, second: string])[] = [
  ['a secret shown', SHOWS, 5, SECRET],
  ['a secret shown', SECRET, 5, SHOWN_IN],
  ['what is of others', OTHER, 2, PARTY],
  ['without being allowed', WITHOUT, 2, GUARD],
  ['has a fix ready', READY, 4, FIX],
]

/** The roles of a word in signals, as bits: first and second word of each pair, and the last bit for a question. */
export type Roles = number
type WithRoles = { readonly roles: Roles }
const ASKING = 1 << (2 * PAIRS.length)

let rolesByWord: ReadonlyMap<string, Roles> | undefined

/** Returns the roles of a word. Most words have none. */
export function rolesOf(lower: string): Roles {
  rolesByWord ??= indexRoles()
  return rolesByWord.get(NAME_OF_SECRET.test(lower) ? 'secret' : lower) ?? 0
}

/** The name of a variable that holds a secret, such as `npm_token`. */
const NAME_OF_SECRET = /_(?:api_?key|auth_?token|token|secret|password)s?$/

function indexRoles(): ReadonlyMap<string, Roles> {
  const roles = new Map<string, Roles>()
  const add = (words: string, role: Roles) => {
    for (const word of words.split(' ')) roles.set(word, (roles.get(word) ?? 0) | role)
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
  for (const [index, [signal, , within]] of PAIRS.entries()) {
    const role = 1 << (2 * index)
    const both = 3 * role
    if ((all & both) === both && hasPair(words, role, within)) signals.add(signal)
  }
  return [...signals]
}

/** Whether one word has the first role of a pair, and one of the next words the second. */
function hasPair(words: readonly WithRoles[], role: Roles, within: number): boolean {
  return words.some(
    ({ roles }, index) =>
      (roles & role) !== 0 &&
      words.slice(index + 1, index + 1 + within).some((next) => (next.roles & (2 * role)) !== 0),
  )
}

/**
 * Words that stand for the same thing, so that what the model learns about one word also holds for the others in the group.
 * They are English; `translate` finds the English words for those of other languages.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  secret:
    'token tokens credential credentials password passwords secret secrets key keys apikey cookie cookies bearer jwt pat certificate oauth refresh passphrase dotenv env',
  exposes:
    'print prints printed log logs logged leak leaks leaked leaking expose exposes exposed dump dumps echo echoes debug verbose stdout stderr reveal reveals visible show shows shown disclose plaintext cleartext unencrypted unredacted telemetry splunk',
  others:
    'another other others someone somebody stranger strangers anyone anybody everyone everybody tenant tenants customer customers attacker attackers victim neighbour neighbor anonymous malicious evil rogue hostile crafted untrusted foreign colleague coworker',
  without:
    'without no not skip skips skipped bypass bypasses bypassed ignore ignores ignored missing unchecked never unverified unauthenticated circumvent unsigned unvalidated',
  guard:
    'auth authentication authorization login permission permissions check checks checked validate validates validated validation verify verifies verified signature consent scope scopes audience origin origins csrf sandbox allowlist whitelist policy role roles admin owner',
  reaches:
    'read reads write writes delete deletes run runs execute executes call calls access accesses fetch fetches download downloads overwrite overwrites invoke replay replayed reuse reused guess guesses steal steals hijack impersonate inject injects injected traverse escape escapes forge forged spoof enumerate exfiltrate',
  thing:
    'file files folder data session sessions account accounts tool tools result results message messages prompt prompts resource resources environment database record records id ids path paths url urls header headers',
  breaks:
    'crash crashes crashed hang hangs panic panics segfault exception traceback error errors throw throws throwing fail fails failed failing npe timeout timeouts freeze freezes deadlock stuck broken regression stacktrace wrong incorrect unexpected undefined null nullpointerexception',
  person:
    'he she him her his hers guy man woman maintainer maintainers lead leads member members moderator moderators mod contributor person people colleague author facilitator reviewer',
  hurts:
    'insult insults insulted harass harassed harassing harassment threaten threatened threats mock mocked mocking bully bullied bullying stupid idiot racist sexist sexual joke jokes ban banned dox doxxed slur slurs hate abuse abusive rude unwelcome stalk stalking yelled humiliated ridiculed discriminate discriminated offensive hostile apology apologise toxic creepy appeal conduct intimidate misgender',
  proposes:
    'add adds propose proposes proposal require required should introduce replace deprecate remove mandatory optional draft sep allow let make standardise standardize define extend negotiate must capability',
  asks: 'how what where which why who when can does do possible anybody anyone whether is are',
  slip: 'typo typos misspelled misspelt misspelling spelling grammar dead link links comma bracket wording rename stray 404 punctuation capital capitalization anchor',
  page: 'readme docs documentation doc page pages guide guides tutorial tutorials example examples quickstart sample samples section paragraph sentence comment docstring',
  meets:
    'meeting meetings call calls join calendar slot agenda office hours schedule invite reviewer review sponsor ping available timezone utc channel discord wg ig standup pair',
  decided:
    'decided decide decision agreed agree vote voted outcome minutes notes record recorded resolution consensus chose adr rationale ruled approved',
  ships:
    'release releases released publish published version npm pypi tag tagged changelog milestone nuget maven crates rubygems packagist rc beta',
  builds:
    'ci workflow workflows pipeline pipelines flaky github actions runner lint linter build builds test tests job dependabot',
  wishes: 'feature request wish would could nice love support please want need idea suggestion missing option helper',
  sells:
    'launch launched product startup pricing trial customers users marketplace list listing directory promote hiring job partner sponsor newsletter',
}

const ENDINGS: readonly (readonly [ending: string, shortest: number, replacement: string])[] = [
  ['ies', 5, 'y'],
  ['ing', 6, ''],
  ['ed', 5, ''],
  ['es', 5, ''],
  ['ly', 5, ''],
  ['s', 4, ''],
]

/** Cuts off plain English endings; good enough for counting, and harmless in other languages. */
export function stem(word: string): string {
  if (word.endsWith('ss')) return word
  for (const [ending, shortest, replacement] of ENDINGS)
    if (word.length >= shortest && word.endsWith(ending)) return word.slice(0, -ending.length) + replacement
  return word
}

const CONCEPT_NAMES = Object.keys(CONCEPTS)

/** How many letters at the beginning of a word its stem always keeps. */
const KEPT_LETTERS = 2
type ConceptWord = { readonly word: string; readonly concept: number }

/** Returns the concepts that a word stands for, by its stem. Splits only the concept words that begin with the same letters. */
export function conceptsOf(form: string): readonly number[] {
  const candidates = wordsBeginning(form.slice(0, KEPT_LETTERS))
  return [...new Set(candidates.filter(({ word }) => stem(word) === form).map(({ concept }) => concept))]
}

const wordsBeginning = memoize((letters): readonly ConceptWord[] =>
  Object.values(CONCEPTS).flatMap((words, concept) => [
    ...(words.startsWith(letters) ? [{ word: wordAt(words, 0), concept }] : []),
    ...positionsOf(` ${letters}`, words).map((start) => ({ word: wordAt(words, start + 1), concept })),
  ]),
)

function positionsOf(part: string, text: string): readonly number[] {
  const positions: number[] = []
  for (let start = text.indexOf(part); start >= 0; start = text.indexOf(part, start + 1)) positions.push(start)
  return positions
}

function wordAt(words: string, start: number): string {
  const end = words.indexOf(' ', start)
  return words.slice(start, end < 0 ? undefined : end)
}

const featureByPair = new Map<number, number>()

/** Returns the feature of two concepts that a text contains. A concept paired with itself gives the feature of that concept. */
export function conceptFeature(one: number, other: number): number {
  const pair = one * CONCEPT_NAMES.length + other
  const cached = featureByPair.get(pair)
  if (cached !== undefined) return cached
  const feature = featureOf([CONCEPT_NAMES[one] ?? '', CONCEPT_NAMES[other] ?? ''])
  featureByPair.set(pair, feature)
  return feature
}

function featureOf(concepts: readonly string[]): number {
  const [first = '', second = ''] = concepts.toSorted()
  const hashed = hash(first, SEEDS.concept)
  return bucketOf(first === second ? hashed : hash(second, hash(' ', hashed)))
}
