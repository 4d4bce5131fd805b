/** Reads a text that comes in pieces, cut anywhere. What it gives out is to be taken before the next piece is given in. */
export type PieceReader<T> = {
  /** All that is whole with this piece. */
  take(piece: string): Iterable<T>
  /** What is left when there are no more pieces. */
  end(): Iterable<T>
  /** What comes now cannot be read any more. */
  readonly isDone: boolean
}

/** All that a reader makes of the pieces of a text, some at a time. */
export async function* readPieces<T>(
  pieces: AsyncIterable<string>,
  reader: PieceReader<T>,
): AsyncGenerator<Iterable<T>> {
  for await (const piece of pieces) {
    yield reader.take(piece)
    if (reader.isDone) return
  }
  yield reader.end()
}

/** Reads on from what another reader gives out; null: nothing comes of it. After `stop` nothing more is read. */
export function through<From, To>(
  from: PieceReader<From>,
  make: (one: From, stop: () => void) => To | null,
): PieceReader<To> {
  let isDone = false
  const stop = () => {
    isDone = true
  }
  function* madeOf(some: Iterable<From>): Generator<To> {
    for (const one of some) {
      const made = make(one, stop)
      if (made !== null) yield made
      if (isDone) return
    }
  }
  return {
    take: (piece) => madeOf(from.take(piece)),
    end: () => madeOf(from.end()),
    get isDone() {
      return isDone
    },
  }
}

/** Lines without their ends; one is kept at a time. Ends with null at one longer than `longest`. */
export class LineReader implements PieceReader<string | null> {
  isDone = false
  readonly #longest: number
  #rest = ''

  constructor(longest: number) {
    this.#longest = longest
  }

  *take(piece: string): Generator<string | null> {
    const [first = '', ...others] = piece.split('\n')
    this.#rest += first
    for (const next of others) {
      yield this.#rest
      this.#rest = next
    }
    if (this.#rest.length <= this.#longest) return
    this.isDone = true
    yield null
  }

  *end(): Generator<string> {
    yield this.#rest
  }
}

/** @returns null where they are longer than `most`. */
export async function wholeText(chunks: AsyncIterable<string>, most: number): Promise<string | null> {
  const pieces: string[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most) return null
    pieces.push(chunk)
  }
  return pieces.join('').replace(/^\uFEFF/, '')
}
