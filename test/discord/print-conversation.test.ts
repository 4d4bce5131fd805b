import { describe, expect, test } from 'vitest'
import { textOf } from '../../src/discord/conversation.ts'
import { leaveOutPeople } from '../../src/discord/leave-out.ts'
import { type PrintedConversation, printConversation } from '../../src/discord/print-conversation.ts'
import { readConversation } from '../../src/discord/read-conversation.ts'
import { MAX_BODY_LENGTH } from '../../src/text/github-names.ts'
import {
  copiedText,
  type ExampleMessage,
  htmlExport,
  jsonExport,
  longConversation,
  SHORT_CONVERSATION,
} from '../support/discord-exports.ts'
import { effectsOf } from '../support/github-effects.ts'

const TODAY = '2026-11-29'

function recordOf(source: string): PrintedConversation {
  return printConversation(readConversation(source, 'conversation.txt', TODAY))
}

/** The part after the facts about the conversation. */
function conversationIn({ body }: PrintedConversation): string {
  return body.split(/^All times .*\n\n/m)[1] ?? ''
}

test('the title of a channel has the day of the first message with a known time, even if an earlier one is left out', () => {
  const source = jsonExport(SHORT_CONVERSATION, { type: 'GuildTextChat', channel: 'general-dev' })
  const { conversation } = leaveOutPeople(readConversation(source, 'c.json', TODAY), ['Ada Lind'])
  expect(printConversation(conversation).title).toBe('#general-dev on Discord, 2026-11-20')
})

test('a short conversation is printed in full, below the facts about it', () => {
  expect(recordOf(jsonExport(SHORT_CONVERSATION))).toMatchObject({ title: 'Pings while streaming', followUps: [] })
  expect(recordOf(jsonExport(SHORT_CONVERSATION)).body).toMatchInlineSnapshot(`
    "## Summary

    [fill in what was discussed, and what came out of it]

    ## Open questions

    [fill in the questions that are still open, or that there are none]

    ## Proposed next step

    [fill in who does what next, and where]

    ## The conversation on Discord

    - **Thread:** [transports › Pings while streaming](<https://discord.com/channels/1212121212121212121/1313131313131313131>)
    - **Server:** Quillon Contributors
    - **Messages:** 5, 2026-11-20, 15:04 to 15:13 UTC
    - **Participants:** Ada Lind, נועה, Relay (bot), Bo

    All times are in UTC. Files are listed, not included.

    **2026-11-20**

    **Ada Lind** · 15:04

    Does a server have to answer pings while it *streams*? See <https://quillon.example/spec#ping>

    Mine does not, since \`#12\`:

    \`\`\`ts
    await server.ping() // @everyone
    \`\`\`

    **נועה** · 15:07

    > ↪ **Ada Lind**: Does a server have to answer pings while it streams? See \`https://quillon.exampl…\`

    אצלי השרת עונה, גם באמצע זרם.

    👍 3 · :blobcheer: 2

    **Relay** (bot) · 15:08

    Build failed: [\`https://github.com/octo/hello/issues/7\`](<https://redirect.github.com/octo/hello/issues/7>)

    📎 [server \`@v1.log\`](<https://discord.com/channels/1212121212121212121/1313131313131313131/1573354230251520003>) (12 KB)

    **Bo** · 15:13

    \`@everyone\` please read \`server.ping()\`; \`@Ada Lind\` I would **require** it. :blobcheer: (edited)
    "
  `)
})

test('the HTML of a conversation gives the same record as its JSON, except for what HTML lacks', () => {
  const html = recordOf(htmlExport(SHORT_CONVERSATION))
  expect(html.body).toContain('[fill in the link to the conversation on Discord]')
  const comparable = (record: PrintedConversation) =>
    conversationIn(record)
      .replaceAll(/\[([^\]]+)\]\(<https:\/\/discord\.com[^>]+>\)/g, '$1')
      .replaceAll(/\(12(?:\.06)? KB\)/g, '(12 KB)')
  expect(comparable(html)).toBe(comparable(recordOf(jsonExport(SHORT_CONVERSATION))))
})

