type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Where signals arrive, such as `process`. */
type SignalSource = {
  on(signal: Signal, listener: () => void): unknown
  off(signal: Signal, listener: () => void): unknown
}

/**
 * Calls `stop` on the first Ctrl-C, or when the system asks the program to end. Then it stops listening, so that a second
 * Ctrl-C ends the program at once, as usual.
 * @returns the function that stops listening.
 */
export function onInterrupt(source: SignalSource, stop: () => void): () => void {
  const unsubscribe = () => {
    for (const signal of SIGNALS) source.off(signal, handleFirst)
  }
  function handleFirst(): void {
    unsubscribe()
    stop()
  }
  for (const signal of SIGNALS) source.on(signal, handleFirst)
  return unsubscribe
}
