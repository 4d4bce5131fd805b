import { describe, expect, test } from 'vitest'
import { asDisplayed, otherReadings } from '../../src/checks/readings.ts'
import { run } from '../support/app.ts'

test.each([
  ['pass\u200Bword', 'password'],
  ['<b>a</b><br/>b', ' a  b'],
  ['one<b\n>two', 'one\ntwo'],
  ['&#97;&#x62;&nbsp;c', 'ab c'],
  ['раsswоrd', 'password'],
  ['пароль и текст, κείμενο', 'пароль и текст, κείμενο'],
  ['👩\u200D💻 می\u200Cخواهم', '👩\u200D💻 می\u200Cخواهم'],
  ['one <two\n&#10;three\n', 'one <two\n three\n'],
  ['a < b && c > d', 'a < b && c > d'],
])('%j is read as %j', (text, read) => {
  expect(asDisplayed(text)).toBe(read)
})

test('every reading of a text has as many lines as the text', () => {
  const text = 'a<br\n\n/>b <i\n>c</i>\n&#10;&NewLine; d'
  for (const reading of otherReadings(text)) expect(reading.split('\n')).toHaveLength(text.split('\n').length)
})

const SENTENCES = [
  [
    'vulnerability',
    'An attacker can read any file on the server by sending ../../etc/passwd in the resource URI, without a token.',
  ],
  [
    'people',
    'Jonas shouted at me in the meeting yesterday and has been harassing Maria in private messages for weeks.',
  ],
] as const
const DISGUISES: readonly (readonly [how: string, disguise: (sentence: string) => string])[] = [
  ['with entities', (sentence) => sentence.replaceAll('a', '&#97;')],
  ['with invisible characters', (sentence) => sentence.replaceAll(/(\w)(?=\w)/g, '$1\u200B')],
  ['with soft hyphens', (sentence) => sentence.replaceAll(/(\w\w)(?=\w)/g, '$1\u00AD')],
  ['in letters that look Latin', (sentence) => sentence.replaceAll('a', 'а').replaceAll('o', 'о')],
  ['with HTML line breaks', (sentence) => sentence.replaceAll(' ', '<br>')],
  ['in a summary', (sentence) => `<details><summary>${sentence}</summary></details>`],
  ['in a comment in code', (sentence) => `\`\`\`ts\n/* ${sentence} */\nconst x = 1\n\`\`\``],
  ['in a string in code', (sentence) => `\`\`\`json\n${JSON.stringify({ note: sentence })}\n\`\`\``],
  ['in a log', (sentence) => `\`\`\`\n2026-11-01T10:00:00Z INFO ${sentence}\n\`\`\``],
]

describe.each(SENTENCES)('a sentence that blocks a draft with the check %s', (check, sentence) => {
  test.each(DISGUISES)('is found %s', async (_how, disguise) => {
    const harmless = 'The window has the wrong size after each restart of the client, since version 1.2 on Linux.'
    const draft = `---\nkind: issue\nrepo: modelcontextprotocol/inspector\ntitle: The window of the inspector has the wrong size\naiDisclosure: none\n---\n${harmless}\n\n${disguise(sentence)}\n`
    const { stdout } = await run(['check', 'd.md', '--offline', '--json'], { files: { 'd.md': draft } })
    const blocking = JSON.parse(stdout).findings.filter(({ severity }: { severity: string }) => severity === 'block')
    expect(blocking.map((finding: { check: string }) => finding.check)).toContain(check)
  })
})
