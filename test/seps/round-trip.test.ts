import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { type Edit, editSep, setField, setHeading, setSectionContent } from '../../src/seps/edit.ts'
import { parseSep, printSep } from '../../src/seps/parse.ts'
import { fieldOf } from '../../src/seps/preamble.ts'
import { everySection } from '../../src/seps/sections.ts'
import type { Sep } from '../../src/seps/sep.ts'
import { anyCharacter } from '../support/any-character.ts'
import { cases } from '../support/cases.ts'
import { anySep } from '../support/sep.ts'

const FILE = 'sep.md'

test('SEPs are read correctly, and printed back unchanged', () => {
  fc.assert(
    fc.property(anySep, ({ text, number, title, fields, sections }) => {
      const sep = parseSep(text, FILE)
      // In thousands of cases, `expect` would be slow, so it is called only to report a difference.
      if (printSep(sep) !== text) expect(printSep(sep)).toBe(text)
      const read = {
        number: sep.heading.number,
        title: sep.heading.title,
        fields: sep.fields.map(({ key, value }) => ({ key, value })),
        sections: [...everySection(sep.sections)].map((section) => section.title),
      }
      const wanted = { number, title, fields, sections }
      if (JSON.stringify(read) !== JSON.stringify(wanted)) expect(read).toEqual(wanted)
    }),
    cases(10_000, 300),
  )
}, 120_000)

type Change = {
  readonly name: string
  readonly make: (sep: Sep) => Edit | null
  /** Whether the edited SEP has the change. */
  readonly isMade: (after: Sep) => boolean
}

const value = fc.constantFrom('Final', '@zoe', 'https://github.com/o/r/pull/99', 'two\nlines', 'a | b', '')
const key = fc.constantFrom('Status', 'PR', 'Author(s)', 'Sponsor', 'Issue', 'Votes', 'Brand new')
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(key, value).map(([name, to]) => ({
    name: `set ${name} to ${to}`,
    make: (sep: Sep) => setField(sep, name, to),
    isMade: (after: Sep) => fieldOf(after, name)?.value === to.replace('\n', ' '),
  })),
  fc.constantFrom(null, 4321).map((number) => ({
    name: `number ${number}`,
    make: (sep: Sep) => setHeading(sep, { number }),
    isMade: (after: Sep) => after.heading.number === number,
  })),
  fc.constantFrom('Another', 'In C #').map((title) => ({
    name: `title ${title}`,
    make: (sep: Sep) => setHeading(sep, { title }),
    isMade: (after: Sep) => after.heading.title.replace('\\', '') === title,
  })),
  fc.constantFrom('', 'One.\n\nTwo.').map((content) => ({
    name: `content ${content}`,
    make: (sep: Sep) => (sep.sections[0] === undefined ? null : setSectionContent(sep, sep.sections[0], content)),
    isMade: (after: Sep) => contentOf(after) === content,
  })),
)

test('an edit makes its change, and leaves all other lines as they were', () => {
  fc.assert(
    fc.property(anySep, change, ({ text }, { make, isMade }) => {
      const sep = parseSep(text, FILE)
      const edit = make(sep)
      const edited = editSep(sep, [edit])
      if (edit === null) return edited === text
      const editedLines = sep.positions.linesOf(edit.range)
      const isInsertion = edit.range.from === edit.range.to
      const before = sep.byteOrderMark + sep.text.slice(0, isInsertion ? edit.range.from : editedLines.from)
      const after = sep.text.slice(isInsertion ? edit.range.to : editedLines.to)
      return (
        edited.startsWith(before) &&
        edited.endsWith(after) &&
        keepsLineEndings(edited, text) &&
        isMade(parseSep(edited, FILE))
      )
    }),
    cases(1_500),
  )
}, 120_000)

test('any text is printed back unchanged, or is rejected with a one-line message that names the file and a line', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '# SEP-1: a\n',
      '# ',
      '\n',
      '\r\n',
      '\r',
      '- **Status**: ',
      '```\n',
      '<!--',
      '-->',
      '> ',
      '\t',
      '|',
      '\0',
      '\uFEFF',
    ),
    fc.string({ unit: anyCharacter, maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      try {
        return printSep(parseSep(text, FILE)) === text
      } catch (error) {
        return error instanceof Failure && /^sep\.md:\d+: [^\n]+$/.test(error.message)
      }
    }),
    cases(2_000),
  )
})

function contentOf({ sections, text }: Sep): string {
  const [{ content } = { content: { from: 0, to: 0 } }] = sections
  return text
    .slice(content.from, content.to)
    .trim()
    .replaceAll(/\r\n|\r/g, '\n')
}

/** Whether every kind of line ending in the edited text was already in the original. */
function keepsLineEndings(edited: string, text: string): boolean {
  const kinds = (of: string) => new Set(of.match(/\r\n|\n|\r/g))
  return [...kinds(edited)].every((end) => kinds(text).has(end))
}
