import { expect, test } from 'vitest'
import { fixSep } from '../../../src/seps/lint/fix.ts'
import { parseSep } from '../../../src/seps/parse.ts'
import { FACTS, sepDraft } from '../../support/sep-draft.ts'

/** Nobody wrote these. Each takes a second or two on a busy machine; what grows with the square runs out of time. */
test.each([
  ['comments to take out', sepDraft({ Rationale: `So.\n\n${'<!-- mcp-comms: x -->\n\n'.repeat(5_000)}` })],
  [
    'fields',
    sepDraft({ PR: `#1\n${Array.from({ length: 5_000 }, (_, at) => `- **Key ${at % 999}**: x`).join('\n')}` }),
  ],
  ['SEPs that are named', sepDraft({ Rationale: Array.from({ length: 30_000 }, (_, at) => `SEP-${at}`).join(' ') })],
  [
    'a heading that ends in spaces',
    sepDraft({ after: `\n## Rationales${' '.repeat(200_000)}\n\nSo.`, Rationale: null }),
  ],
  [
    'a long identifier',
    sepDraft({ Type: 'Extensions Track', PR: `#1\n- **Extension Identifier**: ${'a.'.repeat(100_000)}` }),
  ],
  ['words of requirement', sepDraft({ Specification: 'it must, '.repeat(20_000) })],
  ['spaces', sepDraft({ Specification: `a${' '.repeat(300_000)}b`, 'Author(s)': `@ada${' '.repeat(100_000)}WG` })],
])('%s', (_, text) => {
  expect(fixSep(parseSep(text, 'x.md'), FACTS).findings.length).toBeGreaterThanOrEqual(0)
})
