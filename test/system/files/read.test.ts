import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Files } from '../../../src/app.ts'
import { openToRead } from '../../../src/system/files/read.ts'
import { fileFailureOf, makePipe, realFiles, withoutRoot } from '../../support/folder.ts'

describe('the text of a file', () => {
  test.each([
    ['a byte order mark and Windows line endings', '\uFEFFone\r\ntwo'],
    ['letters outside ASCII', 'ü ж 語 😀'],
    ['no text', ''],
  ])('is read unchanged: %s', async (_, text) => {
    const { files } = realFiles()
    await files.create('draft.md', text)
    expect(await files.readText('draft.md', 100)).toBe(text)
  })

  test('is read up to the limit', async () => {
    const { files } = realFiles()
    await files.create('draft.md', 'x'.repeat(100))
    expect(await files.readText('draft.md', 100)).toHaveLength(100)
    expect(await fileFailureOf(files.readText('draft.md', 99))).toBe('draft.md: larger than the limit of 99 bytes')
  })

  test('is read from a pipe up to the limit too, although a pipe has no size', async () => {
    const { files, at } = realFiles()
    makePipe(at('pipe'))
    const writer = spawn('sh', ['-c', 'yes > "$1"', 'sh', at('pipe')])
    const ended = new Promise((done) => writer.on('close', done))
    expect(await fileFailureOf(files.readText('pipe', 100_000))).toMatch(/^pipe: larger than the limit of 100000 bytes/)
    await ended
  })

  test('needs a path, so that a script is told if its variable is empty', async () => {
    const { files } = realFiles()
    const message = 'the path of a file is empty: name a file'
    expect(await fileFailureOf(files.readText('', 100))).toBe(message)
    expect(await fileFailureOf(files.create('', 'text'))).toBe(message)
    expect(await fileFailureOf(files.exists(''))).toBe(message)
  })

  test('that is not UTF-8 is rejected, because writing it back would damage it', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('draft.md'), Buffer.from('Gr\u00FC\u00DFe', 'latin1'))
    expect(await fileFailureOf(files.readText('draft.md', 100))).toBe('draft.md: not UTF-8 text; save it as UTF-8')
  })

  test.each([
    ['a missing file', 'gone.md', 'gone.md: file not found'],
    ['a folder', 'folder', 'folder: this is a folder, not a file'],
    ['a dangling link', 'link', 'link: file not found'],
    ['a path through a file', 'file/x', 'file/x: a part of its path is not a folder'],
  ])('cannot be read from %s', async (_, path, message) => {
    const { files, at } = realFiles()
    mkdirSync(at('folder'))
    writeFileSync(at('file'), '')
    symlinkSync('nowhere', at('link'))
    expect(await fileFailureOf(files.readText(path, 100))).toBe(message)
  })

  test('is not read without permission', async () => {
    const { files, folder, at } = realFiles()
    await files.create('draft.md', 'x')
    chmodSync(at('draft.md'), 0o000)
    await withoutRoot(folder, async () => {
      expect(await fileFailureOf(files.readText('draft.md', 100))).toBe('draft.md: no permission to read it')
    })
  })
})

describe('standard input', () => {
  const readText = (stdin: Readable, limit = 100) => realFiles({ stdin }).files.readText('-', limit)

  test('a character that is cut between two chunks is read correctly', async () => {
    const bytes = Buffer.from('a😀b')
    expect(await readText(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]))).toBe('a😀b')
  })

  test('is empty text if there is no input', async () => expect(await readText(Readable.from([]))).toBe(''))

  test('is read up to the limit', async () => {
    expect(await readText(Readable.from(['12345', '67890']), 10)).toBe('1234567890')
    let pieces = 0
    const endless = Readable.from(
      (function* () {
        while (true) yield `piece ${++pieces}\n`
      })(),
    )
    expect(await fileFailureOf(readText(endless, 50))).toBe('standard input: larger than the limit of 50 bytes')
    expect(pieces).toBeLessThan(100)
    expect(endless.destroyed).toBe(true)
  })

  test('is rejected if it cannot be read, or is not UTF-8', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR' }))
      },
    })
    expect(await fileFailureOf(readText(broken))).toBe('standard input: this is a folder, not a file')
    expect(await fileFailureOf(readText(Readable.from([Buffer.from([0xff, 0xfe])])))).toMatch(
      /^standard input: not UTF-8/,
    )
  })

  test('can be read in chunks', async () => {
    const { files } = realFiles({ stdin: 'one\r\ntwo\n' })
    let text = ''
    for await (const chunk of files.readChunks('-')) text += chunk
    expect(text).toBe('one\r\ntwo\n')
  })
})

describe('reading a special file', () => {
  test.each([
    ['whole', (files: Files) => files.readText('zero', 1_000_000)],
    [
      'in chunks',
      async (files: Files) => {
        for await (const _ of files.readChunks('zero'));
      },
    ],
  ])('stops at a limit if the file has no end: %s', async (_, read) => {
    const { files, at } = realFiles()
    symlinkSync('/dev/zero', at('zero'))
    expect(await fileFailureOf(read(files))).toMatch(/^zero: larger than the limit of \d+ bytes$/)
  })

  test('fails if the file is a pipe that nothing writes into', async () => {
    const { at } = realFiles()
    makePipe(at('pipe'))
    expect(await fileFailureOf(openToRead(at('pipe'), 'pipe', 1))).toBe(
      'pipe: it is a pipe, and nothing writes into it; name a file, or write into the pipe first',
    )
  })

  test('returns what something writes into a pipe', async () => {
    const { files, at } = realFiles()
    makePipe(at('pipe'))
    const [text] = await Promise.all([files.readText('pipe', 100), writeFile(at('pipe'), 'one\n')])
    expect(text).toBe('one\n')
  })
})

test.each(['log', 'lock'] as const)('a %s that is a device or a pipe is rejected, and not read', async (kind) => {
  const { files, at } = realFiles()
  const path = kind === 'log' ? 'a.jsonl' : 'a.jsonl.lock'
  const use = async () => (kind === 'log' ? files.log('a.jsonl').read() : files.lock('a.jsonl'))
  const refusal = `${path}: not a regular file; choose another file`
  symlinkSync('/dev/zero', at(path))
  expect(await fileFailureOf(use())).toBe(refusal)
  rmSync(at(path))
  makePipe(at(path))
  expect(await fileFailureOf(use())).toBe(refusal)
})

describe('listing and finding files', () => {
  test('a list has the files and links, including hidden ones, in order, and no folders', async () => {
    const { files, at } = realFiles()
    for (const name of ['b.md', 'a.md', '.hidden', 'C.md']) writeFileSync(at(name), '')
    mkdirSync(at('folder'))
    symlinkSync('a.md', at('link.md'))
    expect(await files.list('.')).toEqual(['.hidden', 'C.md', 'a.md', 'b.md', 'link.md'])
  })

  test('a list is empty if the folder does not exist, or is a file', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('file'), '')
    expect(await files.list('gone')).toEqual([])
    expect(await files.list('file')).toEqual([])
  })

  test('a folder that cannot be listed is reported under the given name', async () => {
    const { files, folder, at } = realFiles()
    mkdirSync(at('private'), { mode: 0o000 })
    await withoutRoot(folder, async () => {
      expect(await fileFailureOf(files.list('private'))).toBe('private: no permission to read it')
    })
  })

  test('an existing file is distinguished from a missing one', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('draft.md'), '')
    expect(await files.exists('draft.md')).toBe(true)
    expect(await files.exists('gone.md')).toBe(false)
  })
})
