import { foldLetters, isAscii } from '../text/words.ts'

/** A word, name or phrase that a text can contain, and what it stands for. */
export type Cue<Value> = { readonly words: string; readonly value: Value }
/** A cue that a text contains, as the text writes it. */
export type CueMatch<Value> = { readonly value: Value; readonly words: string; readonly at: number }

/**
 * Finds cues as they are written. Punctuation counts: `mcp::server` is not "MCP server", and `.net` is not "net". A cue with a
 * capital letter is found only with that letter, and every other one in any case. A space in a cue stands for any white space,
 * and `*.mcpb` for every name that ends so. If two overlap, only the longer one is found.
 */
export type CueFinder<Value> = (text: string) => readonly CueMatch<Value>[]

type Token = {
  readonly lower: string
  readonly start: number
  readonly end: number
  readonly isWord: boolean
  readonly isApart: boolean
}
type ParsedCue<Value> = Cue<Value> & { readonly kind: CueKind; readonly isExact: boolean; readonly isEnding: boolean }
/** Inspector; "the go server"; `@modelcontextprotocol/sdk`. */
type CueKind = 'word' | 'phrase' | 'name'
/** The cues that begin with the same tokens. */
type Branch<Value> = { readonly next: Map<string, Branch<Value>>; readonly cues: ParsedCue<Value>[] }
type Span<Value> = {
  readonly from: number
  readonly to: number
  readonly length: number
  readonly cues: readonly ParsedCue<Value>[]
}

export function createCueFinder<Value>(cues: readonly Cue<Value>[]): CueFinder<Value> {
  const root: Branch<Value> = { next: new Map(), cues: [] }
  for (const cue of cues) addCue(root, cue)
  return (text) => {
    const folded = foldLetters(text)
    const tokens = tokensOf(folded)
    return longestOf(findSpans(root, tokens, folded), tokens.length)
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ from, to, cues }) => {
        const at = tokens[from]?.start ?? 0
        const words = folded.slice(at, tokens[to - 1]?.end)
        return cues.map(({ value }) => ({ value, words, at }))
      })
  }
}

function addCue<Value>(root: Branch<Value>, { words, value }: Cue<Value>): void {
  const isEnding = words.startsWith('*')
  const written = isEnding ? words.slice(1) : words
  let branch = root
  for (const [index, token] of tokensOf(written).entries()) {
    const key = index === 0 ? token.lower : keyAfter(token)
    const next = branch.next.get(key) ?? { next: new Map(), cues: [] }
    branch.next.set(key, next)
    branch = next
  }
  branch.cues.push({ words: written, value, kind: kindOf(written), isExact: /\p{Lu}/u.test(written), isEnding })
}

function kindOf(written: string): CueKind {
  if (/\s/.test(written)) return 'phrase'
  return /^[\p{L}\p{N}_]+$/u.test(written) ? 'word' : 'name'
}

/** How a token continues a cue: after a space, or without one. */
function keyAfter({ lower, isApart }: Token): string {
  return isApart ? ` ${lower}` : lower
}

/** A word ends where its script does: in "Python SDKの", nothing stands between the name and the next word. */
const TOKEN =
  /[\p{Script=Latin}\p{N}_]+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|(?:(?![\p{Script=Latin}\p{Script=Katakana}\p{Script=Hiragana}ー])[\p{L}\p{M}])+|[^\s\p{L}\p{M}\p{N}_]/gu
const ASCII_TOKEN = /\w+|[^\s\w]/g
const WORD = /^[\p{L}\p{M}\p{N}_]/u

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { 0: token, index: start } of text.matchAll(isAscii(text) ? ASCII_TOKEN : TOKEN)) {
    const isApart = start > end
    end = start + token.length
    tokens.push({ lower: token.toLowerCase(), start, end, isWord: WORD.test(token), isApart })
  }
  return tokens
}

/** From each token, it follows the branches for as long as they fit: at most as many tokens as the longest cue has. */
function findSpans<Value>(root: Branch<Value>, tokens: readonly Token[], text: string): readonly Span<Value>[] {
  const spans: Span<Value>[] = []
  for (const [from, first] of tokens.entries()) {
    let branch = root.next.get(first.lower)
    for (let to = from + 1; branch !== undefined; to++) {
      const cues = branch.cues.filter((cue) => fits(cue, tokens, from, to, text))
      if (cues.length > 0) spans.push({ from, to, length: (tokens[to - 1]?.end ?? 0) - first.start, cues })
      const next = tokens[to]
      branch = next === undefined ? undefined : branch.next.get(keyAfter(next))
    }
  }
  return spans
}

function fits<Value>(cue: ParsedCue<Value>, tokens: readonly Token[], from: number, to: number, text: string): boolean {
  if (cue.isExact && text.slice(tokens[from]?.start, tokens[to - 1]?.end).replaceAll(/\s+/g, ' ') !== cue.words)
    return false
  return (cue.isEnding || beginsName(tokens, from)) && endsName(cue.kind, tokens, to)
}

/** `registry` in "docker-registry" or "@acme/registry" is a part of another name; in "your/registry" or "x.registry" it is not. */
function beginsName(tokens: readonly Token[], from: number): boolean {
  const [first, before, earlier] = [tokens[from], tokens[from - 1], tokens[from - 2]]
  if (first === undefined || before === undefined || first.isApart) return true
  if (!first.isWord) return !before.isWord && before.lower !== first.lower
  switch (before.lower) {
    case '@':
      return false
    case '-':
      return before.isApart || earlier?.isWord !== true
    case '/':
      return !isScoped(tokens, from - 1)
    default:
      return true
  }
}

const MAX_SCOPE_TOKENS = 12

/** Whether `@scope` stands right before this slash. */
function isScoped(tokens: readonly Token[], slash: number): boolean {
  for (let at = slash; at > 0 && slash - at < MAX_SCOPE_TOKENS && tokens[at]?.isApart === false; at--)
    if (tokens[at - 1]?.lower === '@') return true
  return false
}

/** A compound says more about its first word, so `zod-to-json-schema` is about zod; but a longer name is another name. */
function endsName(kind: CueKind, tokens: readonly Token[], to: number): boolean {
  const [last, next, later] = [tokens[to - 1], tokens[to], tokens[to + 1]]
  if (next === undefined || next.isApart || last?.isWord !== true) return true
  const continues = later?.isWord === true && !later.isApart
  if (!continues) return true
  if (next.lower === '-') return kind === 'word'
  return next.lower !== '.' || kind !== 'phrase'
}

function longestOf<Value>(spans: readonly Span<Value>[], tokens: number): readonly Span<Value>[] {
  const isTaken = new Uint8Array(tokens)
  return spans
    .toSorted((a, b) => b.length - a.length || a.from - b.from)
    .filter(({ from, to }) => {
      // A span that is not longer overlaps an earlier one if either of its ends does.
      if (isTaken[from] === 1 || isTaken[to - 1] === 1) return false
      isTaken.fill(1, from, to)
      return true
    })
}
