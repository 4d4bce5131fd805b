import { plain } from './quote.ts'

/** The shells into which people copy commands. */
export type Shell = 'posix' | 'powershell' | 'cmd'

/**
 * The shell of the person, recognized by its environment variables. On Windows, PowerShell adds the person's own modules to a
 * variable that every program has.
 */
export function shellOf(env: Readonly<Record<string, string | undefined>>): Shell {
  const modules = env['PSModulePath'] ?? ''
  if (env['OS'] !== 'Windows_NT') return modules === '' ? 'posix' : 'powershell'
  // Git Bash and others.
  if (env['MSYSTEM'] !== undefined || env['SHELL'] !== undefined) return 'posix'
  return /[\\/]Documents[\\/](?:Windows)?PowerShell[\\/]/i.test(modules) ? 'powershell' : 'cmd'
}

/** At the beginning, `@` means something to PowerShell, and `=` to zsh. */
const SAFE = /^[\w…:./+][\w…=:,./@%+-]*$/
/** Characters of such a word that mean something to one shell. PowerShell makes two words of `a,b`. */
const SPECIAL: { readonly [S in Shell]: RegExp | null } = { posix: null, powershell: /,/, cmd: /%/ }
/** In double quotes, these mean nothing to any of the shells. PowerShell takes typographic quotes for plain ones. */
const SAFE_IN_DOUBLE_QUOTES = /^(?:[^"$`%!\\\n“”„]|\\(?=[\w .-]))*$/

/**
 * A text as one word of a command that a person copies. A stranger may have chosen it, so no part of it may run by itself. A
 * word that needs at most double quotes works in every shell; only other words depend on the person's shell.
 */
export function shellWord(text: string, shell: Shell): string {
  const word = plain(text)
  if (word === '-' || (SAFE.test(word) && SPECIAL[shell]?.test(word) !== true)) return word
  if (SAFE_IN_DOUBLE_QUOTES.test(word)) return `"${word}"`
  return QUOTED[shell](word)
}

const QUOTED: { readonly [S in Shell]: (word: string) => string } = {
  posix: (word) => `'${word.replaceAll("'", "'\\''")}'`,
  powershell: (word) => `'${word.replaceAll(/['‘’‚‛]/g, '$&$&')}'`,
  // cmd has no way to write a percent sign or a quote that every program reads alike; this is what most of them read.
  cmd: (word) =>
    `"${word
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll('"', '\\"')
      .replaceAll('%', '"^%"')}"`,
}

/** What ends a line of a command that continues on the next one. */
export const CONTINUATION: { readonly [S in Shell]: string } = { posix: ' \\', powershell: ' `', cmd: ' ^' }

/** A command on one line if it fits, and otherwise broken before its flags, so that it can still be copied. */
export function commandRows(command: string, width: number, shell: Shell): readonly string[] {
  if (command.length <= width) return [command]
  const rows: string[] = []
  for (const part of command.split(/ (?=--)/)) {
    const joined = rows.length === 0 ? part : `${rows.at(-1)} ${part}`
    if (rows.length > 0 && joined.length + CONTINUATION[shell].length <= width) rows.splice(-1, 1, joined)
    else rows.push(part)
  }
  return rows.map((row, at) => (at === rows.length - 1 ? row : row + CONTINUATION[shell]))
}
