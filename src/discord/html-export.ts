import { Failure } from '../errors.ts'
import {
  type Attachment,
  type Conversation,
  cleanName,
  type DayAndTime,
  divideContent,
  type Inline,
  MAX_EMBEDS,
  type Message,
  type Person,
  type Reaction,
  type Reply,
  timeOfId,
  withFurtherParts,
} from './conversation.ts'
import { withoutLinks } from './discord-markdown.ts'
import { readHtmlContent } from './html-content.ts'
import { type Element, elementsWithClass, firstWithClass, htmlText, parseHtml } from './html-tree.ts'

/** DiscordChatExporter writes this in place of a server's name, because direct messages have no server. */
const DIRECT_MESSAGES = 'Direct Messages'

/** @throws Failure (validation) if the file is not an HTML export of DiscordChatExporter */
export function readHtmlExport(source: string, file: string): Conversation {
  const page = parseHtml(source)
  const [serverText = '', path = ''] = [...elementsWithClass(page, 'preamble__entry')].map(htmlText)
  const server = cleanName(serverText, '')
  const names = path
    .split(/\s\/\s/)
    .map((name) => cleanName(name, ''))
    .filter((name) => name !== '')
  const messages = [...elementsWithClass(page, 'chatlog__message-group')].flatMap(messagesOf)
  if (messages.length === 0 && names.length === 0)
    throw new Failure('validation', `${file}: this is not an HTML export of DiscordChatExporter`, {
      hint: 'export the channel again, or copy its text into a .txt file',
    })
  return {
    server: server === '' || server === DIRECT_MESSAGES ? null : server,
    channel: names.at(-1) ?? null,
    parents: names.slice(0, -1),
    isThread: isThread(names),
    privacy: server === DIRECT_MESSAGES ? 'direct-message' : null,
    url: null,
    zone: messages.every(({ id }) => timeOfId(id ?? '') !== null) ? 'UTC' : 'local',
    today: null,
    messages,
  }
}

/** The page does not say whether it shows a thread. A channel's name has no spaces or capitals, and only a category can be above it. */
function isThread(names: readonly string[]): boolean {
  return names.length > 2 || /[\s\p{Lu}]/u.test(names.at(-1) ?? '')
}

/** Reads consecutive messages by one author. Usually, only the first message names the author. */
function messagesOf(group: Element): readonly Message[] {
  let author: Person = { key: 'somebody', name: 'somebody', account: null, isBot: false }
  return [...elementsWithClass(group, 'chatlog__message-container', 'chatlog__message')].flatMap((container) => {
    const nameElement = firstWithClass(
      container,
      'chatlog__author',
      'chatlog__author-name',
      'chatlog__system-notification-author',
    )
    if (nameElement !== null)
      author = personOf(nameElement, {
        isBot: firstWithClass(container, 'chatlog__author-tag', 'chatlog__bot-tag') !== null,
      })
    return messageOf(container, author)
  })
}

function personOf(element: Element, { isBot }: Pick<Person, 'isBot'>): Person {
  const { attributes } = element
  const name = cleanName(htmlText(element), 'somebody')
  const account = (attributes['title'] ?? '').trim()
  return {
    key: attributes['data-user-id'] ?? name,
    name,
    account: account === '' ? null : cleanName(account, name),
    isBot,
  }
}

function messageOf(container: Element, author: Person): readonly Message[] {
  const id = container.attributes['data-message-id'] ?? ''
  const notice = firstWithClass(container, 'chatlog__system-notification-content')
  const content = firstWithClass(container, 'chatlog__content')
  const forwarded = firstWithClass(container, 'chatlog__forwarded-content')
  const [first = [], ...others] = divideContent(contentOf(notice ?? content))
  const message: Message = {
    id: id === '' ? null : id,
    kind: notice === null ? 'message' : 'notice',
    author,
    when: dayAndTimeOf(container, id),
    content: first,
    reply: replyOf(container),
    isEdited: content !== null && firstWithClass(content, 'chatlog__edited-timestamp') !== null,
    forwarded: forwarded === null ? null : (divideContent(contentOf(forwarded))[0] ?? []),
    embeds: embedsOf(container, author, content),
    attachments: [...elementsWithClass(container, 'chatlog__attachment', 'chatlog__forwarded-attachment')].flatMap(
      attachmentOf,
    ),
    stickers: [...elementsWithClass(container, 'chatlog__sticker')].map(({ attributes }) =>
      cleanName(attributes['title'] ?? '', 'a sticker'),
    ),
    reactions: [...elementsWithClass(container, 'chatlog__reaction')].map(reactionOf),
  }
  return withFurtherParts(message, others)
}

