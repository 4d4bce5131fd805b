import { expect, test } from 'vitest'
import { fixSep } from '../../../src/seps/lint/fix.ts'
import { findMdxFaults } from '../../../src/seps/lint/mdx.ts'
import { parseSepLeniently } from '../../../src/seps/parse.ts'
import { FACTS, sepDraft } from '../../support/sep-draft.ts'

/** On a busy machine, each text takes a second or two. Quadratic work would exceed the time limit of a test. */
test.each([
  ['guidance comments to remove', sepDraft({ Rationale: `So.\n\n${'<!-- mcp-comms: x -->\n\n'.repeat(5_000)}` })],
  [
    'fields',
    sepDraft({ PR: `#1\n${Array.from({ length: 5_000 }, (_, at) => `- **Key ${at % 999}**: x`).join('\n')}` }),
  ],
  ['mentions of SEPs', sepDraft({ Rationale: Array.from({ length: 30_000 }, (_, at) => `SEP-${at}`).join(' ') })],
  [
    'a heading that ends in spaces',
    sepDraft({ after: `\n## Rationales${' '.repeat(200_000)}\n\nSo.`, Rationale: null }),
  ],
  [
    'a long identifier',
    sepDraft({ Type: 'Extensions Track', PR: `#1\n- **Extension Identifier**: ${'a.'.repeat(100_000)}` }),
  ],
  ['requirement keywords', sepDraft({ Specification: 'it must, '.repeat(20_000) })],
  [
    'a sentence of requirements without an end',
    sepDraft({ Specification: 'the server of a client in a host must '.repeat(5_000) }),
  ],
  ['quotation marks', sepDraft({ Specification: 'clients must "'.repeat(20_000) })],
  ['expressions', sepDraft({ Rationale: `{\`${'a}'.repeat(50_000)}` })],
  ['expressions that are not JavaScript', sepDraft({ Rationale: `{a b\n${`${'x'.repeat(200)} }\n\n`.repeat(2_900)}` })],
  ['many faults', sepDraft({ Rationale: 'So {a b}.\n\n'.repeat(1_400) })],
  ['tags', sepDraft({ Rationale: '<a>'.repeat(900) })],
  ['tags in lines of their own', sepDraft({ Rationale: '<a>\n\n'.repeat(1_000) })],
  ['blocks of JSON', sepDraft({ Rationale: '```json\n{"a\n```\n\n'.repeat(1_000) })],
  ['a block of JSON', sepDraft({ Rationale: `\`\`\`json\n${'"a\\'.repeat(50_000)}\n\`\`\`` })],
  [
    'definitions',
    sepDraft({ Rationale: Array.from({ length: 1_000 }, (_, at) => `[k${at % 99}]: x${at}`).join('\n') }),
  ],
  ['people', sepDraft({ 'Author(s)': '@a_ &lt;'.repeat(1_000) })],
  ['front matter', `---\n${'Status: x\n'.repeat(1_500)}---\n\n${sepDraft()}`],
  ['no heading', 'word\n\n'.repeat(3_000)],
  ['spaces', sepDraft({ Specification: `a${' '.repeat(300_000)}b`, 'Author(s)': `@ada${' '.repeat(100_000)}WG` })],
])('linting and fixing end before the test times out: %s', (_, text) => {
  expect(fixSep(parseSepLeniently(text, 'x.md'), { ...FACTS, findMdxFaults }).findings.length).toBeGreaterThanOrEqual(0)
})
