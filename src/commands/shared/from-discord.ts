import type { App } from '../../app.ts'
import type { Conversation, Privacy } from '../../discord/conversation.ts'
import { followUpPath } from '../../discord/follow-ups.ts'
import { leaveOutPeople } from '../../discord/leave-out.ts'
import {
  LINK_PLACEHOLDER,
  type PrintedConversation,
  printConversation,
  SECTIONS_TO_FILL_IN,
} from '../../discord/print-conversation.ts'
import { CONVERSATION_SIZE_LIMIT, readConversation } from '../../discord/read-conversation.ts'
import { type Draft, emptyDraft } from '../../drafts/draft.ts'
import { UsageError } from '../../errors.ts'
import { asText, type InputField, type IssueForm, type TextareaField, type Values, valueIn } from '../../forms/form.ts'
import { createDraftStore, type DraftStore } from '../../storage/draft-store.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView } from '../../terminal/terminal.ts'
import { countOf, plain } from '../../text/quote.ts'
import { shellOf, shellWord } from '../../text/shell.ts'
import type { NewDraftOptions } from './flags.ts'
import { refusePrivateText } from './private-text.ts'

/** What `--from-discord` does before and after a new draft is filled in. */
export type DiscordImport = {
  readonly options: NewDraftOptions
  /** Puts the conversation into the draft. */
  addConversation(draft: Draft): Draft
  /**
   * Prints what is still to be filled in. If the conversation is too long for one draft, writes the rest to further files, and
   * returns their paths.
   * @param prompter asks before a file is overwritten; null: nobody can be asked
   */
  finish(store: DraftStore, prompter: Prompter | null): Promise<readonly string[]>
}

const PRIVATE_SOURCES: Readonly<Record<Privacy, string>> = {
  'direct-message': 'a direct message on Discord',
  'group-message': 'a group message on Discord',
  'private-thread': 'a private thread on Discord',
}

const PRIVACY_WARNING =
  'The conversation does not say whether its channel is private: post it only if everybody could read it on Discord.\n'

export async function startFromDiscord(
  app: App,
  options: NewDraftOptions,
  prompter: Prompter | null,
): Promise<DiscordImport> {
  refuseInvalidFlags(options)
  const conversation = await readConversationOf(app, options)
  const printedConversation = printConversation(conversation, options.thread ?? null)
  if (printedConversation.followUps.length > 0 && options.output === '-')
    throw new UsageError('the conversation is too long for one post, so it needs several files', {
      hint: 'name the first with -o FILE',
    })
  const privateSource = conversation.privacy === null ? null : PRIVATE_SOURCES[conversation.privacy]
  if (privateSource !== null)
    app.terminal.err.write(notesView([`this is ${privateSource}: the check "people" stops it from being posted`]))
  const sourceConversation = {
    body: printedConversation.body,
    text: printedConversation.text,
    form: formFor(printedConversation),
    problemOf,
    fill: fillPlaceholders,
  }
  return {
    options: {
      ...options,
      conversation: sourceConversation,
      suggestion: { template: null, text: printedConversation.title ?? '' },
    },
    addConversation: (draft) => ({
      ...draft,
      title: prompter === null ? (printedConversation.title ?? '') : '',
      body: printedConversation.body,
      privateSource,
    }),
    finish: (store, prompter) => {
      printUnfilled(app, store)
      if (privateSource === null) app.terminal.err.write(PRIVACY_WARNING)
      return writeFollowUps(app, options, prompter, store, printedConversation)
    },
  }
}

function refuseInvalidFlags({ from, body, bodyFile, thread }: NewDraftOptions): void {
  const [otherFlag] = Object.entries({ '--from': from, '--body': body, '--body-file': bodyFile }).flatMap(
    ([flag, value]) => (value === undefined ? [] : [flag]),
  )
  if (otherFlag !== undefined)
    throw new UsageError(`--from-discord already gives the text, so it cannot be combined with ${otherFlag}`)
  if (thread !== undefined && !isLink(thread)) throw new UsageError('--thread needs a link that starts with https://')
}

