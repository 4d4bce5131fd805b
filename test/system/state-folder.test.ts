import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realPathOf } from '../../src/system/files/read.ts'
import { stateFolderOf } from '../../src/system/files.ts'
import { temporaryFolder } from '../support/folder.ts'

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

test('the real path of a file resolves a link among its folders, even before the file exists', async () => {
  const folder = await realPathOf(temporaryFolder(), '.')
  mkdirSync(join(folder, 'real'))
  writeFileSync(join(folder, 'real', 'a.md'), 'a')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  expect(await realPathOf(join(folder, 'link', 'a.md'), 'a.md')).toBe(join(folder, 'real', 'a.md'))
  expect(await realPathOf(join(folder, 'link', 'b.md'), 'b.md')).toBe(join(folder, 'real', 'b.md'))
})
