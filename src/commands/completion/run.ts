import type { Command, Option } from 'commander'
import type { App } from '../../app.ts'
import { OVERRIDABLE } from '../../checks/check.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import { ACTIONABILITIES, SENSITIVITIES, TYPES } from '../../policy/answers.ts'
import type { Policy } from '../../policy/schema.ts'
import { STAGE_NAMES } from '../../seps/life-cycle.ts'
import { SEP_TYPES } from '../../seps/names.ts'
import type { CompletionShell } from './command.ts'
import { type CommandWords, SCRIPTS, type Values } from './scripts.ts'

/**
 * Prints a script that needs no other program when Tab is pressed.
 * @param program declares all commands, so the script can offer nothing that does not exist
 */
export async function run(app: App, shell: CompletionShell, program: Command): Promise<ExitCode> {
  const commands = wordsOf(program, '', knownValues(app.builtInPolicy()))
  app.terminal.out.write(SCRIPTS[shell](commands))
  return EXIT.done
}

/** The values that Commander does not know, because they depend on the policy, or because the flag takes several at once. */
function knownValues(policy: Policy): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ['--allow', OVERRIDABLE],
    ['--area', Object.keys(policy.areas)],
    ['--sensitivity', SENSITIVITIES],
    ['--actionability', ACTIONABILITIES],
    ['--repo', Object.values(policy.repositories).map(({ repo }) => repo.replace(/^.*\//, ''))],
    ['where --type', TYPES],
    ['sep list --type', SEP_TYPES],
    ['sep list --status', STAGE_NAMES],
  ])
}

/** The names that the help shows for files and folders, such as the `ledger` of `--status <ledger>`. */
export const FILE_PLACEHOLDERS = /^(?:draft|file|folder|ledger|path|plan|record|sep|source)$/

function wordsOf(command: Command, path: string, valuesByFlag: ReadonlyMap<string, readonly string[]>): CommandWords[] {
  const help = command.createHelp()
  const subcommands = help.visibleCommands(command)
  const parameters = command.registeredArguments
  const flags = help.visibleOptions(command).map((option) => ({
    names: [option.long, option.short].flatMap((name) => name ?? []),
    description: option.description,
    values: option.required ? valuesOf(option, path, valuesByFlag) : null,
    isRepeatable: option.parseArg !== undefined && option.argChoices === undefined,
  }))
  const values = parameters.some((parameter) => FILE_PLACEHOLDERS.test(parameter.name()))
    ? 'files'
    : parameters.flatMap(({ argChoices = [] }) => argChoices)
  return [
    { path, flags, subcommands: subcommandsOf(command), values },
    ...subcommands.flatMap((child) => {
      const childPath = `${path} ${child.name()}`.trimStart()
      return child.name() === HELP ? helpWordsOf(command, childPath) : wordsOf(child, childPath, valuesByFlag)
    }),
  ]
}

const HELP = 'help'

/** `help` takes the names of the commands of its group, and `help issue` those of the commands of `issue`. */
function helpWordsOf(command: Command, path: string): CommandWords[] {
  const subcommands = subcommandsOf(command).filter(({ name }) => name !== HELP)
  if (subcommands.length === 0) return []
  const nested = command.commands.flatMap((child) => helpWordsOf(child, `${path} ${child.name()}`))
  return [{ path, flags: [], subcommands, values: [] }, ...nested]
}

function subcommandsOf(command: Command): CommandWords['subcommands'] {
  const children = command.createHelp().visibleCommands(command)
  return children.map((child) => ({ name: child.name(), description: child.description() }))
}

function valuesOf(
  { flags, long, argChoices }: Option,
  path: string,
  valuesByFlag: ReadonlyMap<string, Values>,
): Values {
  const values = argChoices ?? valuesByFlag.get(`${path} ${long}`) ?? valuesByFlag.get(long ?? '')
  if (values !== undefined) return values
  const placeholder = /<(.*)>/.exec(flags)?.[1] ?? ''
  return FILE_PLACEHOLDERS.test(placeholder) ? 'files' : []
}
