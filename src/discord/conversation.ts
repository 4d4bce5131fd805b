/** A conversation on Discord, read from any kind of file. All its text is untrusted. */
export type Conversation = {
  readonly server: string | null
  /** The name of the channel or thread. */
  readonly channel: string | null
  /** The names of the category and of any parent channel, the outermost first. */
  readonly parents: readonly string[]
  readonly isThread: boolean
  /** What kind of private conversation it is, if the export says so. */
  readonly privacy: Privacy | null
  readonly url: string | null
  /** `local`: the times are in the time zone of the person who copied or exported the conversation. */
  readonly zone: 'UTC' | 'local'
  /** The day that "today" in the text is taken to mean; null: no time in the text depends on it. */
  readonly today: string | null
  readonly messages: readonly Message[]
}

export type Privacy = 'direct-message' | 'group-message' | 'private-thread'

export type Person = {
  /** The person's id, or the name if the source has no ids. */
  readonly key: string
  /** As the channel shows it. */
  readonly name: string
  readonly account: string | null
  readonly isBot: boolean
}

/** `day`: ISO 8601, or null if it is not known. `time`: for example 15:04, or the original text if we cannot read it; it may be empty. */
export type DayAndTime = { readonly day: string | null; readonly time: string }

export type Message = {
  readonly id: string | null
  /** `notice`: Discord reports what somebody did, such as "started a thread". `left-out`: it stands for messages that must not be in the record. */
  readonly kind: 'message' | 'notice' | 'left-out'
  readonly author: Person
  readonly when: DayAndTime
  readonly content: readonly Inline[]
  readonly reply: Reply | null
  readonly isEdited: boolean
  readonly forwarded: readonly Inline[] | null
  /** The contents of the embeds, which Discord shows as boxes under the message. */
  readonly embeds: readonly (readonly Inline[])[]
  readonly attachments: readonly Attachment[]
  readonly stickers: readonly string[]
  readonly reactions: readonly Reaction[]
}

/** The message that another one answers. `author` and `excerpt` are null if they are not known. */
export type Reply = { readonly author: Person | null; readonly excerpt: string | null }
export type Attachment = { readonly name: string; readonly size: string | null }
export type Reaction = { readonly emoji: string; readonly count: number }

export type Inline =
  /** Exactly these characters, without any formatting. */
  | { readonly kind: 'text'; readonly text: string }
  /** Asterisks, underscores, tildes and bars that format the text around them. */
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'code-block'; readonly language: string; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly content: readonly Inline[] }
  /** A mention of a person, a role or a channel, with its `@` or `#`. */
  | { readonly kind: 'mention'; readonly text: string }
  | { readonly kind: 'quote'; readonly content: readonly Inline[] }

/** In characters. Discord itself allows 4,000. A longer message is divided, so that each part fits into a post even after escaping. */
export const MAX_MESSAGE_LENGTH = 5_000
/** Nobody would read a record with more messages. */
export const MAX_MESSAGES = 20_000
/** Discord allows at most 100 characters in a name or a title. */
const MAX_NAME_LENGTH = 100

/** The most embeds that Discord allows in one message. */
export const MAX_EMBEDS = 10

/** Returns a name on one line, cut to Discord's limit, or `fallback` if the name is empty. */
export function cleanName(text: string, fallback: string): string {
  const name = text
    // Limits the work on a long text. Up to four code units are one visible character.
    .slice(0, 4 * MAX_NAME_LENGTH)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return name === '' ? fallback : [...name].slice(0, MAX_NAME_LENGTH).join('').trimEnd()
}

export function textOf(content: readonly Inline[]): string {
  return content
    .map((piece) => (piece.kind === 'link' || piece.kind === 'quote' ? textOf(piece.content) : piece.text))
    .join('')
}

/** The author's words, without formatting or quotations. */
export function wordsIn(content: readonly Inline[]): string {
  return content
    .map((piece) => {
      // Somebody else wrote the quoted text.
      if (piece.kind === 'mark' || piece.kind === 'quote') return ''
      if (piece.kind === 'link') return piece.content.length === 0 ? piece.url : wordsIn(piece.content)
      return piece.text
    })
    .join('')
}

const DISCORD_EPOCH = 1_420_070_400_000n
/** A Discord id. Its first bits are the time at which it was created. */
const SNOWFLAKE = /^\d{17,20}$/

export function isSnowflake(id: string): boolean {
  return SNOWFLAKE.test(id)
}

/** When a message was written, according to its id; null if the id is not one of Discord's. */
export function timeOfId(id: string): DayAndTime | null {
  return isSnowflake(id) ? toUtc(new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH))) : null
}

export function toUtc(date: Date): DayAndTime {
  const iso = date.toISOString()
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) }
}

/** Divides text into pieces that are short enough, preferably at the ends of lines. */
export function divideText(text: string): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > MAX_MESSAGE_LENGTH) {
    const newline = rest.lastIndexOf('\n', MAX_MESSAGE_LENGTH)
    const cut = newline > MAX_MESSAGE_LENGTH / 2 ? newline : cutOffset(rest, MAX_MESSAGE_LENGTH)
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(newline === cut ? cut + 1 : cut)
  }
  return [...pieces, rest]
}

/** Divides the content of a message into parts that are short enough. */
export function divideContent(content: readonly Inline[]): readonly (readonly Inline[])[] {
  const parts: Inline[][] = [[]]
  let length = 0
  for (const piece of content.flatMap(dividePiece)) {
    const next = textOf([piece]).length
    if (length > 0 && length + next > MAX_MESSAGE_LENGTH) {
      parts.push([])
      length = 0
    }
    parts.at(-1)?.push(piece)
    length += next
  }
  return parts
}

/** A message, and another one for each further part of a text that is too long for one. Only the first has the reply, the files and so on. */
export function withFurtherParts(message: Message, parts: readonly (readonly Inline[])[]): readonly Message[] {
  const withoutExtras = { reply: null, forwarded: null, embeds: [], attachments: [], stickers: [], reactions: [] }
  return [message, ...parts.map((content) => ({ ...message, ...withoutExtras, content }))]
}

function dividePiece(piece: Inline): readonly Inline[] {
  if (piece.kind === 'quote') return divideContent(piece.content).map((content) => ({ ...piece, content }))
  if (piece.kind === 'link') return [{ ...piece, content: divideContent(piece.content)[0] ?? [] }]
  return divideText(piece.text).map((text) => ({ ...piece, text }))
}

/** Cuts text that is longer than `maxLength`, and marks the cut. */
export function cutText(text: string, maxLength = MAX_MESSAGE_LENGTH): string {
  return text.length <= maxLength ? text : `${text.slice(0, cutOffset(text, maxLength))} […]`
}

/** Where to cut text: at the offset, or one earlier if the offset is between the halves of a surrogate pair. */
function cutOffset(text: string, offset: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) ? offset - 1 : offset
}
