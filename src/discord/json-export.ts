import * as z from 'zod'
import { Failure } from '../errors.ts'
import { countOf } from '../text/quote.ts'
import { schemaMessage } from '../text/schema-message.ts'
import {
  type Conversation,
  cleanName,
  cutText,
  type DayAndTime,
  divideText,
  type Inline,
  isSnowflake,
  MAX_EMBEDS,
  type Message,
  type Person,
  type Privacy,
  type Reply,
  textOf,
  timeOfId,
  toUtc,
  withFurtherParts,
  wordsIn,
} from './conversation.ts'
import { type Names, readDiscordMarkdown } from './discord-markdown.ts'

/** An export may leave out, or set to null, whatever it does not know. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? [])

const userSchema = z.object({
  id: text,
  name: text,
  nickname: text,
  isBot: z.boolean().nullish(),
  roles: list(z.object({ id: text, name: text })),
})
const attachmentSchema = z.object({ fileName: text, fileSizeBytes: z.number().nullish() })
const embedSchema = z.object({
  title: text,
  url: text,
  description: text,
  fields: list(z.object({ name: text, value: text })),
})
const messageSchema = z.object({
  id: text,
  type: text,
  timestamp: text,
  timestampEdited: text,
  content: text,
  author: userSchema,
  attachments: list(attachmentSchema),
  embeds: list(embedSchema),
  stickers: list(z.object({ name: text })),
  reactions: list(z.object({ emoji: z.object({ id: text, name: text }), count: z.number() })),
  mentions: list(userSchema),
  reference: z.object({ type: text, messageId: text }).nullish(),
  forwardedMessage: z.object({ content: text }).nullish(),
  interaction: z.object({ name: text, user: userSchema }).nullish(),
})
const exportSchema = z.object({
  guild: z.object({ id: text, name: text }),
  channel: z.object({ id: text, type: text, category: text, name: text }),
  messages: z.array(messageSchema),
})
type ExportedMessage = z.infer<typeof messageSchema>
type User = z.infer<typeof userSchema>

const PRIVACY: Readonly<Record<string, Privacy>> = {
  DirectTextChat: 'direct-message',
  DirectGroupTextChat: 'group-message',
  GuildPrivateThread: 'private-thread',
}
/** The types of messages with which Discord itself reports something. */
const NOTICES: ReadonlySet<string> = new Set([
  'RecipientAdd',
  'RecipientRemove',
  'Call',
  'ChannelNameChange',
  'ChannelIconChange',
  'ChannelPinnedMessage',
  'GuildMemberJoin',
  'ThreadCreated',
])
/** DiscordChatExporter writes this in place of a server's id, because direct messages have no server. */
const NO_SERVER = '0'

/** @throws Failure (validation) if the file is not a JSON export of DiscordChatExporter */
export function readJsonExport(source: string, file: string): Conversation {
  const parsed = exportSchema.safeParse(parseJson(source, file), { error: schemaMessage })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `
    throw new Failure(
      'validation',
      `${file}: this is not a JSON export of DiscordChatExporter (${place}${issue?.message ?? 'unexpected shape'})`,
      { hint: 'export the channel again, or copy its text into a .txt file' },
    )
  }
  const { guild, channel, messages } = parsed.data
  const isServer = isSnowflake(guild.id)
  const privacy = PRIVACY[channel.type] ?? (guild.id === NO_SERVER ? 'direct-message' : null)
  const byId = new Map(messages.map((exported) => [exported.id, exported]))
  const names = { channel, roles: rolesOf(messages), people: peopleOf(messages) }
  return {
    server: isServer ? cleanName(guild.name, 'a server') : null,
    channel: cleanName(channel.name, 'a channel'),
    parents: channel.category === '' ? [] : [cleanName(channel.category, 'a channel')],
    isThread: channel.type.endsWith('Thread'),
    privacy,
    url: isServer && isSnowflake(channel.id) ? `https://discord.com/channels/${guild.id}/${channel.id}` : null,
    zone: 'UTC',
    today: null,
    messages: messages.flatMap((exported) => messagesOf(exported, namesFor(exported, names), byId)),
  }
}

function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    throw new Failure('validation', `${file}: this is not JSON`, {
      cause: error,
      hint: 'The export may have been interrupted: make it again',
    })
  }
}

