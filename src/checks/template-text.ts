/** Marks that stand for something still to be written. */
export type Mark = { readonly text: string /** The line holds nothing else. */; readonly alone: boolean }

const WORD_ALONE = /^(?:todo|tbd|tba|fixme|xxx+|placeholder)[.:!]?$/i
const WORD_WITH_COLON = /\b(?:TODO|FIXME|TBD|XXX):/
const WORD_AS_ANSWER = /(?:[:=(]|[-–—]) ?(?:TODO|FIXME|TBD|XXX)[.)]?$/
const SQUARE = /\[(?:your|insert|enter|fill in|describe|todo|tbd|placeholder|e\.g\.)(?: [^[\]]{0,80})?\](?![(:[])/i
const CURLY = /(?<!\$)\{\{ ?[a-z][\w-]{0,40} ?\}\}/
const ANGLE = /(?<![\w<])<([A-Za-z…][^<>=:/@",]{0,80})>/g

/** What an author is asked for; other single words in angle brackets mean something in text about code. */
const ASKED =
  /^(?:your|insert|enter|fill|describe|put|name|title|description|version|link|date|url|placeholder|todo|tbd)\b/i
const ELLIPSIS = /…|\.{3}/
const HTML_TAG =
  /^(?:a|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|source|span|strong|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|var|video)\b/i

/** No mark is without one of these; looking for them is quicker than for each kind of mark. */
const SOME_MARK = /todo|tbd|tba|fixme|xxx|placeholder|\[(?:your|insert|enter|fill in|describe|e\.g\.)|\{\{|<[a-z…]/i

export function markIn(line: string): Mark | null {
  if (!SOME_MARK.test(line)) return null
  const bare = withoutListMark(line)
  if (WORD_ALONE.test(bare)) return { text: bare, alone: true }
  const text = WORD_WITH_COLON.exec(bare)?.[0] ?? WORD_AS_ANSWER.exec(bare)?.[0] ?? bracketIn(bare)
  return text === undefined ? null : { text: text.trim(), alone: text === bare }
}

function bracketIn(line: string): string | undefined {
  return SQUARE.exec(line)?.[0] ?? CURLY.exec(line)?.[0] ?? angleIn(line)
}

function angleIn(line: string): string | undefined {
  for (const [whole, inner = ''] of line.matchAll(ANGLE)) if (isAsking(inner.trim())) return whole
  return undefined
}

function isAsking(inner: string): boolean {
  if (ASKED.test(inner) || ELLIPSIS.test(inner)) return true
  return inner.includes(' ') && !HTML_TAG.test(inner)
}

function withoutListMark(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+>]|\d+[.)])[ \t]+/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1')
}

/** Sentences of widespread templates, GitHub's own among them, that stand where an answer should be. */
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

/** All of them in one pass over a line. */
const SOME_PHRASE = new RegExp(PHRASES.map(({ source }) => source).join('|'), 'i')

/** Whether a line of prose is a template's and not the author's. */
export function isTemplatePhrase(line: string): boolean {
  return SOME_PHRASE.test(line)
}
