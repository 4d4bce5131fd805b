import type { Message, Person, Reply } from './conversation.ts'
import { printLabel } from './github-inline.ts'
import { printContent, printLine, printQuote, printText } from './github-markdown.ts'

export type MessageContext = {
  /** Returns a different name for each person, even if two people have the same name. */
  readonly nameOf: (person: Person) => string
  /** The address of a message. null: it is not known. */
  readonly urlOf: (message: Message) => string | null
}

/** `withAuthor`: whether to name the author, who may be that of the message above. */
type MessageOptions = { readonly withAuthor: boolean }

/** Prints a message as blocks of Markdown, each far shorter than a post. */
export function printMessage(
  message: Message,
  context: MessageContext,
  { withAuthor }: MessageOptions,
): readonly string[] {
  const { kind, content, reply, forwarded, embeds } = message
  if (kind === 'left-out') return [`_${printLine(content)}_`]
  if (kind === 'notice') return [`${headOf(message, context)} · ${printLine(content)}`]
  const text = fold(printContent(content))
  const edited = message.isEdited ? '(edited)' : ''
  return [
    withAuthor ? headOf(message, context) : '',
    reply === null ? '' : printReply(reply, context),
    [text, edited].filter((part) => part !== '').join(text.includes('\n') ? '\n\n' : ' '),
    forwarded === null ? '' : `Forwarded:\n\n${printQuote(printContent(forwarded))}`,
    ...embeds.map((embed) => printQuote(printContent(embed))),
    printExtras(message, context),
  ].filter((block) => block !== '')
}

function headOf({ author, when }: Message, { nameOf }: MessageContext): string {
  const time = when.time === '' ? '' : ` · ${printText(when.time)}`
  return `**${printName(nameOf(author))}**${author.isBot ? ' (bot)' : ''}${time}`
}

/** Prints a name, or "somebody" if nothing of the name is visible. */
export function printName(name: string): string {
  const printed = printText(name)
  return printed === '' ? 'somebody' : printed
}

const MAX_EXCERPT_LENGTH = 80

function printReply({ author, excerpt }: Reply, { nameOf }: MessageContext): string {
  const words = excerpt === null ? '' : excerptOf(excerpt)
  if (author === null && words === '') return '> ↪ an earlier message'
  const name = author === null ? '' : `**${printName(nameOf(author))}**`
  return `> ↪ ${[name, words].filter((part) => part !== '').join(': ')}`
}

function excerptOf(text: string): string {
  const words = text
    // Limits the work on a long text, which may begin with white space.
    .slice(0, 5 * MAX_EXCERPT_LENGTH)
    .replaceAll(/[\s`]+/g, ' ')
    .trim()
  const characters = [...words]
  return printText(
    characters.length <= MAX_EXCERPT_LENGTH ? words : `${characters.slice(0, MAX_EXCERPT_LENGTH - 1).join('')}…`,
  )
}

/** A longer message is folded. */
const MAX_UNFOLDED_LINES = 30

function fold(text: string): string {
  const lines = text.split('\n').length
  return lines <= MAX_UNFOLDED_LINES ? text : foldUnder(`A message of ${lines} lines`, text)
}

/** @param summary HTML, so it must not contain the text of a stranger */
export function foldUnder(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`
}

/** The most files, stickers or reactions that we list. Discord allows 10 files, 3 stickers and 20 reactions in a message. */
const MAX_LISTED = 20

function printExtras(message: Message, { urlOf }: MessageContext): string {
  const url = urlOf(message)
  const files = message.attachments.map(({ name, size }) => {
    return `📎 ${url === null ? printName(name) : `[${printLabel(name)}](<${url}>)`}${size === null ? '' : ` (${printText(size)})`}`
  })
  const stickers = message.stickers.map((name) => `Sticker: ${printName(name)}`)
  const reactions = message.reactions.map(({ emoji, count }) => `${printText(emoji)} ${count}`)
  return [...limitList(files, '\n'), ...limitList(stickers, '\n'), ...limitList(reactions, ' · ')].join('\n')
}

function limitList(items: readonly string[], separator: string): readonly string[] {
  if (items.length === 0) return []
  const unlistedCount = items.length - MAX_LISTED
  return [
    items.slice(0, MAX_LISTED).join(separator) + (unlistedCount > 0 ? `${separator}and ${unlistedCount} more` : ''),
  ]
}
