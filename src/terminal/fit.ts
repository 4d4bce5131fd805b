/**
 * Breaks lines at spaces if they are wider than the screen, because a terminal would break them within a word. Every command loads
 * this file, so it does not load the libraries that views use to measure text.
 */
export function fitToScreen(text: string, columns: number): string {
  if (text.length <= columns && !WIDE.test(text)) return text
  let commandEnd = -1
  return text
    .split('\n')
    .flatMap((line, index, lines) => {
      if (index <= commandEnd) return [line]
      commandEnd = lastCommandLine(lines, index)
      return widthOf(line) <= columns || isJsonObject(line) ? [line] : rowsOf(line, columns)
    })
    .join('\n')
}

/** A real command has far fewer lines. */
const MAX_QUOTED_LINES = 1_000

/** The last line of a command that begins in the line `first`. A text in single quotes may continue the command on the next lines. */
function lastCommandLine(lines: readonly string[], first: number): number {
  const line = lines[first] ?? ''
  const command = line.includes("'") ? (COMMAND.exec(line)?.[1] ?? '') : ''
  let isQuoted = endsInQuotes(command)
  let last = first
  while (isQuoted && last < Math.min(lines.length - 1, first + MAX_QUOTED_LINES)) {
    last++
    isQuoted = endsInQuotes(`'${lines[last]}`)
  }
  return isQuoted ? first : last
}

function endsInQuotes(command: string): boolean {
  return command.replaceAll(/\\.|'[^']*'|"[^"\\]*(?:\\.[^"\\]*)*"/g, '').includes("'")
}

/** Whether a line looks like a JSON object, which must stay on one line for programs that read line by line. */
function isJsonObject(line: string): boolean {
  return line.startsWith('{')
}

/** Gives a command at the end of a line its own row, which is never broken, because people copy the command. */
function rowsOf(line: string, columns: number): readonly string[] {
  const command = COMMAND.exec(line)
  if (command === null) return wrap(line, columns)
  const [, commandText = line] = command
  const sentence = line.slice(0, line.length - commandText.length)
  if (/^ *(?:\$ )?$/.test(sentence)) return [line]
  return [...wrap(sentence.trimEnd(), columns), `${INDENT.exec(line)?.[0]}  ${commandText}`]
}

/** A command after the indentation, a shell's prompt, a colon, or a label in a column of its own. */
const COMMAND = /(?:^ *(?:\$ )?|: |(?<= {2}))(mcp-comms [a-z].*)$|^ {4,}(?:eval|git|gh|npm|npx) ["a-z].*$/
const INDENT = /^ */
/** The indentation and the list marker, or the number in the first column, of a line. The other rows of the line are aligned with the text after the marker. */
const LINE_START = /^ *(?:\d{1,3}(?:\. | {2})|[-✔✖❯] )? */

function wrap(line: string, columns: number): readonly string[] {
  const text = line.trimEnd()
  const lineStart = LINE_START.exec(text)?.[0] ?? ''
  const [first = '', ...parts] = text.slice(lineStart.length).match(PARTS) ?? []
  const rows: string[] = []
  let row = lineStart + first.trimStart()
  for (const part of parts) {
    if (widthOf(row + part) <= columns) row += part
    else {
      rows.push(row)
      row = ' '.repeat(lineStart.length) + part.trimStart()
    }
  }
  // Keeps the space at the end of a question, because the cursor waits after it.
  return [...rows, row + line.slice(text.length)]
}

/** The parts that are never broken: a word with the space before it, a flag with its value, and a command in backquotes. */
const PARTS = /\s*(?:--[\w-]+ \S+|[^\s`]*`[^`\n]{1,80}`\S*|\S+)/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escape sequences of a style
const STYLE_SEQUENCES = /\u001B\[[\d;]*m|\u001B\]8;;[^\u0007\u001B]*\u0007/g
/** Characters that take two columns in most fonts. */
const WIDE = /[\u1100-\u115F\u2E80-\uD7A3\uF900-\uFAFF\uFE10-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F000}-\u{3FFFD}]/u

function widthOf(line: string): number {
  let width = 0
  for (const character of line.replaceAll(STYLE_SEQUENCES, '')) width += WIDE.test(character) ? 2 : 1
  return width
}
