/**
 * Loaded before the program by `NODE_OPTIONS=--require`: a clock on which sleeping takes no time and work takes as long as it
 * does. A sleep ends at once, and the clock jumps by its length. The file FAST_CLOCK records how far the clock is ahead of real
 * time, so that the fake GitHub and the next run of the program see the same time.
 */
const { openSync, readSync, writeSync } = require('node:fs')

const WIDTH = 20
/** Shorter pauses are real. */
const SHORTEST_MS = 100
/** A request that hangs is given up this much sooner. */
const SPEED_UP = 10

const file = openSync(process.env.FAST_CLOCK, 'r+')
const RealDate = Date
const realSetTimeout = setTimeout
const realTimeout = AbortSignal.timeout
let ahead = readAhead()

function readAhead() {
  const buffer = Buffer.alloc(WIDTH)
  readSync(file, buffer, 0, WIDTH, 0)
  return Number(buffer.toString())
}

/** Writes a fixed width at once, so that a kill leaves either the old number or the new one. */
function advance(milliseconds) {
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

const realPerformanceNow = performance.now.bind(performance)
performance.now = () => realPerformanceNow() + ahead

/** Timers of Node itself, such as that of a connection, stay real. */
const isSetByProgram = () => /[\\/]dist[\\/]/.test(new Error().stack?.split('\n')[3] ?? '')

globalThis.setTimeout = (callback, milliseconds = 0, ...args) => {
  if (milliseconds < SHORTEST_MS || !isSetByProgram()) return realSetTimeout(callback, milliseconds, ...args)
  return setImmediate(() => {
    advance(milliseconds)
    callback(...args)
  })
}

AbortSignal.timeout = (milliseconds) =>
  realTimeout.call(AbortSignal, isSetByProgram() ? milliseconds / SPEED_UP : milliseconds)
