import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planLots } from '../../../../src/bulk/plan/plan.ts'
import type { PlannedRow } from '../../../../src/bulk/plan/planned.ts'
import { type Answered, type Asked, answerAlone } from '../../../../src/classifier/answered.ts'
import { answersAhead } from '../../../../src/commands/issue/bulk/ahead.ts'
import { bulk, rowsOf } from '../../../support/bulk.ts'
import { inChunks } from '../../../support/chunks.ts'
import { REPO } from '../../../support/github.ts'
import { mcp } from '../../../support/policy.ts'

const ANSWERED = answerAlone(mcp, {}, '', null)
const asked = ({ draft: { title } }: PlannedRow): Asked => ({ known: {}, text: title })
const lotsOf = (count: number, cuts: readonly number[] = []) =>
  planLots(inChunks(rowsOf(count), cuts), { file: 'p.csv', format: 'csv', repo: null })

/** Answers, and what was asked for them. */
function answering(): { readonly texts: string[]; readonly answer: (asked: Asked) => Answered } {
  const texts: string[] = []
  return {
    texts,
    answer: ({ text }) => {
      texts.push(text)
      return { ...ANSWERED, evidence: [{ answer: 'area', value: text, words: '' }] }
    },
  }
}

test('every row comes in its place, and each is answered once and by its own text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.array(fc.nat(20_000)), async (count, cuts) => {
      const { texts, answer } = answering()
      const ahead = answersAhead(asked, answer)
      const told: (string | undefined)[] = []
      for await (const lot of lotsOf(count, cuts)) {
        ahead.foresee(lot)
        for (const read of lot) if (read.ok) told.push(ahead.answer(asked(read.value)).evidence[0]?.value)
      }
      expect(told).toEqual(Array.from({ length: count }, (_, at) => `Task number ${at + 1}`))
      expect(texts).toEqual(told)
    }),
    { numRuns: 20 },
  )
})

test('what was not foreseen is answered when it is asked', async () => {
  const { texts, answer } = answering()
  const ahead = answersAhead((row) => (row.at.row === 2 ? null : asked(row)), answer)
  for await (const lot of lotsOf(3)) ahead.foresee(lot)
  const known: Asked = { known: { type: 'bug' }, text: 'Task number 1' }
  for (const one of [known, { ...known, known: {} }, { known: {}, text: 'another' }])
    expect(ahead.answer(one).evidence[0]?.value).toBe(one.text)
  expect(texts).toEqual(['Task number 1', 'Task number 3', 'Task number 1', 'another'])
})

test('a weakness is found in whichever row of a long plan it stands', async () => {
  const weakness = `Remote code execution,An attacker can run any command on the machine: here is the exploit.,${REPO}`
  const lines = rowsOf(200).split('\n')
  const { go, titles } = bulk({ files: { 'p.csv': lines.with(130, weakness).join('\n') } })
  const { exitCode, stderr } = await go('p.csv --apply --yes --max 300')
  expect(exitCode).toBe(3)
  expect(stderr).toContain('p.csv row 130 (line 131):\n  vulnerability: ')
  expect(titles()).toEqual([])
})