/** Reads only the elements that hold the text, because the page has white space around them. */
function contentOf(element: Element | null): readonly Inline[] {
  if (element === null) return []
  const texts = [...elementsWithClass(element, 'chatlog__markdown-preserve', 'preserve-whitespace')]
  return (texts.length === 0 ? [element] : texts).flatMap((text) => readHtmlContent(text))
}

/**
 * Reads the embeds under a message. Under a person's text, an embed only repeats what the linked page says, so it is left out. If
 * the author is a bot, or the message has no text, the embeds are its content.
 */
function embedsOf(container: Element, { isBot }: Person, content: Element | null): Message['embeds'] {
  if (!isBot && content !== null && htmlText(content).trim() !== '') return []
  return [...elementsWithClass(container, 'chatlog__embed')].slice(0, MAX_EMBEDS).flatMap((embed) => {
    const parts = [
      ...elementsWithClass(embed, 'chatlog__embed-title', 'chatlog__embed-description', 'chatlog__embed-field'),
    ]
    const content = parts.flatMap((part) => [...embedPartOf(part), { kind: 'text', text: '\n' } as const])
    return content.length === 0 ? [] : [divideContent(content)[0] ?? []]
  })
}

/** The content of one part of an embed: a title with its link, a field with its name, or text. */
function embedPartOf(part: Element): readonly Inline[] {
  const url = firstWithClass(part, 'chatlog__embed-title-link')?.attributes['href'] ?? ''
  if (/^https?:/i.test(url)) return [{ kind: 'link', url, content: withoutLinks(contentOf(part)) }]
  const nameElement = firstWithClass(part, 'chatlog__embed-field-name')
  if (nameElement === null) return contentOf(part)
  const valueElement = firstWithClass(part, 'chatlog__embed-field-value')
  const bold: Inline = { kind: 'mark', text: '**' }
  return [bold, ...contentOf(nameElement), bold, { kind: 'text', text: ' ' }, ...contentOf(valueElement)]
}

/** The time in the id is exact. The time on the page depends on the language of the person who made the export. */
function dayAndTimeOf(container: Element, id: string): DayAndTime {
  const exact = timeOfId(id)
  if (exact !== null) return exact
  const timeElement = firstWithClass(
    container,
    'chatlog__timestamp',
    'chatlog__short-timestamp',
    'chatlog__system-notification-timestamp',
  )
  return { day: null, time: cleanName(timeElement === null ? '' : htmlText(timeElement), 'at an unknown time') }
}

function replyOf(container: Element): Reply | null {
  const reply = firstWithClass(container, 'chatlog__reply', 'chatlog__reference')
  if (reply === null) return null
  const authorElement = firstWithClass(reply, 'chatlog__reply-author', 'chatlog__reference-name')
  const contentElement = firstWithClass(reply, 'chatlog__reply-content', 'chatlog__reference-content')
  return {
    author: authorElement === null ? null : personOf(authorElement, { isBot: false }),
    excerpt: contentElement === null ? null : htmlText(contentElement),
  }
}

/** The title of a picture, a video or a sound, such as `Image: login.png (1.2 MB)`. */
const MEDIA = /^(?:Image|Video|Audio): (.{1,300}) \(([^()]{1,30})\)$/

function attachmentOf(element: Element): readonly Attachment[] {
  const nameElement = firstWithClass(element, 'chatlog__attachment-generic-name')
  if (nameElement !== null) {
    const size = firstWithClass(element, 'chatlog__attachment-generic-size')
    return [
      { name: cleanName(htmlText(nameElement), 'a file'), size: size === null ? null : cleanName(htmlText(size), '') },
    ]
  }
  const [title] = titlesIn(element)
  if (title === undefined) return []
  const [, name, size] = MEDIA.exec(title) ?? []
  return [{ name: cleanName(name ?? title, 'a file'), size: size ?? null }]
}

function* titlesIn(element: Element): Generator<string> {
  const { title } = element.attributes
  if (title !== undefined) yield title
  for (const child of element.children) if (typeof child !== 'string') yield* titlesIn(child)
}

function reactionOf(element: Element): Reaction {
  const image = [...elementsWithTag(element, 'img')][0]
  const name = cleanName(image?.attributes['alt'] ?? '', '?')
  const count = firstWithClass(element, 'chatlog__reaction-count')
  return {
    emoji: /^\w{2,40}$/.test(name) ? `:${name}:` : name,
    count: Number.parseInt(count === null ? '' : htmlText(count), 10) || 1,
  }
}

function* elementsWithTag(element: Element, tag: string): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (child.tag === tag) yield child
    yield* elementsWithTag(child, tag)
  }
}
