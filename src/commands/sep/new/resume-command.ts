import { hasIdentifier, type SepAnswers } from '../../../seps/scaffold.ts'
import { flagWords, type Shell } from '../../../text/quote.ts'

/** Returns the command that asks the open questions of a SEP, and writes the answers into the same file. */
export function resumeCommand(answers: SepAnswers, path: string, shell: Shell): string {
  const { title, type, authors, group, discussed, prototype, breaks, security, extension, sections } = answers
  const flags: Parameters<typeof flagWords>[0] = [
    ['--title', title],
    ['--type', type],
    ['--author', authors],
    ['--group', group],
    ['--discussed', discussed],
    ['--prototype', prototype],
    ['--breaks', breaks],
    ['--security', security],
    ['--extension', hasIdentifier(answers) && extension !== '' ? extension : null],
    ['--field', Object.entries(sections).map(([section, text]) => `${section}=${text}`)],
    ['-o', path],
  ]
  return ['mcp-comms sep new', ...flagWords(flags, shell)].join(' ')
}
