import { expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { saveOrRescue } from '../../src/storage/draft-file.ts'
import { journalPath } from '../../src/storage/sep-journal.ts'
import { writeOverrides } from '../../src/storage/sep-overrides.ts'
import { screenFor } from '../../src/terminal/terminal.ts'
import { run } from '../support/app.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { quillonText } from '../support/quillon.ts'

const STATE = '/home/ada/.local/state/mcp-comms'
const IGNORE_ALL = '*\n'

/** The home folder is a git work tree, as for people who keep their settings in git. */
function setUpHomeInGit() {
  const disk = new Map<string, string>()
  const git = async (args: readonly string[]) => (args.includes('--show-toplevel') ? '/home/ada\n' : null)
  return { disk, app: { files: memoryFiles(disk), git, stateFolder: () => STATE } }
}

const silent = screenFor({
  isTerminal: false,
  columns: 80,
  write: () => undefined,
  hasFailed: false,
  waitForDrain: () => Promise.resolve(),
  style: () => Promise.reject(new Error('unused')),
})

test('git ignores a text that could not be saved in its own file', async () => {
  const { disk, app } = setUpHomeInGit()
  const saving = saveOrRescue({ ...app, terminal: { out: silent, err: silent, canPrompt: false } }, 'd.md', {
    write: () => Promise.reject(new Failure('file', 'd.md: the disk is full')),
    unsavedText: () => 'My words',
  })
  await expect(saving).rejects.toThrow('What you have written is in')
  expect([...disk]).toEqual([
    [`${STATE}/unsaved/.gitignore`, IGNORE_ALL],
    [`${STATE}/unsaved/1-d.md`, 'My words'],
  ])
})

test('git ignores the reasons for which the author of a SEP overrides checks', async () => {
  const { disk, app } = setUpHomeInGit()
  await writeOverrides(app, 'seps/0000-a.md', { placeholders: 'It is its name' })
  expect(await journalPath(app, 'seps/0000-a.md')).toMatch(new RegExp(`^${STATE}/seps/`))
  expect(disk.get(`${STATE}/seps/.gitignore`)).toBe(IGNORE_ALL)
})

test('git ignores the list of trusted folders', async () => {
  const { files } = await run(['trust'], {
    files: { '.mcp-comms/policy.yaml': quillonText },
    git: { '-C /state/mcp-comms rev-parse --show-toplevel': '/state\n' },
  })
  expect(Object.keys(files)).toContain('/state/mcp-comms/trust.json')
  expect(files['/state/mcp-comms/.gitignore']).toBe(IGNORE_ALL)
})

test('a run asks git only once about a folder', async () => {
  const asked: (readonly string[])[] = []
  const git = async (args: readonly string[]) => {
    asked.push(args)
    return null
  }
  const app = { files: memoryFiles(new Map()), git, stateFolder: () => STATE }
  for (const reason of ['It is its name', 'It is a name'])
    await writeOverrides(app, 'seps/0000-a.md', { placeholders: reason })
  expect(asked).toEqual([['-C', `${STATE}/seps`, 'rev-parse', '--show-toplevel']])
})
