import { expect, test } from 'vitest'
import { PAGES } from '../../docs/pages.ts'
import { jsonExport, RELEASE_CHANNEL, RELEASE_CONVERSATION, THREAD_URL } from '../../support/discord-exports.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { CONVERSATION_URL, RECORD, RECORD_FIELDS, RECORD_TITLE } from '../../support/record.ts'
import { CONFIRM_ALL, type ScriptedAnswer } from '../../support/script.ts'

const SECTION = PAGES.get('docs/decisions.md')?.split('## From a conversation to closed issues\n')[1] ?? ''
const codeBlock = (language: string) => SECTION.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''
const COMMANDS = codeBlock('sh').trim().split('\n')

const answerHere = (ask: string, type: string): readonly ScriptedAnswer[] => [
  { ask, pick: 'Write it here' },
  { ask, type },
]
const answerInEditor = (ask: string, write: string): readonly ScriptedAnswer[] => [
  { ask, pick: 'Write it in nano' },
  { ask: 'nano', write },
]
const { makers = '', background = '', options = '', rationale = '', steps = '' } = RECORD_FIELDS

/** The person's answers, by command. */
const ANSWERS: Readonly<Record<string, readonly ScriptedAnswer[]>> = {
  'discussion new': [
    { ask: 'Title', type: 'Take turns as release manager' },
    ...answerHere('Summary', 'Releases wait for one person. We could take turns, a month each.'),
    ...answerHere('Open questions', 'Who begins.'),
    ...answerHere('Proposed next step', 'The maintainers decide it in their next meeting.'),
    CONFIRM_ALL,
  ],
  'discussion open': [{ ask: `Post it to ${REPO}?`, pick: 'Post it' }],
  'decision new': [
    { ask: 'What was decided?', pick: 'A process' },
    { ask: 'Title', type: RECORD_TITLE },
    ...answerHere('Decision makers', makers),
    ...answerHere('Background and motivation', background),
    ...answerInEditor('Options considered', options),
    ...answerHere('Decision and rationale', rationale),
    ...answerInEditor('Implementation steps', steps),
    { ask: 'AI help', type: '' },
    CONFIRM_ALL,
  ],
  'decision open': [{ ask: `Post it to ${REPO}?`, pick: 'Post it' }],
  'issue bulk': [{ ask: 'Type 2 to create all of them', type: '2' }],
}

test('the commands of docs/decisions.md lead from a conversation to closed issues, and a second open or apply posts nothing', async () => {
  const { fake, run, posts } = setUpPosting({
    files: { 'conversation.json': jsonExport(RELEASE_CONVERSATION, RELEASE_CHANNEL) },
    repository: { permission: 'WRITE', labels: ['notes'], categories: ['Ideas'], files: {} },
    person: (argv) => (argv.includes('--yes') ? [] : (ANSWERS[argv.slice(0, 2).join(' ')] ?? [])),
  })
  const outcomes = []
  for (const line of COMMANDS) {
    // Closes both issues before the records are listed, as merged pull requests would.
    if (line.includes('decision list'))
      fake.change([3, 4].map((number) => ({ change: 'edit', repository: REPO, number, set: { closed: true } })))
    outcomes.push({ line, ...(await run(...line.split(' ').slice(1))) })
  }
  expect(outcomes.map(({ line, exitCode, stderr }) => [line, exitCode, exitCode === 0 ? '' : stderr])).toEqual(
    COMMANDS.map((line) => [line, 0, '']),
  )

  // Each of the first five commands names the next one.
  const printed = outcomes.map(({ stderr }) => stderr.replaceAll(/\s+/g, ' '))
  expect(printed[0]).toContain('mcp-comms discussion open conversation.md')
  expect(printed[1]).toContain(COMMANDS[2]?.replace(' -o record.md', ''))
  expect(printed[2]).toContain(COMMANDS[3])
  expect(printed[3]).toContain(COMMANDS[4])
  expect(printed[4]).toContain('mcp-comms issue bulk plan.yaml')

  const files = outcomes.at(-1)?.files ?? {}
  expect(files['plan.yaml']).toBe(codeBlock('yaml').replace('# plan.yaml\n', ''))
  // The picture on the page shows `RECORD`.
  expect(files['record.md']?.split('---\n')[2]).toBe(RECORD.split('---\n')[2])
  expect(posts()).toMatchObject([
    { type: 'Discussion', number: 1, title: 'Take turns as release manager', labels: ['notes'] },
    { type: 'Issue', number: 2, title: RECORD_TITLE, labels: ['notes'], closed: false },
    { type: 'Issue', number: 3, title: 'Write the calendar of turns', parent: `${REPO}#2`, closed: true },
    {
      type: 'Issue',
      number: 4,
      title: 'Describe it in the community documentation',
      parent: `${REPO}#2`,
      closed: true,
    },
  ])
  const [conversation, record, ...issues] = posts()
  expect(conversation?.body).toContain(THREAD_URL)
  expect(record?.body).toContain(`### What led to it\n\n${CONVERSATION_URL}\n`)
  for (const issue of issues) expect(issue.body).toContain(`From: https://github.com/${REPO}/issues/2`)
  expect(outcomes.at(-1)?.stdout).toMatch(/^#2 .* 2 of 2 +Decision: take turns/m)

  for (const argv of [
    ['discussion', 'open', 'conversation.md'],
    ['decision', 'open', 'record.md'],
    ['issue', 'bulk', 'plan.yaml', '--apply'],
  ])
    await run(...argv, '--yes')
  expect(posts()).toHaveLength(4)
})
