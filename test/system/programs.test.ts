import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { environmentFor, findProgram } from '../../src/system/programs.ts'
import { temporaryFolder } from '../support/folder.ts'

const FILES = ['bin/gh', 'later/gh', 'node_modules/.bin/gh', 'plain/gh', 'folder/gh/x']

function setUpFolder() {
  const folder = temporaryFolder()
  for (const file of FILES) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), '')
    if (file !== 'plain/gh') chmodSync(join(folder, file), 0o755)
  }
  const at = (name: string) => join(folder, name)
  return { at, find: (...entries: readonly string[]) => findProgram('gh', { PATH: entries.join(':') }) }
}

test('a program is found as the first executable file of its name on PATH', async () => {
  const { at, find } = setUpFolder()
  expect(await find(at('nowhere'), at('plain'), at('folder'), at('bin'), at('later'))).toBe(at('bin/gh'))
  expect(await find(at('plain'))).toBeNull()
})

test.each([[''], ['.'], ['bin'], ['./bin'], ['../bin'], ['~/bin']])(
  'an entry of PATH that depends on the working directory is ignored: "%s"',
  async (entry) => {
    const { at, find } = setUpFolder()
    expect(await find(entry, at('later'))).toBe(at('later/gh'))
    expect(environmentFor({ PATH: `${entry}:/usr/bin:${entry}` })).toEqual({ PATH: '/usr/bin' })
  },
)

test('node_modules/.bin on PATH is ignored, although npx adds it', async () => {
  const { at, find } = setUpFolder()
  expect(await find(at('node_modules/.bin'), at('later'))).toBe(at('later/gh'))
})

test('outside Windows, a variable whose name differs from PATH in case is another variable', async () => {
  const { at } = setUpFolder()
  const env = { Path: at('later'), PATH: at('bin') }
  expect(await findProgram('gh', env)).toBe(at('bin/gh'))
  expect(environmentFor(env)).toEqual(env)
})

test('a program that we start gets no token, except one that it needs', () => {
  const tokens = { GH_TOKEN: 'a', GITHUB_TOKEN: 'b', GH_ENTERPRISE_TOKEN: 'c', GITHUB_ENTERPRISE_TOKEN: 'd' }
  expect(environmentFor({ ...tokens, HOME: '/home/ada', PATH: '/bin' })).toEqual({ HOME: '/home/ada', PATH: '/bin' })
  expect(environmentFor({ ...tokens, PATH: '/bin' }, ['GH_ENTERPRISE_TOKEN'])).toEqual({
    GH_ENTERPRISE_TOKEN: 'c',
    PATH: '/bin',
  })
})

test('on Windows, variable names are case-insensitive, and the shell is set to search only PATH', () => {
  const env = { OS: 'Windows_NT', Path: 'C:\\bin;;.;C:\\a\\node_modules\\.bin;D:\\tools', gh_token: 'a' }
  expect(environmentFor(env)).toEqual({
    OS: 'Windows_NT',
    Path: 'C:\\bin;D:\\tools',
    NoDefaultCurrentDirectoryInExePath: '1',
  })
})