describe('a long conversation', () => {
  test('of 200 messages is folded, and fits into one post', () => {
    const { body, followUps } = recordOf(jsonExport(longConversation(200)))
    expect(followUps).toEqual([])
    const summaries = effectsOf(body).html.filter((html) => html.includes('<summary>'))
    expect(summaries.slice(0, 2)).toEqual([
      '<details>\n<summary>2026-11-20, 15:04–16:02 · 30 messages by 5 people</summary>',
      '<details>\n<summary>2026-11-20, 17:34–18:32 · 30 messages by 5 people</summary>',
    ])
  })

  test.each([
    ['JSON', jsonExport(longConversation(5_000))],
    ['HTML', htmlExport(longConversation(5_000))],
  ])('of 5,000 messages in %s is divided into posts that GitHub accepts, in order and without a gap', (_, source) => {
    const { body, followUps } = recordOf(source)
    const pages = [body, ...followUps]
    expect(followUps.length).toBeGreaterThan(3)
    for (const page of pages) expect(page.length).toBeLessThan(MAX_BODY_LENGTH - 500)
    expect(body).toContain(`_The conversation continues in part 2 of ${pages.length}._`)
    expect(followUps[0]).toMatch(new RegExp(`^_Part 2 of ${pages.length} of a conversation on Discord`))
    const numbers = pages.flatMap((page) =>
      [...page.matchAll(/^(?!> ↪).*\((\d+)\)$/gm)].map(([, number]) => Number(number)),
    )
    expect(numbers).toEqual(Array.from({ length: 1_250 }, (__, index) => index * 4))
  })

  test('is divided even if each message is very long and has many characters to escape', () => {
    const conversation = longConversation(60).map(
      (message): ExampleMessage => ({ ...message, text: '&<#1@a'.repeat(666) }),
    )
    const { body, followUps } = recordOf(jsonExport(conversation))
    expect(followUps).not.toEqual([])
    for (const page of [body, ...followUps]) expect(page.length).toBeLessThan(MAX_BODY_LENGTH - 500)
  })
})

test('a message that is longer than Discord allows is folded, and no line is lost', () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`)
  const { body } = recordOf(jsonExport([{ author: 'Ada', at: 0, text: lines.join('\n') }]))
  expect(body).toContain('<summary>A message of ')
  expect([...body.matchAll(/^line (\d+)$/gm)].map(([, number]) => Number(number))).toEqual(
    lines.map((_, index) => index),
  )
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1,023 bytes'],
  [1_024, '1.0 KB'],
])('a file of %d bytes is listed as %s', (size, text) => {
  const source = jsonExport([{ author: 'Ada', at: 0, text: 'Here it is', files: ['log.txt'] }])
  const { body } = recordOf(source.replace('"fileSizeBytes": 12345', `"fileSizeBytes": ${size}`))
  expect(body).toContain(`(${text})`)
})

describe('the placeholder for messages that were left out', () => {
  const recordWithout = (name: string, messages: readonly ExampleMessage[]) =>
    printConversation(
      leaveOutPeople(readConversation(jsonExport(messages), 'conversation.json', TODAY), [name]).conversation,
    )

  test('counts neither as a message nor as a person in the summary of a folded part', () => {
    const { body } = recordWithout('Bo', [
      ...Array.from({ length: 30 }, (_, at): ExampleMessage => ({ author: 'Ada', at, text: 'x' })),
      { author: 'Bo', at: 30, text: 'y' },
      { author: 'Cem', at: 31, text: 'z' },
    ])
    expect(body).toContain('<summary>2026-11-20, 15:04–15:35 · 31 messages by 2 people</summary>')
  })

  test('is named in the summary if the folded part has nothing else', () => {
    const { body, followUps } = recordWithout('Bo', [
      ...Array.from({ length: 25 }, (_, at): ExampleMessage => ({ author: 'Ada', at, text: 'x'.repeat(405) })),
      { author: 'Bo', at: 25, text: 'y' },
    ])
    expect([body, ...followUps].join('')).toContain('<summary>2026-11-20, 15:28 · 1 message left out</summary>')
  })

  test('does not change the name of a participant who is called "somebody"', () => {
    const source = [
      { author: 'Bo', at: 0, text: 'y' },
      { author: 'somebody', at: 1, text: 'z' },
    ]
    expect(recordWithout('Bo', source).body).toContain('- **Participants:** somebody\n')
  })
})

test('two people with the same name are distinguished', () => {
  const source = jsonExport([
    { author: 'Ada', at: 0, text: 'one' },
    { author: 'Bo', at: 1, text: 'two' },
  ]).replaceAll('"nickname": "Bo"', '"nickname": "Ada"')
  expect(recordOf(source).body).toContain('- **Participants:** Ada, Ada (2)')
})

test('notices, forwarded messages and embeds are kept', () => {
  const source = JSON.parse(
    jsonExport([
      { author: 'Ada', at: 0, text: 'Started a thread.', type: 'ThreadCreated' },
      { author: 'Relay', bot: true, at: 1, text: '' },
      { author: 'Bo', at: 2, text: '' },
    ]),
  )
  source.messages[1].embeds = [
    {
      title: 'Build 7',
      url: 'https://ci.example/7',
      description: 'failed for @ada',
      fields: [{ name: 'Branch', value: 'main', isInline: true }],
    },
  ]
  source.messages[2].forwardedMessage = { content: 'read #3', attachments: [], embeds: [], stickers: [] }
  expect(conversationIn(recordOf(JSON.stringify(source)))).toMatchInlineSnapshot(`
    "**2026-11-20**

    **Ada** · 15:04 · Started a thread.

    **Relay** (bot) · 15:05

    > [Build 7](<https://ci.example/7>)
    > failed for \`@ada\`
    > **Branch** main

    **Bo** · 15:06

    Forwarded:

    > read \`#3\`
    "
  `)
})

