import {
  type CacheLimits,
  foldLetters,
  getOrCreate,
  hasLongNumber,
  isAscii,
  isInsideWord,
  memoize,
} from '../text/words.ts'

/** Words, names and phrases that a text can contain, and the value that all of them stand for. */
export type CueGroup<Value> = { readonly words: readonly string[]; readonly value: Value }
/** A cue that was found in a text. `words`: the part of the text that it matched, after `foldLetters`. */
export type CueMatch<Value> = { readonly value: Value; readonly words: string; readonly start: number }

/**
 * Finds cues in a text. Punctuation counts: `mcp::server` is not "MCP server", and `.net` is not "net". A cue with a capital letter
 * matches only as it is written, and any other cue matches in upper and lower case. A space in a cue matches any white space, and
 * `*.mcpb` matches every name that ends with `.mcpb`. If two matches overlap, only the longer match is returned.
 */
export type CueFinder<Value> = (text: string) => readonly CueMatch<Value>[]

type Token = {
  readonly lower: string
  readonly start: number
  readonly end: number
  /** Whether there is white space before the token. */
  readonly hasSpaceBefore: boolean
}
type Cue<Value> = {
  readonly words: string
  readonly value: Value
  /** The tokens that a text must contain in this order. */
  readonly tokens: readonly Pick<Token, 'lower' | 'hasSpaceBefore'>[]
  readonly kind: CueKind
  readonly isExact: boolean
  readonly isSuffix: boolean
}
/** A word: `inspector`. A phrase: `the go server`. A name: `@modelcontextprotocol/sdk`. */
type CueKind = 'word' | 'phrase' | 'name'
type Span<Value> = {
  readonly from: number
  readonly to: number
  readonly length: number
  readonly cues: readonly Cue<Value>[]
}
/** Returns the cues that begin with a token. */
type CueLookup<Value> = (token: string) => readonly Cue<Value>[]

export function createCueFinder<Value>(cues: readonly CueGroup<Value>[]): CueFinder<Value> {
  const cuesStartingWith = indexByBeginning(cues)
  return (text) => {
    const folded = foldLetters(text)
    const tokens = tokensOf(folded)
    const spans = findSpans(cuesStartingWith, tokens, folded)
    if (spans.length === 0) return []
    return longestSpans(spans, tokens.length)
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ from, to, cues }) => {
        const start = tokens[from]?.start ?? 0
        const words = folded.slice(start, tokens[to - 1]?.end)
        return cues.map(({ value }) => ({ value, words, start }))
      })
  }
}

/** Parses a cue only when a text contains its first token, because a text needs only a few of a thousand cues. */
function indexByBeginning<Value>(cues: readonly CueGroup<Value>[]): CueLookup<Value> {
  const byCharacter = new Map<string, { readonly cue: string; readonly value: Value }[]>()
  for (const { words, value } of cues)
    for (const cue of words) {
      const character = cue.charAt(isSuffix(cue) ? 1 : 0).toLowerCase()
      getOrCreate(byCharacter, character, () => []).push({ cue, value })
    }
  const candidatesFor = memoize((character) =>
    (byCharacter.get(character) ?? []).map(({ cue, value }) => ({ cue, value, lower: cueText(cue).toLowerCase() })),
  )
  return memoize((token) => {
    const cues = candidatesFor(token.charAt(0)).filter(({ lower }) => beginsWith(lower, token))
    return cues.map(({ cue, value }) => parseCue(cue, value)).filter(({ tokens }) => tokens[0]?.lower === token)
  }, TOKEN_CACHE_LIMITS)
}

function beginsWith(words: string, token: string): boolean {
  return words.startsWith(token) && !isInsideWord(words, token.length)
}

/** Texts share most of their words, and an entry without cues is small. */
const TOKEN_CACHE_LIMITS: CacheLimits = { maxLength: 24, maxEntries: 16_384, isUncacheable: hasLongNumber }

function cueText(cue: string): string {
  return isSuffix(cue) ? cue.slice(1) : cue
}

function isSuffix(cue: string): boolean {
  return cue.startsWith('*')
}

function parseCue<Value>(cue: string, value: Value): Cue<Value> {
  const words = cueText(cue)
  const isExact = words !== words.toLowerCase()
  return { words, value, tokens: tokensOf(words), kind: kindOf(words), isExact, isSuffix: isSuffix(cue) }
}

function kindOf(words: string): CueKind {
  if (/\s/.test(words)) return 'phrase'
  return (isAscii(words) ? /^\w+$/ : /^[\p{L}\p{N}_]+$/u).test(words) ? 'word' : 'name'
}

const ASCII_TOKEN = /\w+|[^\s\w]/g
/** Compiled on first use, because compiling it takes longer than reading most texts. */
let anyToken: RegExp | undefined
let anyWord: RegExp | undefined

/** A word ends where its script does: in "Python SDKの", nothing stands between the name and the next word. */
function tokenPatternFor(text: string): RegExp {
  if (isAscii(text)) return ASCII_TOKEN
  anyToken ??=
    /[\p{Script=Latin}\p{N}_]+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|(?:(?![\p{Script=Latin}\p{Script=Katakana}\p{Script=Hiragana}ー])[\p{L}\p{M}])+|[^\s\p{L}\p{M}\p{N}_]/gu
  return anyToken
}

