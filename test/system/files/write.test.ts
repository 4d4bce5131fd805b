import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fileFailureOf, makePipe, realFiles, withoutRoot } from '../../support/folder.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777
const BIG = 'x'.repeat(8_000_000)

/** Collects the sizes of a file while the work is in progress; null means that the file did not exist. */
async function sizesWhile(path: string, work: Promise<unknown>): Promise<ReadonlySet<number | null>> {
  const seen = new Set<number | null>()
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  while (!isDone) {
    seen.add(statSync(path, { throwIfNoEntry: false })?.size ?? null)
    await setImmediate()
  }
  await done
  return seen
}

function withUmask(mask: number): void {
  const before = process.umask(mask)
  onTestFinished(() => void process.umask(before))
}

describe('a new file', () => {
  test.each([
    ['000', 0o000],
    ['022', 0o022],
    ['077', 0o077],
  ])('can be read only by its owner, under umask %s', async (_, mask) => {
    withUmask(mask)
    const { files, at, names } = realFiles()
    expect(await files.create('draft.md', 'héllo\r\n')).toBe(true)
    expect(readFileSync(at('draft.md'), 'utf8')).toBe('héllo\r\n')
    expect(modeOf(at('draft.md'))).toBe(0o600)
    expect(names()).toEqual(['draft.md'])
  })

  test('is complete or does not exist', async () => {
    const { files, at } = realFiles()
    const seen = await sizesWhile(at('draft.md'), files.create('draft.md', BIG))
    expect([...seen].filter((size) => size !== null && size !== BIG.length)).toEqual([])
    expect(statSync(at('draft.md')).size).toBe(BIG.length)
  })

  test('never replaces an existing file', async () => {
    const { files, at, names } = realFiles()
    writeFileSync(at('draft.md'), 'theirs', { mode: 0o640 })
    expect(await files.create('draft.md', 'mine')).toBe(false)
    expect(readFileSync(at('draft.md'), 'utf8')).toBe('theirs')
    expect(modeOf(at('draft.md'))).toBe(0o640)
    expect(names()).toEqual(['draft.md'])
  })

  test.each([
    ['a file', 'other.md'],
    ['a missing file', 'gone.md'],
  ])('is never written through a symbolic link to %s', async (_, target) => {
    const { files, at, names } = realFiles()
    writeFileSync(at('other.md'), 'theirs')
    symlinkSync(target, at('draft.md'))
    expect(await files.create('draft.md', 'mine')).toBe(false)
    expect(readlinkSync(at('draft.md'))).toBe(target)
    expect(readFileSync(at('other.md'), 'utf8')).toBe('theirs')
    expect(names()).toEqual(['draft.md', 'other.md'])
  })

  test('is created by only one of several concurrent runs', async () => {
    const { files, at, names } = realFiles()
    const texts = Array.from({ length: 20 }, (_, run) => `run ${run}`)
    const results = await Promise.all(texts.map((text) => files.create('draft.md', text)))
    expect(results.filter((isCreated) => isCreated)).toHaveLength(1)
    expect(readFileSync(at('draft.md'), 'utf8')).toBe(texts[results.indexOf(true)])
    expect(names()).toEqual(['draft.md'])
  })

  test('may have the longest name that a disk allows', async () => {
    const { files, names } = realFiles()
    const name = 'ü'.repeat(126)
    expect(await files.create(`${name}.md`, 'x')).toBe(true)
    await files.replace(`${name}.md`, 'y')
    expect(names()).toEqual([`${name}.md`])
  })

  test.each([
    ['a missing folder', 'nowhere/draft.md', 'nowhere/draft.md: folder not found; create it first'],
    ['a file in place of a folder', 'file/draft.md', 'file/draft.md: a part of its path is not a folder'],
    ['a name that is too long', 'x'.repeat(300), `${'x'.repeat(300)}: the file name is too long`],
  ])('is refused because of %s', async (_, path, message) => {
    const { files, at, names } = realFiles()
    writeFileSync(at('file'), '')
    expect(await fileFailureOf(files.create(path, 'mine'))).toBe(message)
    expect(await fileFailureOf(files.replace(path, 'mine'))).toBe(message)
    expect(names()).toEqual(['file'])
  })
})

