/** Does it for each, in their order, so many at once. What comes next is asked for when somebody is free for it. */
export async function inTurns<One>(
  atOnce: number,
  all: Iterable<One>,
  act: (one: One) => Promise<void>,
): Promise<void> {
  const left = all[Symbol.iterator]()
  const worker = async () => {
    for (let next = left.next(); next.done !== true; next = left.next()) await act(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
