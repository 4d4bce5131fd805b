/** Calls `act` for each item in order, at most `atOnce` at a time. Takes the next item only when a worker is free. */
export async function forEachConcurrently<Item>(
  atOnce: number,
  all: Iterable<Item>,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const items = all[Symbol.iterator]()
  const worker = async () => {
    for (let next = items.next(); next.done !== true; next = items.next()) await act(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
