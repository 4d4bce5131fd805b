import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changedLines } from '../../src/seps/lint/facts.ts'
import { runGitIn } from '../../src/system/git.ts'
import { temporaryFolder } from '../support/folder.ts'
import { cleanEnv } from '../support/program.ts'

test('which lines changed, as the real git says it', async () => {
  const folder = temporaryFolder()
  const git = runGitIn(folder, cleanEnv())
  execFileSync('git', ['init', '-q'], { cwd: folder })
  writeFileSync(join(folder, 'a.md'), 'one\ntwo\nthree\n')
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
  expect(await git(['add', 'a.md'])).toBe('')
  await git([...author, 'commit', '-qm', 'one'])
  writeFileSync(join(folder, 'a.md'), 'one\nTWO\nthree\nfour\n')
  const diff = await git(['diff', '-U0', '--no-color', '--no-ext-diff', 'HEAD', '--', 'a.md'])
  expect(changedLines(diff ?? '')).toEqual([
    { from: 2, to: 2 },
    { from: 4, to: 4 },
  ])
  expect(await git(['ls-files', '--error-unmatch', '--', 'b.md'])).toBeNull()
  expect(await git(['diff', 'no-such-revision', '--', 'a.md'])).toBeNull()
})

test('where there is no git, nothing is said', async () => {
  expect(await runGitIn(temporaryFolder(), { PATH: '/nowhere' })(['status'])).toBeNull()
})