describe('replacing a file', () => {
  test.each([
    ['600', 0o600],
    ['664', 0o664],
    ['400', 0o400],
    ['755', 0o755],
  ])('keeps its mode %s', async (_, mode) => {
    withUmask(0o077)
    const { files, at, names } = realFiles()
    writeFileSync(at('draft.md'), 'before')
    chmodSync(at('draft.md'), mode)
    await files.replace('draft.md', 'after')
    expect(readFileSync(at('draft.md'), 'utf8')).toBe('after')
    expect(modeOf(at('draft.md'))).toBe(mode)
    expect(names()).toEqual(['draft.md'])
  })

  test.skipIf(process.getuid?.() !== 0)('keeps its owner and its group, also in a run with sudo', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('draft.md'), 'before')
    chmodSync(at('draft.md'), 0o640)
    chownSync(at('draft.md'), 1234, 5678)
    await files.replace('draft.md', 'after')
    expect(statSync(at('draft.md'))).toMatchObject({ uid: 1234, gid: 5678 })
    expect(modeOf(at('draft.md'))).toBe(0o640)
  })

  test.skipIf(process.getuid?.() !== 0)('gives the permissions of its group to no other group', async () => {
    const { files, folder, at } = realFiles()
    writeFileSync(at('draft.md'), 'before')
    chmodSync(at('draft.md'), 0o664)
    chownSync(at('draft.md'), 1234, 5678)
    await withoutRoot(folder, () => files.replace('draft.md', 'after'))
    expect(statSync(at('draft.md')).uid).not.toBe(1234)
    expect(modeOf(at('draft.md'))).toBe(0o604)
  })

  test('never leaves only a part of the new text', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('draft.md'), 'before')
    const seen = await sizesWhile(at('draft.md'), files.replace('draft.md', BIG))
    expect([...seen].filter((size) => size !== 6 && size !== BIG.length)).toEqual([])
  })

  test('creates a missing file, for its owner only', async () => {
    withUmask(0o000)
    const { files, at, names } = realFiles()
    await files.replace('draft.md', 'new')
    expect(modeOf(at('draft.md'))).toBe(0o600)
    expect(names()).toEqual(['draft.md'])
  })

  test('rejects a symbolic link, and leaves it and its target unchanged', async () => {
    const { files, at, names } = realFiles()
    writeFileSync(at('other.md'), 'theirs')
    symlinkSync('other.md', at('draft.md'))
    expect(await fileFailureOf(files.replace('draft.md', 'mine'))).toBe(
      'draft.md: this is a symbolic link; use the file that it points to',
    )
    expect(lstatSync(at('draft.md')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('other.md'), 'utf8')).toBe('theirs')
    expect(names()).toEqual(['draft.md', 'other.md'])
  })

  test.each(['copy.md', 'other/copy.md'])(
    'rejects a file with a hard link %s, which would keep the old text',
    async (name) => {
      const { files, at } = realFiles()
      mkdirSync(at('other'))
      writeFileSync(at('draft.md'), 'old')
      linkSync(at('draft.md'), at(name))
      expect(await fileFailureOf(files.replace('draft.md', 'new'))).toBe(
        'draft.md: it has another name (a hard link), which would keep the old text; use a copy',
      )
      expect(readFileSync(at('draft.md'), 'utf8')).toBe('old')
    },
  )

  test('works if a run that died left a hard link with a temporary name', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('draft.md'), 'old')
    linkSync(at('draft.md'), at('.mcp-comms-0d3f6c1e-1111-4222-8333-444455556666.tmp'))
    await files.replace('draft.md', 'new')
    expect(readFileSync(at('draft.md'), 'utf8')).toBe('new')
  })

  test('rejects a folder', async () => {
    const { files, at, names } = realFiles()
    mkdirSync(at('draft.md'))
    expect(await fileFailureOf(files.replace('draft.md', 'mine'))).toBe('draft.md: this is a folder, not a file')
    expect(names()).toEqual(['draft.md'])
  })

  test('rejects a special file', async () => {
    const { files, at, names } = realFiles()
    makePipe(at('pipe'))
    expect(await fileFailureOf(files.replace('pipe', 'mine'))).toBe('pipe: not a regular file; choose another file')
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
    expect(names()).toEqual(['pipe'])
  })
})

describe('making a folder', () => {
  test('creates missing parents, for the owner alone, and leaves an existing folder as it is', async () => {
    const { files, at } = realFiles()
    mkdirSync(at('there'), { mode: 0o755 })
    await files.makeFolder('there/a/b')
    await files.makeFolder('there')
    expect([modeOf(at('there')), modeOf(at('there/a')), modeOf(at('there/a/b'))]).toEqual([0o755, 0o700, 0o700])
  })

  test('says that a file is in the way', async () => {
    const { files, at } = realFiles()
    writeFileSync(at('file'), '')
    expect(await fileFailureOf(files.makeFolder('file'))).toBe('file: this is a file, not a folder')
    expect(await fileFailureOf(files.makeFolder('file/a/b'))).toBe('file/a/b: a part of its path is not a folder')
  })

  // Like a drive that was unmounted, /proc refuses a new folder as if its parent did not exist.
  test.runIf(process.platform === 'linux')('ends where no folder can be created', async () => {
    const { files } = realFiles()
    for (const path of ['/proc/nowhere', '/proc/nowhere/state/mcp-comms'])
      expect(await fileFailureOf(files.makeFolder(path))).toBe(`${path}: folder not found; create it first`)
  })
})

describe('in a read-only folder', () => {
  test('create, replace, remove and lock report the missing permission', async () => {
    const { files, folder, at, names } = realFiles()
    await files.create('draft.md', 'before')
    await files.lock('other.md').then((release) => release())
    chmodSync(folder, 0o500)
    await withoutRoot(folder, async () => {
      const noPermission = (name: string) =>
        `${name}: no permission to write there; choose another folder, or change its permissions`
      expect(await fileFailureOf(files.create('new.md', 'x'))).toBe(noPermission('new.md'))
      expect(await fileFailureOf(files.replace('draft.md', 'x'))).toBe(noPermission('draft.md'))
      expect(await fileFailureOf(files.remove('draft.md'))).toBe(noPermission('draft.md'))
      expect(await fileFailureOf(files.lock('draft.md'))).toBe(noPermission('draft.md.lock'))
    })
    expect(readFileSync(at('draft.md'), 'utf8')).toBe('before')
    expect(names()).toEqual(['draft.md'])
  })
})

describe('removing', () => {
  test('deletes a file, and accepts a missing one', async () => {
    const { files, names } = realFiles()
    await files.create('draft.md', 'x')
    await files.remove('draft.md')
    await files.remove('draft.md')
    expect(names()).toEqual([])
  })

  test('deletes a link, and not its target', async () => {
    const { files, at, names } = realFiles()
    writeFileSync(at('other.md'), 'theirs')
    symlinkSync('other.md', at('draft.md'))
    await files.remove('draft.md')
    expect(names()).toEqual(['other.md'])
  })

  test('never deletes a folder', async () => {
    const { files, at, names } = realFiles()
    mkdirSync(at('drafts'))
    expect(await fileFailureOf(files.remove('drafts'))).toBe('drafts: this is a folder, not a file')
    expect(names()).toEqual(['drafts'])
  })
})
