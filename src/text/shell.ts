import { plain } from './quote.ts'

export type Shell = 'posix' | 'powershell' | 'cmd'

/**
 * The person's shell, recognized by its environment variables. On Windows, every program has `PSModulePath`, but only
 * PowerShell adds the person's own folder of modules to it.
 */
export function shellOf(env: Readonly<Record<string, string | undefined>>): Shell {
  const modules = env['PSModulePath'] ?? ''
  if (env['OS'] !== 'Windows_NT') return modules === '' ? 'posix' : 'powershell'
  // Git Bash and similar shells set these.
  if (env['MSYSTEM'] !== undefined || env['SHELL'] !== undefined) return 'posix'
  return /[\\/]Documents[\\/](?:Windows)?PowerShell[\\/]/i.test(modules) ? 'powershell' : 'cmd'
}

/** A word that needs no quotes in most shells. It cannot begin with `@`, which PowerShell interprets, or `=`, which zsh interprets. */
const SAFE_WORD = /^[\w…:./+][\w…=:,./@%+-]*$/
/** Characters that `SAFE_WORD` allows, but that are special in a shell. PowerShell splits `a,b` into two words. */
const SPECIAL_CHARACTER: { readonly [S in Shell]: RegExp | null } = { posix: null, powershell: /,/, cmd: /%/ }
/** A word that every shell reads unchanged in double quotes. PowerShell treats typographic quotes as plain quotes. */
const SAFE_IN_DOUBLE_QUOTES = /^(?:[^"$`%!\\\n“”„]|\\(?=[\w .-]))*$/

/**
 * Writes a text as one word of a command that a person copies. A stranger may have chosen the text, so no part of it may run
 * as a command. Only a word with special characters depends on the person's shell.
 */
export function shellWord(text: string, shell: Shell): string {
  const word = plain(text)
  if (word === '-' || (SAFE_WORD.test(word) && SPECIAL_CHARACTER[shell]?.test(word) !== true)) return word
  if (SAFE_IN_DOUBLE_QUOTES.test(word)) return `"${word}"`
  return QUOTE_FOR[shell](word)
}

/** A flag of a command, and its value. `true`: it takes no value; undefined or null: it is not set; a list: it is repeated. */
type FlagWithValue = readonly [flag: string, value: string | readonly string[] | true | null | undefined]

/** Writes each flag that is set, and its value, as words of a command: see `shellWord`. */
export function flagWords(flags: readonly FlagWithValue[], shell: Shell): readonly string[] {
  return flags.flatMap(([flag, value]) => {
    if (value === undefined || value === null) return []
    return value === true ? [flag] : [value].flat().flatMap((text) => [flag, shellWord(text, shell)])
  })
}

/** The flag that makes another command use the same policy. Empty for standard input, which that command could not read again. */
export function policyFlag(file: string | undefined, shell: Shell): readonly string[] {
  return flagWords([['--policy', file === '-' ? null : file]], shell)
}

const QUOTE_FOR: { readonly [S in Shell]: (word: string) => string } = {
  posix: (word) => `'${word.replaceAll("'", "'\\''")}'`,
  powershell: (word) => `'${word.replaceAll(/['‘’‚‛]/g, '$&$&')}'`,
  // In cmd, no way to write a percent sign or a quote works for every program, but this one works for most. Not `\"`: to cmd, the
  // quotation would end there, so it would run what follows an `&`. Programs read two backslashes before a quote as one.
  cmd: (word) =>
    `"${word
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll(/\\+(?=["%]|$)/g, '$&$&')
      .replaceAll('"', '""')
      .replaceAll('%', '"^%"')}"`,
}
