import type { Node } from 'mdast'

/** A part of a text. `to` is exclusive. */
export type Range = { readonly from: number; readonly to: number }

export type Position = { readonly line: number; readonly column: number }

/** Converts offsets to lines and columns, which count from 1. Lines end in `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#text = text
    const starts = [0]
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
    this.#starts = starts
  }

  at(offset: number): Position {
    const line = this.#lineOf(offset)
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 }
  }

  /** Extends a range to whole lines, including the last line ending. */
  linesOf({ from, to }: Range): Range {
    const after = this.#starts[this.#lineOf(Math.max(from, to - 1)) + 1] ?? this.#text.length
    return { from: this.#starts[this.#lineOf(from)] ?? 0, to: after }
  }

  #lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The parser gives every node its position. */
export function rangeOf({ position }: Node): Range {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }
}
