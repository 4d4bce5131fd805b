import { expect, test } from 'vitest'
import { CancelledError, UsageError } from '../../src/errors.ts'
import { withUnsavedText } from '../../src/terminal/confirm.ts'

test.each([
  ['the person cancels', new CancelledError()],
  ['a flag is wrong', new UsageError('--type is missing')],
  ['the program itself has a bug', new TypeError('x is not a function')],
])('a text that is not saved yet is printed if %s', async (_, error) => {
  let written = ''
  const err = {
    write: (text: string) => {
      written += text
    },
  }
  const run = withUnsavedText({ terminal: { err } }, 'It hangs for ever.\n', () => Promise.reject(error))
  await expect(run).rejects.toBe(error)
  expect(written).toBe('What you have written so far:\n\nIt hangs for ever.\n\n')
})
