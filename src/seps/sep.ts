import type { Root, RootContent } from 'mdast'
import type { LineIndex, Range } from '../text/markdown-tree.ts'

/** A parsed SEP. Lines start at 1, offsets in `text` at 0. */
export type Sep = {
  /** The name of the file in messages. */
  readonly file: string
  /** Empty if the file does not start with a byte order mark. */
  readonly byteOrderMark: '' | '\uFEFF'
  /** The text without the byte order mark, with its original line endings. */
  readonly text: string
  readonly heading: SepHeading
  /** The headings of further SEPs in the same file. */
  readonly otherHeadings: readonly SepHeading[]
  /** The fields of the preamble in their order. A key may occur twice. */
  readonly fields: readonly Field[]
  /** The outermost sections. Each has its subsections in its own `sections`. */
  readonly sections: readonly Section[]
  readonly tree: Root
  /** Converts offsets to lines and columns. */
  readonly positions: LineIndex
}

/** `# SEP-1234: Title`. The title is Markdown. */
export type SepHeading = {
  /** Whether the file has no heading of level 1. If so, each range is either null or empty (at the start of the text). */
  readonly isMissing: boolean
  /** null: no number, or a placeholder, as in `SEP-0000` and `SEP-{NUMBER}`. */
  readonly number: number | null
  /** The number as written: `1234`, `0000`, `{NUMBER}`. null: the heading has neither a number nor a placeholder. */
  readonly numberText: string | null
  readonly title: string
  readonly line: number
  /** The heading's own lines. */
  readonly lines: Range
  /** The text of the heading without `#`. The two ranges below are its number and its title. */
  readonly range: Range
  readonly numberRange: Range | null
  readonly titleRange: Range
}

/** Where a field is: in a list as `- **Key**: value`, on a line of a paragraph, in a row of a table, or in YAML front matter. */
export type FieldPlace = 'list' | 'paragraph' | 'table' | 'front matter'

export type Field = {
  /** The key as written, without emphasis: `Author(s)`. */
  readonly key: string
  /** The value on one line. If it is a list, with commas between its items. */
  readonly value: string
  readonly place: FieldPlace
  readonly line: number
  /** All lines of the field. */
  readonly lines: Range
  readonly valueRange: Range
}

export type Section = {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  /** Plain text, without emphasis and code marks. */
  readonly title: string
  readonly line: number
  /** The heading's own lines. */
  readonly lines: Range
  /** Everything up to the next heading of the same or a higher level. */
  readonly content: Range
  /** The nodes of the content in the Markdown tree, including the subsections. */
  readonly blocks: readonly RootContent[]
  readonly sections: readonly Section[]
}
