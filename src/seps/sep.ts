import type { Root, RootContent } from 'mdast'
import type { LineIndex, Range } from '../text/markdown-tree.ts'

/** A parsed SEP. Lines and columns start at 1, offsets in `text` at 0. */
export type Sep = {
  /** The name of the file in messages. */
  readonly file: string
  /** The byte order mark, if the file has one. */
  readonly mark: '' | '\uFEFF'
  /** The text without the mark, with its original line endings. */
  readonly text: string
  readonly heading: SepHeading
  /** The headings of further SEPs in the same file. */
  readonly otherHeadings: readonly SepHeading[]
  /** The preamble in its order. A key may occur twice. */
  readonly fields: readonly Field[]
  /** The sections of the highest level; each has its subsections in `sections`. */
  readonly sections: readonly Section[]
  /** The whole Markdown tree. */
  readonly tree: Root
  /** Converts offsets to lines and columns. */
  readonly positions: LineIndex
}

/** `# SEP-1234: Title`. The title is Markdown. */
export type SepHeading = {
  /** The file has no heading of level 1. All its ranges are empty, at the start of the text. */
  readonly isMissing: boolean
  /** null: no number, or a placeholder such as `SEP-0000` and `SEP-{NUMBER}`. */
  readonly number: number | null
  /** The number as written: `1234`, `0000`, `{NUMBER}`; null: nothing. */
  readonly numberText: string | null
  readonly title: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  /** The heading's own lines. */
  readonly lines: Range
  /** The heading without its marks, then the number and the title in it. */
  readonly range: Range
  readonly numberRange: Range | null
  readonly titleRange: Range
}

/** As `- **Key**: value`, on a line of a paragraph, in a row of a table, or in YAML front matter. */
export type FieldPlace = 'list' | 'paragraph' | 'table' | 'front matter'

export type Field = {
  /** As written, without its emphasis: `Author(s)`. */
  readonly key: string
  /** As written, joined to one line. */
  readonly value: string
  readonly place: FieldPlace
  readonly line: number
  readonly column: number
  readonly valueLine: number
  readonly valueColumn: number
  readonly endLine: number
  /** All lines of the field. */
  readonly lines: Range
  readonly valueRange: Range
}

export type Section = {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  /** Plain text, without emphasis and code marks. */
  readonly title: string
  readonly line: number
  readonly column: number
  /** The last line of its content. */
  readonly endLine: number
  /** The heading's own lines. */
  readonly lines: Range
  /** Everything up to the next heading of the same or a higher level. */
  readonly content: Range
  /** The same as a tree, including the subsections. */
  readonly blocks: readonly RootContent[]
  readonly sections: readonly Section[]
}
