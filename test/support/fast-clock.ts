import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Clock } from '../../src/system/clock.ts'

const WIDTH = 20
/** Speeds up the fake GitHub by the same factor as the timeouts of the program: see fast-clock.cjs. */
const SPEED_UP = 10

/** A clock that the built program and the fake GitHub share. It jumps forward when the program sleeps. */
export type FastClock = Clock & {
  /** The environment variables that make a built program use the clock. */
  readonly env: Readonly<Record<string, string>>
  /** Moves the clock forward, as if time passed between two runs. */
  advance(milliseconds: number): void
  close(): void
}

/** @param file the path of a file that stores how many milliseconds the clock is ahead of real time */
export function fastClock(file: string): FastClock {
  writeFileSync(file, '0'.padStart(WIDTH))
  const descriptor = openSync(file, 'r+')
  const ahead = () => {
    const buffer = Buffer.alloc(WIDTH)
    readSync(descriptor, buffer, 0, WIDTH, 0)
    return Number(buffer.toString())
  }
  return {
    env: { NODE_OPTIONS: `--require ${resolve('test/support/fast-clock.cjs')}`, FAST_CLOCK: file },
    now: () => new Date(Date.now() + ahead()),
    monotonic: () => performance.now() + ahead(),
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds / SPEED_UP)),
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds / SPEED_UP),
    advance: (milliseconds) => void writeSync(descriptor, String(ahead() + milliseconds).padStart(WIDTH), 0),
    close: () => closeSync(descriptor),
  }
}
