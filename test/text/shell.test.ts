import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '../../src/text/quote.ts'
import { type Shell, shellOf, shellWord } from '../../src/text/shell.ts'
import { anyCharacter } from '../support/any-character.ts'

const SHELLS: readonly Shell[] = ['posix', 'powershell', 'cmd']

describe("the person's shell", () => {
  const moduleFolders = 'C:\\Users\\Ada\\Documents\\PowerShell\\Modules;C:\\Program Files\\PowerShell\\Modules'
  test.each<[string, Readonly<Record<string, string>>, Shell]>([
    ['Linux, macOS', {}, 'posix'],
    ['PowerShell on Linux', { PSModulePath: '/home/ada/.local/share/powershell/Modules' }, 'powershell'],
    ['PowerShell', { OS: 'Windows_NT', PSModulePath: moduleFolders }, 'powershell'],
    ['cmd', { OS: 'Windows_NT', PSModulePath: 'C:\\Program Files\\WindowsPowerShell\\Modules' }, 'cmd'],
    ['Git Bash', { OS: 'Windows_NT', PSModulePath: moduleFolders, MSYSTEM: 'MINGW64' }, 'posix'],
  ])('%s', (_, env, shell) => expect(shellOf(env)).toBe(shell))
})

describe('a word of a command', () => {
  test.each([
    ['draft.md', 'draft.md'],
    ['-', '-'],
    ['my draft.md', '"my draft.md"'],
    ["it's.md", '"it\'s.md"'],
    ['C:\\my docs\\draft.md', '"C:\\my docs\\draft.md"'],
    ['a & b | c', '"a & b | c"'],
    ['@draft.md', '"@draft.md"'],
    ['=draft.md', '"=draft.md"'],
  ])('is written in the same way for every shell: %s', (text, word) => {
    for (const shell of SHELLS) expect(shellWord(text, shell)).toBe(word)
  })

  test.each<[Shell, string, string]>([
    ['posix', '$(id) it’s "so"', '\'$(id) it’s "so"\''],
    ['powershell', '$(id) it’s', "'$(id) it’’s'"],
    ['posix', 'a,b.md', 'a,b.md'],
    ['powershell', 'a,b.md', '"a,b.md"'],
    ['cmd', 'say "hi" & calc', '"say ""hi"" & calc"'],
    ['cmd', 'a "\\" \\', '"a ""\\\\"" \\\\"'],
    ['cmd', '%PATH%', '""^%"PATH"^%""'],
  ])('is quoted for %s: %s', (shell, text, word) => expect(shellWord(text, shell)).toBe(word))

  test('is read by a POSIX shell as the original text', () => {
    const samples = fc.sample(
      fc.array(fc.string({ unit: anyCharacter, minLength: 1 }), { minLength: 40, maxLength: 40 }),
      {
        numRuns: 5,
        seed: 11,
      },
    )
    for (const words of samples.map((sample) =>
      sample.map((word) => plain(word).replaceAll('\0', '')).filter((word) => word !== ''),
    )) {
      const command = `printf '%s\\0' ${words.map((word) => shellWord(word, 'posix')).join(' ')}`
      const read = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })
      expect(read.split('\0').slice(0, -1)).toEqual(words)
    }
  })
})
