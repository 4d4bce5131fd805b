import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHECKS } from '../../src/checks/check.ts'
import { EXIT } from '../../src/errors.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { policySchema } from '../../src/policy/schema.ts'
import { policyText } from '../support/policy.ts'
import { PAGES } from './pages.ts'

test('docs/scripting.md lists every exit code', () => {
  const codes = firstColumn('docs/scripting.md', '## Exit codes').map(Number)
  expect(codes).toEqual(Object.values(EXIT))
})

test('docs/scripting.md lists every environment variable that the program reads', () => {
  const documented = firstColumn('docs/scripting.md', '## Environment variables').join(' ')
  const read = sourceFiles().flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\benv\['([A-Z_]+)'\]/g)])
  const names = new Set(read.map(([, name = '']) => name).filter((name) => !SET_BY_THE_SYSTEM.has(name)))
  expect(names.size).toBeGreaterThan(10)
  expect([...names].filter((name) => !documented.includes(name))).toEqual([])
})

test('docs/checks.md lists every check', () => {
  const names = firstColumn('docs/checks.md', '# Checks').flatMap((cell) => cell.replaceAll('`', '').split(' '))
  expect(names.sort()).toEqual([...CHECKS].sort())
})

test('docs/policy.md lists every key of a policy', () => {
  const names = firstColumn('docs/policy.md', '### The file').flatMap((cell) => cell.replaceAll('`', '').split(', '))
  expect(names.sort()).toEqual(Object.keys(policySchema.shape).sort())
})

test('the rule and the repository in docs/policy.md are valid', () => {
  const textWithRule = policyText.replace(/^guidelines:$/m, (next) => `${indent(yamlBlock('a rule'))}${next}`)
  const text = textWithRule.replace(/^repositories:$/m, (key) => `${key}\n${indent(yamlBlock('a repository'))}`)
  const policy = parsePolicy(text, 'docs/policy.md')
  expect(policy.rules.at(-1)?.id).toBe('bug-here')
  expect(Object.keys(policy.repositories)[0]).toBe('example-server')
})

function yamlBlock(name: string): string {
  return PAGES.get('docs/policy.md')?.split(`\`\`\`yaml\n# ${name}\n`)[1]?.split('```')[0] ?? ''
}

function indent(yaml: string): string {
  return yaml.replace(/^(?=.)/gm, '  ')
}

/** Variables that the operating system sets, so the page need not list them. */
const SET_BY_THE_SYSTEM = new Set(['HOME', 'OS'])

/** The cells in the first column of the first table below a heading, without the header. */
function firstColumn(path: string, heading: string): string[] {
  const text = PAGES.get(path)?.split(`${heading}\n`)[1] ?? ''
  const table = text.match(/(^\|.*\n)+/m)?.[0] ?? ''
  const rows = table.trim().split('\n').slice(2)
  return rows.map((row) => row.split('|')[1]?.trim() ?? '')
}

function sourceFiles(): string[] {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.ts')).map((name) => `src/${name}`)
}
