import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { onInterrupt } from '../../src/system/interrupt.ts'

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s calls stop once; a second one is left to the system', (signal) => {
  const source = new EventEmitter()
  const stop = vi.fn()
  onInterrupt(source, stop)
  expect(source.emit(signal)).toBe(true)
  expect(source.emit(signal)).toBe(false)
  expect(stop).toHaveBeenCalledTimes(1)
})

test('is not called after unsubscribing', () => {
  const source = new EventEmitter()
  const stop = vi.fn()
  onInterrupt(source, stop)()
  expect(source.emit('SIGINT')).toBe(false)
  expect(stop).not.toHaveBeenCalled()
})
