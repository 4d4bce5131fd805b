import { expect, test } from 'vitest'
import { applyCommand } from '../../src/commands/issue/bulk/preview.ts'
import { sepOpenCommand, sepUpdateCommand } from '../../src/commands/sep/shared/commands.ts'
import { openCommand, resumeCommand as resumeNew } from '../../src/drafts/draft.ts'

const TARGET = { repo: 'example/protocol', policy: 'our policy.yaml' }
const SAME_RULES = '--policy "our policy.yaml"'
const SAME_TARGET = `--repo example/protocol ${SAME_RULES}`
const ASKING = { input: true, allow: [], rule: [], column: [] }

test.each([
  ['sep open', sepOpenCommand('a.md', { ...ASKING, ...TARGET, try: true }, 'posix'), `${SAME_TARGET} --try`],
  [
    'sep open --via issue',
    sepOpenCommand('a.md', { ...ASKING, ...TARGET, via: 'issue' }, 'posix'),
    `${SAME_TARGET} --via issue`,
  ],
  ['sep update', sepUpdateCommand(7, 'a.md', { ...ASKING, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue bulk', applyCommand('p.csv', { ...ASKING, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue open', openCommand({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
  ['issue new', resumeNew({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
  ['security report', resumeNew({ kind: 'advisory', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
])('the command that resumes %s goes to the same place by the same rules', (_, command, flags) => {
  expect(command.endsWith(` ${flags}`), command).toBe(true)
})

const SENDING = {
  ...{ ...ASKING, ...TARGET, allow: ['placeholders', 'duplicate'], rule: ['normative-case=off'] },
  aiDisclosure: 'found by a model, checked by me',
}
const SAME_TEXT = `${SAME_TARGET} --rule normative-case=off --allow placeholders --allow duplicate --ai-disclosure "found by a model, checked by me"`

test.each([
  [
    'sep open',
    sepOpenCommand('a.md', { ...SENDING, branch: 'my', handOver: true, fork: true }, 'posix'),
    `${SAME_TEXT} --branch my --hand-over --fork`,
  ],
  [
    'sep update',
    sepUpdateCommand(7, 'a.md', { ...SENDING, replace: '4f2a1c9' }, 'posix'),
    `${SAME_TEXT} --replace 4f2a1c9`,
  ],
])('the command that resumes %s sends the same text', (_, command, flags) => {
  expect(command.endsWith(` ${flags}`), command).toBe(true)
})
