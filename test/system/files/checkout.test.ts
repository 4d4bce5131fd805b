import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findUpward } from '../../../src/system/files.ts'
import { CURRENT_USER, fileFailureOf, makePipe, realFiles, temporaryFolder } from '../../support/folder.ts'

const NAME = '.mcp-comms/policy.yaml'
const FOLDER = '.mcp-comms/templates/issue'

/** Makes a folder with these files, and returns a function that gives the full path of a file or folder in it. */
function makeTree(...files: readonly string[]) {
  const root = temporaryFolder()
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return (path: string) => join(root, path)
}

describe('the search for a file, from a folder upward', () => {
  const search = (at: (path: string) => string, from: string, home = 'nowhere') =>
    findUpward(NAME, { from: at(from), home: at(home), user: CURRENT_USER.user })

  test('finds the file in that folder or above it', () => {
    const at = makeTree(`a/${NAME}`, 'a/b/c/x')
    expect(search(at, 'a/b/c')).toBe(at(`a/${NAME}`))
    expect(search(at, 'a')).toBe(at(`a/${NAME}`))
  })

  test('stops at the root of the repository, which may be a worktree', () => {
    const at = makeTree(
      NAME,
      'clone/.git/HEAD',
      'clone/src/x',
      'worktree/.git',
      'worktree/src/x',
      `own/${NAME}`,
      'own/.git',
    )
    expect(search(at, 'clone/src')).toBeNull()
    expect(search(at, 'worktree/src')).toBeNull()
    expect(search(at, 'own')).toBe(at(`own/${NAME}`))
  })

  test('stops at the home folder, even if that is a link', () => {
    const at = makeTree(NAME, 'home/me/work/x')
    symlinkSync(at('home/me'), at('link'))
    expect(search(at, 'home/me/work', 'home/me')).toBeNull()
    expect(search(at, 'home/me/work', 'link')).toBeNull()
    expect(search(at, 'home/me/work', 'home')).toBeNull()
    expect(search(at, 'home/me/work', 'other')).toBe(at(NAME))
  })

  test.skipIf(process.getuid?.() !== 0)('stops at a file that belongs to another user', () => {
    const at = makeTree(NAME, `a/${NAME}`, 'a/b/x')
    chownSync(at(`a/${NAME}`), 65534, 65534)
    expect(search(at, 'a/b')).toBeNull()
  })
})

describe('a file in a checkout', () => {
  function checkout() {
    const disk = realFiles()
    mkdirSync(disk.at(FOLDER), { recursive: true })
    writeFileSync(disk.at('.env'), 'DB_PASSWORD=hunter2')
    const read = (name: string, limit = 1000) => disk.files.readInside('', `${FOLDER}/${name}`, limit)
    return { ...disk, read, inFolder: (name: string) => disk.at(`${FOLDER}/${name}`) }
  }

  test('is read if it is a regular file, or a link to one in the same folder', async () => {
    const { read, inFolder } = checkout()
    writeFileSync(inFolder('bug.yml'), 'name: Bug')
    symlinkSync('bug.yml', inFolder('other.yml'))
    expect(await read('bug.yml')).toBe('name: Bug')
    expect(await read('other.yml')).toBe('name: Bug')
  })

  test.each([
    ['/proc/self/environ', 'the environment'],
    ['/dev/zero', 'a device'],
    ['../../../.env', 'another file of the checkout'],
    ['/etc/hostname', 'a file of the system'],
  ])('is not read if it is a link to %s: %s', async (target) => {
    const { read, inFolder } = checkout()
    symlinkSync(target, inFolder('bug.md'))
    expect(await fileFailureOf(read('bug.md'))).toMatch(/a link leads out of its folder; put the file itself there$/)
  })

  test('is not read inside a folder that is a link', async () => {
    const { files, at } = realFiles()
    mkdirSync(at('private/issue'), { recursive: true })
    writeFileSync(at('private/issue/diary.md'), 'Dear diary')
    mkdirSync(at('.mcp-comms'))
    symlinkSync(at('private'), at('.mcp-comms/templates'))
    expect(await fileFailureOf(files.readInside('', `${FOLDER}/diary.md`, 100))).toMatch(
      /a link leads out of its folder/,
    )
  })

  test('is not read if it is a pipe, which may block, or a folder', async () => {
    const { read, inFolder } = checkout()
    makePipe(inFolder('pipe.md'))
    mkdirSync(inFolder('folder.md'))
    expect(await fileFailureOf(read('pipe.md'))).toMatch(/pipe\.md: not a regular file$/)
    expect(await fileFailureOf(read('folder.md'))).toMatch(/folder\.md: /)
  })

  test('is not read if it is larger than the limit', async () => {
    const { read, inFolder } = checkout()
    writeFileSync(inFolder('long.md'), 'x'.repeat(1001))
    expect(await fileFailureOf(read('long.md'))).toMatch(/larger than the limit of 1000 bytes$/)
  })
})
