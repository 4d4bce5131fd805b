import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { KEY, startStage } from '../support/pty.ts'

/** A one-line editor in the terminal. When it is interrupted, it saves "half" and fails. */
const LINE_EDITOR = `#!/bin/sh
save() { printf '%s' "$line" > "$1"; }
trap 'line=half; save "$1"; exit 1' INT
printf 'type: '
read -r line
save "$1"
`

function setUp() {
  const folder = temporaryFolder()
  const editor = join(folder, 'line-editor')
  writeFileSync(editor, LINE_EDITOR)
  chmodSync(editor, 0o755)
  return { folder, result: join(folder, 'result'), env: { EDITOR: `"${editor}"`, TMPDIR: folder, HOME: folder } }
}
const remainingFolders = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('mcp-comms-'))

describe('an editor in a real terminal', () => {
  test('runs in the terminal, even if the result is redirected to a file', async () => {
    const { folder, result, env } = setUp()
    const terminal = startStage('editor', { env }, `> '${result}'`)
    await terminal.waitFor('type: ')
    terminal.press(`after${KEY.enter}`)
    expect(await terminal.ended).toBe(0)
    expect(readFileSync(result, 'utf8')).toBe('result: after\n')
    expect(remainingFolders(folder)).toEqual([])
  })

  test('receives Ctrl-C itself; the program continues, and says where the text is', async () => {
    const { folder, env } = setUp()
    const terminal = startStage('editor', { env, columns: 300 })
    await terminal.waitFor('type: ')
    terminal.press(KEY.ctrlC)
    expect(await terminal.ended).toBe(1)
    const [, path = ''] = /exited with 1: your text is in (\S+)/.exec(terminal.text()) ?? []
    expect(readFileSync(path, 'utf8')).toBe('half')
    expect(remainingFolders(folder)).toHaveLength(1)
  })
})
