import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import type { Clock } from '../../src/system/clock.ts'

const WIDTH = 20
/** What GitHub takes its time for is as much quicker as the program's patience is shorter: see faster-clock.cjs. */
const HASTE = 10

/** The time of `faster-clock.cjs`, as GitHub sees it. */
export type SharedClock = Clock & {
  readonly file: string
  /** Somebody waits between two runs. */
  pass(milliseconds: number): void
  close(): void
}

export function sharedClock(file: string): SharedClock {
  writeFileSync(file, '0'.padStart(WIDTH))
  const descriptor = openSync(file, 'r+')
  const ahead = () => {
    const buffer = Buffer.alloc(WIDTH)
    readSync(descriptor, buffer, 0, WIDTH, 0)
    return Number(buffer.toString())
  }
  return {
    file,
    now: () => new Date(Date.now() + ahead()),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / HASTE)),
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds / HASTE),
    pass: (milliseconds) => void writeSync(descriptor, String(ahead() + milliseconds).padStart(WIDTH), 0),
    close: () => closeSync(descriptor),
  }
}
