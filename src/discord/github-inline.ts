import { clearHidden } from '../text/quote.ts'
import type { Inline } from './conversation.ts'
import { trimUrl } from './discord-markdown.ts'

/** Prints text as the label of a link. */
export function printLabel(text: string): string {
  return printInline([{ kind: 'text', text }], 'link')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Where a piece is printed: on a line of text, or in the label of a link, which cannot contain another link. */
type Place = 'line' | 'link'

/** Prints the pieces of one paragraph as harmless Markdown. */
export function printInline(content: readonly Inline[], place: Place = 'line'): string {
  const pieces = content.flatMap(cleanPiece).filter((piece) => piece.kind === 'text' || printPiece(piece, place) !== '')
  return joinPrinted(joinTexts(pieces).map((piece) => printPiece(piece, place)))
}

/**
 * Joins printed parts so that no part changes its neighbor. Two runs of backticks would become one, and other parts of the line
 * would become code. An exclamation mark before a link would turn the link into an image.
 */
function joinPrinted(parts: readonly string[]): string {
  const joined: string[] = []
  for (const part of parts) {
    const last = joined.at(-1) ?? ''
    if (part === '') continue
    if (last.endsWith('`') && part.startsWith('`')) joined.push(' ')
    if (last.endsWith('!') && part.startsWith('[')) joined[joined.length - 1] = `${last.slice(0, -1)}\\!`
    joined.push(part)
  }
  return joined.join('')
}

function cleanPiece(piece: Inline): readonly Inline[] {
  if (piece.kind === 'quote') return [piece]
  if (piece.kind !== 'link') return [{ ...piece, text: cleanText(piece.text) }]
  const url = safeUrl(cleanText(piece.url))
  if (url !== null) return [{ ...piece, url }]
  return [...piece.content.flatMap(cleanPiece), { kind: 'code', text: cleanText(piece.url) }]
}

const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g
/** Characters that change the direction of text, even of the text after the message. */
const DIRECTION_CHANGES = /[\u202A-\u202E\u2066-\u2069]/g

export function cleanText(text: string): string {
  return clearHidden(text.replaceAll(LINE_BREAKS, '\n').replaceAll(DIRECTION_CHANGES, ''))
}

/** Joins neighboring pieces of text before they are escaped, because an `@` and a name are harmless apart, but together they mention somebody. */
function joinTexts(content: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = []
  for (const piece of content) {
    const last = joined.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + piece.text }
    else joined.push(piece)
  }
  return joined
}

function printPiece(piece: Inline, place: Place): string {
  switch (piece.kind) {
    case 'text':
      return escapeText(piece.text, place)
    case 'mark':
      return piece.text.replaceAll(/[^*_~|]/g, '')
    case 'code':
    case 'mention':
      return codeSpan(piece.text)
    case 'link':
      return place === 'line' ? printLink(piece) : codeSpan(piece.url)
    case 'code-block':
      return codeSpan(piece.text)
    case 'quote':
      return printInline(piece.content, place)
    default:
      return piece satisfies never
  }
}

/** Prints text as code, because GitHub ignores mentions and references in code. */
function codeSpan(text: string): string {
  const code = escapeOurMarkers(text).replaceAll(/\s+/g, ' ').trim()
  if (code === '') return ''
  const longest = [...code.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), 0)
  const marks = '`'.repeat(longest + 1)
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : ''
  return marks + pad + code + pad + marks
}

/**
 * Matches addresses, text that GitHub would turn into a mention (`@name`) or a reference (`#12`, `GH-12`, the hash of a commit),
 * and characters that mean something in Markdown or HTML.
 */
