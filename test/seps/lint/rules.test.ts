import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lint } from '../../../src/seps/lint/lint.ts'
import { RULES, ruleOf } from '../../../src/seps/lint/rules.ts'
import { parseSep } from '../../../src/seps/parse.ts'
import { FACTS, sepDraft } from '../../support/sep-draft.ts'

const FOLDER = 'test/seps/lint'

test('a valid SEP has no findings', () => {
  expect(lint(parseSep(sepDraft(), 'x.md'), FACTS)).toEqual([])
})

test('ids and names are unique, and the ids ascend', () => {
  const ids = RULES.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted())
  const names = RULES.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('ids and names never change, because scripts and configurations use them', async () => {
  await expect(RULES.map(({ id, name }) => `${id} ${name}`).join('\n')).toMatchFileSnapshot(
    '../../golden/sep-rules.txt',
  )
})

test.each(RULES)(
  '$id $name has a source, a summary and an explanation',
  ({ id, name, source, summary, explanation, since }) => {
    expect(id).toMatch(/^SEP\d{3}$/)
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(source).toMatch(/^https:\/\/\S+$/)
    expect(summary).not.toContain('\n')
    expect(explanation.length).toBeGreaterThan(100)
    expect(explanation.trim()).toMatch(/[.)]$/)
    if (since !== undefined) expect(since).toMatch(/^\d{4}-\d\d-\d\d$/)
  },
)

test('each rule has a table of cases', () => {
  const tests = readdirSync(FOLDER)
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('')
  const untested = RULES.filter(({ name }) => !tests.includes(`testRule('${name}', {`))
  expect(untested.map(({ name }) => name)).toEqual([])
})

test('a rule is found by its id or its name, in any letter case', () => {
  expect(ruleOf('sep034')?.name).toBe('normative-case')
  expect(ruleOf('Normative-Case')?.id).toBe('SEP034')
  expect(ruleOf('nothing')).toBeNull()
})

test('a rule that is off has no findings, and a changed severity is applied', () => {
  const sep = parseSep(sepDraft({ Status: 'Proposal', Rationale: 'It must.', Type: 'x' }), 'x.md')
  const severities = new Map([
    ['SEP011', 'warning'],
    ['SEP014', 'off'],
    ['SEP044', 'off'],
  ] as const)
  expect(lint(sep, FACTS, { severities }).map(({ rule, severity }) => [rule, severity])).toEqual([
    ['SEP011', 'warning'],
  ])
})

test('only findings on changed lines are reported', () => {
  const sep = parseSep(sepDraft({ Status: 'Proposal', Type: 'x' }), 'x.md')
  const changed = [{ from: 4, to: 4 }]
  expect(lint(sep, { ...FACTS, changedLines: changed }).map(({ rule }) => rule)).toEqual(['SEP014'])
  expect(lint(sep, { ...FACTS, changedLines: [] })).toEqual([])
})
