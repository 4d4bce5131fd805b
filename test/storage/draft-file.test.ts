import { expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { replaceUnchanged, saveOrRescue } from '../../src/storage/draft-file.ts'
import { screenFor } from '../../src/terminal/terminal.ts'
import { makePipe, realFiles } from '../support/folder.ts'
import { memoryFiles } from '../support/memory-files.ts'

const DISK_FULL = new Failure('file', 'd.md: no space left on the device')

async function saveOnFullDisk({
  isTerminal,
  isPrivate,
}: {
  readonly isTerminal: boolean
  readonly isPrivate: boolean
}) {
  let shown = ''
  const screen = screenFor({
    isTerminal,
    columns: 80,
    write: (text) => {
      shown += text
    },
    hasFailed: false,
    waitForDrain: () => Promise.resolve(),
    style: () => Promise.reject(new Error('unused')),
  })
  const app = {
    files: { ...memoryFiles(new Map()), create: () => Promise.reject(DISK_FULL) },
    git: () => Promise.resolve(null),
    stateFolder: () => '/state',
    terminal: { out: screen, err: screen, canPrompt: true },
  }
  const saving = saveOrRescue(app, 'd.md', {
    write: () => Promise.reject(DISK_FULL),
    unsavedText: () => 'My words',
    isPrivate,
  })
  await expect(saving).rejects.toBe(DISK_FULL)
  return shown
}

test('text that cannot be saved anywhere is shown, but private text only in a terminal', async () => {
  expect(await saveOnFullDisk({ isTerminal: false, isPrivate: false })).toContain('My words')
  expect(await saveOnFullDisk({ isTerminal: true, isPrivate: true })).toContain('My words')
  expect(await saveOnFullDisk({ isTerminal: false, isPrivate: true })).toBe('')
})

test('nothing is saved into a pipe, and the error says so', async () => {
  const { files, at } = realFiles()
  makePipe(at('draft.md'))
  const saving = replaceUnchanged({ files }, { path: 'draft.md', text: 'before' }, 'after')
  await expect(saving).rejects.toThrow('draft.md is a pipe, so nothing was saved: save its content in a file first')
})
