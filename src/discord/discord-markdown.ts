import { minuteText } from '../text/day.ts'
import { type Inline, textOf } from './conversation.ts'

/** The names of the people, roles and channels whose ids a message contains. */
export type Names = {
  /** The names of people and roles, the longest first. The text may already show these names instead of ids. */
  readonly mentionable: readonly string[]
  readonly personOf: (id: string) => string | null
  readonly roleOf: (id: string) => string | null
  readonly channelOf: (id: string) => string | null
}

export const NO_NAMES: Names = { mentionable: [], personOf: () => null, roleOf: () => null, channelOf: () => null }

/** A code block: three backticks, perhaps a language, and text without three backticks in a row. */
const CODE_BLOCK = /```(?:([\w+#.-]{1,30})\n|\n)?([^`]*(?:`{1,2}[^`]+)*)```/g

/** Reads the Markdown of a message: https://support.discord.com/hc/en-us/articles/210298617 */
export function readDiscordMarkdown(source: string, names: Names = NO_NAMES): readonly Inline[] {
  return [...piecesIn(source, names)]
}

function* piecesIn(source: string, names: Names): Generator<Inline> {
  let from = 0
  for (const block of source.matchAll(CODE_BLOCK)) {
    yield* readProse(source.slice(from, block.index), names)
    yield { kind: 'code-block', language: block[1] ?? '', text: block[2] ?? '' }
    from = block.index + block[0].length
  }
  yield* readProse(source.slice(from), names)
}

/** Reads text without code blocks. `>>> ` quotes the rest of the text. */
function* readProse(text: string, names: Names): Generator<Inline> {
  const offset = `\n${text}`.indexOf('\n>>> ')
  if (offset !== 0) yield* readLines(offset < 0 ? text : text.slice(0, offset - 1), names)
  if (offset >= 0) yield { kind: 'quote', content: [...readLines(text.slice(offset + '>>> '.length), names)] }
}

function* readLines(text: string, names: Names): Generator<Inline> {
  if (text === '') return
  let run: string[] = []
  let isQuoted = false
  for (const line of text.split('\n')) {
    if (line.startsWith('> ') !== isQuoted) {
      yield* readQuoteOrText(run, isQuoted, names)
      run = []
      isQuoted = !isQuoted
    }
    run.push(isQuoted ? line.slice('> '.length) : simplifyHeading(line))
  }
  yield* readQuoteOrText(run, isQuoted, names)
}

function* readQuoteOrText(lines: readonly string[], isQuoted: boolean, names: Names): Generator<Inline> {
  if (lines.length === 0) return
  const content = readInline(lines.join('\n'), names)
  if (isQuoted) yield { kind: 'quote', content: [...content] }
  else yield* content
}

/** Makes a heading bold, because the record has headings of its own. Makes small text (`-# `) normal. */
function simplifyHeading(line: string): string {
  const [, marks, text] = /^(#{1,3}|-#) +(\S.*)$/.exec(line) ?? []
  if (text === undefined) return line
  return marks === '-#' ? text : `**${text}**`
}

const TOKEN = new RegExp(
  [
    '\\\\(?<escaped>[!-/:-@[-`{-~])',
    '(?<!`)`(?<code>[^`\n]+)`(?!`)',
    '``(?<longCode>[^`]+(?:`[^`]+)*)``',
    '<@!?(?<person>\\d{1,20})>',
    '<@&(?<role>\\d{1,20})>',
    '<#(?<channel>\\d{1,20})>',
    '<a?:(?<emoji>\\w{1,40}):\\d{1,20}>',
    '<t:(?<time>-?\\d{1,13})(?::[a-z])?>',
    '</(?<command>[^<>:\n]{1,100}):\\d{1,20}>',
    '\\[(?<label>[^[\\]\n]{1,300})\\]\\(<?(?<target>https?://(?:[^\\s<>()]|\\([^\\s<>()]*\\)){1,2000})>?(?: +"[^"\n]{0,300}")?\\)',
    '<(?<bracketed>https?://[^\\s<>]{1,2000})>',
    '(?<url>https?://[^\\s<>\\\\]{1,2000})',
    '(?<mark>[*_~]+|\\|\\|)',
    '@',
  ].join('|'),
  'gi',
)

function* readInline(text: string, names: Names): Generator<Inline> {
  const pattern = new RegExp(TOKEN)
  let from = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { index, 0: whole, groups = {} } = match
    const name = whole === '@' ? nameAt(text, index + 1, names) : null
    if (whole === '@' && name === null) continue
    yield* asText(text.slice(from, index))
    if (name !== null) {
      // The name may contain marks, which do not format anything there.
      yield { kind: 'mention', text: `@${name}` }
      pattern.lastIndex = index + 1 + name.length
    } else yield* readToken(whole, groups, names)
    from = pattern.lastIndex
  }
  yield* asText(text.slice(from))
}

