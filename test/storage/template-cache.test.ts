import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Templates } from '../../src/github/target.ts'
import { cacheTemplates, readCachedTemplates } from '../../src/storage/template-cache.ts'
import { realFiles } from '../support/folder.ts'
import { manualClock } from '../support/manual-clock.ts'
import { REPO } from '../support/templates.ts'

const bug = { path: '.github/ISSUE_TEMPLATE/bug.yml', text: 'name: Bug ✓\r\n' }
const templates: Templates = { issue: { repo: REPO, inherited: false, files: [bug] }, discussion: null }

/** A machine whose cache folder does not exist yet. */
function setUpMachine() {
  const { folder, files } = realFiles()
  return { folder, files, clock: manualClock(), env: { XDG_CACHE_HOME: join(folder, 'new', 'cache') } }
}

test('the templates of a repository are read back', async () => {
  const machine = setUpMachine()
  await cacheTemplates(machine, REPO, templates)
  expect(await readCachedTemplates(machine, REPO)).toEqual({
    fetchedAt: machine.clock.now(),
    templates,
  })
})

test.skipIf(process.platform === 'win32')('other users cannot read the cache', async () => {
  const machine = setUpMachine()
  await cacheTemplates(machine, REPO, templates)
  const everything = readdirSync(machine.folder, { recursive: true, encoding: 'utf8' })
  const modes = everything.map((name) => {
    const status = statSync(join(machine.folder, name))
    return `${status.isDirectory() ? 'folder' : 'file'} ${(status.mode & 0o777).toString(8)}`
  })
  expect(new Set(modes)).toEqual(new Set(['folder 700', 'file 600']))
})

test('a cache folder that cannot be created causes no failure', async () => {
  const machine = setUpMachine()
  mkdirSync(join(machine.folder, 'new'))
  writeFileSync(join(machine.folder, 'new', 'cache'), 'a file, where a folder should be')
  await cacheTemplates(machine, REPO, templates)
  expect(await readCachedTemplates(machine, REPO)).toBeNull()
})

test('GitHub Enterprise has its own cache entries', async () => {
  const machine = setUpMachine()
  await cacheTemplates(machine, REPO, templates)
  const env = { ...machine.env, GITHUB_API_URL: 'https://git.example.com/api/v3' }
  expect(await readCachedTemplates({ ...machine, env }, REPO)).toBeNull()
})
