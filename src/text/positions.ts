import type { Node } from 'mdast'
import type { Range } from '../seps/sep.ts'

export type Place = { readonly line: number; readonly column: number }

/** Lines and columns of a text, whose lines end in `\n`, `\r\n` or `\r`. */
export class Places {
  readonly #text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#text = text
    const starts = [0]
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
    this.#starts = starts
  }

  at(offset: number): Place {
    const line = this.#lineOf(offset)
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 }
  }

  /** The whole lines that a piece of text takes, with the end of the last one. */
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

/** Where a node stands. The parser gives every node its place. */
export function rangeOf({ position }: Node): Range {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }
}
