import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaveOutPeople } from '../../src/discord/leave-out.ts'
import { printConversation, SECTIONS_TO_FILL_IN } from '../../src/discord/print-conversation.ts'
import { readConversation } from '../../src/discord/read-conversation.ts'
import { Failure } from '../../src/errors.ts'
import { MAX_BODY_LENGTH } from '../../src/text/github-names.ts'
import { cases } from '../support/cases.ts'
import { discordText } from '../support/discord.ts'
import { copiedText, type ExampleMessage, htmlExport, jsonExport } from '../support/discord-exports.ts'
import { effectsOf } from '../support/github-effects.ts'

/** Control characters that no page may contain. Tabs are allowed, because code blocks may have them. */
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/
const OUR_HTML =
  /^(?:<details>\n<summary>(?:(?:\d{4}-\d{2}-\d{2})?[\d:–, ·]*\d+ messages? by \d+ (?:person|people)|A message of \d+ lines)<\/summary>|<\/details>)$/
const HEADINGS = [...SECTIONS_TO_FILL_IN.map(({ heading }) => heading), 'The conversation on Discord']
const NO_EFFECTS = { mentions: [], references: [], images: [], others: [] }

/** Expects a record without effects on GitHub, or an error that names the file. */
function expectHarmless(source: string, without: readonly string[] = []): void {
  let pages: readonly string[]
  try {
    const { body, followUps } = printConversation(
      leaveOutPeople(readConversation(source, 'conversation', '2026-11-29'), without).conversation,
    )
    pages = [body, ...followUps]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    expect(error.message).toMatch(/^conversation: /)
    return
  }
  for (const [index, page] of pages.entries()) {
    const { html, headings, links: _, ...effects } = effectsOf(page)
    expect(effects, page).toEqual(NO_EFFECTS)
    expect(headings, page).toEqual(index === 0 ? HEADINGS : [])
    for (const tag of html) expect(tag).toMatch(OUR_HTML)
    expect(UNSAFE.test(page), JSON.stringify(page)).toBe(false)
    expect(page).not.toContain('<!-- mcp-comms:')
    expect(page).not.toMatch(/^\*\*AI disclosure:/m)
    expect(page.length).toBeLessThan(MAX_BODY_LENGTH - 500)
  }
}

const message: fc.Arbitrary<ExampleMessage> = fc.record(
  {
    author: discordText(),
    text: discordText(),
    at: fc.integer({ min: 0, max: 5_000 }),
    html: fc.oneof(discordText(), htmlText()),
    replyTo: fc.integer({ min: 0, max: 3 }),
    edited: fc.constant(true as const),
    bot: fc.constant(true as const),
    files: fc.array(discordText(), { maxLength: 2 }),
    reactions: fc.dictionary(discordText(), fc.nat(), { maxKeys: 2, noNullPrototype: true }),
    type: fc.constantFrom('ThreadCreated', 'Default', 'Reply'),
  },
  { requiredKeys: ['author', 'text', 'at'] },
)
const conversation = fc.array(message, { minLength: 1, maxLength: 24 })
const place = fc.record(
  {
    server: discordText(),
    channel: discordText(),
    parent: discordText(),
    type: fc.oneof(fc.constantFrom('DirectTextChat', 'GuildPublicThread'), discordText()),
    serverId: fc.oneof(fc.constant('0'), discordText()),
  },
  { requiredKeys: [] },
)

function htmlText(): fc.Arbitrary<string> {
  const tag = fc.constantFrom(
    'strong',
    'em',
    'a href="javascript:alert(1)"',
    'a href="https://github.com/octo/hello/issues/1"',
    'code',
    'div class=chatlog__markdown-quote-content',
    'li',
    'h1',
    'img alt=":x" src=y',
    'code class="chatlog__markdown-pre--multiline language-`x`"',
    'span class=chatlog__markdown-mention',
    'details',
    'script',
    '/div',
    '/span',
    '/body',
    '!--',
    'svg',
    'template',
  )
  return fc
    .array(fc.tuple(tag, discordText()), { maxLength: 6 })
    .map((parts) => parts.map(([content, text]) => `<${content}>${text}`).join(''))
}

