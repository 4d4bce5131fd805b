/** Texts, cut anywhere, to lines without their ends; one line is kept at a time. Ends with null at one longer than `longest`. */
export async function* linesOf(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<string | null> {
  let rest = ''
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n')
    rest += first
    for (const next of others) {
      yield rest
      rest = next
    }
    if (rest.length > longest) {
      yield null
      return
    }
  }
  yield rest
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