test('an export that lacks newer fields is read', () => {
  const oldExport = JSON.stringify({
    guild: { id: '1', name: 'Q' },
    channel: { id: '2', type: 'GuildTextChat', name: 'general' },
    messages: [
      {
        id: '3',
        type: 'Default',
        timestamp: '2026-11-20T15:04:00+01:00',
        content: 'hello',
        author: { id: '4', name: 'ada' },
      },
    ],
  })
  const { title, body } = recordOf(oldExport)
  expect(title).toBe('#general on Discord, 2026-11-20')
  expect(body).toContain('**ada** · 14:04\n\nhello')
})

test.each([
  [
    'JSON of another shape',
    '{"guild": 1}',
    /^conversation\.txt: this is not a JSON export of DiscordChatExporter \(guild: /,
  ],
  ['truncated JSON', '{"guild": {', 'conversation.txt: this is not JSON. The export may have been interrupted'],
  [
    'another HTML page',
    '<!DOCTYPE html><p>hello</p>',
    'conversation.txt: this is not an HTML export of DiscordChatExporter',
  ],
  ['an export without messages', jsonExport([]), 'conversation.txt: this export has no messages'],
  [
    'an export as plain text',
    `${'='.repeat(62)}\nGuild: Q\nChannel: general`,
    'conversation.txt: this export format lacks details that a record needs. Export the conversation as JSON or HTML',
  ],
  ['another text', 'Just a note.', /^conversation\.txt: found no Discord message in this text\. Give a JSON/],
])('rejects %s, with the name of the file', (_, source, message) => {
  expect(() => recordOf(source)).toThrow(message)
})

test('a pasted conversation without replies and files gives the same text as its export, except for "(bot)"', () => {
  const time = (date: Date) => `${date.toISOString().slice(0, 10)} ${date.toISOString().slice(11, 16)}`
  const messages = SHORT_CONVERSATION.map(({ replyTo: _, files: __, ...rest }) => rest)
  const expected = conversationIn(recordOf(jsonExport(messages))).replaceAll(' (bot)', '')
  for (const clipboard of ['desktop', 'browser', 'compact'] as const)
    expect(conversationIn(recordOf(copiedText(messages, clipboard, time)))).toBe(expected)
})

test('a role is recognized by its whole name', () => {
  const conversation = [{ author: 'Ada', at: 0, text: 'What do the @Core Maintainers think? And @Core?' }]
  const source = jsonExport(conversation).replaceAll('"name": "Maintainers"', '"name": "Core Maintainers"')
  expect(conversationIn(recordOf(source))).toContain('What do the `@Core Maintainers` think? And `@Core`?')
})

test.each([
  ['as the conversation shows it', `${'a'.repeat(99)}`],
  ['in full, although the conversation shows only its beginning', `${'a'.repeat(99)} b`],
  ['with white space around it', `  ${'a'.repeat(99)} b\n`],
])('a participant with a long name can be left out by that name, %s', (_, name) => {
  const conversation = readConversation(
    jsonExport([{ author: `${'a'.repeat(99)} b`, text: 'Hello', at: 0 }]),
    'conversation.json',
    TODAY,
  )
  expect(leaveOutPeople(conversation, [name]).conversation.messages.map(({ author }) => author.name)).toEqual([
    'somebody',
  ])
})

test.each(['', ' ', '@'])('nobody is left out by the name "%s"', (name) => {
  const conversation = readConversation('Ada — Today at 15:04\nHello', 'conversation.txt', TODAY)
  expect(() => leaveOutPeople(conversation, [name])).toThrow('nobody in the conversation has this name')
})

test('the messages with the name of somebody who is left out in an address are counted', () => {
  const pasted = [
    'ada-l — Today at 15:04\nHello',
    'Bo — Today at 15:05\nsee https://github.com/ada-l/icons',
    'Cy — Today at 15:06\n> [this](https://example.org/~ada-l)',
    'Di — Today at 15:07\nnot https://example.org/adal',
  ]
  const conversation = readConversation(pasted.join('\n'), 'conversation.txt', TODAY)
  expect(leaveOutPeople(conversation, ['ada-l']).messagesWithNameCount).toBe(2)
})

describe.each(['NFC', 'NFD'] as const)('a participant whose name is typed in %s', (typed) => {
  const name = 'José Ångström'
  const conversation = readConversation(
    jsonExport([
      { author: name.normalize(typed === 'NFC' ? 'NFD' : 'NFC'), text: 'Hello', at: 0 },
      { author: 'Ada', text: `Hi @${name.normalize(typed)}, welcome`, at: 1 },
      { author: 'Ada', text: `I mean ${name.normalize(typed)} from Brazil`, at: 2 },
    ]),
    'conversation.json',
    TODAY,
  )

  test('is left out, and the message that still has the name is counted', () => {
    const shortened = leaveOutPeople(conversation, [name.normalize(typed)])
    const texts = shortened.conversation.messages.map(({ content }) => textOf(content))
    expect(texts).toEqual(['1 message left out', 'Hi @somebody, welcome', expect.stringContaining('from Brazil')])
    expect(shortened.messagesWithNameCount).toBe(1)
  })
})
