import { describe, expect, test } from 'vitest'
import { textOf } from '../../src/discord/conversation.ts'
import { readPastedConversation } from '../../src/discord/pasted.ts'

const TODAY = '2026-11-29'

function read(text: string) {
  return readPastedConversation(text, 'conversation.txt', TODAY).messages.map(({ author, when, content }) => [
    author.name,
    when.day,
    when.time,
    textOf(content),
  ])
}

describe('days and times', () => {
  test.each([
    ['English (US)', 'Today at 3:04 PM', 'Yesterday at 9:15 AM', '11/20/2026 12:30 AM'],
    ['English (US), newer', 'Today at 3:04 PM', 'Yesterday at 9:15 AM', '11/20/26, 12:30 AM'],
    ['English (UK)', 'Today at 15:04', 'Yesterday at 09:15', '20/11/2026 00:30'],
    ['German', 'heute um 15:04 Uhr', 'gestern um 09:15 Uhr', '20.11.2026 00:30'],
    ['French', 'Aujourd’hui à 15:04', 'Hier à 09:15', '20/11/2026 00:30'],
    ['Spanish', 'hoy a las 15:04', 'ayer a las 9:15', '20/11/2026 0:30'],
    ['Portuguese', 'Hoje às 15:04', 'Ontem às 09:15', '20/11/2026 00:30'],
    ['Italian', 'Oggi alle 15:04', 'Ieri alle 09:15', '20/11/2026 00:30'],
    ['Dutch', 'vandaag om 15:04', 'gisteren om 09:15', '20-11-2026 00:30'],
    ['Polish', 'Dzisiaj o 15:04', 'Wczoraj o 09:15', '20.11.2026 00:30'],
    ['Russian', 'Сегодня, в 15:04', 'Вчера, в 9:15', '20.11.2026 0:30'],
    ['Japanese', '今日 15:04', '昨日 9:15', '2026/11/20 0:30'],
    ['Chinese', '今天15:04', '昨天09:15', '2026/11/20 00:30'],
    ['Korean', '오늘 오후 3:04', '어제 오전 9:15', '2026. 11. 20. 오전 12:30'],
    ['ISO 8601', '2026-11-29 15:04', '2026-11-28T09:15', '2026-11-20 00:30:59'],
  ])('are read in %s', (_, today, yesterday, date) => {
    const expected = [
      ['Ada', '2026-11-20', '00:30', 'one'],
      ['Bo', '2026-11-28', '09:15', 'two'],
      ['Ada', '2026-11-29', '15:04', 'three'],
    ]
    expect(read(`Ada — ${date}\none\nBo — ${yesterday}\ntwo\nAda — ${today}\nthree`)).toEqual(expected)
    expect(read(`Ada\n — ${date}\none\nBo\nAPP\n — ${yesterday}\ntwo\nAda\n[QUI]\n — ${today}\nthree`)).toEqual(
      expected,
    )
  })

  test('an ambiguous date is read in the order of other dates in the text', () => {
    expect(read('A — 3/4/2026 10:00\nx\nA — 25/4/2026 10:00\ny').map(([, day]) => day)).toEqual([
      '2026-04-03',
      '2026-04-25',
    ])
    expect(read('A — 3/4/2026 10:00\nx\nA — 4/25/2026 10:00\ny').map(([, day]) => day)).toEqual([
      '2026-03-04',
      '2026-04-25',
    ])
  })

  test('a date that is contradictory, invalid or in an unknown language is kept as written', () => {
    expect(read('A — 13/4/2026 10:00\nx\nA — 4/25/2026 10:00\ny')).toEqual([
      ['A', null, '13/4/2026 10:00', 'x'],
      ['A', null, '4/25/2026 10:00', 'y'],
    ])
    expect(read('A — Bugün saat 15:04\nselam\nB — Dün saat 09:15\nne')).toEqual([
      ['A', null, 'Bugün saat 15:04', 'selam'],
      ['B', null, 'Dün saat 09:15', 'ne'],
    ])
    expect(read('A — 30.02.2026 10:00\nx')).toEqual([['A', null, '30.02.2026 10:00', 'x']])
  })
})

test('the times of an author’s further messages may be on lines of their own, or before the text', () => {
  expect(read('Ada — Yesterday at 3:04 PM\none\n[3:05 PM]\ntwo\nlines\n[3:06 PM] three')).toEqual([
    ['Ada', '2026-11-28', '15:04', 'one'],
    ['Ada', '2026-11-28', '15:05', 'two\nlines'],
    ['Ada', '2026-11-28', '15:06', 'three'],
  ])
})

