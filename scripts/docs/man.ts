import { type CommandPage, type HelpTerm, leavesOf } from './command-tree.ts'

/** Returns the name of a man page, such as `mcp-comms-issue-bulk`. */
function manName({ path }: CommandPage): string {
  return ['mcp-comms', ...path].join('-')
}

export function manFile(page: CommandPage): string {
  return `${manName(page)}.1`
}

/** A man page in roff. It has no date and no version, so that it changes only when a command does. */
export function manPage(page: CommandPage, seeAlso: readonly CommandPage[]): string {
  const name = manName(page)
  const [command = '', ...rest] = page.usage.split(/ (?=[[<])/)
  return [
    `.TH ${quote(name.toUpperCase())} 1 "" "mcp\\-comms" "mcp\\-comms manual"`,
    '.SH NAME',
    `${escapeRoff(name)} \\- ${escapeRoff(page.description)}`,
    '.SH SYNOPSIS',
    `.B ${escapeRoff(command)}`,
    ...rest.map(line),
    ...(page.notes.length === 0 ? [] : ['.SH DESCRIPTION', ...page.notes.map(paragraph)]),
    ...terms('COMMANDS', leavesOf(page).map(asTerm)),
    ...terms('ARGUMENTS', page.args),
    ...terms('OPTIONS', page.flags),
    ...terms('EXIT STATUS', page.exitCodes),
    ...(page.examples.length === 0 ? [] : ['.SH EXAMPLES', '.nf', ...page.examples.map(line), '.fi']),
    ...(seeAlso.length === 0 ? [] : ['.SH SEE ALSO', seeAlso.map(reference).join(',\n')]),
    '',
  ].join('\n')
}

function asTerm({ path, description }: CommandPage): HelpTerm {
  return { term: path.join(' '), description }
}

function terms(heading: string, list: readonly HelpTerm[]): string[] {
  if (list.length === 0) return []
  return [
    `.SH ${heading}`,
    ...list.flatMap(({ term, description }) => ['.TP', `.B ${escapeRoff(term)}`, line(description)]),
  ]
}

function reference(page: CommandPage): string {
  return `.BR ${escapeRoff(manName(page))} (1)`
}

function paragraph(text: string): string {
  return ['.PP', ...text.split('\n').map((part) => line(part.trim()))].join('\n')
}

/** Escapes a line of text. roff would read a dot or an apostrophe at the start as a request. */
function line(text: string): string {
  return escapeRoff(text).replace(/^(?=[.'])/, '\\&')
}

function escapeRoff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-')
}

function quote(text: string): string {
  return `"${escapeRoff(text)}"`
}
