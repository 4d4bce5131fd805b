/** A placeholder that the author still has to replace. `isAlone`: the line contains nothing else. */
export type Placeholder = { readonly text: string; readonly isAlone: boolean }

const WORD_ALONE = /^(?:todo|tbd|tba|fixme|xxx+|placeholder)[.:!]?$/i
const WORD_WITH_COLON = /\b(?:TODO|FIXME|TBD|XXX):/
const WORD_AS_ANSWER = /(?:[:=(]|[-–—]) ?(?:TODO|FIXME|TBD|XXX)[.)]?$/
const SQUARE = /\[(?:your|insert|enter|fill in|describe|todo|tbd|placeholder|e\.g\.)(?: [^[\]]{0,80})?\](?![(:[])/i
const CURLY = /(?<!\$)\{\{ ?[a-z][\w-]{0,40} ?\}\}/
const ANGLE = /(?<![\w<])<([A-Za-z…][^<>=:/@",]{0,80})>/g

/** Words that ask the author for something. Any other single word in angle brackets may be code. */
const REQUEST =
  /^(?:your|insert|enter|fill|describe|put|name|title|description|version|link|date|url|placeholder|todo|tbd)\b/i
const ELLIPSIS = /…|\.{3}/
const HTML_TAG =
  /^(?:a|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|source|span|strong|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|var|video)\b/i

/** Every placeholder contains one of these, so we can skip all other lines. */
const SOME_PLACEHOLDER =
  /todo|tbd|tba|fixme|xxx|placeholder|\[(?:your|insert|enter|fill in|describe|e\.g\.)|\{\{|<[a-z…]/i

export function findPlaceholder(line: string): Placeholder | null {
  if (!SOME_PLACEHOLDER.test(line)) return null
  const bare = removeListMark(line)
  if (WORD_ALONE.test(bare)) return { text: bare, isAlone: true }
  const text = WORD_WITH_COLON.exec(bare)?.[0] ?? WORD_AS_ANSWER.exec(bare)?.[0] ?? findBracket(bare)
  return text === undefined ? null : { text: text.trim(), isAlone: text === bare }
}

function findBracket(line: string): string | undefined {
  return SQUARE.exec(line)?.[0] ?? CURLY.exec(line)?.[0] ?? findAngleBracket(line)
}

function findAngleBracket(line: string): string | undefined {
  for (const [whole, inner = ''] of line.matchAll(ANGLE)) if (isRequest(inner.trim())) return whole
  return undefined
}

function isRequest(inner: string): boolean {
  if (REQUEST.test(inner) || ELLIPSIS.test(inner)) return true
  return inner.includes(' ') && !HTML_TAG.test(inner)
}

function removeListMark(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+>]|\d+[.)])[ \t]+/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1')
}

/** Sentences from common templates, including GitHub's own, that authors forget to replace. */
const PHRASES: readonly RegExp[] = [
  /\ba clear and concise description\b/i,
  /\bif applicable, add screenshots\b/i,
  /\badd any other context (?:about|or screenshots)\b/i,
  /\bsteps to reproduce the behaviou?r:?$/i,
  /^\d+\. (?:go to|click on|scroll down to) ['"‘“]?(?:\.{3}|…)/i,
  /\balways frustrated when \[/i,
  /\btell us what you see!/i,
  /^a bug happened!$/i,
  /\blorem ipsum\b/i,
  /\byour (?:text|answer|description|name|title) (?:goes )?here\b/i,
  /\b(?:replace|delete|remove) this (?:text|line|section|placeholder|template)\b/i,
]

/** Matches all phrases in one pass over a line. */
const ANY_PHRASE = new RegExp(PHRASES.map(({ source }) => source).join('|'), 'i')

export function isTemplateSentence(line: string): boolean {
  return ANY_PHRASE.test(line)
}
