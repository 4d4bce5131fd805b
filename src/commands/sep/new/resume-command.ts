import { hasIdentifier, type SepAnswers } from '../../../seps/scaffold.ts'
import { flagWords, type Shell } from '../../../text/quote.ts'
import { fieldFlag } from '../../shared/draft-flags.ts'
import type { SepNewOptions } from './command.ts'

type RepeatedOptions = Pick<SepNewOptions, 'repo' | 'policy' | 'aiDisclosure' | 'offline'>

/** Returns the command that asks the remaining questions, and writes the SEP with these answers into the same file. */
export function resumeCommand(
  answers: SepAnswers,
  path: string,
  { repo, policy, aiDisclosure, offline }: RepeatedOptions,
  shell: Shell,
): string {
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
    ['--field', Object.entries(sections).map(([section, text]) => fieldFlag(section, text.trim()))],
    ['--repo', repo],
    ['--ai-disclosure', aiDisclosure],
    ['--offline', offline],
    ['--policy', policy],
    ['-o', path],
  ]
  return ['mcp-comms sep new', ...flagWords(flags, shell)].join(' ')
}
