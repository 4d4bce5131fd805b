import type { Root, RootContent } from 'mdast'
import type { LineIndex, Range } from '../text/positions.ts'

/** A SEP as it was read. Lines and columns count from 1, offsets from 0, in `text`. */
export type Sep = {
  /** What messages call the file. */
  readonly file: string
  /** The byte order mark, if the file begins with one. */
  readonly mark: '' | '\uFEFF'
  /** The file without its mark, with its own line ends. */
  readonly text: string
  readonly heading: SepHeading
  /** The preamble, in its order. A key may stand there twice. */
  readonly fields: readonly Field[]
  /** What stands under a heading of the highest level; what is below it is in its own `sections`. */
  readonly sections: readonly Section[]
  /** Everything, for rules that look closer. */
  readonly tree: Root
  /** Offsets to lines and columns. */
  readonly places: LineIndex
}

/** `# SEP-1234: Title`. Both texts are Markdown, as written. */
export type SepHeading = {
  /** null: none yet, as in `SEP-0000` and `SEP-{NUMBER}`, or none at all. */
  readonly number: number | null
  /** What stands in the number's place: `1234`, `0000`, `{NUMBER}`; null: nothing does. */
  readonly numberText: string | null
  readonly title: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  /** The heading's own lines. */
  readonly lines: Range
  /** What the heading says, without its marks; and the number and title in it. */
  readonly range: Range
  readonly numberRange: Range | null
  readonly titleRange: Range
}

/** Where a field stands: as `- **Key**: value`, on a line of a paragraph, or in a row of a table. */
export type FieldPlace = 'list' | 'paragraph' | 'table'

export type Field = {
  /** As written, without its emphasis: `Author(s)`. */
  readonly key: string
  /** As written, but on one line. */
  readonly value: string
  readonly place: FieldPlace
  readonly line: number
  readonly column: number
  readonly valueLine: number
  readonly valueColumn: number
  readonly endLine: number
  /** The whole lines that the field takes. */
  readonly lines: Range
  readonly valueRange: Range
}

export type Section = {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  /** What a reader sees: without emphasis and code marks. */
  readonly title: string
  readonly line: number
  readonly column: number
  /** The last line of its content. */
  readonly endLine: number
  /** The heading's own lines. */
  readonly lines: Range
  /** Everything under the heading, to the next one of its level or a higher one. */
  readonly content: Range
  /** The same, as Markdown; what is in `sections` is in it too. */
  readonly blocks: readonly RootContent[]
  readonly sections: readonly Section[]
}
