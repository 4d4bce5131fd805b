import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { editorName, editText } from '../../src/system/editor.ts'
import { fileFailureOf, temporaryFolder } from '../support/folder.ts'
import { cleanEnv } from '../support/program.ts'

const noSignals = { on: () => undefined, off: () => undefined }
const APPEND = 'printf " and more" >> "$file"'

let folder: string
let temporary: string
let editorCount = 0
let messages: string[]

beforeEach(() => {
  folder = temporaryFolder()
  messages = []
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
})
afterEach(() => void vi.unstubAllEnvs())

/** An editor in a folder with a space in its name; the file that it edits is its last argument, `$file`. */
function editorThat(...commands: readonly string[]): string {
  const path = join(folder, 'my editors', `editor${++editorCount}.sh`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\nfor file; do :; done\n${commands.join('\n')}\n`)
  chmodSync(path, 0o755)
  return `"${path}"`
}

/** An environment without the person's own git settings. */
const editorEnv = (env: Readonly<Record<string, string>>) =>
  cleanEnv({ HOME: folder, GIT_CONFIG_NOSYSTEM: '1', XDG_CONFIG_HOME: folder, ...env })
const editWith = (env: Readonly<Record<string, string>>, text = 'text') =>
  editText(text, { env: editorEnv(env), signals: noSignals, notify: (sentence) => messages.push(sentence) })
const contentOf = (name: string) => readFileSync(join(folder, name), 'utf8')
const remainingFiles = () => readdirSync(temporary)

describe('the text in a person’s editor', () => {
  test('comes back as it was saved, and its file is deleted', async () => {
    expect(await editWith({ EDITOR: editorThat(APPEND) }, 'ü 😀\n')).toBe('ü 😀\n and more')
    expect(remainingFiles()).toEqual([])
  })

  test('is in a Markdown file that only its owner can read', async () => {
    const editor = editorThat(
      `{ ls -ld "$file" "$(dirname "$file")" | cut -c 1-10 | sort; basename "$file"; } > "${folder}/seen"`,
      'cp "$file" "$file~"',
    )
    await editWith({ EDITOR: editor })
    expect(contentOf('seen')).toBe('-rw-------\ndrwx------\ntext.md\n')
    expect(remainingFiles()).toEqual([])
  })

  test('is the last argument of the editor', async () => {
    await editWith({ EDITOR: `${editorThat(`echo "$#:$1:$2" > "${folder}/seen"`)} --wait 'two words'` })
    expect(contentOf('seen')).toBe('3:--wait:two words\n')
  })

  test('an editor may replace the file, as many do', async () => {
    const editor = editorThat('echo new > "$file.new"', 'mv "$file.new" "$file"')
    expect(await editWith({ EDITOR: editor })).toBe('new\n')
    expect(remainingFiles()).toEqual([])
  })

  test('a byte order mark that an editor added is removed', async () => {
    const editor = editorThat(String.raw`printf '\357\273\277Hello' > "$file"`)
    expect(await editWith({ EDITOR: editor })).toBe('Hello')
  })

  test('the program handles SIGINT and SIGQUIT only while the editor runs', async () => {
    const calls: string[] = []
    const recordingSignals = {
      on: (signal: string) => calls.push(`on ${signal}`),
      off: (signal: string) => calls.push(`off ${signal}`),
    }
    await editText('text', {
      env: editorEnv({ EDITOR: editorThat(APPEND) }),
      signals: recordingSignals,
      notify: () => undefined,
    })
    expect(calls).toEqual(['on SIGINT', 'on SIGQUIT', 'off SIGINT', 'off SIGQUIT'])
  })
})

describe('the editor', () => {
  const editorNamed = (name: string) => editorThat(`printf ${name} > "$file"`)

  test("is VISUAL, else EDITOR, else git's editor", async () => {
    const env = { VISUAL: editorNamed('visual'), EDITOR: editorNamed('editor'), GIT_EDITOR: editorNamed('git') }
    expect(await editWith(env)).toBe('visual')
    expect(await editWith({ ...env, VISUAL: '' })).toBe('editor')
    expect(await editWith({ ...env, VISUAL: ' ', EDITOR: ' ' })).toBe('git')
  })

  test("comes from git's configuration", async () => {
    writeFileSync(join(folder, '.gitconfig'), `[core]\n\teditor = ${JSON.stringify(editorNamed('config'))}\n`)
    expect(await editWith({})).toBe('config')
  })

  test.each([
    ['nano', 'nano'],
    ['/usr/bin/vim -u NONE', 'vim'],
    ['"/opt/my editors/ed" --wait', 'ed'],
    ["'/opt/my editors/ed'", 'ed'],
    ['/Applications/Sublime\\ Text.app/bin/subl -w', 'subl'],
    ['code\t--wait', 'code'],
    ['LANG=C TERM=xterm emacs -nw', 'emacs'],
    ['""', 'your editor'],
  ])('%s is called %s', async (command, name) => expect(await editorName(editorEnv({ EDITOR: command }))).toBe(name))

  test('is named after its file, without the extension, on Windows', async () => {
    const name = (command: string) => editorName({ OS: 'Windows_NT', EDITOR: command })
    expect(await name('"C:\\Program Files\\Editor\\edit.exe" /w')).toBe('edit')
    expect(await name('C:\\bin\\code.cmd --wait')).toBe('code')
  })

  test('is vi or notepad if nothing is configured and git is missing', async () => {
    expect(await editorName({ PATH: temporary })).toBe('vi')
    expect(await editorName({ PATH: temporary, OS: 'Windows_NT' })).toBe('notepad')
  })
})

describe('a failing editor', () => {
  test('leaves the text in a file, which the error names', async () => {
    const editor = editorThat(APPEND, 'exit 3')
    const message = await fileFailureOf(editWith({ EDITOR: editor }))
    const [, path = ''] = /your text is in (\/\S+)$/.exec(message) ?? []
    expect(message).toBe(`the editor (${editor}) exited with 3: your text is in ${path}`)
    expect(readFileSync(path, 'utf8')).toBe('text and more')
  })

  test('leaves no file if nothing was written', async () => {
    const editor = editorThat('exit 1')
    expect(await fileFailureOf(editWith({ EDITOR: editor }))).toBe(
      `the editor (${editor}) exited with 1, and nothing was changed: to use another editor, set EDITOR`,
    )
    expect(remainingFiles()).toEqual([])
  })

  test.each(['no-such-editor --wait', '/no/such/editor'])(
    'is replaced by the next one if it does not exist: %s',
    async (editor) => {
      const bin = join(folder, 'bin')
      mkdirSync(bin)
      symlinkSync(editorThat('echo vi > "$file"').slice(1, -1), join(bin, 'vi'))
      expect(await editWith({ EDITOR: editor, PATH: bin })).toBe('vi\n')
      expect(messages).toEqual([`The editor (${editor}) could not be started; trying vi.`])
      expect(remainingFiles()).toEqual([])
    },
  )

  test('causes an error if no other editor exists', async () => {
    const none = join(folder, 'empty')
    expect(await fileFailureOf(editWith({ EDITOR: 'no-such-editor', PATH: none }))).toBe(
      'the editor (nano) could not be started: set EDITOR to one that is installed',
    )
    expect(remainingFiles()).toEqual([])
  })

  test('is not replaced if it has changed the text, even if its exit code says that it was not started', async () => {
    const message = await fileFailureOf(editWith({ EDITOR: editorThat(APPEND, 'exit 127') }))
    expect(message).toMatch(/ exited with 127: your text is in /)
    expect(messages).toEqual([])
  })

  test('leaves the text in a file if a signal ends it', async () => {
    const editor = editorThat(APPEND, 'kill -TERM $$')
    const message = await fileFailureOf(editWith({ EDITOR: editor }))
    expect(message).toMatch(/ exited with (143|SIGTERM): your text is in \//)
  })

  test('is reported if it deletes the file, or saves it in another encoding', async () => {
    expect(await fileFailureOf(editWith({ EDITOR: editorThat('rm "$file"') }))).toMatch(/file not found$/)
    const editor = editorThat(String.raw`printf 'Gr\374n' > "$file"`)
    const message = await fileFailureOf(editWith({ EDITOR: editor }))
    expect(message).toMatch(/text\.md: not UTF-8 text; save it as UTF-8$/)
    expect(readFileSync(message.split(':')[0] ?? '', 'latin1')).toBe('Grün')
  })
})
