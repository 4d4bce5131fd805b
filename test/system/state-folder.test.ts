import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realPathOf } from '../../src/system/files/read.ts'
import { homeFolder, nodeFiles, stateFolderOf, workingDirectory } from '../../src/system/files.ts'
import { CURRENT_USER, fileFailureOf, processesSeenBy, temporaryFolder } from '../support/folder.ts'

const home = () => '/home/ada'

test.each([
  ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/mcp-comms'],
  ['linux', {}, '/home/ada/.local/state/mcp-comms'],
  ['linux', { XDG_STATE_HOME: 'relative' }, '/home/ada/.local/state/mcp-comms'],
  ['darwin', {}, '/home/ada/Library/Application Support/mcp-comms'],
  ['darwin', { XDG_STATE_HOME: '/var/state' }, '/var/state/mcp-comms'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/mcp-comms'],
  ['win32', {}, '/home/ada/AppData/Local/mcp-comms'],
] as const)('the state folder on %s with %j is %s', (platform, env, expected) => {
  expect(stateFolderOf({ env, platform, home })).toBe(expected)
})

test.each(['', 'relative', './x'])('the home folder is not %j, which would be in the working directory', (home) => {
  expect(
    homeFolder(
      () => home,
      () => '/home/ada',
    ),
  ).toBe('/home/ada')
  expect(
    homeFolder(
      () => '/root',
      () => '/home/ada',
    ),
  ).toBe('/root')
})

test('an account without a home folder, as in some containers, has the root as its home folder', () => {
  const fail = () => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT')
  }
  expect(homeFolder(fail, fail)).toBe('/')
  expect(homeFolder(() => '', fail)).toBe('/')
})

test('a working directory that was removed is an error with a hint', async () => {
  const cwd = () =>
    workingDirectory(() => {
      throw new Error('ENOENT: no such file or directory, uv_cwd')
    })
  const files = nodeFiles({
    ...CURRENT_USER,
    cwd,
    stdin: () => process.stdin,
    processes: async () => processesSeenBy(1),
  })
  for (const use of [files.findUpward('.git'), files.readText('a.md', 10), files.exists('a.md')])
    expect(await fileFailureOf(use)).toBe('the working directory no longer exists: change to another folder')
})

test('the real path of a file resolves a link among its folders, even before the file exists', async () => {
  const folder = await realPathOf(temporaryFolder(), '.')
  mkdirSync(join(folder, 'real'))
  writeFileSync(join(folder, 'real', 'a.md'), 'a')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  expect(await realPathOf(join(folder, 'link', 'a.md'), 'a.md')).toBe(join(folder, 'real', 'a.md'))
  expect(await realPathOf(join(folder, 'link', 'b.md'), 'b.md')).toBe(join(folder, 'real', 'b.md'))
})