test.each(['Ada — 3:04 PM\none\nBo — 3:05 PM\ntwo', 'Ada\n — 3:04 PM\none\nBo\nAPP\n — 3:05 PM\ntwo'])(
  'a message with a name and only a time of day is from today, even after older messages: %j',
  (text) => {
    const today = [
      ['Ada', TODAY, '15:04', 'one'],
      ['Bo', TODAY, '15:05', 'two'],
    ]
    expect(read(text)).toEqual(today)
    expect(read(`Noor — Yesterday at 11:58 PM\nzero\n${text}`)).toEqual([
      ['Noor', '2026-11-28', '23:58', 'zero'],
      ...today,
    ])
  },
)

test('a time in another format, or after a sentence, is part of the message', () => {
  const text = 'see you — 10:30\nand everybody else who has time for it then — 10:30 AM'
  expect(read(`Ada — Today at 3:04 PM\n${text}`)).toEqual([['Ada', TODAY, '15:04', text]])
})

test('a time earlier than the previous one is on the next day', () => {
  expect(read('Ada — 20/11/2026 23:58\none\n[00:01]\ntwo\n[00:02]\nthree')).toEqual([
    ['Ada', '2026-11-20', '23:58', 'one'],
    ['Ada', '2026-11-21', '00:01', 'two'],
    ['Ada', '2026-11-21', '00:02', 'three'],
  ])
})

test('the compact view is read', () => {
  expect(read('[3:04 PM] Ada: one: two\nthree\n[11/20/2026 3:05 PM]Bo Li: four')).toEqual([
    ['Ada', null, '15:04', 'one: two\nthree'],
    ['Bo Li', '2026-11-20', '15:05', 'four'],
  ])
})

test('text in a message is not mistaken for the beginning of another message', () => {
  const text = 'see you — not before 10:30'
  expect(read(`Ada — Today at 15:04\n${text}\n[15:04] no\nBo — Today at 15:05\nok — fine`)).toEqual([
    ['Ada', TODAY, '15:04', text],
    ['Ada', TODAY, '15:04', 'no'],
    ['Bo', TODAY, '15:05', 'ok — fine'],
  ])
})

test('text before the first name belongs to an unknown author', () => {
  expect(read('the end of a message\nAda — Today at 15:04\none')[0]).toEqual([
    'somebody',
    null,
    '',
    'the end of a message',
  ])
})

test('replies, edits, reactions and the line between two days are recognized', () => {
  const [first, second] = readPastedConversation(
    'Ada — Yesterday at 15:04\nfirst (bearbeitet)\n👍🏽\n12\n:blob:\n1\n29. November 2026\n@Ada\nfirst\nBo — Today at 08:00\nsecond',
    'conversation.txt',
    TODAY,
  ).messages
  expect(first).toMatchObject({ isEdited: true, content: [{ text: 'first' }] })
  expect(first?.reactions).toEqual([
    { emoji: '👍🏽', count: 12 },
    { emoji: ':blob:', count: 1 },
  ])
  expect(second?.reply).toMatchObject({ author: { name: 'Ada' }, excerpt: 'first' })
})

test('a date that is the whole text of a message is kept, because no new day begins after it', () => {
  expect(
    read('Ada — Today at 15:04\nwhen?\nBo — Today at 15:05\nNovember 30, 2026\nAda — Today at 15:06\n30 November 2026'),
  ).toEqual([
    ['Ada', TODAY, '15:04', 'when?'],
    ['Bo', TODAY, '15:05', 'November 30, 2026'],
    ['Ada', TODAY, '15:06', '30 November 2026'],
  ])
})

test('system messages, files and pictures are recognized', () => {
  const { messages } = readPastedConversation(
    'Ada\n started a thread: \nPings\n. See all \nthreads\n — Today at 15:04\nBo — Today at 15:05\nsee these\nImage\nAttachment file type: unknown\nserver.log\n11.33 KB\nExpand\nmessage.txt\n3 KB\nand read them',
    'conversation.txt',
    TODAY,
  )
  expect(messages.map(({ kind, author, content }) => [kind, author.name, textOf(content)])).toEqual([
    ['notice', 'Ada', 'started a thread: Pings . See all threads'],
    ['message', 'Bo', 'see these\nand read them'],
  ])
  expect(messages[1]?.attachments).toEqual([
    { name: 'an image', size: null },
    { name: 'server.log', size: '11.33 KB' },
    { name: 'message.txt', size: '3 KB' },
  ])
})

test('a narrow space in a time, as browsers write it, is accepted', () => {
  expect(read('Ada\u00A0— Today at 3:04\u202FPM\none')).toEqual([['Ada', TODAY, '15:04', 'one']])
})

test('a transcript without names is rejected', () => {
  expect(() => read('[18:01] one\n[18:04] two')).toThrow('conversation.txt: found no Discord message in this text')
})
