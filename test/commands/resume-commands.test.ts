import { expect, test } from 'vitest'
import { applyCommand } from '../../src/commands/issue/bulk/preview.ts'
import { resumeCommand as resumeOpen } from '../../src/commands/sep/open/send.ts'
import { resumeCommand as resumeUpdate } from '../../src/commands/sep/update/run.ts'
import { openCommand, resumeCommand as resumeNew } from '../../src/drafts/draft.ts'

const TARGET = { repo: 'example/protocol', policy: 'our policy.yaml' }
const SAME_RULES = '--policy "our policy.yaml"'
const SAME_TARGET = `--repo example/protocol ${SAME_RULES}`
const ASKING = { input: true, allow: [], rule: [], column: [] }

test.each([
  ['sep open', resumeOpen('a.md', { ...ASKING, ...TARGET, try: true }, 'posix'), `${SAME_TARGET} --try`],
  [
    'sep open --via issue',
    resumeOpen('a.md', { ...ASKING, ...TARGET, via: 'issue' }, 'posix'),
    `${SAME_TARGET} --via issue`,
  ],
  ['sep update', resumeUpdate(7, 'a.md', { ...ASKING, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue bulk', applyCommand('p.csv', { ...ASKING, ...TARGET }, 'posix'), SAME_TARGET],
  ['issue open', openCommand({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
  ['issue new', resumeNew({ kind: 'issue', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
  ['security report', resumeNew({ kind: 'advisory', ...TARGET }, 'd.md', 'posix'), SAME_RULES],
])('the command that resumes %s goes to the same place by the same rules', (_, command, flags) => {
  expect(command.endsWith(` ${flags}`), command).toBe(true)
})
