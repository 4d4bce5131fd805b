import type { Inline } from './conversation.ts'
import { withoutLinks } from './discord-markdown.ts'
import { type Element, hasClass, htmlText } from './html-tree.ts'

/** Reads the content of a message in an HTML export. The class names are those of DiscordChatExporter. */
export function readHtmlContent(element: Element, listDepth = 0): readonly Inline[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? asText(child) : readElement(child, listDepth),
  )
}

const MARKS: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  s: '~~',
  del: '~~',
  strike: '~~',
}

function readElement(element: Element, listDepth: number): readonly Inline[] {
  const { tag, attributes } = element
  const mark = MARKS[tag] ?? (isSpoiler(element) ? '||' : undefined)
  if (mark !== undefined) return surround(mark, readHtmlContent(element))
  if (/^h[1-6]$/.test(tag)) return [...surround('**', readHtmlContent(element)), ...asText('\n')]
  if (hasClass(element, 'chatlog__edited-timestamp')) return []
  if (isQuote(element)) return [{ kind: 'quote', content: readHtmlContent(element) }]
  if (tag === 'br') return asText('\n')
  if (tag === 'img') return asText(emojiOf(attributes))
  if (tag === 'a') return linkOf(element)
  if (hasClass(element, 'chatlog__markdown-timestamp')) return asText(attributes['title'] ?? htmlText(element))
  if (isMention(element)) return [{ kind: 'mention', text: htmlText(element) }]
  return listOf(element, listDepth) ?? codeOf(element) ?? readHtmlContent(element)
}

/** Returns null if the element is neither a list nor a list item. */
function listOf(element: Element, listDepth: number): readonly Inline[] | null {
  const { tag } = element
  if (tag === 'ul' || tag === 'ol') return [...readHtmlContent(element, listDepth + 1), ...asText('\n')]
  if (tag !== 'li') return null
  return [...asText(`\n${'  '.repeat(Math.max(0, listDepth - 1))}- `), ...readHtmlContent(element, listDepth)]
}

function isSpoiler(element: Element): boolean {
  return hasClass(element, 'chatlog__markdown-spoiler') || hasClass(element, 'spoiler-text')
}

function isQuote(element: Element): boolean {
  return (
    element.tag === 'blockquote' || hasClass(element, 'chatlog__markdown-quote-content') || hasClass(element, 'quote')
  )
}

function isMention(element: Element): boolean {
  return hasClass(element, 'chatlog__markdown-mention') || hasClass(element, 'mention')
}

/** Returns null if the element is not code. Older exports use the classes `pre--…`. */
function codeOf(element: Element): readonly Inline[] | null {
  const names = (element.attributes['class'] ?? '').split(' ')
  const text = htmlText(element)
  if (names.some((name) => name === 'chatlog__markdown-pre--multiline' || name === 'pre--multiline')) {
    const language = names.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? ''
    return [{ kind: 'code-block', language, text }]
  }
  const isCode =
    element.tag === 'code' || names.includes('chatlog__markdown-pre--inline') || names.includes('pre--inline')
  return isCode ? [{ kind: 'code', text }] : null
}

function linkOf(element: Element): readonly Inline[] {
  const url = element.attributes['href'] ?? ''
  const content = readHtmlContent(element)
  if (!/^https?:/i.test(url)) return content
  return [{ kind: 'link', url, content: htmlText(element).trim() === url ? [] : withoutLinks(content) }]
}

/** The name of a server's own emoji is a word, which we print as `:name:`. The name of a Unicode emoji is the emoji itself. */
function emojiOf({ alt = '', title = '' }: Element['attributes']): string {
  const name = alt === '' ? title : alt
  return /^\w{1,40}$/.test(name) ? `:${name}:` : name
}

function surround(mark: string, content: readonly Inline[]): readonly Inline[] {
  return [{ kind: 'mark', text: mark }, ...content, { kind: 'mark', text: mark }]
}

function asText(text: string): readonly Inline[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}
