import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkPeople, checkVulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { classifiedInput } from '../support/check-input.ts'

const HARMLESS =
  'The client keeps a list of open streams and closes the oldest one. With version 1.4 the list is never trimmed. The expected behavior is that memory stays flat, as in version 1.2.'

const isStopped = (body: string, template: string | null = null) => {
  const input = classifiedInput({ title: 'Notes about the list of open streams', body, template })
  return [...checkVulnerability(input), ...checkPeople(input)].some(({ severity }) => severity === 'block')
}

const row = (text: string) =>
  `| area | note |\n|---|---|\n| docs | rename the folder of the snapshots |\n| core | ${text} |\n| ci | release 1.5 and tell the packagers |`
const ATTACK = 'an attacker can read the files of other users without a login'

describe('a sensitive text is found', () => {
  test.each([
    ['in a row of a table', row(ATTACK)],
    [
      'in a table without outer bars',
      `area | note\n---|---\ncore | ${ATTACK}\nci | release 1.5 and tell the packagers`,
    ],
    [
      'in several cells of a row',
      '| step | result |\n|---|---|\n| send `../../etc/passwd` without a token | the server returns the file of the host |',
    ],
    ['in the name of a test', '```ts\ntest(lets_an_attacker_read_files_of_other_users)\n```'],
    ['in the name of a function', '```ts\nfunction attackerCanReadFilesOfOtherUsersWithoutLogin() {}\n```'],
    ['in an item of a list', '- agenda\n- notes\n- talk about Maria, who keeps sending me creepy messages on Discord'],
    [
      'in the percent-encoded text of an address',
      'https://x.io/?q=an%20attacker%20can%20run%20commands%20without%20login',
    ],
  ])('%s', (_, text) => {
    expect(isStopped(`${HARMLESS}\n\n${text}\n\n${HARMLESS}`)).toBe(true)
  })
})

test.each([
  'This is not a security vulnerability; I report those privately as described in SECURITY.md',
  'I have removed all secrets, API keys and personal data from the logs',
])('a statement that everyone must check in a Markdown template is not the author’s: %s', (statement) => {
  expect(isStopped(`${HARMLESS}\n\n- [x] ${statement}`, 'bug_report.md')).toBe(false)
})

test.each([
  `### ${ATTACK}`,
  `- [x] ${ATTACK}`,
  '- [x] I have verified that anyone can read the files of other users without a token',
])('a sensitive text is found below a Markdown template: %s', (line) => {
  expect(isStopped(`${HARMLESS}\n\n${line}`, 'bug_report.md')).toBe(true)
})

type Labeled = { readonly text: string; readonly sensitivity: string }
const labeledTexts = readFileSync('test/eval/later-sensitive.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line): Labeled => JSON.parse(line))
const LAYOUTS = {
  'the row of a table': (text: string) => row(text.replaceAll('|', '/')),
  'the item of a list': (text: string) => `- rename the folder\n- update the pages\n- ${text}\n- release 1.5`,
  'a long paragraph': (text: string) => `${HARMLESS} ${HARMLESS} ${text} ${HARMLESS}`,
}

test.each([
  ['the row of a table', 90, 3],
  ['the item of a list', 88, 4],
  ['a long paragraph', 76, 4],
] as const)(
  'of 130 sensitive and 130 other texts in %s, at least %i and at most %i are stopped',
  (layout, minFound, maxStopped) => {
    const stoppedTexts = (isPrivate: boolean) =>
      labeledTexts.filter(
        ({ text, sensitivity }) =>
          (sensitivity !== 'public') === isPrivate && isStopped(LAYOUTS[layout](text.replaceAll('\n', ' '))),
      )
    expect(stoppedTexts(true).length).toBeGreaterThanOrEqual(minFound)
    expect(stoppedTexts(false).length).toBeLessThanOrEqual(maxStopped)
  },
)