/** Splits a text into all of its tokens, so that only white space stands between two of them. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const token of text.match(tokenPatternFor(text)) ?? []) {
    const start = text.indexOf(token, end)
    tokens.push({ lower: token.toLowerCase(), start, end: start + token.length, hasSpaceBefore: start > end })
    end = start + token.length
  }
  return tokens
}

/** Whether a token is a word, and not a punctuation mark. */
function isWord(token: Token | undefined): boolean {
  if (token === undefined) return false
  if (token.lower.charCodeAt(0) < 128) return /^\w/.test(token.lower)
  anyWord ??= /^[\p{L}\p{M}\p{N}_]/u
  return anyWord.test(token.lower)
}

function findSpans<Value>(
  cuesStartingWith: CueLookup<Value>,
  tokens: readonly Token[],
  text: string,
): readonly Span<Value>[] {
  const spans: Span<Value>[] = []
  for (let from = 0; from < tokens.length; from++) {
    const candidates = cuesStartingWith(tokens[from]?.lower ?? '')
    if (candidates.length === 0) continue
    for (const span of spansFrom(candidates, tokens, from, text)) spans.push(span)
  }
  return spans
}

/** Returns a span for each possible end of a cue. `candidates`: the cues that begin with the token at the index `from`. */
function spansFrom<Value>(
  candidates: readonly Cue<Value>[],
  tokens: readonly Token[],
  from: number,
  text: string,
): readonly Span<Value>[] {
  const cues = candidates.filter((cue) => matches(cue, tokens, from) && fits(cue, tokens, from, text))
  if (cues.length === 0) return []
  const endOf = (cue: Cue<Value>) => from + cue.tokens.length
  return [...new Set(cues.map(endOf))].map((to) => ({
    from,
    to,
    length: (tokens[to - 1]?.end ?? 0) - (tokens[from]?.start ?? 0),
    cues: cues.filter((cue) => endOf(cue) === to),
  }))
}

/** Whether the other tokens of the cue match as well. The caller knows that the first token matches. */
function matches({ tokens: expected }: Cue<unknown>, tokens: readonly Token[], from: number): boolean {
  for (let index = 1; index < expected.length; index++) {
    const wanted = expected[index]
    const token = tokens[from + index]
    if (token?.lower !== wanted?.lower || token?.hasSpaceBefore !== wanted?.hasSpaceBefore) return false
  }
  return true
}

/** Whether a cue matches in its own upper and lower case, and is not part of a longer name. */
function fits<Value>(cue: Cue<Value>, tokens: readonly Token[], from: number, text: string): boolean {
  const to = from + cue.tokens.length
  if (cue.isExact && text.slice(tokens[from]?.start, tokens[to - 1]?.end).replaceAll(/\s+/g, ' ') !== cue.words)
    return false
  return (cue.isSuffix || beginsName(tokens, from)) && endsName(cue.kind, tokens, to)
}

/**
 * Whether a name begins at a token. `registry` in "docker-registry" or "@acme/registry" is a part of another name; in
 * "your/registry" or "x.registry" it is not.
 */
function beginsName(tokens: readonly Token[], from: number): boolean {
  const [first, previous, beforePrevious] = [tokens[from], tokens[from - 1], tokens[from - 2]]
  if (first === undefined || previous === undefined || first.hasSpaceBefore) return true
  if (!isWord(first)) return !isWord(previous) && previous.lower !== first.lower
  switch (previous.lower) {
    case '@':
      return false
    case '-':
      return previous.hasSpaceBefore || !isWord(beforePrevious)
    case '/':
      return !isScoped(tokens, from - 1)
    default:
      return true
  }
}

const MAX_SCOPE_TOKENS = 12

/** Whether the slash follows a scope, like `@acme`. */
function isScoped(tokens: readonly Token[], slash: number): boolean {
  for (
    let index = slash;
    index > 0 && slash - index < MAX_SCOPE_TOKENS && tokens[index]?.hasSpaceBefore === false;
    index--
  )
    if (tokens[index - 1]?.lower === '@') return true
  return false
}

/**
 * Whether a cue can end before the token `to`. Before a hyphen and another word, only a cue of one word can end:
 * `zod-to-json-schema` is about zod, but a name that continues is another name. Before a dot and another word, a phrase cannot end.
 */
function endsName(kind: CueKind, tokens: readonly Token[], to: number): boolean {
  const [last, next, afterNext] = [tokens[to - 1], tokens[to], tokens[to + 1]]
  if (next === undefined || next.hasSpaceBefore || !isWord(last)) return true
  const isFollowedByWord = isWord(afterNext) && afterNext?.hasSpaceBefore === false
  if (!isFollowedByWord) return true
  if (next.lower === '-') return kind === 'word'
  return next.lower !== '.' || kind !== 'phrase'
}

function longestSpans<Value>(spans: readonly Span<Value>[], tokenCount: number): readonly Span<Value>[] {
  const covered = new Uint8Array(tokenCount)
  return spans
    .toSorted((a, b) => b.length - a.length || a.from - b.from)
    .filter(({ from, to }) => {
      // The earlier spans are at least as long, so this span overlaps one of them only if its first or last token does.
      if (covered[from] === 1 || covered[to - 1] === 1) return false
      covered.fill(1, from, to)
      return true
    })
}