function* readToken(whole: string, groups: Groups, names: Names): Generator<Inline> {
  const token = groups['url'] === undefined ? whole : trimUrl(whole)
  yield pieceOf(groups, token, names)
  yield* asText(whole.slice(token.length))
}

type Groups = Readonly<Record<string, string | undefined>>

function pieceOf(groups: Groups, token: string, names: Names): Inline {
  const { code, longCode, command, label, target, bracketed, url, mark } = groups
  const literal = code ?? longCode ?? (command === undefined ? undefined : `/${command}`)
  if (literal !== undefined) return { kind: 'code', text: literal }
  if (mark !== undefined) return { kind: 'mark', text: mark }
  if (label !== undefined && target !== undefined)
    return { kind: 'link', url: target, content: withoutLinks([...readInline(label, names)]) }
  if (bracketed !== undefined || url !== undefined) return { kind: 'link', url: bracketed ?? token, content: [] }
  return mentionOf(groups, names) ?? { kind: 'text', text: plainTextOf(groups) ?? token }
}

function mentionOf({ person, role, channel }: Groups, names: Names): Inline | null {
  if (person !== undefined) return { kind: 'mention', text: `@${names.personOf(person) ?? 'unknown'}` }
  if (role !== undefined) return { kind: 'mention', text: `@${names.roleOf(role) ?? 'a role'}` }
  return channel === undefined ? null : { kind: 'mention', text: `#${names.channelOf(channel) ?? 'a-channel'}` }
}

function plainTextOf({ escaped, emoji, time }: Groups): string | null {
  if (escaped !== undefined) return escaped
  if (emoji !== undefined) return `:${emoji}:`
  if (time === undefined) return null
  const date = new Date(Number(time) * 1000)
  return Number.isNaN(date.getTime()) ? null : minuteText(date)
}

/** Replaces links with their text, because a link cannot contain another one. */
export function withoutLinks(content: readonly Inline[]): readonly Inline[] {
  return content.map((piece) =>
    piece.kind === 'link'
      ? { kind: 'text', text: piece.content.length === 0 ? piece.url : textOf(piece.content) }
      : piece,
  )
}

/** Removes punctuation at the end of an address, because it belongs to the sentence around the address. */
export function trimUrl(url: string): string {
  const endings = /[([]/.test(url) ? '.,:;!?\'"*_~|' : '.,:;!?\'"*_~|)]'
  let end = url.length
  while (end > 0 && endings.includes(url.charAt(end - 1))) end--
  return url.slice(0, end)
}

/** The name in a mention that shows a name instead of an id. A name may have spaces, so only known names are found. */
function nameAt(text: string, offset: number, { mentionable }: Names): string | null {
  return mentionable.find((candidate) => text.startsWith(candidate, offset)) ?? null
}

function* asText(text: string): Generator<Inline> {
  if (text !== '') yield { kind: 'text', text }
}
