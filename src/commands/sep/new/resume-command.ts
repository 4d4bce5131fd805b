import { hasIdentifier, type SepAnswers } from '../../../seps/scaffold.ts'
import { flagWords, type Shell } from '../../../text/quote.ts'

/** Returns the command that asks the open questions of a SEP, and writes the answers into the same file. */
export function resumeCommand(answers: SepAnswers, path: string, shell: Shell): string {
  const { title, type, authors, group, discussed, prototype, breaks, security, extension, sections } = answers
  const flags: readonly (readonly [string, string | null])[] = [
    ['--title', title],
    ['--type', type],
    ...authors.map((author) => ['--author', author] as const),
    ['--group', group],
    ...discussed.map((link) => ['--discussed', link] as const),
    ['--prototype', prototype],
    ['--breaks', breaks],
    ['--security', security],
    ['--extension', hasIdentifier(answers) && extension !== '' ? extension : null],
    ...Object.entries(sections).map(([section, text]) => ['--field', `${section}=${text}`] as const),
    ['-o', path],
  ]
  return ['mcp-comms sep new', ...flagWords(flags, shell)].join(' ')
}
