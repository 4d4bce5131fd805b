import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/seps/lint/facts.ts'
import { fixSep } from '../../../src/seps/lint/fix.ts'
import { type LintOptions, lint } from '../../../src/seps/lint/lint.ts'
import { RULES, ruleOf } from '../../../src/seps/lint/rules.ts'
import { parseSepLeniently, printSep } from '../../../src/seps/parse.ts'
import { type Changes, FACTS, sepDraft } from '../../support/sep-draft.ts'

type Row = {
  readonly sep?: Changes
  /** The whole text of the SEP, instead of a valid draft with changes. */
  readonly text?: string
  readonly facts?: Partial<Facts>
  /** For each finding, a part of its `line:column severity message`. Empty: no findings. */
  readonly found: readonly string[]
  /** A part of the text after the fix. By default, the fix must change nothing. */
  readonly fixed?: string
}

/** Tests the findings and fixes of one rule. */
export function testRule(name: string, rows: Readonly<Record<string, Row>>): void {
  const rule = ruleOf(name)
  if (rule === null) throw new Error(`no rule is called ${name}`)
  const options = onlyRule(rule.id)
  describe(name, () => {
    test.each(Object.entries(rows))('%s', (_, { sep = {}, text = sepDraft(sep), facts = {}, found, fixed }) => {
      const parsed = parseSepLeniently(text, 'x.md')
      const allFacts = { ...FACTS, ...facts }
      const findings = lint(parsed, allFacts, options).map(
        ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
      )
      expect(findings).toEqual(found.map((part) => expect.stringContaining(part)))
      const after = fixSep(parsed, allFacts, options)
      if (fixed === undefined) expect(printSep(after.sep)).toBe(text)
      else expect(printSep(after.sep)).toContain(fixed)
    })

    test('has no findings in a valid SEP', () => {
      expect(lint(parseSepLeniently(sepDraft(), 'x.md'), FACTS, options)).toEqual([])
    })
  })
}

function onlyRule(id: string): LintOptions {
  return { severities: new Map(RULES.filter((rule) => rule.id !== id).map((rule) => [rule.id, 'off'])) }
}
