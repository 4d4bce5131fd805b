/*
 * Conversations in the formats that people use: DiscordChatExporter's JSON and HTML, and what Discord's client copies to the
 * clipboard. Names and texts are made up.
 */

export type ExampleMessage = {
  readonly author: string
  readonly text: string
  /** Minutes since the first message of the conversation. */
  readonly at: number
  /** The index of the message that this one replies to. */
  readonly replyTo?: number
  readonly edited?: true
  readonly bot?: true
  readonly files?: readonly string[]
  readonly reactions?: Readonly<Record<string, number>>
  /** The type of a system message, such as `ThreadCreated`. */
  readonly type?: string
  /** The text in an HTML export. By default, `text` with escaped characters. */
  readonly html?: string
}

export type ExportedChannel = {
  readonly server: string
  readonly channel: string
  readonly parent: string
  readonly type: string
  readonly serverId: string
}

const START = Date.parse('2026-11-20T15:04:00Z')
const DISCORD_EPOCH = 1_420_070_400_000
const SERVER = '1212121212121212121'
const CHANNEL = '1313131313131313131'
export const THREAD_URL = `https://discord.com/channels/${SERVER}/${CHANNEL}`
const DEFAULT_CHANNEL: ExportedChannel = {
  server: 'Quillon Contributors',
  channel: 'Pings while streaming',
  parent: 'transports',
  type: 'GuildPublicThread',
  serverId: SERVER,
}

export function timeOf({ at }: ExampleMessage): Date {
  return new Date(START + at * 60_000)
}

/** A Discord id, which contains the time of the message. */
export function idOf(message: ExampleMessage, index: number): string {
  return String((BigInt(timeOf(message).getTime() - DISCORD_EPOCH) << 22n) + BigInt(index))
}

function userOf(name: string, isBot = false) {
  return {
    id: String(10 ** 17 + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10 ** 9)),
    name: name.toLowerCase().replaceAll(' ', '_'),
    discriminator: '0000',
    nickname: name,
    color: null,
    isBot,
    roles: [{ id: '14', name: 'Maintainers', color: null, position: 1 }],
    avatarUrl: 'https://cdn.example/a.png',
  }
}

