import stripAnsi from 'strip-ansi'

/** Byte order marks, marks that change the text direction, and C0 and C1 control characters except tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/**
 * Makes untrusted text safe for a terminal: removes escape sequences, control characters, and direction marks that could
 * disguise the text. Keeps line feeds and tabs.
 */
export function plain(text: string): string {
  return stripAnsi(text).replaceAll(UNSAFE, '')
}

/** Whether `plain` would change nothing. */
export function isPlain(text: string): boolean {
  return text.search(UNSAFE) < 0
}

/** We read at most this much of a text. That is enough to quote, even if most of it is white space or escape sequences. */
const MAX_QUOTED_LENGTH = 10_000

/** Safe text on one line, cut to `length` characters, to quote inside a sentence. */
export function quote(text: string, length = 60): string {
  const line = oneLine(plain(text.slice(0, MAX_QUOTED_LENGTH)))
  const characters = [...line]
  return characters.length <= length && text.length <= MAX_QUOTED_LENGTH
    ? line
    : `${characters.slice(0, length - 1).join('')}…`
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

const MAX_EXCERPT_LENGTH = 120

/** Cuts a text to one short line, without characters that move the cursor or change the text direction. */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_EXCERPT_LENGTH).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')]
  return characters.length <= MAX_EXCERPT_LENGTH
    ? characters.join('')
    : `${characters.slice(0, MAX_EXCERPT_LENGTH - 1).join('')}…`
}

/** Byte order marks, and control characters except tabs and line endings. They are invisible, and some can control a reader's terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
export const HIDDEN_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g

/** An escape sequence of a terminal, as ECMA-48 defines it. Its length is limited so that a search takes linear time. */
const ESCAPE_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
  /(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]|\u001B\][^\u0007\u001B\u009C\n]{0,2000}(?:\u0007|\u001B\\|\u009C)/g

/** Control characters that separate words. Microsoft Word writes a vertical tab for a line break inside a paragraph. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
const SEPARATORS = /[\u000B\u000C\u0085]/g

export function clearHidden(text: string): string {
  if (text.search(HIDDEN_CHARACTERS) < 0) return text
  return text.replaceAll(ESCAPE_SEQUENCE, '').replaceAll(SEPARATORS, ' ').replaceAll(HIDDEN_CHARACTERS, '')
}

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
const SAFE = /^[\w…:./+][\w…=:,./@%+-]*$/
/** Characters that match `SAFE`, but are special in a shell. PowerShell splits `a,b` into two words. */
const SPECIAL: { readonly [S in Shell]: RegExp | null } = { posix: null, powershell: /,/, cmd: /%/ }
/** A word that every shell reads unchanged in double quotes. PowerShell treats typographic quotes as plain quotes. */
const SAFE_IN_DOUBLE_QUOTES = /^(?:[^"$`%!\\\n“”„]|\\(?=[\w .-]))*$/

/**
 * Writes a text as one word of a command that a person copies. A stranger may have chosen the text, so no part of it may run
 * as a command. Only a word with special characters depends on the person's shell.
 */
export function shellWord(text: string, shell: Shell): string {
  const word = plain(text)
  if (word === '-' || (SAFE.test(word) && SPECIAL[shell]?.test(word) !== true)) return word
  if (SAFE_IN_DOUBLE_QUOTES.test(word)) return `"${word}"`
  return QUOTED[shell](word)
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

/** The flag for a command that is to follow the same policy. Empty for standard input, which that command could not read again. */
export function policyFlag(file: string | undefined, shell: Shell): readonly string[] {
  return flagWords([['--policy', file === '-' ? null : file]], shell)
}

const QUOTED: { readonly [S in Shell]: (word: string) => string } = {
  posix: (word) => `'${word.replaceAll("'", "'\\''")}'`,
  powershell: (word) => `'${word.replaceAll(/['‘’‚‛]/g, '$&$&')}'`,
  // In cmd, no way to write a percent sign or a quote works for every program; this way works for most. After `\"`, cmd would run
  // what follows an `&`, because to cmd the quote ends there. Programs read two backslashes before a quote as one.
  cmd: (word) =>
    `"${word
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll(/\\+(?=["%]|$)/g, '$&$&')
      .replaceAll('"', '""')
      .replaceAll('%', '"^%"')}"`,
}

/** The end of a line of a command that continues on the next line. */
export const CONTINUATION: { readonly [S in Shell]: string } = { posix: ' \\', powershell: ' `', cmd: ' ^' }

/** Returns a command on one line if it fits, and otherwise breaks it before its flags, so that people can still copy it. */
export function commandRows(command: string, width: number, shell: Shell): readonly string[] {
  if (command.length <= width) return [command]
  const rows: string[] = []
  for (const part of splitBeforeFlags(command)) {
    const joined = rows.length === 0 ? part : `${rows.at(-1)} ${part}`
    if (rows.length > 0 && joined.length + CONTINUATION[shell].length <= width) rows.splice(-1, 1, joined)
    else rows.push(part)
  }
  return rows.map((row, index) => (index === rows.length - 1 ? row : row + CONTINUATION[shell]))
}

/** A word as `shellWord` writes it: parts in quotes, escaped characters, and other characters. */
const COMMAND_WORD = /(?:'[^']*'|"[^"]*"|\\.|\S)+/g

/** Leaves out the space before each flag. A quoted word may contain `--`, and is not split. */
function splitBeforeFlags(command: string): readonly string[] {
  const starts = [...command.matchAll(COMMAND_WORD)].flatMap(({ index, 0: word }) =>
    index > 0 && word.startsWith('--') ? [index] : [],
  )
  return [0, ...starts].map((start, index) => command.slice(start, (starts[index] ?? command.length + 1) - 1))
}

/** `1 file`, `2 files`, `1,240 files`. `plural` is only needed if it is irregular. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`
}

/** `a, b and 3 more`: at most `max` names, and how many others there are. */
export function listNames(names: readonly string[], max: number): string {
  const others = names.length - max
  return names.slice(0, max).join(', ') + (others > 0 ? ` and ${others.toLocaleString('en')} more` : '')
}

/** Several counts, without those that are zero: `2 errors, 1 warning`. */
export function countsOf(counts: readonly (readonly [count: number, singular: string])[]): string {
  return counts.flatMap(([count, singular]) => (count === 0 ? [] : [countOf(count, singular)])).join(', ')
}
