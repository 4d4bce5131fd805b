import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { countInterrupts, onInterrupt, watchInterrupts } from '../../src/system/interrupt.ts'

test.each(['SIGINT', 'SIGTERM'])('only the first %s is handled; the system handles the second one', (signal) => {
  const source = new EventEmitter()
  const onSignal = vi.fn()
  onInterrupt(source, onSignal)
  expect(source.emit(signal)).toBe(true)
  expect(source.emit(signal)).toBe(false)
  expect(onSignal).toHaveBeenCalledTimes(1)
})

test('no signal is handled after unsubscribing', () => {
  const source = new EventEmitter()
  const onSignal = vi.fn()
  onInterrupt(source, onSignal)()
  expect(source.emit('SIGINT')).toBe(false)
  expect(onSignal).not.toHaveBeenCalled()
})

test('a closed window, for which the system and the shell each send a signal, counts as one interrupt', () => {
  const source = new EventEmitter()
  const interrupts = watchInterrupts((listener) => onInterrupt(source, listener), vi.fn())
  expect([1, 2].map(() => source.emit('SIGHUP', 'SIGHUP'))).toEqual([true, true])
  expect([interrupts.stop.aborted, interrupts.abandon.aborted]).toEqual([true, false])
  source.emit('SIGINT')
  expect(interrupts.abandon.aborted).toBe(true)
})

test('the process ends after two interrupts, once its output is written', () => {
  const calls: string[] = []
  const output = (name: string) => ({
    write: (_: string, onWritten: () => void) => {
      calls.push(name)
      onWritten()
    },
  })
  const source = Object.assign(new EventEmitter(), {
    stdout: output('stdout'),
    stderr: output('stderr'),
    exit: () => calls.push('exit'),
  })
  const { listen, abandon: abandonReads, endIfAbandoned } = countInterrupts(source)
  const { abandon } = watchInterrupts(listen, vi.fn())
  source.emit('SIGINT')
  endIfAbandoned()
  expect([abandon.aborted, abandonReads.aborted, calls]).toEqual([false, false, []])
  source.emit('SIGINT')
  endIfAbandoned()
  expect([abandon.aborted, abandonReads.aborted, calls]).toEqual([true, true, ['stdout', 'stderr', 'exit']])
})

test('the interrupts of two steps of a command are counted together', () => {
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
