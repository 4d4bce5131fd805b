import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Templates } from '../../src/github/target.ts'
import { cachedTemplates, cacheTemplates } from '../../src/storage/template-cache.ts'
import { realFiles } from '../support/folder.ts'
import { manualClock } from '../support/manual-clock.ts'
import { REPO } from '../support/templates.ts'

const bug = { path: '.github/ISSUE_TEMPLATE/bug.yml', oid: 'from GitHub', text: 'name: Bug ✓\r\n' }
const templates: Templates = { issue: { repo: REPO, inherited: false, files: [bug] }, discussion: null }

/** A machine whose cache is a real folder that does not exist yet. */
function setUpMachine() {
  const { folder, files } = realFiles()
  return { folder, files, clock: manualClock(), env: { XDG_CACHE_HOME: join(folder, 'new', 'cache') } }
}

test('an entry is read back, with the object ids that git would give', async () => {
  const here = setUpMachine()
  await cacheTemplates(here, REPO, templates)
  const oid = expect.stringMatching(/^[0-9a-f]{40}$/)
  expect(await cachedTemplates(here, REPO)).toEqual({
    fetchedAt: here.clock.now(),
    templates: { issue: { ...templates.issue, files: [{ ...bug, oid }] }, discussion: null },
  })
})

test.skipIf(process.platform === 'win32')('other users cannot read it', async () => {
  const here = setUpMachine()
  await cacheTemplates(here, REPO, templates)
  const everything = readdirSync(here.folder, { recursive: true, encoding: 'utf8' })
  const modes = everything.map((name) => {
    const status = statSync(join(here.folder, name))
    return `${status.isDirectory() ? 'folder' : 'file'} ${(status.mode & 0o777).toString(8)}`
  })
  expect(new Set(modes)).toEqual(new Set(['folder 700', 'file 600']))
})

test('a folder that cannot be written to causes no failure', async () => {
  const here = setUpMachine()
  mkdirSync(join(here.folder, 'new'))
  writeFileSync(join(here.folder, 'new', 'cache'), 'a file, where a folder should be')
  await cacheTemplates(here, REPO, templates)
  expect(await cachedTemplates(here, REPO)).toBeNull()
})

test('GitHub Enterprise has its own entries', async () => {
  const here = setUpMachine()
  await cacheTemplates(here, REPO, templates)
  const env = { ...here.env, GITHUB_API_URL: 'https://git.example.com/api/v3' }
  expect(await cachedTemplates({ ...here, env }, REPO)).toBeNull()
})
