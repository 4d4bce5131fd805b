import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { DRAFT } from '../support/posting.ts'
import { BIN, cleanEnv } from '../support/program.ts'

const PRINT_LOADED_FILES = `process.argv.splice(1, 0, ${JSON.stringify(BIN)})
process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))))
require(${JSON.stringify(BIN)})`

/** The code of the files that the program has loaded when it exits. */
function codeFor(argv: readonly string[], extra: Readonly<Record<string, string>> = {}): readonly string[] {
  const { stderr } = spawnSync(process.execPath, ['-e', PRINT_LOADED_FILES, '--', ...argv], { env: cleanEnv(extra) })
  const [loaded = ''] = stderr.toString().trimEnd().split('\n').slice(-1)
  return (JSON.parse(loaded) as string[]).map((file) => readFileSync(file, 'utf8'))
}

test.each([
  ['the version', ['--version']],
  ['a recommendation for scripts', ['where', '--type', 'conduct', '--json']],
])('%s loads four files, and no schema', (_, argv) => {
  const code = codeFor(argv)
  expect(code).toHaveLength(4)
  expect(code.join('').length).toBeLessThan(214_000)
  expect(code.join('')).not.toContain('ZodError')
})

test('no regular expression with a Unicode class is checked before it is used', () => {
  const code = codeFor(['where', '--type', 'conduct', '--json']).join('')
  // In a string, the backslash of a class is doubled. In a literal, it is not.
  expect(code.match(/\\*\\p\{/g)).toContain(String.raw`\\p{`)
  expect(code.match(/\\*\\p\{/g)).not.toContain(String.raw`\p{`)
})

test('a recommendation for a text loads no YAML parser', () => {
  const code = codeFor(['where', '--no-context', 'the inspector crashes when I connect']).join('')
  expect(code).not.toContain('YAMLParseError')
})

// The code is split so that one chunk does not load all the others.
test.each([
  ['a misspelled command', ['wher']],
  ['a misspelled subcommand', ['issue', 'nwe']],
  ['a text that says too little', ['where', 'hello']],
  ['groups', ['groups', 'auth']],
  ['the policy', ['policy', 'show', '--json']],
  ['a diagram of the policy', ['policy', 'diagram']],
  ['a folder without records', ['decision', 'list', '--dir', '.']],
])('%s loads neither a schema nor a YAML parser', (_, argv) => {
  const code = codeFor(argv).join('')
  expect(code).not.toContain('YAMLParseError')
  expect(code).not.toContain('ZodError')
})

test("--web --offline loads neither GitHub's client, nor prompts, nor views, nor the reader of Discord exports", () => {
  const folder = temporaryFolder()
  const draft = join(folder, 'draft.md')
  writeFileSync(draft, DRAFT.replace('template: bug_report.yml\n', ''))
  // The program `true` stands in for a browser, and shows nothing.
  const argv = ['issue', 'open', draft, '--web', '--offline']
  const code = codeFor(argv, { BROWSER: 'true', HOME: folder }).join('')
  expect(code).toContain('secretlint')
  // One name from the client, the prompts, the spinner, a view, and the reader of Discord exports.
  for (const name of ['GraphqlResponseError', 'ExitPromptError', 'dots12', 'Assignees', 'chatlog__'])
    expect(code.includes(name), name).toBe(false)
})