/** Cuts a piece out of a file, and may put other text in its place. */
function damage(file: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(file, fc.nat(), fc.nat({ max: 40 }), fc.oneof(fc.constant(''), discordText()))
    .map(([text, seed, length, words]) => {
      const offset = seed % (text.length + 1)
      return text.slice(0, offset) + words + text.slice(offset + length)
    })
}

const json = fc.tuple(conversation, place).map(([messages, where]) => jsonExport(messages, where))
const html = fc.tuple(conversation, place).map(([messages, where]) => htmlExport(messages, where))
const time = fc.oneof(
  fc.constantFrom(
    'Today at 3:04 PM',
    '20/11/2026 15:04',
    'gestern um 09:15 Uhr',
    'Bugün saat 15:04',
    '2026-11-20 15:04',
  ),
  discordText(),
)
const paste = fc
  .tuple(conversation, fc.constantFrom('desktop' as const, 'browser' as const, 'compact' as const), time)
  .map(([messages, clipboard, written]) => copiedText(messages, clipboard, () => written))

test.each([
  ['JSON', json],
  ['HTML', html],
  ['pasted text', paste],
])('%s from hostile participants is harmless', (_, file) => {
  fc.assert(
    fc.property(file, (source) => expectHarmless(source)),
    cases(10_000, 50),
  )
})

test.each([
  ['JSON', damage(json)],
  ['HTML', damage(html)],
  ['pasted text', fc.oneof(damage(paste), discordText())],
])('damaged %s is harmless', (_, file) => {
  fc.assert(
    fc.property(file, (source) => expectHarmless(source)),
    cases(10_000, 50),
  )
})

test('JSON of any shape is harmless', () => {
  const key = fc.constantFrom(
    'guild',
    'channel',
    'messages',
    'id',
    'name',
    'type',
    'author',
    'content',
    'timestamp',
    'reactions',
    'emoji',
    'count',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.nat(),
      discordText(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 8 }),
    ),
  }))
  const file = fc.record({ guild: value, channel: value, messages: fc.oneof(value, fc.array(value, { maxLength: 3 })) })
  fc.assert(
    fc.property(file, (shape) => expectHarmless(JSON.stringify(shape))),
    cases(10_000, 300),
  )
})

test('a participant can be left out', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), (messages) => {
      const { conversation: original } = leaveOutPeople(
        readConversation(jsonExport(messages), 'conversation', '2026-11-29'),
        [],
      )
      const name = original.messages[0]?.author.name ?? ''
      expectHarmless(jsonExport(messages), [name])
      const rest = leaveOutPeople(original, [name]).conversation.messages
      expect(rest.every(({ kind, author }) => kind === 'left-out' || author.name !== name)).toBe(true)
    }),
    cases(3_000, 50),
  )
})

test('deeply nested and repetitive exports are read before the test times out', () => {
  const nested = `<!DOCTYPE html>${'<div class=chatlog__message-group><b>'.repeat(20_000)}@everyone`
  const repetitiveTexts = [
    '`'.repeat(50_000),
    '['.repeat(50_000),
    '@'.repeat(50_000),
    'a@'.repeat(25_000),
    '<@'.repeat(25_000),
    '``a`'.repeat(12_000),
    `https://${'.'.repeat(50_000)}`,
    '> '.repeat(25_000),
    '#1'.repeat(25_000),
    '0a'.repeat(25_000),
    '\\'.repeat(50_000),
    'a.'.repeat(25_000),
    '![](https://'.repeat(4_000),
  ]
  for (const source of [
    nested,
    ...repetitiveTexts.map((text) => `Ada — Today at 15:04\n${text}`),
    ...repetitiveTexts.map((text) => jsonExport([{ author: text, at: 0, text }])),
  ])
    printConversation(readConversationOrPlaceholder(source))
})

function readConversationOrPlaceholder(source: string) {
  try {
    return readConversation(source, 'conversation', '2026-11-29')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return readConversation('Ada — Today at 15:04\nnothing', 'conversation', '2026-11-29')
  }
}
