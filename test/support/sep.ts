import fc from 'fast-check'
import { SEP_TYPES, STATUSES, statusName } from '../../src/seps/names.ts'
import { parseSep } from '../../src/seps/parse.ts'
import type { Sep } from '../../src/seps/sep.ts'

export const EXAMPLE_SEP = `# SEP-1234: Say \`hello\` in both directions

- **Status**: Draft
- **Type**: Standards Track
- **Created**: 2026-10-05
- **Author(s)**: Ada Example (@ada-ex), Bo Example <bo@example.org>,
  Cy Example (@cy-ex)
- **Sponsor**: None
- **PR**: https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1234

## Abstract

Servers say hello too.

## Specification

### Messages

\`\`\`markdown
# SEP-9999: not a heading
## Nor this
\`\`\`

<!--
## Hidden
-->

#### Fields

| Field | Meaning |
| ----- | ------- |
| \`to\`  | whom    |

### Errors

None.

## Rationale

See [the thread](https://example.org/thread) and [another][one].

[one]: https://example.org/one
`

/** Parses the text of a SEP, as if its file were called `sep.md`. */
export function sepOf(text: string): Sep {
  return parseSep(text, 'sep.md')
}

/** A SEP with only its heading and these lines. */
export function sepWith(...lines: readonly string[]): Sep {
  return sepOf(`# SEP-7: Seven\n\n${lines.join('\n')}\n`)
}

type Block = { readonly lines: readonly string[]; readonly section: string | null }

/** The text of a generated SEP, and the parts that a test expects to be parsed from it. */
export type GeneratedSep = {
  readonly number: number | null
  readonly title: string
  readonly fields: readonly { readonly key: string; readonly value: string }[]
  readonly sections: readonly string[]
  readonly text: string
}

const word = fc.constantFrom('tools', 'Hello', 'SEP', '`code`', 'TTL', 'über', '日本語', '🚀', 'a_b', '1.5', 'MUST')
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '))
const noise = fc.constantFrom(
  '<!-- note -->',
  '> # SEP-8: quoted',
  '```\n# SEP-9: in code\n## No\n```',
  '<div>\n# In HTML\n</div>',
)

const heading = fc.record({
  level: fc.constantFrom('##', '###', '####'),
  title: words.map((title) => title.replaceAll('`', '')),
})
const block: fc.Arbitrary<Block> = fc.oneof(
  heading.map(({ level, title }) => ({ lines: [`${level} ${title}`], section: title })),
  heading.map(({ title }) => ({ lines: [`x ${title}`, '---'], section: `x ${title}` })),
  words.map((text) => ({ lines: [text, text], section: null })),
  words.map((text) => ({ lines: [`- **Status**: ${text}`, '  - nested', `1. ${text}`], section: null })),
  words.map((text) => ({ lines: ['| a | b |', '|---|---|', `| ${text} | x |`], section: null })),
  noise.map((text) => ({ lines: text.split('\n'), section: null })),
)

const people = fc.constantFrom('Ada (@ada)', '@bo', 'Cy,\n  Di (@di)', 'None', 'A Group')
const notationOf = (key: string) => fc.constantFrom(`**${key}**:`, `**${key}:**`, `${key}:`, `**${key}** :`)
const field = fc
  .oneof(
    fc.tuple(fc.constant('Status'), fc.constantFrom(...STATUSES.map(statusName))),
    fc.tuple(fc.constant('Type'), fc.constantFrom(...SEP_TYPES)),
    fc.tuple(fc.constant('Created'), fc.constant('2026-10-05')),
    fc.tuple(fc.constantFrom('Author(s)', 'Authors', 'Sponsor'), people),
    fc.tuple(fc.constant('PR'), fc.constantFrom('#12', 'https://github.com/o/r/pull/12', '{NUMBER}', '')),
    fc.tuple(fc.constantFrom('Votes', 'See also'), words),
  )
  .chain(([key, value]) => fc.record({ key: fc.constant(key), value: fc.constant(value), notation: notationOf(key) }))
const statusField = fc.record({
  key: fc.constant('Status'),
  value: fc.constant('Draft'),
  notation: notationOf('Status'),
})

/** SEPs with each kind of line ending, with and without a byte order mark, and with ambiguous content. */
export const anySep: fc.Arbitrary<GeneratedSep> = fc
  .record({
    byteOrderMark: fc.constantFrom('', '\uFEFF'),
    lineEnding: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    endsWithNewline: fc.boolean(),
    comment: fc.constantFrom('', '<!-- lint: off -->\n\n'),
    number: fc.constantFrom('1234', '7', '0000', '{NUMBER}'),
    title: words,
    bullet: fc.constantFrom('-', '*', '+'),
    status: statusField,
    fields: fc.array(field, { maxLength: 4 }),
    blocks: fc.array(block, { maxLength: 4 }),
  })
  .map(({ byteOrderMark, lineEnding, endsWithNewline, comment, number, title, bullet, status, fields, blocks }) => {
    const all = [status, ...fields]
    const preamble = all.map(({ notation, value }) => `${bullet} ${notation} ${value}`.trimEnd())
    const body = ['## Abstract', ...blocks.map(({ lines }) => lines.join('\n'))]
    const plain = `${comment}# SEP-${number}: ${title}\n\n${preamble.join('\n')}\n\n${body.join('\n\n')}${endsWithNewline ? '\n' : ''}`
    return {
      number: Number(number) || null,
      title,
      fields: all.map(({ key, value }) => ({ key, value: value.replace(/\n\s*/, ' ') })),
      sections: ['Abstract', ...blocks.flatMap(({ section }) => (section === null ? [] : [section]))],
      text: byteOrderMark + plain.replaceAll('\n', lineEnding),
    }
  })
