import { expect, test } from 'vitest'
import { REPO } from '../support/github.ts'
import { setUpPosting } from '../support/posting.ts'
import { RECORD, RECORD_BODY } from '../support/record.ts'

/**
 * A sentence of the founding edition of the guidelines (on private channels, transparency and decision records) in our words,
 * a command that applies it, and what the command prints.
 */
type Row = readonly [sentence: string, argv: readonly string[], output: RegExp]

const where = (...flags: string[]) => ['where', '--json', '--area', 'spec', ...flags]
const whereWithSensitivity = (sensitivity: string, type = 'coordination') =>
  where('--type', type, '--sensitivity', sensitivity, '--actionability', 'ad-hoc')
const newRecord = (kind: string) => {
  const fields = [`kind=${kind}`, 'makers=a', 'background=b', 'options=c', 'rationale=d', 'steps=e']
  const flags = fields.flatMap((field) => ['--field', field])
  return ['decision', 'new', '--repo', REPO, '--title', 'Decision: x', '-o', 'new.md', ...flags]
}
const open = (...flags: string[]) => ['decision', 'open', 'record.md', '--yes', '--json', ...flags]

const PRIVATE_CHANNELS: readonly Row[] = [
  [
    'Private channels are for confidential, sensitive matters',
    whereWithSensitivity('limited-audience'),
    /"private-discord"/,
  ],
  [
    'Only designated maintainers have access',
    whereWithSensitivity('limited-audience'),
    /only designated maintainers can write there/,
  ],
  [
    'A security incident is a reason for a private channel',
    whereWithSensitivity('security'),
    /A security incident is a reason for a private channel/,
  ],
  [
    'A matter between maintainers is a reason for a private channel',
    whereWithSensitivity('people'),
    /matters about people in a private channel/,
  ],
  [
    'A report under the code of conduct is a reason for a private channel',
    where('--type', 'conduct'),
    /"channel": "conduct".*mcp-coc@anthropic\.com/s,
  ],
  ['Some channels are read-only', whereWithSensitivity('limited-audience'), /Some are read-only/],
  [
    'The need for an immediate or focused answer from a few people is a reason for a private channel',
    whereWithSensitivity('limited-audience'),
    /immediate or focused answer/,
  ],
]

const TRANSPARENCY: readonly Row[] = [
  ['Decisions that affect the community go to an issue', open(), /"post":"issue"/],
  ['Decisions that affect the community may go to a discussion', open('--category', 'ideas'), /"post":"discussion"/],
  ['Such decisions have the label notes', open(), /"applied":\["notes"\]/],
  [
    'Such decisions are documented although they were made in private',
    whereWithSensitivity('security'),
    /mcp-comms decision new --from-private/,
  ],
  ['Matters about individuals may stay private', ['check', 'named.md', '--offline', '--json'], /"check": "people"/],
  ['A private channel is temporary', whereWithSensitivity('limited-audience'), /The channel is temporary/],
  [
    'Routine development is not the purpose of a private channel',
    where('--type', 'ci', '--sensitivity', 'public', '--actionability', 'ad-hoc', '--area', 'python-sdk'),
    /#python-sdk-dev/,
  ],
  [
    'A significant conversation on Discord moves to a record',
    where('--type', 'discord-outcome', '--sensitivity', 'public', '--actionability', 'open-ended'),
    /moves to a Discussion or Issue/,
  ],
  [
    'Such a record can be found and searched',
    ['decision', 'list', '--repo', REPO, '--text', 'handshake', '--json'],
    /"title": "Notes: the handshake"/,
  ],
  ['Proposals become pull requests', ['sep', 'open', '--help'], /pull request/],
  [
    'Proposals get issues for the work',
    ['issue', 'plan', 'record.md', '--repo', REPO],
    /title: Write the calendar of turns/,
  ],
]

const DECISION_RECORDS: readonly Row[] = [
  [
    'Every decision is documented in public',
    where('--type', 'decision', '--sensitivity', 'public', '--actionability', 'actionable'),
    /"channel": "decision-record".*"public": true/s,
  ],
  [
    'Technical decisions are recorded in issues and SEPs',
    newRecord('technical'),
    /it also needs a SEP.*sep-guidelines/s,
  ],
  [
    'Changes to the specification are recorded in its changelog',
    newRecord('specification'),
    /specification\/draft\/changelog/,
  ],
  ['Changes to processes are recorded in the community documentation', newRecord('process'), /community\/governance/],
  [
    'Governance decisions are recorded in issues and SEPs',
    newRecord('governance'),
    /it also needs a SEP.*sep-guidelines/s,
  ],
  ['A record keeps who decided', ['decision', 'lint', 'makers.md'], /not have the part "Decision makers"/],
  [
    'A record keeps the background and motivation',
    ['decision', 'lint', 'background.md'],
    /not have the part "Background and motivation"/,
  ],
  ['A record keeps the options', ['decision', 'lint', 'options.md'], /not have the part "Options considered"/],
  ['A record keeps the rationale', ['decision', 'lint', 'rationale.md'], /not have the part "Decision and rationale"/],
  ['A record keeps the steps', ['decision', 'lint', 'steps.md'], /not have the part "Implementation steps"/],
]

const withoutPart = (heading: string) => RECORD_BODY.replace(`### ${heading}\n`, '### Other\n')
const FILES = {
  'record.md': RECORD,
  'named.md': RECORD.replace(
    'We take turns.',
    'We take turns. Two people complained that he insults them in every meeting.',
  ),
  'makers.md': withoutPart('Decision makers'),
  'background.md': withoutPart('Background and motivation'),
  'options.md': withoutPart('Options considered'),
  'rationale.md': withoutPart('Decision and rationale'),
  'steps.md': withoutPart('Implementation steps'),
}

test.each([...PRIVATE_CHANNELS, ...TRANSPARENCY, ...DECISION_RECORDS])('%s', async (_, argv, output) => {
  const issues = [{ title: 'Notes: the handshake', labels: ['notes'] }]
  const repository = { labels: ['notes'], categories: ['Ideas'], files: {}, issues }
  const { stdout, stderr } = await setUpPosting({ files: FILES, repository }).run(...argv)
  expect(`${stdout}\n${stderr.replaceAll(/\s+/g, ' ')}`).toMatch(output)
})