function isLink(text: string): boolean {
  return /^https:\/\/[^\s<>"`]+$/.test(text)
}

async function readConversationOf(app: App, { fromDiscord = '-', without }: NewDraftOptions): Promise<Conversation> {
  const text = await app.files.readText(fromDiscord, CONVERSATION_SIZE_LIMIT)
  const sourceName = fromDiscord === '-' ? 'standard input' : fromDiscord
  refusePrivateText(text, sourceName)
  const { conversation, messagesWithNameCount, hasNameInChannel } = leaveOutPeople(
    readConversation(text, sourceName, localDay(app.clock.now())),
    without,
  )
  const notes = [
    ...(messagesWithNameCount === 0 ? [] : [remainingNamesNote(messagesWithNameCount)]),
    ...(hasNameInChannel ? [NAME_IN_CHANNEL_NOTE] : []),
  ]
  if (notes.length > 0) app.terminal.err.write(notesView(notes))
  return conversation
}

function remainingNamesNote(messageCount: number): string {
  const messages = countOf(messageCount, 'message still contains', 'messages still contain')
  const them = messageCount === 1 ? 'it' : 'them'
  return `${messages} the name of somebody you left out: read ${them} before you post the draft`
}

const NAME_IN_CHANNEL_NOTE =
  'the name of the channel or thread, or of the category or server around it, contains the name of somebody you left out: read the title and the first lines of the conversation before you post the draft'

/** The local date in ISO 8601, which is what Discord's "today" means. */
function localDay(now: Date): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
}

const LINK = 'link'

/** Returns the form for the sections above the conversation. A section that the person leaves empty keeps its placeholder. */
function formFor({ body }: PrintedConversation): IssueForm {
  const optional = { description: '', required: false, placeholder: '', value: '' }
  const link: InputField = { ...optional, type: 'input', id: LINK, label: 'Link to the conversation on Discord' }
  const sections = SECTIONS_TO_FILL_IN.map(
    ({ id, heading }): TextareaField => ({ ...optional, type: 'textarea', id, label: heading, render: null }),
  )
  return {
    kind: 'form',
    name: '',
    description: '',
    title: '',
    labels: [],
    assignees: [],
    projects: [],
    type: null,
    fields: body.split('\n').includes(LINK_PLACEHOLDER) ? [link, ...sections] : sections,
  }
}

function problemOf(id: string, answer: string): string | null {
  return id !== LINK || answer.trim() === '' || isLink(answer.trim()) ? null : 'A link must start with https://'
}

function fillPlaceholders(body: string, values: Values): string {
  const answer = (id: string) => asText(valueIn(values, id) ?? '').trim()
  const link = answer(LINK)
  const answers = [
    { placeholder: LINK_PLACEHOLDER, text: link === '' ? '' : `<${link}>` },
    ...SECTIONS_TO_FILL_IN.map(({ id, placeholder }) => ({ placeholder, text: answer(id) })),
  ]
  const lines = body.split('\n')
  for (const { placeholder, text } of answers) {
    // Replaces only the first line that is the placeholder, because the conversation below may contain the same line.
    const index = lines.indexOf(placeholder)
    if (text !== '' && index >= 0) lines[index] = text
  }
  return lines.join('\n')
}

function printUnfilled({ terminal }: App, store: DraftStore): void {
  const lines = store.draft().body.split('\n')
  const unfilled = [
    ...(lines.includes(LINK_PLACEHOLDER) ? ['the link to the conversation'] : []),
    ...SECTIONS_TO_FILL_IN.filter(({ placeholder }) => lines.includes(placeholder)).map(
      ({ heading }) => `"${heading}"`,
    ),
  ]
  if (unfilled.length > 0) terminal.err.write(`Fill in ${joinWords(unfilled)} before you post the draft.\n`)
}

function joinWords(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Writes each further part of the conversation to a draft next to the first one, so that `mcp-comms check` can read all parts. */
async function writeFollowUps(
  app: App,
  { yes }: NewDraftOptions,
  prompter: Prompter | null,
  store: DraftStore,
  { followUps }: PrintedConversation,
): Promise<readonly string[]> {
  const first = store.path()
  if (first === null || followUps.length === 0) return []
  const { kind, repo, title, category, privateSource, fromPrivate } = store.draft()
  const total = followUps.length + 1
  const paths: string[] = []
  for (const [index, body] of followUps.entries()) {
    const part = index + 2
    const output = followUpPath(first, part)
    const partTitle = `${title} (${part} of ${total})`
    const draft = { ...emptyDraft(kind), repo, category, privateSource, fromPrivate, title: partTitle, body }
    const partStore = await createDraftStore(app, draft, { output, yes: yes === true, prompter })
    await partStore.save(draft)
    paths.push(output)
  }
  const otherParts = paths.length === 1 ? 'part 2' : 'the others'
  const comments = paths.length === 1 ? 'a comment' : 'comments'
  const them = paths.length === 1 ? 'it' : 'them'
  const words = paths.map((path) => shellWord(path, shellOf(app.env)))
  const lines = [
    `The conversation is too long for one post. Part 1 of ${total} is in ${first}, ${otherParts} in:`,
    ...paths.map((path) => `  ${path}`),
    `Post part 1, then paste the text of ${otherParts} into ${comments} below it. Check ${them} first: mcp-comms check ${words.join(' ')}`,
  ]
  app.terminal.err.write(plain(`${lines.join('\n')}\n`))
  return paths
}
