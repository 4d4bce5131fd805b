type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** An emitter of signals, such as `process`. */
type SignalSource = {
  on(signal: Signal, listener: (signal: Signal) => void): unknown
  off(signal: Signal, listener: (signal: Signal) => void): unknown
}

/**
 * The sources that have received SIGHUP. When a window is closed, both the system and the shell send this signal, so only the
 * first one counts.
 */
const hungUp = new WeakSet<SignalSource>()

/**
 * Calls `onSignal` on the first Ctrl-C, or when the system asks the program to end. Then stops listening, so that a second Ctrl-C
 * ends the program at once, unless `onSignal` listens again, as in `watchInterrupts`.
 * @returns the function that stops listening
 */
export function onInterrupt(source: SignalSource, onSignal: () => void): () => void {
  const signals = SIGNALS.filter((signal) => signal !== 'SIGHUP' || !hungUp.has(source))
  const unsubscribe = () => {
    for (const signal of signals) source.off(signal, handleFirst)
  }
  function handleFirst(signal: Signal): void {
    if (signal === 'SIGHUP') {
      hungUp.add(source)
      ignoreHangUp(source)
    }
    unsubscribe()
    onSignal()
  }
  for (const signal of signals) source.on(signal, handleFirst)
  return unsubscribe
}

/** Ignores SIGHUP. Otherwise closing the window would end the program before it has saved what was typed. */
export function ignoreHangUp(source: SignalSource): void {
  source.off('SIGHUP', ignore)
  source.on('SIGHUP', ignore)
}

function ignore(): void {}

export type Interrupts = {
  /** Aborts at the first Ctrl-C: nothing new should start. */
  readonly stop: AbortSignal
  /** Aborts at the second Ctrl-C: the program should not even wait for a response, see `unlessAbandoned`. */
  readonly abandon: AbortSignal
  readonly close: () => void
}

/**
 * Handles two Ctrl-Cs, so that a command can save and report what it has sent. The second one does not end the process:
 * `endIfAbandoned` does, after the command.
 * @param listen calls its argument at the next Ctrl-C, and returns the function that stops listening.
 */
export function watchInterrupts(listen: (onSignal: () => void) => () => void, onFirst: () => void): Interrupts {
  const stop = new AbortController()
  const abandon = new AbortController()
  let removeSecond = () => {}
  const removeFirst = listen(() => {
    stop.abort()
    onFirst()
    removeSecond = listen(() => abandon.abort())
  })
  return {
    stop: stop.signal,
    abandon: abandon.signal,
    close: () => {
      removeFirst()
      removeSecond()
    },
  }
}

/**
 * Watches for Ctrl-C from the first post of a command to the end of the command. Otherwise, Ctrl-C would end the program with an exit
 * code that promises that nothing was sent.
 * @param listen as for `watchInterrupts`
 */
export function watchFromFirstSend(listen: (onSignal: () => void) => () => void) {
  const stop = new AbortController()
  const abandon = new AbortController()
  let isSending = false
  let close: (() => void) | null = null
  const start = () => {
    if (close !== null) return
    const watched = watchInterrupts(listen, () => stop.abort())
    watched.abandon.addEventListener('abort', () => abandon.abort())
    close = watched.close
  }
  return {
    stop: stop.signal,
    start,
    close: () => close?.(),
    /** Called when a draft is about to be sent. */
    listen: (onSignal: () => void) => {
      isSending = true
      start()
      return listen(onSignal)
    },
    /** null: the person has pressed Ctrl-C twice. A draft that is being sent is never abandoned here, because it has to be recorded. */
    unlessAbandoned: <T>(work: Promise<T>): Promise<T | null> => {
      isSending = false
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          if (!isSending) resolve(null)
        }
        abandon.signal.addEventListener('abort', giveUp, { once: true })
        work.then(resolve, reject)
      })
    },
  }
}

type EndingProcess = SignalSource & {
  readonly stdout: { write(text: string, onWritten: () => void): unknown }
  readonly stderr: { write(text: string, onWritten: () => void): unknown }
  exit(): unknown
}

/** Counts the interrupts of a whole command, because several of its steps may each handle one. */
export function countInterrupts(source: EndingProcess) {
  const abandon = new AbortController()
  let count = 0
  return {
    listen: (onSignal: () => void) =>
      onInterrupt(source, () => {
        count += 1
        // Before `onSignal`, so that whatever stops then no longer waits for a response.
        if (count >= 2) abandon.abort()
        onSignal()
      }),
    /** Aborts at the second interrupt. */
    abandon: abandon.signal,
    /** Ends the process after a second Ctrl-C. An open request to GitHub would keep it alive until the request times out. */
    endIfAbandoned: () => {
      if (abandon.signal.aborted) source.stdout.write('', () => source.stderr.write('', () => source.exit()))
    },
  }
}
