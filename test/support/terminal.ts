import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'
import { startFakeGitHub, type Watch } from './loopback.ts'
import { startInTerminal } from './pty.ts'
import { textOfFiles } from './text-of-files.ts'

export const REPO = 'modelcontextprotocol/go-sdk'
export const TOKEN = 'ghp_thisTokenMustNeverBeSeenAnywhere'
const FORM = `name: Bug report
description: Something does not work
title: "[Bug] "
labels: [bug]
body:
  - type: markdown
    attributes: { value: "Thank you for taking the time to tell us what went wrong, and for searching first." }
  - type: textarea
    id: steps
    attributes: { label: What happened?, description: From a fresh start }
    validations: { required: true }
  - type: dropdown
    id: side
    attributes: { label: Which side?, options: [Client, Server] }
    validations: { required: true }
  - type: checkboxes
    id: terms
    attributes:
      label: Before you send it
      options:
        - { label: I have searched for it, required: true }
`
/** The text that the editor writes. */
export const TEXT = 'After a restart of the server, Connect of the client hangs for ever.'

/** A folder with an editor that writes `TEXT`, and a fake GitHub whose repository has a form. */
export async function setUpTerminal(extraEnv: Readonly<Record<string, string>> = {}, watch: Watch = {}) {
  const files = { '.github/ISSUE_TEMPLATE/bug_report.yml': FORM }
  const repositories = { [REPO]: { permission: 'TRIAGE' as const, labels: ['bug'], files } }
  const { fake, envFor } = await startFakeGitHub({ viewer: { login: 'newcomer' }, repositories }, watch)
  const folder = temporaryFolder()
  const editor = join(folder, 'my-editor')
  writeFileSync(editor, `#!/bin/sh\nprintf '%s\\n' "${TEXT}" > "$1"\n`)
  chmodSync(editor, 0o755)
  const folders = { HOME: folder, TMPDIR: folder, XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: folder }
  const env = { ...envFor(TOKEN), ...folders, EDITOR: editor }
  const drafts = join(folder, 'mcp-comms/drafts')
  return {
    /** Runs the program in the folder, in a terminal. */
    start: (argv: readonly string[], columns = 80) =>
      startInTerminal(argv, { columns, cwd: folder, env: { ...env, ...extraEnv } }),
    /** The paths of the stored drafts. */
    drafts: () =>
      readdirSync(drafts)
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(drafts, name)),
    textOf: (path: string) => readFileSync(path, 'utf8'),
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
    /** Everything in the folder, and everything that was sent to GitHub, so that a test can search it for a secret. */
    everything: () => textOfFiles(folder) + JSON.stringify([fake.requests(), fake.state()]),
  }
}
