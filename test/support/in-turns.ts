/** Calls `act` for each item in order, a limited number at once. Requests the next item only when a worker is free. */
export async function inTurns<One>(
  atOnce: number,
  all: Iterable<One>,
  act: (one: One) => Promise<void>,
): Promise<void> {
  const items = all[Symbol.iterator]()
  const worker = async () => {
    for (let next = items.next(); next.done !== true; next = items.next()) await act(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
