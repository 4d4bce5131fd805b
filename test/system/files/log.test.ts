import { linkSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileFailureOf, makePipe, realFiles, withoutRoot } from '../../support/folder.ts'

const HALF_CHARACTER = Buffer.from([0xc3])

describe('an append-only file', () => {
  test('is created with its first line, and only its owner can read it', async () => {
    const { files, at, names } = realFiles()
    const log = files.log('p.ledger.jsonl')
    expect(await log.read()).toBe('')
    expect(names()).toEqual([])
    await log.append('one\n')
    await log.append('two\n')
    await log.close()
    expect(readFileSync(at('p.ledger.jsonl'), 'utf8')).toBe('one\ntwo\n')
    expect(statSync(at('p.ledger.jsonl')).mode & 0o777).toBe(0o600)
  })

  test('can be continued, although it already exists or was closed', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('l'), 'old\n')
    const log = files.log('l')
    await log.append('new\n')
    expect(await log.read()).toBe('old\nnew\n')
    await log.close()
    await log.append('again\n')
    expect(await log.read()).toBe('old\nnew\nagain\n')
    await log.close()
  })

  test.each([
    ['one\ntwo', 'one\n'],
    ['one\n', 'one\n'],
    ['half', ''],
    ['', ''],
  ])('%j without its unfinished last line is %j, and is continued from there', async (text, remaining) => {
    const { files, at } = realFiles()
    writeFileSync(at('l'), text)
    const log = files.log('l')
    await log.cutTail()
    expect(readFileSync(at('l'), 'utf8')).toBe(remaining)
    await log.append('next\n')
    await log.close()
    expect(readFileSync(at('l'), 'utf8')).toBe(`${remaining}next\n`)
  })

  test('is cut correctly if it ends inside a character', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('l'), Buffer.concat([Buffer.from('é\ncaf'), HALF_CHARACTER]))
    const log = files.log('l')
    expect(await log.read()).toBe('é\ncaf\uFFFD')
    await log.cutTail()
    await log.close()
    expect(readFileSync(at('l'), 'utf8')).toBe('é\n')
  })

  test('is appended to even if it was truncated in the meantime', async () => {
    const { files, at } = realFiles()
    const log = files.log('l')
    await log.append('one\ntwo\n')
    truncateSync(at('l'), 4)
    await log.append('three\n')
    await log.close()
    expect(readFileSync(at('l'), 'utf8')).toBe('one\nthree\n')
  })
})

describe('an append-only file is rejected if it', () => {
  test('is a symbolic link, whose target is not changed', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('other'), 'mine\n')
    symlinkSync(at('other'), at('l'))
    const log = files.log('l')
    expect(await fileFailureOf(log.append('one\n'))).toBe('l: this is a symbolic link; use the file that it points to')
    expect(await fileFailureOf(log.cutTail())).toContain('symbolic link')
    await log.close()
    expect(readFileSync(at('other'), 'utf8')).toBe('mine\n')
  })

  test('has a second name, which does not share its lock', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('l'), 'mine\n')
    linkSync(at('l'), at('other'))
    expect(await fileFailureOf(files.log('l').append('one\n'))).toBe(
      'l: it has other names (hard links), which do not share its lock; remove them',
    )
    expect(readFileSync(at('l'), 'utf8')).toBe('mine\n')
  })

  test('is a folder, or is in a folder that does not exist', async () => {
    const { files } = realFiles()
    expect(await fileFailureOf(files.log('.').append('one\n'))).toContain('.: ')
    expect(await fileFailureOf(files.log('.').read())).toContain('.: ')
    expect(await fileFailureOf(files.log('none/l').append('one\n'))).toContain('none/l: ')
  })

  test('is not a regular file', async () => {
    const { files, at } = realFiles()
    makePipe(at('l'))
    expect(await fileFailureOf(files.log('l').append('one\n'))).toContain('not a regular file')
  })

  test('is read-only', async () => {
    const { folder, files, at } = realFiles()
    writeFileSync(at('l'), 'one\n', { mode: 0o444 })
    await withoutRoot(folder, async () => {
      expect(await fileFailureOf(files.log('l').append('two\n'))).toContain('l: ')
    })
    expect(readFileSync(at('l'), 'utf8')).toBe('one\n')
  })
})
