import { expect, test } from 'vitest'
import { printContent } from '../../src/discord/github-markdown.ts'
import { printConversation } from '../../src/discord/print-conversation.ts'
import { readConversation } from '../../src/discord/read-conversation.ts'
import { htmlExport } from '../support/discord-exports.ts'

const recordOf = (html: string, place = {}) =>
  printConversation(
    readConversation(
      htmlExport([{ author: 'Ada', at: 0, text: 'TEXT' }], place).replace('TEXT', () => html),
      't.html',
      '2026-11-22',
    ),
  )
const contentOf = (html: string) =>
  printContent(
    readConversation(htmlExport([{ author: 'Ada', at: 0, text: '', html }]), 't.html', '2026-11-22').messages[0]
      ?.content ?? [],
  )

test.each([
  [
    'a list',
    'We need:\n<ul><li>one</li><li>two<ul><li>deeper</li></ul></li></ul>done',
    'We need:\n\n- one\n- two\n  - deeper\n\ndone',
  ],
  [
    'a time',
    '<span class=chatlog__markdown-timestamp title="Tuesday, 18 November 2026 21:06">an hour ago</span>',
    'Tuesday, 18 November 2026 21:06',
  ],
  [
    'a spoiler',
    '<span class="chatlog__markdown-spoiler chatlog__markdown-spoiler--hidden" onclick="showSpoiler(event, this)">x</span>',
    '\\||x||',
  ],
  ['a heading', '<h2>Plan</h2>one', '**Plan**\none'],
  [
    'a quotation',
    '<div class=chatlog__markdown-quote><div class=chatlog__markdown-quote-border></div><div class=chatlog__markdown-quote-content>one\ntwo</div></div>three',
    '> one\n> two\n\nthree',
  ],
  ['a link that runs a script', '<a href="javascript:alert(1)">js</a>', 'js'],
])('prints %s', (_, html, printed) => {
  expect(contentOf(html)).toBe(printed)
})

test('an embed has the link of its title, and the names of its fields', () => {
  const preserve = (text: string) =>
    `<div class=chatlog__markdown><span class=chatlog__markdown-preserve>${text}</span></div>`
  const embed = `</span></div><div class=chatlog__embed><div class=chatlog__embed-text><div class=chatlog__embed-title><a class=chatlog__embed-title-link href=https://ci.example/7>${preserve('Build 7')}</a></div><div class=chatlog__embed-description>${preserve('failed')}</div><div class=chatlog__embed-fields><div class=chatlog__embed-field><div class=chatlog__embed-field-name>${preserve('Branch')}</div><div class=chatlog__embed-field-value>${preserve('main')}</div></div></div></div></div><div><span>`
  expect(recordOf(embed).body).toContain('> [Build 7](<https://ci.example/7>)\n> failed\n> **Branch** main\n')
})

test.each([
  ['SDKs', 'typescript-sdk-dev', '#typescript-sdk-dev on Discord, 2026-11-20', '**Where:** SDKs › typescript-sdk-dev'],
  ['typescript-sdk-dev', 'Stable order', 'Stable order', '**Thread:** typescript-sdk-dev › Stable order'],
  ['SDKs / typescript-sdk-dev', 'stable', 'stable', '**Thread:** SDKs › typescript-sdk-dev › stable'],
  [
    'A category of ordinary channels / a-channel-with-quite-a-long-name',
    'A thread whose name is long, but not longer than Discord allows',
    'A thread whose name is long, but not longer than Discord allows',
    '› a-channel-with-quite-a-long-name › A thread whose name is long, but not longer than Discord allows',
  ],
])('prints the title and the place of %s / %s', (parent, channel, title, where) => {
  const record = recordOf('hello', { parent, channel })
  expect(record.title).toBe(title)
  expect(record.body).toContain(where)
})
