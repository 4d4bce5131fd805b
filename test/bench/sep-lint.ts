import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { BIN } from '../support/program.ts'
import { sepDraft } from '../support/sep-draft.ts'
import { againstBareNode, type Ratio } from './measure.ts'

/** The number of SEPs that are generated if there are no real ones. */
const SEP_COUNT = 41
const MANY_SUBSECTIONS = Array.from(
  { length: 60 },
  (_, index) => `\n### Case ${index}\n\nA host MUST ask \`first\`.\n`,
).join('')
/** The rules that some of the SEPs break. As errors, they would make the command fail and stop the measurement. */
const BROKEN_RULES = [
  'section-missing',
  'section-empty',
  'prototype-linked',
  'author-handle',
  'number-pending',
  'extension-sdk',
]
const AS_WARNINGS = BROKEN_RULES.flatMap((rule) => ['--rule', `${rule}=warn`])

/** Measures how long it takes to lint one SEP, and to lint many: those in `folder`, or generated ones if it has none. */
export function sepLintTimes(folder: string, runs: number): readonly Ratio[] {
  const temporary = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  try {
    const one = join(temporary, '0000-icons-for-tools.md')
    writeFileSync(one, sepDraft())
    const many = realSeps(folder) ?? generatedSeps(temporary)
    return [
      againstBareNode('sep lint, one SEP', [BIN, 'sep', 'lint', one, '--json'], runs),
      againstBareNode(
        `sep lint, ${many.length} SEPs`,
        [BIN, 'sep', 'lint', ...many, '--json', ...AS_WARNINGS],
        Math.min(runs, 7),
      ),
    ]
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

function realSeps(folder: string): readonly string[] | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder).filter((name) => /^\d+-.+\.md$/.test(name))
  return names.length === 0 ? null : names.map((name) => resolve(folder, name))
}

function generatedSeps(folder: string): readonly string[] {
  return Array.from({ length: SEP_COUNT }, (_, index) => {
    const file = join(folder, `${1000 + index}-case.md`)
    writeFileSync(
      file,
      sepDraft({ heading: `# SEP-${1000 + index}: Case`, PR: `#${1000 + index}`, after: MANY_SUBSECTIONS }),
    )
    return file
  })
}