type NamesInExport = {
  readonly channel: { readonly id: string; readonly name: string }
  readonly roles: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

function rolesOf(messages: readonly ExportedMessage[]): NamesInExport['roles'] {
  return new Map(
    messages.flatMap(({ author }) => author.roles.map(({ id, name }) => [id, cleanName(name, 'a role')] as const)),
  )
}

function peopleOf(messages: readonly ExportedMessage[]): NamesInExport['people'] {
  const users = messages.flatMap(({ author, mentions }) => [...mentions, author])
  return new Map(users.map((user) => [user.id, personOf(user).name]))
}

/** A message mentions few people and roles. More names would only slow down the search for them. */
const MAX_MENTIONS = 100

function namesFor({ mentions }: ExportedMessage, { channel, roles, people }: NamesInExport): Names {
  const mentioned = mentions.slice(0, MAX_MENTIONS).map((user) => personOf(user).name)
  const mentionable = [...mentioned, ...[...roles.values()].slice(0, MAX_MENTIONS)]
  return {
    mentionable: mentionable.toSorted((a, b) => b.length - a.length),
    personOf: (id) => people.get(id) ?? null,
    roleOf: (id) => roles.get(id) ?? null,
    channelOf: (id) => (id === channel.id ? cleanName(channel.name, 'a channel') : null),
  }
}

function personOf({ id, name: account, nickname, isBot }: User): Person {
  const name = cleanName(nickname, cleanName(account, 'somebody'))
  return { key: id || name, name, account: account || null, isBot: isBot === true }
}

/** One message, or several if its text is too long for one. */
function messagesOf(
  exported: ExportedMessage,
  names: Names,
  byId: ReadonlyMap<string, ExportedMessage>,
): readonly Message[] {
  const { id, type, author, content, forwardedMessage } = exported
  const [first = '', ...others] = divideText(content)
  const message: Message = {
    id: id === '' ? null : id,
    kind: NOTICES.has(type) ? 'notice' : 'message',
    author: personOf(author),
    when: dayAndTimeOf(exported),
    content: readDiscordMarkdown(first, names),
    reply: replyOf(exported, names, byId),
    isEdited: exported.timestampEdited !== '',
    forwarded: forwardedMessage == null ? null : readDiscordMarkdown(cutText(forwardedMessage.content), names),
    embeds: embedsOf(exported, names),
    attachments: exported.attachments.map(({ fileName, fileSizeBytes }) => ({
      name: cleanName(fileName, 'a file'),
      size: fileSizeBytes == null ? null : sizeOf(fileSizeBytes),
    })),
    stickers: exported.stickers.map(({ name }) => cleanName(name, 'a sticker')),
    reactions: exported.reactions.map(({ emoji, count }) => ({
      emoji: isSnowflake(emoji.id) ? `:${cleanName(emoji.name, 'emoji')}:` : cleanName(emoji.name, '?'),
      count,
    })),
  }
  return withFurtherParts(
    message,
    others.map((part) => readDiscordMarkdown(part, names)),
  )
}

function dayAndTimeOf({ id, timestamp }: ExportedMessage): DayAndTime {
  const date = new Date(timestamp)
  if (!Number.isNaN(date.getTime())) return toUtc(date)
  return timeOfId(id) ?? { day: null, time: cleanName(timestamp, 'at an unknown time') }
}

/** A record shows far less of the message that a reply answers. */
const MAX_EXCERPT_LENGTH = 500

function replyOf(
  { type, reference, interaction }: ExportedMessage,
  names: Names,
  byId: ReadonlyMap<string, ExportedMessage>,
): Reply | null {
  if (interaction != null)
    return { author: personOf(interaction.user), excerpt: `/${cleanName(interaction.name, 'command')}` }
  if (type !== 'Reply' || reference == null) return null
  const original = byId.get(reference.messageId)
  if (original === undefined) return { author: null, excerpt: null }
  const words = readDiscordMarkdown(original.content.slice(0, MAX_EXCERPT_LENGTH), names)
  return { author: personOf(original.author), excerpt: wordsIn(words) }
}

/**
 * Reads the embeds of a message. Under a person's text, they only repeat the linked pages, so they are left out. If the author is a
 * bot, or the message has no text, they are its content.
 */
function embedsOf({ content, author, embeds }: ExportedMessage, names: Names): readonly (readonly Inline[])[] {
  if (author.isBot !== true && content.trim() !== '') return []
  return embeds.slice(0, MAX_EMBEDS).flatMap(({ title, url, description, fields }) => {
    const parts = [description, ...fields.map(({ name, value }) => `**${name}** ${value}`)]
    const markdown = cutText(parts.join('\n').trim())
    const heading: readonly Inline[] =
      url === '' ? readDiscordMarkdown(title, names) : [{ kind: 'link', url, content: [{ kind: 'text', text: title }] }]
    const embed = [...heading, { kind: 'text', text: '\n' } as const, ...readDiscordMarkdown(markdown, names)]
    return textOf(embed).trim() === '' && url === '' ? [] : [embed]
  })
}

const UNITS = ['KB', 'MB', 'GB']

function sizeOf(bytes: number): string {
  if (bytes < 1024) return countOf(Math.round(bytes), 'byte')
  const power = Math.min(UNITS.length, Math.floor(Math.log(bytes) / Math.log(1024)))
  const size = bytes / 1024 ** power
  return `${size >= 10 ? Math.round(size) : size.toFixed(1)} ${UNITS[power - 1]}`
}
