import { SEEDS } from './feature-kinds.ts'
import { bucketOf, hash } from './hash.ts'

/**
 * Words that stand for the same thing, so that what the model learns of one holds for the others, and of two together.
 * They only help to read English; the pieces of words serve the other languages.
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

const NAMES = Object.keys(CONCEPTS)

const conceptOf = new Map<string, number[]>()
for (const [concept, words] of Object.values(CONCEPTS).entries())
  for (const word of new Set(words.split(' ').map(stem))) conceptOf.set(word, [...(conceptOf.get(word) ?? []), concept])

const NONE: readonly number[] = []

/** The concepts that a word stands for, by its compared form. */
export function conceptsOf(form: string): readonly number[] {
  return conceptOf.get(form) ?? NONE
}

let features: Int32Array | undefined

/** The feature of two concepts that a text has together, or of one with itself: that it has the one. */
export function conceptFeature(one: number, other: number): number {
  features ??= featuresOfAll()
  return features[one * NAMES.length + other] ?? 0
}

/** Made when the first text needs it. */
function featuresOfAll(): Int32Array {
  return Int32Array.from({ length: NAMES.length ** 2 }, (_, index) => {
    const [first = '', second = ''] = [NAMES[Math.floor(index / NAMES.length)], NAMES[index % NAMES.length]].sort()
    const hashed = hash(first, SEEDS.concept)
    return bucketOf(first === second ? hashed : hash(second, hash(' ', hashed)))
  })
}
