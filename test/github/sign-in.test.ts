import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { findToken, runGhWith } from '../../src/github/sign-in.ts'

/** A folder for PATH, with a fake `gh` in it unless the script is null. */
function folderWithGh(script: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-gh-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (script !== null) writeFileSync(join(folder, 'gh'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return folder
}

test.each([
  ['a token', 'echo "$@"', 'auth token --hostname github.com\n'],
  ['nothing, because it is logged out', 'echo no oauth token >&2; exit 1', null],
  ['nothing, because it is not installed', null, null],
])('gh gives %s', async (_, script, token) => {
  const runGh = runGhWith({ PATH: folderWithGh(script) })
  expect(await runGh(['auth', 'token', '--hostname', 'github.com'])).toBe(token)
})

const noGh = async () => null

test('the token is GH_TOKEN, else GITHUB_TOKEN, else that of gh for this host', async () => {
  const calls: (readonly string[])[] = []
  const gh = async (args: readonly string[]) => {
    calls.push(args)
    return 'from-gh\n'
  }
  const both = { GH_TOKEN: 'one', GITHUB_TOKEN: 'two' }
  expect(await findToken(both, 'github.com', gh)).toEqual({ value: 'one', source: 'GH_TOKEN' })
  expect(await findToken({ ...both, GH_TOKEN: '' }, 'github.com', gh)).toEqual({ value: 'two', source: 'GITHUB_TOKEN' })
  expect(calls).toEqual([])
  expect(await findToken({}, 'ghe.example.com', gh)).toEqual({ value: 'from-gh', source: '`gh auth token`' })
  expect(calls).toEqual([['auth', 'token', '--hostname', 'ghe.example.com']])
})

test.each([null, '', '\n'])('there is no token if no variable has one and gh prints %o', async (output) => {
  expect(await findToken({ GH_TOKEN: ' ' }, 'github.com', async () => output)).toBeNull()
})

test('a token that a header cannot contain is rejected without being quoted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 6 }),
      fc.constantFrom(' ', '\n', '\t', 'é', '\u0000'),
      async (text, bad) => {
        const value = `secret${bad}${text}x`
        const failure: unknown = await findToken({ GH_TOKEN: value }, 'github.com', noGh).catch(
          (error: unknown) => error,
        )
        expect(failure).toBeInstanceOf(GitHubFailure)
        expect(failure).toMatchObject({
          reason: { kind: 'malformed-token', source: 'GH_TOKEN' },
          failureClass: 'authentication',
        })
        // Any message has blanks, so for a blank text we look for the whole value.
        expect(String(failure)).not.toContain(text.trim() === '' ? value : `${bad}${text}`)
      },
    ),
  )
})
