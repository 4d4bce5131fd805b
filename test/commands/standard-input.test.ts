import { expect, test } from 'vitest'
import { jsonExport, SHORT_CONVERSATION, THREAD_URL } from '../support/discord-exports.ts'
import { REPO } from '../support/github.ts'
import { setUpPosting } from '../support/posting.ts'
import { quillonText } from '../support/quillon.ts'

const TEXT = 'A text.'
const CONVERSATION = jsonExport(SHORT_CONVERSATION)
const NEW = ['issue', 'new', '--repo', REPO, '--title', 'It stalls', '-o', 'new.md']
const REPORT = ['security', 'report', '--repo', REPO, '--yes']

test.each([
  [[...NEW, '--template', 'bug_report', '-f', 'steps=-', '-f', 'area=-'], TEXT],
  [[...NEW, '--field', 'steps=-', '--body-file', '-'], TEXT],
  [[...NEW, '--from-discord', '-', '--thread', THREAD_URL, '--field', 'summary=-'], CONVERSATION],
  [['issue', 'new', '--from', 'unfinished.md', '--field', 'steps=-', '--field', 'area=@-'], TEXT],
  [
    ['sep', 'new', '--title', 'Icons', '--type', 'Process', '-f', 'abstract=-', '-f', 'motivation=-', '--offline'],
    TEXT,
  ],
  [[...REPORT, '--from', '-', '--field', 'impact=-'], TEXT],
  [['issue', 'bulk', '-', '--format', 'csv', '--ledger', 'ledger.jsonl', '--policy', '-'], quillonText],
  [['where', '--file', '-', '--policy', '-'], quillonText],
  [['check', '-', '-'], TEXT],
  [['decision', 'lint', '-', '-'], TEXT],
  [['sep', 'lint', '-', '-'], TEXT],
  [['templates', 'lint', '-', '-'], TEXT],
])('a command that would read standard input twice is refused: %j', async (argv, input) => {
  const unfinished = `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\n---\n`
  const { run, posts, advisories } = setUpPosting({ files: { '-': input, 'unfinished.md': unfinished } })
  const { exitCode, stderr, files } = await run(...argv)
  expect(stderr).toContain('Standard input can be read only once')
  expect(exitCode).toBe(2)
  expect(files).toEqual({ '-': input, 'unfinished.md': unfinished })
  expect([...posts(), ...advisories()]).toEqual([])
})

test('a dash is only a word in a text of several words', async () => {
  const { exitCode } = await setUpPosting().run('where', 'Ping', '-', 'or', '-', 'pong', '--type', 'support', '--json')
  expect(exitCode).toBe(0)
})
