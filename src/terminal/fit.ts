/**
 * Breaks the lines that are wider than the screen, at spaces, because a terminal would break them within a word. It measures
 * without the libraries that views use, because every command writes through it.
 */
export function fitToScreen(text: string, columns: number): string {
  if (text.length <= columns && !WIDE.test(text)) return text
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= columns || isDocument(line) ? [line] : rowsOf(line, columns)))
    .join('\n')
}

/** A JSON document for a program, which may read its lines one by one. */
function isDocument(line: string): boolean {
  return line.startsWith('{')
}

/** A command at the end of a line gets rows of its own, and is never broken by us: people copy it. */
function rowsOf(line: string, columns: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? ''
  const command = COMMAND.exec(line)
  if (command === null) return wrap(line.trim(), indent, columns)
  const sentence = line.slice(0, command.index + command[0].length - (command[1] ?? '').length).trim()
  return [
    ...(sentence === '' ? [] : wrap(sentence, indent, columns)),
    `${indent}${sentence === '' ? '' : '  '}${command[1]}`,
  ]
}

const COMMAND = /(?:^ *|: )(mcp-comms [a-z].*)$/

function wrap(sentence: string, indent: string, columns: number): readonly string[] {
  const rows: string[] = []
  for (const part of sentence.match(PARTS) ?? []) {
    const joined = `${rows.at(-1)}${part}`
    if (rows.length > 0 && widthOf(joined) <= columns) rows.splice(-1, 1, joined)
    else rows.push(indent + part.trimStart())
  }
  return rows
}

/** Words, with the space before them; a flag with its value; and what stands in backquotes, which is a command. */
const PARTS = /\s*(?:--[\w-]+ \S+|[^\s`]*`[^`\n]{1,80}`\S*|\S+)/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escape sequences that a style makes
const STYLED = /\u001B\[[\d;]*m|\u001B\]8;;[^\u0007]*\u0007/g
/** Characters that take two columns in most fonts. */
const WIDE = /[\u1100-\u115F\u2E80-\uD7A3\uF900-\uFAFF\uFE10-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F000}-\u{3FFFD}]/u

function widthOf(line: string): number {
  let width = 0
  for (const character of line.replaceAll(STYLED, '')) width += WIDE.test(character) ? 2 : 1
  return width
}
