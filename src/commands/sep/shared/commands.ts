import { flagWords, type Shell, shellWord } from '../../../text/shell.ts'
import type { OptionsOf } from '../../shared/define.ts'
import type { sendSepFlags } from './flags.ts'

// A command that a person copies repeats every flag that decides what is sent, where to, and by which rules.

type SendingFlags = OptionsOf<{ readonly flags: typeof sendSepFlags }>
type SendingOptions = { readonly [K in keyof SendingFlags]?: SendingFlags[K] | undefined }

type OpenOptions = SendingOptions & {
  readonly branch?: string
  readonly via?: string
  readonly handOver?: true
  readonly fork?: true
  readonly try?: true
}

export function sepOpenCommand(path: string, options: OpenOptions, shell: Shell): string {
  const { branch, via, handOver, fork, try: triesAnyway } = options
  const flags = flagWords(
    [
      ...sendingFlags(options),
      ['--branch', branch],
      ['--via', via],
      ['--hand-over', handOver],
      ['--fork', fork],
      ['--try', triesAnyway],
    ],
    shell,
  )
  return ['mcp-comms sep open', shellWord(path, shell), ...flags].join(' ')
}

export function sepUpdateCommand(
  number: number,
  path: string,
  options: SendingOptions & { readonly replace?: string },
  shell: Shell,
): string {
  const flags = flagWords([...sendingFlags(options), ['--replace', options.replace]], shell)
  return [`mcp-comms sep update ${number}`, shellWord(path, shell), ...flags].join(' ')
}

function sendingFlags({ repo, policy, rule, allow, aiDisclosure }: SendingOptions) {
  return [
    ['--repo', repo],
    ['--policy', policy],
    ['--rule', rule],
    ['--allow', allow],
    ['--ai-disclosure', aiDisclosure],
  ] as const
}
