import { expect, test } from 'vitest'
import { applyCommand } from '../../src/commands/issue/bulk/session.ts'
import { sepOpenCommand, sepUpdateCommand } from '../../src/commands/sep/shared/commands.ts'
import { openCommand, resumeCommand as resumeNew } from '../../src/drafts/draft.ts'

const TARGET = { repo: 'example/protocol', policy: 'our policy.yaml' }
const SAME_POLICY = '--policy "our policy.yaml"'
const SAME_TARGET = `--repo example/protocol ${SAME_POLICY}`
const DEFAULTS = { input: true, allow: [], rule: [], column: [] }

test.each([
  ['sep open', sepOpenCommand('a.md', { ...DEFAULTS, ...TARGET, try: true }, 'posix'), `${SAME_TARGET} --try`],
  [
    'sep open --via issue',
    sepOpenCommand('a.md', { ...DEFAULTS, ...TARGET, via: 'issue' }, 'posix'),
    `${SAME_TARGET} --via issue`,
  ],
  ['sep update', sepUpdateCommand(7, 'a.md', { ...DEFAULTS, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue bulk', applyCommand('p.csv', { ...DEFAULTS, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue open', openCommand({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_POLICY],
  ['issue new', resumeNew({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_POLICY],
  ['security report', resumeNew({ kind: 'advisory', ...TARGET }, 'd.md', 'posix'), SAME_POLICY],
])(
  'the command that resumes %s keeps the policy, and the repository unless the draft names it',
  (_, command, flags) => {
    expect(command.endsWith(` ${flags}`), command).toBe(true)
  },
)

test.each([
  ['issue open', openCommand({ kind: 'issue', offline: true, web: true }, 'd.md', 'posix'), '--offline --web'],
  ['security report', openCommand({ kind: 'advisory', offline: true, web: true }, 'd.md', 'posix'), 'd.md --web'],
  ['issue new', resumeNew({ kind: 'issue', offline: true, open: true }, 'd.md', 'posix'), '--offline --open'],
  ['issue bulk', applyCommand('p.csv', { ...DEFAULTS, failFast: true }, 'posix'), '--apply --fail-fast'],
])('the command that resumes %s keeps the flags that say whether and where something is sent', (_, command, flags) => {
  expect(command.endsWith(` ${flags}`), command).toBe(true)
})

const WITH_FLAGS = {
  ...DEFAULTS,
  ...TARGET,
  allow: ['placeholders', 'duplicate'],
  rule: ['normative-case=off'],
  aiDisclosure: 'found by a model, checked by me',
}
const SAME_FLAGS = `${SAME_TARGET} --rule normative-case=off --allow placeholders --allow duplicate --ai-disclosure "found by a model, checked by me"`

test.each([
  [
    'sep open',
    sepOpenCommand('a.md', { ...WITH_FLAGS, branch: 'my', handOver: true, fork: true }, 'posix'),
    `${SAME_FLAGS} --branch my --hand-over --fork`,
  ],
  [
    'sep update',
    sepUpdateCommand(7, 'a.md', { ...WITH_FLAGS, replace: '4f2a1c9' }, 'posix'),
    `${SAME_FLAGS} --replace 4f2a1c9`,
  ],
])('the command that resumes %s keeps the flags of the first call', (_, command, flags) => {
  expect(command.endsWith(` ${flags}`), command).toBe(true)
})
