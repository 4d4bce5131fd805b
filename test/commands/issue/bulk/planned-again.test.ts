import { expect, test } from 'vitest'
import { run as runProgram } from '../../../support/app.ts'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

test.each([
  ['after it', (task: string, other: string) => `# Client\n\n${task}\n# Server\n\n${other}`],
  ['before it', (task: string, other: string) => `# Server\n\n${other}\n# Client\n\n${task}`],
  ['below the same heading', (task: string, other: string) => `# Client\n\n${other}${task}`],
])(
  'a task that was created and edited is not created again if the list gets a task with the same title %s',
  async (_, listWith) => {
    const rest = '- [ ] Cancel a request\n\n  The client has to do it.\n'
    const task = (body: string) => `- [ ] Show the icons\n\n  ${body}\n`
    const { run, changeFile, file, titles } = setUpBulk()
    const plan = async (list: string) => {
      const { stdout } = await runProgram(['issue', 'plan', 'list.md', '-R', REPO], { files: { 'list.md': list } })
      changeFile('p.yaml', stdout)
    }
    await plan(`${rest}\n# Client\n\n${task('The client has to show them.')}`)
    expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
    await plan(
      `${rest}\n${listWith(task('The client has to show all of them.'), task('The server has to send them.'))}`,
    )
    const { exitCode, stderr } = await run('p.yaml --apply --yes')
    expect([exitCode, titles().length], stderr).toEqual([1, 2])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'a row with the same title and another body was already sent with the key "show-the-icons". If both rows are the same post, give this row the key',
    )
    changeFile('p.yaml', file('p.yaml').replace(/key: .*(?=\n.*\n.*all of them)/, 'key: show-the-icons'))
    expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
    expect(titles()).toEqual(['Cancel a request', 'Show the icons', 'Show the icons'])
  },
)

test('no task is created again if the list gets one before it with the same title and heading as two that were created', async () => {
  const rowsWith = (bodies: readonly string[]) =>
    bodies.map((body, index) => `icons${index === 0 ? '' : `-${index + 1}`},Show the icons,${body},${REPO}\n`).join('')
  const plan = (...bodies: readonly string[]) => `key,title,body,repo\n${rowsWith(bodies)}`
  const bodies = ['The client has to show them.', 'The server has to send them.']
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan(...bodies) } })
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  changeFile('p.csv', plan('The registry has to list them.', ...bodies))
  const { exitCode, stderr } = await run('p.csv --apply --yes')
  expect([exitCode, titles().length], stderr).toEqual([1, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'row 3 (line 4): it was already sent with another key. Give it the key "icons-2" (and a new key to the row that has this one now)',
  )
})