const SPECIAL = new RegExp(
  [
    // Matches "https://" even if nothing follows it, because GitHub would read the next piece, even code, as part of the address.
    '(?<url>(?:https?://|ftp://|(?<![a-z0-9])www\\.)[^\\s<>`\\\\]*)',
    '(?<mail>[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+)',
    '(?<reference>@[\\w./-]*\\w|(?:(?<![\\w./-])[\\w.-]{1,39}/[\\w.-]{1,100})?#\\d+|(?<![a-z0-9])GH-\\d+)',
    '(?<hash>(?<![a-z0-9])[0-9a-f]{7,40}(?=$|[^a-z0-9]|https?:))',
    '(?<mark>[\\\\`*_~[\\]<$])',
    '&',
  ].join('|'),
  'i',
)

function escapeText(text: string, place: Place): string {
  const parts: string[] = []
  let rest = text
  // Each search begins in a new string, because GitHub reads the text after a piece of code separately.
  for (let match = SPECIAL.exec(rest); match !== null; match = SPECIAL.exec(rest)) {
    const special = place === 'line' ? trimPunctuation(match[0], match.groups ?? {}) : match[0]
    parts.push(rest.slice(0, match.index), escapeSpecial(special, match.groups ?? {}, place))
    rest = rest.slice(match.index + special.length)
  }
  return joinPrinted([...parts, rest])
}

type Groups = Readonly<Record<string, string | undefined>>

/** Removes the punctuation after an address. */
function trimPunctuation(special: string, { url }: Groups): string {
  if (url === undefined) return special
  const address = trimUrl(special)
  return addressOf(address) === null ? special : address
}

function addressOf(url: string): string | null {
  return safeUrl(/^www/i.test(url) ? `https://${url}` : url)
}

function escapeSpecial(special: string, { url, mail, reference, hash, mark }: Groups, place: Place): string {
  const address = url === undefined || place === 'link' ? null : addressOf(special)
  if (address !== null) return printLink({ url: address, content: [] })
  const literal = url ?? mail ?? reference ?? (hash !== undefined && isHash(hash) ? hash : undefined)
  if (literal !== undefined) return codeSpan(literal)
  if (mark !== undefined) return mark === '<' ? '&lt;' : `\\${mark}`
  return special === '&' ? '&amp;' : special
}

function isHash(word: string): boolean {
  return /\d/.test(word) && /[a-f]/i.test(word)
}

function printLink({ url, content }: { readonly url: string; readonly content: readonly Inline[] }): string {
  const label = printInline(content, 'link').replaceAll(/\s+/g, ' ').trim()
  const target = withoutBacklink(url)
  if (label === '' && target === url) return `<${url}>`
  // At the beginning of a line, GitHub reads "[a]: b" as the definition of a link, even if it is in code.
  return `[${(label === '' ? codeSpan(url) : label).replaceAll(']:', '] :')}](<${target}>)`
}

/** Encodes every character of a web address that could end the link. Returns null if it is not a web address. */
function safeUrl(url: string): string | null {
  const address = url.trim().replaceAll(/[\s\\`<>"{}|^]/g, encodeURIComponent)
  return /^https?:\/\/[^/?#]/i.test(address) && URL.canParse(address) ? address : null
}

/** Kinds of pages that, unlike issues, do not list the posts that link to them. */
const PLAIN_PAGES = new Set(['blob', 'tree', 'raw', 'blame', 'releases', 'wiki', 'actions', 'security'])

/**
 * Changes a link so that GitHub does not list our post on the issue that it leads to. GitHub ignores links through the host
 * redirect.github.com, which leads to the same page.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls#avoiding-backlinks-to-linked-references
 */
function withoutBacklink(address: string): string {
  const url = new URL(address)
  if (!/^(?:www\.)?github\.com$/i.test(url.hostname)) return address
  const page = url.pathname.split('/').filter((part) => part !== '')[2]
  if (page === undefined || PLAIN_PAGES.has(page)) return address
  return `https://redirect.github.com${url.pathname}${url.search}${url.hash}`
}

/** Breaks up the strings by which we find the marker and the AI disclosure of our posts, because a stranger's text may contain them. */
export function escapeOurMarkers(text: string): string {
  return text.replaceAll('<!-- mcp-comms:', '<!-- mcp-comms :').replaceAll(/^(?=\*\*AI disclosure:)/gm, ' ')
}
