import { expect, test } from 'vitest'
import { tasksIn } from '../../../src/bulk/task-list/tasks.ts'

const ISSUE = 'https://github.com/o/n/issues/7'

function taskIn(markdown: string) {
  const [task] = tasksIn(`- [ ] ${markdown}\n\n[d]: https://d.example`, 'list.md').open
  if (task === undefined) throw new Error('there is no task')
  return task
}

test.each<[string, string | null]>([
  [ISSUE, ISSUE],
  [`<${ISSUE}>`, ISSUE],
  [`[the link text](${ISSUE})`, ISSUE],
  [`  ${ISSUE}  `, ISSUE],
  [`see ${ISSUE}`, null],
  [`${ISSUE} and more`, null],
  [`${ISSUE} ${ISSUE.replace('7', '8')}`, null],
  [`![picture](${ISSUE})`, null],
  ['[a reference][d]', null],
  [`**${ISSUE}**`, null],
  ['words', null],
])('the task %j has the link %j', (markdown, link) => {
  expect(taskIn(markdown).link).toBe(link)
})

test.each<[string, boolean]>([
  ['words', false],
  ['`code`', false],
  [`see ${ISSUE}`, false],
  [`<${ISSUE}>`, false],
  [`[${ISSUE}](${ISSUE})`, false],
  [`[the link text](${ISSUE})`, true],
  [`[**bold** words](${ISSUE})`, true],
  ['![picture](a.png)', true],
  ['[a reference][d]', true],
  ['![a reference][d]', true],
])('whether the title of the task %j hides an address: %j', (markdown, isHidden) => {
  expect(taskIn(markdown).hasHiddenAddress).toBe(isHidden)
})

test('an image is replaced by its alt text', () => {
  expect(taskIn('see ![the flow](a.png) and ![the schema][d]').title).toBe('see the flow and the schema')
  expect(taskIn('see ![](a.png)').title).toBe('see')
})
