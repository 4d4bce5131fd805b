import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { countInterrupts, onInterrupt, watchInterrupts } from '../../src/system/interrupt.ts'

test.each(['SIGINT', 'SIGTERM'])('%s calls stop once, and a second signal is handled by the system', (signal) => {
  const source = new EventEmitter()
  const stop = vi.fn()
  onInterrupt(source, stop)
  expect(source.emit(signal)).toBe(true)
  expect(source.emit(signal)).toBe(false)
  expect(stop).toHaveBeenCalledTimes(1)
})

test('stop is not called after unsubscribing', () => {
  const source = new EventEmitter()
  const stop = vi.fn()
  onInterrupt(source, stop)()
  expect(source.emit('SIGINT')).toBe(false)
  expect(stop).not.toHaveBeenCalled()
})

test('a closed window, for which the system and the shell each send a signal, counts as one interrupt', () => {
  const source = new EventEmitter()
  const interrupts = watchInterrupts((stop) => onInterrupt(source, stop), vi.fn())
  expect([1, 2].map(() => source.emit('SIGHUP', 'SIGHUP'))).toEqual([true, true])
  expect([interrupts.stop.aborted, interrupts.abandon.aborted]).toEqual([true, false])
  source.emit('SIGINT')
  expect(interrupts.abandon.aborted).toBe(true)
})

test('the process ends after two interrupts, once its output is written', () => {
  const ends: string[] = []
  const output = (name: string) => ({
    write: (_: string, onWritten: () => void) => {
      ends.push(name)
      onWritten()
    },
  })
  const source = Object.assign(new EventEmitter(), {
    stdout: output('stdout'),
    stderr: output('stderr'),
    exit: () => ends.push('exit'),
  })
  const { listen, endIfAbandoned } = countInterrupts(source)
  const { abandon } = watchInterrupts(listen, vi.fn())
  source.emit('SIGINT')
  endIfAbandoned()
  expect([abandon.aborted, ends]).toEqual([false, []])
  source.emit('SIGINT')
  endIfAbandoned()
  expect([abandon.aborted, ends]).toEqual([true, ['stdout', 'stderr', 'exit']])
})

test('two steps of a command that each stop at one interrupt make two', () => {
  const source = Object.assign(new EventEmitter(), {
    stdout: { write: (_: string, onWritten: () => void) => onWritten() },
    stderr: { write: (_: string, onWritten: () => void) => onWritten() },
    exit: vi.fn(),
  })
  const { listen, endIfAbandoned } = countInterrupts(source)
  for (const _ of [1, 2]) {
    listen(vi.fn())
    source.emit('SIGINT')
  }
  endIfAbandoned()
  expect(source.exit).toHaveBeenCalledOnce()
})
