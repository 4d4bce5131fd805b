import { expect, test } from 'vitest'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

test('a vulnerability is found in the middle of a long plan', async () => {
  const vulnerableRow = `Remote code execution,An attacker can run any command on the machine: here is the exploit.,${REPO}`
  const lines = planWithRows(200).split('\n')
  const { run, titles } = setUpBulk({ files: { 'p.csv': lines.with(130, vulnerableRow).join('\n') } })
  const { exitCode, stderr } = await run('p.csv --apply --yes --max 300')
  expect(exitCode).toBe(3)
  expect(stderr).toContain('p.csv row 130 (line 131): vulnerability: ')
  expect(titles()).toEqual([])
})

test('a long plan for one repository shows its first titles, and counts the rest', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': planWithRows(300) } })
  const { stdout } = await run('p.csv')
  expect(stdout).toContain(` 300 new\n    + Task number 1\n`)
  expect(stdout).toContain('    … and 297 more\n')
})

test('a long plan for several repositories shows a count for each of them, and no titles', async () => {
  const files = { 'p.csv': `${planWithRows(60)}One more,It has a text of its own.,example/other\n` }
  const { run } = setUpBulk({ files, repositories: { [REPO]: {}, 'example/other': {} } })
  const { stdout } = await run('p.csv')
  expect(stdout).toContain(' 60 new\n')
  expect(stdout).toContain(' 1 new\n')
  expect(stdout).not.toContain('more')
})

test('a short plan with a row that cannot be read shows the titles of the other rows', async () => {
  const files = {
    'p.csv': `${planWithRows(1)},A row without a title,${REPO}\nOne more,It has a text of its own.,example/other\n`,
  }
  const { run } = setUpBulk({ files, repositories: { [REPO]: {}, 'example/other': {} } })
  const { stdout } = await run('p.csv')
  expect(stdout).toContain('    + Task number 1\n')
  expect(stdout).toContain('    + One more\n')
})
