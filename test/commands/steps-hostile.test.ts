import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { sepDraft } from '../support/sep-draft.ts'
import { stepCounter } from '../support/steps.ts'

/** The greatest factor by which the steps may grow with ten times the input. The factor is 10 for linear work, and 100 for quadratic work. */
const MAX_GROWTH = 16
/** In `npm test`, a third of the size is enough to distinguish linear from quadratic work. `npm run fuzz` sets EVERY_CASE. */
const SCALE = process.env['EVERY_CASE'] === 'yes' ? 1 : 1 / 3

const keys = (count: number) =>
  Object.fromEntries([['title', 'Icons'], ...Array.from({ length: count }, (_, index) => [`unknown ${index}`, 'x'])])
const draft = (body: string) => `---\nkind: issue\nrepo: o/r\ntitle: Icons for tools\n---\n${body}`
const axes = (valueCount: number) =>
  Object.fromEntries([...'abcdef'].map((axis) => [axis, Array.from({ length: valueCount }, (_, index) => `v${index}`)]))

type Case = readonly [name: string, argv: readonly string[], file: string, text: (size: number) => string, size: number]

const LINT = ['sep', 'lint', '0000-icons.md']
const lintCase = (name: string, text: (size: number) => string, size: number): Case => [
  name,
  LINT,
  '0000-icons.md',
  text,
  size,
]
const CHECK = ['check', 'd.md', '--offline']
const checkCase = (name: string, unit: string, size: number): Case => [
  name,
  CHECK,
  'd.md',
  (count) => draft(unit.repeat(count)),
  size,
]
const bulkCase = (file: string, text: (size: number) => string, size: number): Case => [
  `a plan in ${file}`,
  ['issue', 'bulk', file, '--repo', 'o/r', '--dry-run'],
  file,
  text,
  size,
]

const CASES: readonly Case[] = [
  lintCase('a field of one long word', (size) => sepDraft({ Status: 'x'.repeat(size) }), 2_000),
  lintCase('a title of one long word', (size) => sepDraft({ heading: `# SEP-0000: ${'x'.repeat(size)}` }), 2_000),
  lintCase('headings', (size) => '# a\n'.repeat(size), 300),
  lintCase('a finding in each word', (size) => sepDraft({ Specification: 'must '.repeat(size) }), 300),
  lintCase('nested lists', (size) => sepDraft({ Abstract: `${'- '.repeat(size)}x` }), 500),
  lintCase('nested quotations', (size) => sepDraft({ Abstract: `${'> '.repeat(size)}x` }), 500),
  lintCase('brackets', (size) => sepDraft({ Abstract: '['.repeat(size) }), 500),
  // The Markdown parser is quadratic in emphasis, and refuses a text with much more of it than this.
  lintCase('emphasis', (size) => sepDraft({ Abstract: '*a **b'.repeat(size) }), 40),
  lintCase(
    'comments with guidance',
    (size) => sepDraft({ Abstract: 'Icons.\n\n<!-- mcp-comms: x -->\n\n'.repeat(size) }),
    100,
  ),
  checkCase('placeholders in a draft', 'TODO: fill this in\n', 200),
  checkCase('headings in a draft', '## a\n', 300),
  checkCase('one long word in a draft', 'x', 3_000),
  checkCase('nested lists in a draft', '- ', 1_000),
  bulkCase('keys.jsonl', (size) => JSON.stringify(keys(size)), 300),
  bulkCase('keys.json', (size) => JSON.stringify([keys(size)]), 300),
  bulkCase('row.json', (size) => JSON.stringify(keys(size)), 300),
  bulkCase('keys.yaml', (size) => JSON.stringify([keys(size)]), 300),
  bulkCase('keys.csv', (size) => `${Object.keys(keys(size)).join(',')}\nIcons\n`, 300),
  bulkCase(
    'children.csv',
    (size) =>
      `key,title,parent,body\np,Parent,,x\n` +
      Array.from({ length: size }, (_, index) => `k${index},Child ${index},p,x\n`).join(''),
    30,
  ),
  bulkCase('matrix.json', (size) => JSON.stringify({ matrix: axes(size), rows: [{ title: '{{a}}', body: 'b' }] }), 10),
]

describe('ten times the input takes at most about ten times the steps', () => {
  const steps = stepCounter()
  afterAll(steps.close)

  test.each(CASES)('%s', async (_, argv, file, text, size) => {
    const attempt = async (count: number) => {
      const { stderr } = await run(argv, { files: { [file]: text(Math.ceil(count)) } })
      expect(stderr).not.toContain('unexpected')
    }
    // Loads the code of the command, and compiles its patterns.
    await attempt(1)
    const few = await steps.count(() => attempt(size * SCALE))
    const many = await steps.count(() => attempt(10 * size * SCALE))
    expect(few).toBeGreaterThan(0)
    expect(many / few).toBeLessThan(MAX_GROWTH)
  })
})
