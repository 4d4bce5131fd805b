import { expect, test, vi } from 'vitest'
import { tolerateClosedTerminal } from '../../src/system/closed-terminal.ts'

function failingInput(code: string) {
  return {
    setRawMode: () => {
      throw Object.assign(new Error(`setRawMode ${code}`), { code })
    },
  }
}

test('an open terminal is still switched to raw mode', () => {
  const setRawMode = vi.fn()
  tolerateClosedTerminal({ setRawMode }).setRawMode(true)
  expect(setRawMode).toHaveBeenCalledExactlyOnceWith(true)
})

test.each(['EIO', 'EBADF'])('the error of a closed terminal is ignored: %s', (code) => {
  const input: { setRawMode?: (isRaw: boolean) => unknown } = failingInput(code)
  expect(tolerateClosedTerminal(input).setRawMode?.(false)).toBe(input)
})

test('any other error is thrown', () => {
  const input: { setRawMode?: (isRaw: boolean) => unknown } = failingInput('EINVAL')
  expect(() => tolerateClosedTerminal(input).setRawMode?.(false)).toThrow('EINVAL')
})

test('an input that is not a terminal is not changed', () => {
  expect(tolerateClosedTerminal({})).toEqual({})
})
