import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/seps/lint/rule.ts'
import { RULES } from '../../src/seps/lint/rules.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { lintView } from '../../src/terminal/views/sep/lint.ts'
import { githubView } from '../../src/terminal/views/sep/lint-github.ts'
import { sarifOf } from '../../src/terminal/views/sep/lint-sarif.ts'

const style = makeStyle({ color: 0, hyperlinks: false, unicode: true })
const asciiStyle = makeStyle({ color: 0, hyperlinks: false, unicode: false })
const source = 'https://example.com/rules#one'

const FINDINGS: readonly Finding[] = [
  {
    rule: 'SEP012',
    name: 'sponsor-known',
    severity: 'error',
    line: 6,
    column: 3,
    endLine: 6,
    message: '@octocat is not in MAINTAINERS.md',
    source,
  },
  {
    rule: 'SEP021',
    name: 'section-empty',
    severity: 'error',
    line: 14,
    column: 1,
    endLine: 14,
    message: '"Security Implications" is empty; write what there is, or "none", and why',
    source,
  },
  {
    rule: 'SEP034',
    name: 'normative-case',
    severity: 'warning',
    line: 131,
    column: 10,
    endLine: 131,
    message: '"must" in Specification: write MUST, or another word',
    source,
    fix: [{ range: { from: 9, to: 13 }, text: 'MUST' }],
  },
  {
    rule: 'SEP040',
    name: 'prototype-linked',
    severity: 'note',
    line: 1,
    column: 1,
    endLine: 1,
    message: 'it is older',
    source,
  },
]
const RESULTS = [
  { file: 'seps/0000-tool-icons.md', findings: FINDINGS, fixedCount: 0 },
  { file: 'seps/12-good.md', findings: [], fixedCount: 0 },
  { file: 'seps/13-fixed.md', findings: [], fixedCount: 2 },
]

describe('findings for people', () => {
  test.each([[80], [60], [40], [120]])('fit %i columns', async (columns) => {
    const text = lintView(RESULTS, style, columns, '--all')
    await expect(text).toMatchFileSnapshot(`../golden/sep-lint-${columns}.txt`)
    const wrappableLines = text.split('\n').filter((line) => /\s\S+\s/.test(line))
    expect(Math.max(...wrappableLines.map((line) => line.length))).toBeLessThanOrEqual(columns)
  })

  test('are summarized if there are none', () => {
    expect(lintView([{ file: 'a.md', findings: [], fixedCount: 0 }], style, 80, '--all')).toBe(
      '✔ No problems found in 1 SEP\n',
    )
  })

  test('are not problems if they are only notes', () => {
    const findings = FINDINGS.filter(({ severity }) => severity === 'note')
    expect(lintView([{ file: 'a.md', findings, fixedCount: 0 }], asciiStyle, 80, '--all')).toContain(
      'v No problems found in 1 SEP, 1 note\n',
    )
  })

  test('of standard input have no hint about --fix, which needs a file', () => {
    expect(lintView([{ file: '-', findings: FINDINGS, fixedCount: 0 }], style, 80, '--all')).not.toContain('fixable')
    expect(lintView([{ file: 'a.md', findings: FINDINGS, fixedCount: 0 }], style, 80, '--all')).toContain('fixable')
  })

  test('beside an error, more than three warnings and notes are only counted, unless all are requested', () => {
    const [error, , warning, note] = FINDINGS as readonly [Finding, Finding, Finding, Finding]
    const view = (findings: readonly Finding[], howToListAll: string | null = '--all') =>
      lintView([{ file: 'a.md', findings, fixedCount: 0 }], asciiStyle, 80, howToListAll)
    const many = [warning, { ...warning, more: 9 }, warning, note, error]
    expect(view(many)).toBe(`a.md
  6:3  error  SEP012 sponsor-known  @octocat is not in MAINTAINERS.md
  and 12 warnings, 1 note (--all)

x 1 error, 12 warnings, 1 note
  12 fixable: mcp-comms sep lint --fix
`)
    const countWarningRows = (text: string) => text.split('\n').filter((line) => line.includes('normative-case')).length
    expect(countWarningRows(view(many, null))).toBe(3)
    expect(countWarningRows(view([error, warning, warning, note]))).toBe(2)
    expect(countWarningRows(view([warning, warning, warning, warning]))).toBe(4)
  })

  test('a file cannot control the terminal', () => {
    const findings = [{ ...(FINDINGS[0] as Finding), message: 'a\u001B[2Jb' }]
    expect(lintView([{ file: 'a\u001B[1mb.md', findings, fixedCount: 0 }], style, 80, '--all')).not.toContain('\u001B')
  })
})

describe('findings for a workflow run', () => {
  test('are printed on one line each', async () => {
    await expect(githubView(RESULTS)).toMatchFileSnapshot('../golden/sep-lint-github.txt')
  })

  test('characters that would end a property or a line are escaped', () => {
    const findings = [{ ...(FINDINGS[0] as Finding), message: '100%\nof a,b::c' }]
    expect(githubView([{ file: 'a,b:c%.md', findings }])).toBe(
      '::error file=a%2Cb%3Ac%25.md,line=6,col=3,title=SEP012 sponsor-known::100%25%0Aof a,b::c\n',
    )
  })
})

describe('findings for code scanning', () => {
  const sarif = sarifOf(RESULTS, RULES, '1.2.3')

  test('become the results of the SARIF log', async () => {
    const text = JSON.stringify(sarif, (key, value: unknown) => (key === 'rules' ? [] : value), 2)
    await expect(`${text}\n`).toMatchFileSnapshot('../golden/sep-lint-sarif.json')
  })

  test.each([
    ['seps/0000 tool icons.md', 'seps/0000%20tool%20icons.md'],
    ['seps\\0000-tool-icons.md', 'seps/0000-tool-icons.md'],
    ['/home/ada/seps/a.md', '/home/ada/seps/a.md'],
    ['C:\\seps\\tool icons.md', 'file:///C:/seps/tool%20icons.md'],
    ['d:/seps/a.md', 'file:///d:/seps/a.md'],
  ])('the path %s becomes the address %s', (file, uri) => {
    const log = sarifOf([{ file, findings: FINDINGS.slice(0, 1) }], RULES, '1.2.3')
    const artifactLocation = { uri }
    expect(log).toMatchObject({ runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation } }] }] }] })
  })

  test('each rule has its source as its help page', () => {
    expect(sarif).toMatchObject({
      runs: [{ tool: { driver: { rules: RULES.map(({ id, source: helpUri }) => ({ id, helpUri })) } } }],
    })
  })
})