export function jsonExport(conversation: readonly ExampleMessage[], overrides: Partial<ExportedChannel> = {}): string {
  const { server, channel, parent, type, serverId } = { ...DEFAULT_CHANNEL, ...overrides }
  return JSON.stringify(
    {
      guild: { id: serverId, name: server, iconUrl: 'https://cdn.example/i.png' },
      channel: { id: CHANNEL, type, categoryId: '15', category: parent, name: channel, topic: null },
      dateRange: { after: null, before: null },
      exportedAt: '2026-11-21T10:00:00+00:00',
      messages: conversation.map((message, index) => ({
        id: idOf(message, index),
        type: message.type ?? (message.replyTo === undefined ? 'Default' : 'Reply'),
        timestamp: timeOf(message).toISOString().replace('Z', '+00:00'),
        timestampEdited: message.edited ? timeOf(message).toISOString() : null,
        callEndedTimestamp: null,
        isPinned: false,
        content: message.text,
        author: userOf(message.author, message.bot),
        attachments: (message.files ?? []).map((fileName) => ({
          id: '1',
          url: 'https://cdn.example/f',
          fileName,
          fileSizeBytes: 12_345,
        })),
        embeds: [],
        stickers: [],
        reactions: Object.entries(message.reactions ?? {}).map(([name, count]) => ({
          emoji: {
            id: /^\w+$/.test(name) ? '1616161616161616161' : '',
            name,
            code: name,
            isAnimated: false,
            imageUrl: '',
          },
          count,
          users: [],
        })),
        mentions: [...new Set(conversation.map(({ author }) => author))]
          .filter((name) => message.text.includes(`@${name}`))
          .map((name) => userOf(name)),
        ...(message.replyTo === undefined
          ? {}
          : {
              reference: {
                type: 'Default',
                messageId: idOf(conversation[message.replyTo] ?? message, message.replyTo),
                channelId: CHANNEL,
                guildId: SERVER,
              },
            }),
        inlineEmojis: [],
      })),
      messageCount: conversation.length,
    },
    null,
    2,
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export function htmlExport(conversation: readonly ExampleMessage[], overrides: Partial<ExportedChannel> = {}): string {
  const { server, channel, parent } = { ...DEFAULT_CHANNEL, ...overrides }
  const groups = conversation.map((message, index) => {
    const id = idOf(message, index)
    const body = message.type === undefined ? htmlMessage(conversation, message, id) : htmlNotice(message)
    return `<div class=chatlog__message-group><div id=chatlog__message-container-${id} class="chatlog__message-container " data-message-id=${id}><div class=chatlog__message><div class=chatlog__message-aside></div><div class=chatlog__message-primary>${body}</div></div></div></div>`
  })
  return `<!DOCTYPE html><html lang=en><head><title>${escapeHtml(server)}</title><style>.chatlog { color: red }</style></head><body>
<div class=preamble><div class=preamble__entries-container><div class=preamble__entry>${escapeHtml(server)}</div><div class=preamble__entry>${escapeHtml(parent)} / ${escapeHtml(channel)}</div></div></div>
<div class=chatlog>${groups.join('\n')}</div><div class=postamble><div class=postamble__entry>Exported ${conversation.length} message(s)</div></div></body></html>`
}

function htmlMessage(conversation: readonly ExampleMessage[], message: ExampleMessage, id: string): string {
  const time = timeOf(message).toUTCString()
  const tag = message.bot ? '<span class=chatlog__author-tag>BOT</span>' : ''
  const edited = message.edited ? '<span class=chatlog__edited-timestamp title=x>(edited)</span>' : ''
  return `${htmlReply(conversation, message)}<div class=chatlog__header><span class=chatlog__author title="${escapeHtml(message.author.toLowerCase())}" data-user-id=${userOf(message.author).id}>${escapeHtml(message.author)}</span>${tag} <span class=chatlog__timestamp title="${time}"><a href="#chatlog__message-container-${id}">${time}</a></span></div>
    <div class="chatlog__content chatlog__markdown">
      <span class=chatlog__markdown-preserve><!--wmm:ignore-->${message.html ?? escapeHtml(message.text)}<!--/wmm:ignore--></span>
      ${edited}
    </div>${htmlFiles(message)}<div class=chatlog__reactions>${htmlReactions(message)}</div>`
}

function htmlNotice(message: ExampleMessage): string {
  return `<span class=chatlog__system-notification-author title=x data-user-id=1>${escapeHtml(message.author)}</span> <span class=chatlog__system-notification-content> <span>started a thread.</span> </span> <span class=chatlog__system-notification-timestamp><a href="#x">${timeOf(message).toUTCString()}</a></span>`
}

function htmlReply(conversation: readonly ExampleMessage[], { replyTo }: ExampleMessage): string {
  const original = replyTo === undefined ? undefined : conversation[replyTo]
  return replyTo === undefined || original === undefined
    ? ''
    : `<div class=chatlog__reply><img class=chatlog__reply-avatar><div class=chatlog__reply-author title=x>${escapeHtml(original.author)}</div><div class=chatlog__reply-content><span class=chatlog__reply-link onclick="scrollToMessage(event, '${idOf(original, replyTo)}')">${original.html ?? escapeHtml(original.text)}</span></div></div>`
}

function htmlFiles({ files = [] }: ExampleMessage): string {
  return files
    .map(
      (
        name,
      ) => `<div class="chatlog__attachment "><div class=chatlog__attachment-generic><svg><use href="#attachment-icon"/></svg><div class=chatlog__attachment-generic-name><a href="https://cdn.example/f">
        ${escapeHtml(name)}
      </a></div><div class=chatlog__attachment-generic-size>
        12.06 KB
      </div></div></div>`,
    )
    .join('')
}

function htmlReactions({ reactions = {} }: ExampleMessage): string {
  return Object.entries(reactions)
    .map(
      ([name, count]) =>
        `<div class=chatlog__reaction title="${escapeHtml(name)}"><img class="chatlog__emoji chatlog__emoji--small" alt="${escapeHtml(name)}" src=x><span class=chatlog__reaction-count>${count}</span></div>`,
    )
    .join('')
}

/** What a conversation was copied from: the desktop client, a browser, or the compact view. */
export type CopySource = 'desktop' | 'browser' | 'compact'

export function copiedText(
  conversation: readonly ExampleMessage[],
  source: CopySource,
  printTime: (date: Date) => string,
): string {
  return conversation
    .map((message) => {
      const time = printTime(timeOf(message))
      const text = `${message.text}${message.edited ? ' (edited)' : ''}`
      const reactions = Object.entries(message.reactions ?? {}).flatMap(([name, count]) => [
        /^\w+$/.test(name) ? `:${name}:` : name,
        String(count),
      ])
      const lines = [text, ...reactions].join('\n')
      if (source === 'compact') return `[${time}] ${message.author}: ${lines}`
      return source === 'desktop'
        ? `${message.author} — ${time}\n${lines}`
        : `${message.author}\n${message.bot ? 'APP\n' : ''} — ${time}\n${lines}`
    })
    .join('\n')
}

/** A short conversation with a reply, a message from a bot, an attachment, reactions and an edited message. */
export const SHORT_CONVERSATION: readonly ExampleMessage[] = [
  {
    author: 'Ada Lind',
    at: 0,
    text: 'Does a server have to answer pings while it *streams*? See https://quillon.example/spec#ping',
    html: 'Does a server have to answer pings while it <em>streams</em>? See <a href="https://quillon.example/spec#ping">https://quillon.example/spec#ping</a>',
  },
  {
    author: 'Ada Lind',
    at: 1,
    text: 'Mine does not, since #12:\n```ts\nawait server.ping() // @everyone\n```',
    html: 'Mine does not, since #12:\n<code class="chatlog__markdown-pre chatlog__markdown-pre--multiline language-ts">await server.ping() // @everyone</code>',
  },
  { author: 'נועה', at: 3, replyTo: 0, text: 'אצלי השרת עונה, גם באמצע זרם.', reactions: { '👍': 3, blobcheer: 2 } },
  {
    author: 'Relay',
    at: 4,
    bot: true,
    text: 'Build failed: https://github.com/octo/hello/issues/7',
    files: ['server @v1.log'],
  },
  {
    author: 'Bo',
    at: 9,
    edited: true,
    text: '@everyone please read `server.ping()`; @Ada Lind I would **require** it. <:blobcheer:1616161616161616161>',
    html: '<span class=chatlog__markdown-mention>@everyone</span> please read <code class="chatlog__markdown-pre chatlog__markdown-pre--inline">server.ping()</code>; <span class=chatlog__markdown-mention title=ada>@Ada Lind</span> I would <strong>require</strong> it. <img loading=lazy class="chatlog__emoji " alt=blobcheer title=blobcheer src=x>',
  },
]

/** The channel of `RELEASE_CONVERSATION`. */
export const RELEASE_CHANNEL: Partial<ExportedChannel> = {
  channel: 'Take turns as release manager',
  parent: 'general-dev',
}
/** A conversation that leads to a decision. */
export const RELEASE_CONVERSATION: readonly ExampleMessage[] = [
  {
    author: 'Ada Lind',
    at: 0,
    text: '1.4 has been ready since Monday, and nobody can publish it, because Bo is on holiday. That is the second time this year.',
  },
  {
    author: 'Chidi',
    at: 2,
    replyTo: 0,
    text: 'We could take turns: each month, somebody else is release manager.',
    reactions: { '👍': 4 },
  },
  {
    author: 'Noor',
    at: 5,
    text: 'It takes longer at first, because everybody has to learn `RELEASING.md`. But then it is only fair to @Bo.',
  },
  { author: 'Chidi', at: 7, text: 'What we need:\n- a calendar of the turns\n- a page in the community documentation' },
  {
    author: 'Ada Lind',
    at: 12,
    replyTo: 3,
    text: 'I will bring it to the next meeting of the maintainers.',
    reactions: { '✅': 3 },
  },
]

const TEXTS = [
  'I would rather keep it optional, because small servers have one thread.',
  'Then a client can never tell a slow server from a dead one.',
  'What about a header that says so? <https://quillon.example/headers>',
  'לדעתי זה צריך להיות חובה, אחרת אי אפשר לסמוך על זה.',
  '```json\n{ "ping": "optional" }\n```',
  'ok',
  'يجب أن يكون هذا واضحا في النص.',
  'Agreed with @Ada Lind; cc @here, and fixes #31 if we do it.',
  '1. write it down\n2. ask the group\n3. open an issue',
  '> a slow server\n\nThat is the case that I see with `relay@3`.',
]
const PEOPLE = ['Ada Lind', 'Bo', 'נועה', 'Chidi 🎈', 'Relay']

/** A conversation of this many messages, with pauses, replies and reactions. */
export function longConversation(length: number): readonly ExampleMessage[] {
  return Array.from({ length }, (_, index) => ({
    author: PEOPLE[(index * 7 + (index >> 2)) % PEOPLE.length] ?? 'Ada Lind',
    at: index * 2 + Math.floor(index / 30) * 90,
    text: `${TEXTS[(index * 3) % TEXTS.length]}${index % 4 === 0 ? ` (${index})` : ''}`,
    ...(index % 11 === 5 ? { replyTo: index - 3 } : {}),
    ...(index % 9 === 2 ? { reactions: { '🎉': 1 + (index % 5) } } : {}),
  }))
}
