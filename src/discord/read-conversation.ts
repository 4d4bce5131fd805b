import { Failure } from '../errors.ts'
import { normalizeLineEndings } from '../text/lines.ts'
import { type Conversation, MAX_MESSAGES } from './conversation.ts'
import { readHtmlExport } from './html-export.ts'
import { readJsonExport } from './json-export.ts'
import { readPastedConversation } from './pasted.ts'

/** In bytes. An export of 20,000 messages with long lists of roles is about half as large. */
export const CONVERSATION_SIZE_LIMIT = 64_000_000

/**
 * Reads a conversation from an export of DiscordChatExporter or from pasted text. Recognizes the format by the text.
 * @param today the day that "today" in a pasted text means, in ISO 8601
 * @throws Failure (validation)
 */
export function readConversation(source: string, file: string, today: string): Conversation {
  const text = normalizeLineEndings(source)
  const conversation = readByFormat(text, file, today)
  const count = conversation.messages.length
  if (count === 0)
    throw new Failure('validation', `${file}: this export has no messages`, {
      hint: 'export the channel again, with a range that has some',
    })
  if (count > MAX_MESSAGES)
    throw new Failure(
      'validation',
      `${file}: it has ${count.toLocaleString('en')} messages; a record can have at most ${MAX_MESSAGES.toLocaleString('en')}`,
      { hint: "Export a part of it, with DiscordChatExporter's --after and --before" },
    )
  return conversation
}

/** The first lines of DiscordChatExporter's other formats. */
const OTHER_FORMATS = /^(?:={20,}\nGuild: |AuthorID,Author,Date,Content)/

function readByFormat(text: string, file: string, today: string): Conversation {
  const start = text.slice(0, 2_000).trimStart()
  if (start.startsWith('{')) return readJsonExport(text, file)
  if (/^<(?:!doctype html|html)\b/i.test(start)) return readHtmlExport(text, file)
  if (OTHER_FORMATS.test(start))
    throw new Failure('validation', `${file}: this export format lacks details that a record needs`, {
      hint: 'Export the conversation as JSON or HTML',
    })
  return readPastedConversation(text, file, today)
}
