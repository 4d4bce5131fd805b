import { type PieceReader, readPieces } from '../../src/bulk/rows/chunks.ts'

/** A text in pieces that end at these offsets. */
export async function* inChunks(text: string, cuts: readonly number[] = []): AsyncGenerator<string> {
  const ends = [...new Set([...cuts.filter((cut) => cut < text.length), text.length])].toSorted((a, b) => a - b)
  let start = 0
  for (const end of ends) {
    yield text.slice(start, end)
    start = end
  }
}

export async function listed<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const one of all) list.push(one)
  return list
}

/** All that a reader makes of a text that comes in pieces. */
export async function readIn<T>(pieces: AsyncIterable<string>, reader: PieceReader<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const some of readPieces(pieces, reader)) list.push(...some)
  return list
}
