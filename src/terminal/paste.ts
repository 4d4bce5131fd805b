import type { Readable } from 'node:stream'

/** A paste has ended if no key follows for this long: a terminal sends a paste faster than a person can type. */
const QUIET_MS = 50

type Key = { readonly name?: string; readonly ctrl?: boolean; readonly meta?: boolean }

/**
 * Watches the keys of a one-line prompt for a paste of several lines: Inquirer takes the first line feed for Enter, and the other
 * lines would be lost. Calls `onPasteEnd` once the keys stop. Then `rest` returns everything that was pasted after the first line.
 */
export function watchForPaste(input: Readable, onPasteEnd: () => void) {
  let rest = ''
  /** Whether Enter came in this turn of the event loop, or in a paste that the terminal marks. The next key then belongs to a paste. */
  let isRightAfterEnter = false
  let isPasting = false
  /** Whether the terminal has marked the beginning of a paste, but not its end yet. */
  let isInMarkedPaste = false
  let timer: NodeJS.Timeout | undefined
  const endSoon = () => {
    clearTimeout(timer)
    if (!isInMarkedPaste) timer = setTimeout(onPasteEnd, QUIET_MS)
  }
  const onPasteMark = (isStart: boolean) => {
    isInMarkedPaste = isStart
    isRightAfterEnter = isRightAfterEnter && isStart
    if (isPasting) endSoon()
  }
  const onEnter = (text: string) => {
    rest = text
    isRightAfterEnter = true
    // The rest of a paste arrives before the next turn of the event loop, or before the end that the terminal marks.
    setImmediate(() => {
      isRightAfterEnter = isInMarkedPaste
    })
  }
  const onRest = (text: string) => {
    rest += text
    // The `\n` of a `\r\n` belongs to the same Enter, so it does not make a paste.
    isPasting ||= rest.trim() !== ''
    if (isPasting) endSoon()
  }
  const onKey = (text: string | undefined, { name, ctrl }: Key = {}) => {
    if (name === 'paste-start' || name === 'paste-end') onPasteMark(name === 'paste-start')
    else if (isPasting || (isRightAfterEnter && ctrl !== true)) onRest(text ?? '')
    else if (name === 'return' || name === 'enter') onEnter(text ?? '\n')
  }
  input.on('keypress', onKey)
  return {
    isPasting: () => isPasting,
    /** The pasted text after the first line. It begins with a line feed. */
    rest: () => rest.replaceAll(/\r\n?/g, '\n').trimEnd(),
    stop: () => {
      clearTimeout(timer)
      input.off('keypress', onKey)
    },
  }
}

/**
 * Turns each line end in a paste into a space, because a list that is searched by typing would otherwise join the last word of a line
 * with the first word of the next. Returns a function that ends this. Call `joinPastedLines` before the prompt listens.
 */
export function joinPastedLines(input: Readable): () => void {
  /** Whether text came in this turn of the event loop. An Enter in the same turn belongs to a paste. */
  let isRightAfterText = false
  const onKey = (text: string | undefined, key: { name?: string; ctrl?: boolean } = {}) => {
    if (key.name === 'return' || key.name === 'enter') {
      if (!isRightAfterText) return
      input.emit('keypress', ' ', { name: 'space', sequence: ' ' })
      // The prompt gets the same key after us. It ignores this one.
      Object.assign(key, { name: 'pasted', ctrl: true })
    } else if (text !== undefined && text !== '') {
      isRightAfterText = true
      setImmediate(() => {
        isRightAfterText = false
      })
    }
  }
  input.on('keypress', onKey)
  return () => input.off('keypress', onKey)
}
