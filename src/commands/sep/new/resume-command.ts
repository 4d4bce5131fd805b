import { isExtension, type SepAnswers } from '../../../seps/scaffold.ts'
import { flagWords, type Shell } from '../../../text/shell.ts'
import { fieldFlag } from '../../shared/draft-flags.ts'
import type { SepNewOptions } from './command.ts'

type FlagValues = Parameters<typeof flagWords>[0]
type RepeatedOptions = Pick<SepNewOptions, 'repo' | 'policy' | 'aiDisclosure' | 'offline'>

/** Returns the command that starts again with this title and with the flags of the run. */
export function startCommand(
  title: string,
  options: Omit<SepNewOptions, 'type'> & { readonly type?: string | undefined },
  shell: Shell,
): string {
  const { type, author, group, discussed, thread, prototype, breaks, security, extension, field, output } = options
  const flags: FlagValues = [
    ['--title', title],
    ['--type', type],
    ['--author', author],
    ['--group', group],
    ['--discussed', [...discussed, ...thread]],
    ['--prototype', prototype],
    ['--breaks', breaks],
    ['--security', security],
    ['--extension', extension],
    ['--field', field],
    ...targetFlags(options),
    ['-o', output],
  ]
  return ['mcp-comms sep new', ...flagWords(flags, shell)].join(' ')
}

/** Returns the command that asks the remaining questions, and writes the SEP with these answers into the same file. */
export function resumeCommand(answers: SepAnswers, path: string, options: RepeatedOptions, shell: Shell): string {
  const { title, type, authors, group, discussed, prototype, breaks, security, extension, sections } = answers
  const flags: FlagValues = [
    ['--title', title],
    ['--type', type],
    ['--author', authors],
    ['--group', group],
    ['--discussed', discussed],
    ['--prototype', prototype],
    ['--breaks', breaks],
    ['--security', security],
    ['--extension', isExtension(answers) && extension !== '' ? extension : null],
    ['--field', Object.entries(sections).map(([section, text]) => fieldFlag(section, text.trim()))],
    ...targetFlags(options),
    ['-o', path],
  ]
  return ['mcp-comms sep new', ...flagWords(flags, shell)].join(' ')
}

function targetFlags({ repo, policy, aiDisclosure, offline }: RepeatedOptions): FlagValues {
  return [
    ['--repo', repo],
    ['--ai-disclosure', aiDisclosure],
    ['--offline', offline],
    ['--policy', policy],
  ]
}
