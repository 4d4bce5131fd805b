import { UsageError } from '../errors.ts'
import { isSameName } from '../text/github-names.ts'
import { countOf, quote } from '../text/quote.ts'
import { escapeRegExp } from '../text/words.ts'
import {
  type Conversation,
  cleanName,
  type DayAndTime,
  type Inline,
  type Message,
  type Person,
  type Reply,
  textOf,
} from './conversation.ts'

const LEFT_OUT_PERSON: Person = { key: 'left out', name: 'somebody', account: null, isBot: false }

/**
 * A conversation without the messages of some people, and where their names may still occur. Only a person can tell whether a word is
 * such a name or an ordinary word.
 */
export type ShortenedConversation = {
  readonly conversation: Conversation
  /** How many of the remaining messages still contain one of the names. */
  readonly messagesWithNameCount: number
  /** Whether the name of the channel, of its category or of the server contains one of the names. */
  readonly hasNameInChannel: boolean
}

/**
 * Removes the messages by people who do not want to be in the record, and replaces mentions of these people in other messages.
 * @param names as the channel shows them, or the names of their accounts
 * @throws UsageError if any of the names belongs to nobody in the conversation
 */
export function leaveOutPeople(conversation: Conversation, names: readonly string[]): ShortenedConversation {
  if (names.length === 0) return { conversation, messagesWithNameCount: 0, hasNameInChannel: false }
  const people = [...new Map(conversation.messages.map(({ author }) => [author.key, author])).values()]
  const peopleToLeaveOut = names.flatMap((name) => peopleNamed(people, name))
  const keys = new Set(peopleToLeaveOut.map(({ key }) => key))
  const namesToLeaveOut = [
    ...new Set(peopleToLeaveOut.flatMap(({ name, account }) => [name, ...(account === null ? [] : [account])])),
  ]
  const isLeftOut = (person: Person | null) =>
    person !== null && (keys.has(person.key) || namesToLeaveOut.some((name) => isSameName(name, person.name)))
  const renameText = createRenamer(namesToLeaveOut)
  const messages = replaceLeftOutMessages(
    conversation.messages.map((message) =>
      isLeftOut(message.author) ? null : withoutPeople(message, isLeftOut, renameText),
    ),
  )
  const namePattern = patternOfAnyName(namesToLeaveOut)
  const hasName = (text: string) => namePattern.test(text.normalize())
  const { server, channel, parents } = conversation
  return {
    conversation: { ...conversation, messages },
    messagesWithNameCount: messages.filter((message) => hasName(textOfMessage(message))).length,
    hasNameInChannel: [server, channel, ...parents].some((name) => name !== null && hasName(name)),
  }
}

function peopleNamed(people: readonly Person[], requestedName: string): readonly Person[] {
  const name = cleanName(requestedName, '')
  // An empty name would match everybody without an account.
  const wantedNames = [name, name.replace(/^@/, '')].filter((wantedName) => wantedName !== '')
  const matching = people.filter(({ name, account }) =>
    wantedNames.some((wantedName) => isSameName(name, wantedName) || isSameName(account ?? '', wantedName)),
  )
  if (matching.length > 0) return matching
  const names = people.map(({ name }) => quote(name, 40)).slice(0, MAX_LISTED_PEOPLE)
  throw new UsageError(`--without ${quote(requestedName, 40)}: nobody in the conversation has this name`, {
    hint: `The participants: ${names.join(', ')}${people.length > MAX_LISTED_PEOPLE ? ', …' : ''}`,
  })
}

const MAX_LISTED_PEOPLE = 30

/**
 * Returns the messages, with each run of left-out ones replaced by a placeholder that says how many there were.
 * @param messages null stands for a message that is left out
 */
function replaceLeftOutMessages(messages: readonly (Message | null)[]): readonly Message[] {
  const joined: Message[] = []
  let leftOutCount = 0
  const endRun = () => {
    if (leftOutCount > 0) joined.push(placeholderFor(leftOutCount, joined.at(-1)?.when ?? { day: null, time: '' }))
    leftOutCount = 0
  }
  for (const message of messages) {
    if (message === null) leftOutCount++
    else {
      endRun()
      joined.push(message)
    }
  }
  endRun()
  return joined
}

function placeholderFor(count: number, when: DayAndTime): Message {
  return {
    id: null,
    kind: 'left-out',
    author: LEFT_OUT_PERSON,
    when,
    content: [{ kind: 'text', text: `${countOf(count, 'message')} left out` }],
    reply: null,
    isEdited: false,
    forwarded: null,
    embeds: [],
    attachments: [],
    stickers: [],
    reactions: [],
  }
}

function withoutPeople(
  message: Message,
  isLeftOut: (person: Person | null) => boolean,
  renameText: (text: string) => string,
): Message {
  const { reply, content, forwarded, embeds } = message
  const rename = (pieces: readonly Inline[]): readonly Inline[] =>
    pieces.map((piece) => {
      if (piece.kind === 'link' || piece.kind === 'quote') return { ...piece, content: rename(piece.content) }
      return piece.kind === 'mark' ? piece : { ...piece, text: renameText(piece.text) }
    })
  const renameReply = (original: Reply): Reply =>
    isLeftOut(original.author)
      ? { author: LEFT_OUT_PERSON, excerpt: null }
      : { ...original, excerpt: original.excerpt === null ? null : renameText(original.excerpt) }
  return {
    ...message,
    reply: reply === null ? null : renameReply(reply),
    content: rename(content),
    forwarded: forwarded === null ? null : rename(forwarded),
    embeds: embeds.map(rename),
  }
}

/** Returns a function that replaces mentions of these people. A name without `@` stays, because it may be an ordinary word, such as "will". */
function createRenamer(names: readonly string[]): (text: string) => string {
  const mention = new RegExp(`@(?:${alternatives(names)})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => text.normalize().replaceAll(mention, `@${LEFT_OUT_PERSON.name}`)
}

function patternOfAnyName(names: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(names)})(?![\\p{L}\\p{N}])`, 'iu')
}

/** A pattern that matches any of the names in a normalized text. */
function alternatives(names: readonly string[]): string {
  return names
    .map((name) => name.normalize())
    .toSorted((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|')
}

function textOfMessage({ content, forwarded, embeds, reply, attachments }: Message): string {
  const files = attachments.map(({ name }) => name)
  const contents = [content, forwarded ?? [], ...embeds].flatMap((pieces) => [textOf(pieces), ...addressesIn(pieces)])
  return [...contents, reply?.excerpt ?? '', ...files].join('\n')
}

/** The addresses of the links, because an address such as https://github.com/NAME can contain a name. */
function addressesIn(content: readonly Inline[]): readonly string[] {
  return content.flatMap((piece) => {
    if (piece.kind === 'quote') return addressesIn(piece.content)
    return piece.kind === 'link' ? [piece.url, ...addressesIn(piece.content)] : []
  })
}
