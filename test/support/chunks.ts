/** Splits a text at these offsets. Like a file stream, it does not split a character. */
export async function* inChunks(text: string, cuts: readonly number[] = []): AsyncGenerator<string> {
  const isWithinCharacter = (cut: number) => /^[\uDC00-\uDFFF]/.test(text.slice(cut, cut + 1))
  const inside = cuts.filter((cut) => cut < text.length && !isWithinCharacter(cut))
  const ends = [...new Set([...inside, text.length])].toSorted((a, b) => a - b)
  let start = 0
  for (const end of ends) {
    yield text.slice(start, end)
    start = end
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
