import { countOf } from '../text/quote.ts'
import { type Message, textOf } from './conversation.ts'
import { foldUnder, type MessageContext, printMessage } from './print-message.ts'

/** Only a conversation with more messages than this is folded. */
const FOLD_ABOVE = 20
/** In a longer conversation, a stretch of more messages than this is folded. */
const LONG_STRETCH = 5
const MAX_STRETCH_MESSAGES = 50
/** In characters. Chunks are shorter than a post, so that each post can be filled well. */
const CHUNK_LENGTH = { target: 10_000, max: 30_000 }
/** In minutes. After a pause longer than `stretch`, a new stretch begins; after one longer than `author`, the author is named again. */
const PAUSE = { stretch: 60, author: 10 }

/** Prints the conversation in pieces that can go to different posts. A stretch is a run of messages without a long pause. */
export function printStretches(messages: readonly Message[], context: MessageContext): readonly string[] {
  const isLong = messages.length > FOLD_ABOVE
  const pieces: string[] = []
  let day: string | null = null
  for (const stretch of stretchesOf(messages)) {
    const isFolded = isLong && stretch.length > LONG_STRETCH
    const [first = '', ...others] = divideStretch(stretch, context).map((chunk) => {
      const text = chunk.blocks.join('\n\n')
      return isFolded ? foldUnder(summaryOf(chunk.messages), text) : text
    })
    const stretchDay = stretch[0]?.when.day ?? null
    const needsDayHeading = stretchDay !== null && stretchDay !== day && !isFolded
    pieces.push(needsDayHeading ? `**${stretchDay}**\n\n${first}` : first)
    for (const other of others) pieces.push(other)
    day = stretchDay ?? day
  }
  return pieces
}

function stretchesOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  const stretches: Message[][] = []
  let last: Message | null = null
  for (const message of messages) {
    const current = stretches.at(-1)
    const isNew =
      last === null ||
      current === undefined ||
      current.length >= MAX_STRETCH_MESSAGES ||
      isPause(last, message, PAUSE.stretch)
    if (isNew) stretches.push([message])
    else current.push(message)
    last = message
  }
  return stretches
}

/** A change of day also counts as a pause. */
function isPause({ when: before }: Message, { when: after }: Message, minutes: number): boolean {
  if (before.day !== after.day) return true
  const [from, to] = [minutesOf(before.time), minutesOf(after.time)]
  return from !== null && to !== null && to - from > minutes
}

function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

type Chunk = { readonly messages: Message[]; readonly blocks: string[]; length: number }

function divideStretch(stretch: readonly Message[], context: MessageContext): readonly Chunk[] {
  const chunks: Chunk[] = []
  const startChunk = () => {
    const chunk: Chunk = { messages: [], blocks: [], length: 0 }
    chunks.push(chunk)
    return chunk
  }
  let chunk = startChunk()
  for (const message of stretch) {
    if (chunk.length > CHUNK_LENGTH.target) chunk = startChunk()
    // A message at the beginning of a chunk names its author again.
    const last = chunk.messages.at(-1)
    const withAuthor = last === undefined || !isContinuation(last, message)
    for (const block of printMessage(message, context, { withAuthor })) {
      if (chunk.length > 0 && chunk.length + block.length > CHUNK_LENGTH.max) chunk = startChunk()
      addBlock(chunk, message, block)
    }
  }
  return chunks
}

function addBlock(chunk: Chunk, message: Message, block: string): void {
  chunk.blocks.push(block)
  chunk.length += block.length + '\n\n'.length
  if (chunk.messages.at(-1) !== message) chunk.messages.push(message)
}

function isContinuation(last: Message, message: Message): boolean {
  return (
    last.kind === 'message' &&
    message.kind === 'message' &&
    last.author.key === message.author.key &&
    message.reply === null &&
    !isPause(last, message, PAUSE.author)
  )
}

function summaryOf(messages: readonly Message[]): string {
  const [first] = messages
  const last = messages.at(-1)
  const times = [htmlSafeTime(first?.when.time ?? ''), htmlSafeTime(last?.when.time ?? '')].filter(
    (time) => time !== '',
  )
  const span = [...new Set(times)].join('–')
  const day = first?.when.day ?? null
  const when = [...(day === null ? [] : [day]), ...(span === '' ? [] : [span])].join(', ')
  const count = countText(messages)
  return when === '' ? count : `${when} · ${count}`
}

/** How many of the messages are in the record, and by how many people. If all were left out, the text that stands for them. */
function countText(messages: readonly Message[]): string {
  const included = messages.filter(({ kind }) => kind !== 'left-out')
  if (included.length === 0) return messages.map(({ content }) => textOf(content)).join(', ')
  const people = new Set(included.map(({ author }) => author.key)).size
  return `${countOf(included.length, 'message')} by ${countOf(people, 'person', 'people')}`
}

/** Returns a time such as 15:04 unchanged, and an empty string for anything else, because the result is put into HTML. */
export function htmlSafeTime(time: string): string {
  return /^\d\d:\d\d$/.test(time) ? time : ''
}
