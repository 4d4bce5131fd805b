import { expect, test } from 'vitest'
import { bulk, rowsOf } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

test('a vulnerability is found in any row of a long plan', async () => {
  const weakness = `Remote code execution,An attacker can run any command on the machine: here is the exploit.,${REPO}`
  const lines = rowsOf(200).split('\n')
  const { go, titles } = bulk({ files: { 'p.csv': lines.with(130, weakness).join('\n') } })
  const { exitCode, stderr } = await go('p.csv --apply --yes --max 300')
  expect(exitCode).toBe(3)
  expect(stderr).toContain('p.csv row 130 (line 131): vulnerability: ')
  expect(titles()).toEqual([])
})
