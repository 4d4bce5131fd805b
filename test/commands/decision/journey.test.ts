import { expect, test } from 'vitest'
import { PAGES } from '../../docs/pages.ts'
import { REPO } from '../../support/github.ts'
import { posting } from '../../support/posting.ts'
import { RECORD_BODY } from '../../support/record.ts'

const CHAPTER = PAGES.get('docs/decisions.md')?.split('## From a decision to closed issues\n')[1] ?? ''
const block = (opening: string) => CHAPTER.split(`\`\`\`${opening}\n`)[1]?.split('```')[0] ?? ''
const COMMANDS = block('sh').trim().split('\n')

/** The words of a command line, as a shell reads them. */
const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
const ASKS = /^mcp-comms (?:decision open|issue bulk .*--apply)/

test('the commands of docs/decisions.md lead from a decision to closed issues, and no second run posts anything', async () => {
  const { fake, go, posts } = posting({
    files: { 'turns.md': RECORD_BODY },
    env: { GH_REPO: REPO },
    repository: { permission: 'WRITE', labels: ['notes'], files: {} },
  })
  const run = async (line: string) => {
    const argv = [...wordsOf(line).slice(1), ...(ASKS.test(line) ? ['--yes'] : [])]
    return { line, ...(await go(...argv)) }
  }
  const outcomes = []
  for (const line of COMMANDS) outcomes.push(await run(line))
  expect(outcomes.map(({ line, exitCode, stderr }) => [line, exitCode, exitCode === 0 ? '' : stderr])).toEqual(
    COMMANDS.map((line) => [line, 0, '']),
  )
  expect(outcomes.at(-1)?.files['plan.yaml']).toBe(block('yaml').replace('# plan.yaml\n', ''))
  expect(outcomes.at(-1)?.stdout).toMatch(/ 0 of 2 +Decision: take turns/)
  expect(posts()).toMatchObject([
    { number: 1, title: 'Decision: take turns as release manager', labels: ['notes'] },
    { number: 2, title: 'Write the calendar of turns', parent: `${REPO}#1` },
    { number: 3, title: 'Describe it in the community documentation', parent: `${REPO}#1` },
  ])

  // Their pull requests are merged.
  fake.change([2, 3].map((number) => ({ change: 'edit', repository: REPO, number, set: { closed: true } })))
  expect((await go('decision', 'open', 'record.md', '--yes')).exitCode).toBe(1)
  expect((await go('issue', 'bulk', 'plan.yaml', '--apply', '--yes')).exitCode).toBe(0)
  expect(posts().map(({ closed }) => closed)).toEqual([false, true, true])
})
