/**
 * Loaded before the program by `NODE_OPTIONS=--require`: a clock in which sleeping takes no time and work takes its own. A sleep
 * ends at once, and the clock jumps by as much. How far it is ahead stands in the file FASTER_CLOCK, so that GitHub and the
 * next run of the program live at the same time.
 */
const { openSync, readSync, writeSync } = require('node:fs')

const WIDTH = 20
/** Shorter pauses are real. */
const SHORTEST_MS = 100
/** A request that hangs is given up this much sooner. */
const HASTE = 10

const file = openSync(process.env.FASTER_CLOCK, 'r+')
const RealDate = Date
const sleepFor = setTimeout
const timeoutAfter = AbortSignal.timeout
let ahead = Number(textIn(file))

function textIn(descriptor) {
  const buffer = Buffer.alloc(WIDTH)
  readSync(descriptor, buffer, 0, WIDTH, 0)
  return buffer.toString()
}

/** One write of a fixed width: a kill leaves the old number or the new one. */
function pass(milliseconds) {
  ahead += milliseconds
  writeSync(file, String(Math.round(ahead)).padStart(WIDTH), 0)
}

const now = () => RealDate.now() + Math.round(ahead)

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args))
  }

  static now() {
    return now()
  }
}

/** What Node itself waits for, as for a connection, stays as it is. */
const isOfProgram = () => /[\\/]dist[\\/]/.test(new Error().stack?.split('\n')[3] ?? '')

globalThis.setTimeout = (callback, milliseconds = 0, ...args) => {
  if (milliseconds < SHORTEST_MS || !isOfProgram()) return sleepFor(callback, milliseconds, ...args)
  return setImmediate(() => {
    pass(milliseconds)
    callback(...args)
  })
}

AbortSignal.timeout = (milliseconds) =>
  timeoutAfter.call(AbortSignal, isOfProgram() ? milliseconds / HASTE : milliseconds)
