import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runGhOf } from '../../src/github/gh.ts'

/** A folder for PATH with a `gh` of ours in it. */
function folderWithGh(script: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-gh-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (script !== null) writeFileSync(join(folder, 'gh'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return folder
}

test.each([
  ['a token', 'echo "$@"', 'auth token --hostname github.com\n'],
  ['nothing: it is logged out', 'echo no oauth token >&2; exit 1', null],
  ['nothing: it is not there', null, null],
])('gh has %s', async (_, script, said) => {
  const runGh = runGhOf({ PATH: folderWithGh(script) })
  expect(await runGh(['auth', 'token', '--hostname', 'github.com'])).toBe(said)
})
