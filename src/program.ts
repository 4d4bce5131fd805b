import { Command, CommanderError, Help } from 'commander'
import type { App } from './app.ts'
import { connectTo } from './commands/shared/define.ts'
import { ENTRIES } from './commands/tree.ts'
import { EXIT, type ExitCode, toErrorReport } from './errors.ts'
import { fitToScreen } from './terminal/fit.ts'

/** @param words the command line after `mcp-comms` */
export async function runProgram(app: App, words: readonly string[]): Promise<ExitCode> {
  const argv = rewriteHelp(words)
  let exitCode: ExitCode = EXIT.done
  const program = createProgram(app, argv, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(dropHelpFlagForUnknown(argv, program), { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has printed the help, because it was asked for or because no command was named.
    if (isHelpExit(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    const ownError = error instanceof CommanderError ? await usageErrorFor(error, program, argv) : error
    const { printErrorReport } = await import('./terminal/error.ts')
    const report = toErrorReport(ownError, { withStack: app.env['DEBUG'] === 'mcp-comms' })
    await printErrorReport(app.terminal.err, report, wantsJson(argv))
    return report.exitCode
  }
}

/** Turns `help issue bulk` into `issue bulk --help`, because Commander would print the help of `issue`. */
function rewriteHelp(argv: readonly string[]): readonly string[] {
  const [first, ...words] = argv
  return first === 'help' && words.length > 0 ? [...words.filter((word) => word !== 'help'), '--help'] : argv
}

/** With `--help` after an unknown command, Commander would print the help of the group. Without the flag, it reports the command. */
function dropHelpFlagForUnknown(argv: readonly string[], program: Command): readonly string[] {
  const { command, rest } = calledCommand(program, argv)
  const isUnknown = command.commands.length > 0 && /^[^-]/.test(rest[0] ?? '-')
  return isUnknown ? argv.filter((word) => word !== '--help' && word !== '-h') : argv
}

export function createProgram(app: App, argv: readonly string[], setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('mcp-comms')
    .description('Where does it belong? Leads contributors to the right channel, with the reason and its source.')
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trimEnd(),
      formatItem,
      // Otherwise, Commander does not break the lines of descriptions in a terminal with less than about 70 columns.
      minWidthToWrap: 10,
    })
    .configureOutput(outputOf(app))
    .exitOverride()
    .addHelpText('after', EXAMPLES_AND_EXIT_CODES)
  const connect = connectTo(app, setExitCode)
  // Only the help and the error for an unknown command need all commands.
  const calledEntries = ENTRIES.filter(({ name }) => name === argv[0])
  for (const { name, summary, usage = '[command]', declare } of calledEntries.length > 0 ? calledEntries : ENTRIES) {
    const command = program.command(name).description(summary).usage(`[options] ${usage}`.trimEnd())
    if (argv.includes(name)) declare(command, connect, runProgram)
  }
  return program
}

const EXAMPLES_AND_EXIT_CODES = `
Examples:
  $ mcp-comms where
  $ mcp-comms where "the inspector crashes when I connect"
  $ mcp-comms issue new --repo modelcontextprotocol/python-sdk
  $ mcp-comms issue bulk release.yaml
  $ mcp-comms groups auth

Exit codes:
  0    done
  1    failed
  2    wrong usage, or an answer is missing
  3    stopped by a check
  4    authentication needed or rejected
  5    some posts do not exist yet
  130  cancelled`

/** With less room than this beside the longest flag, a description would be a column of single words. */
const MIN_DESCRIPTION_WIDTH = 28

/** Puts the description of a flag below its name in a narrow terminal. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80
  if (width - termWidth - 4 >= MIN_DESCRIPTION_WIDTH || description === '')
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper)
  return `  ${term}\n${helper.boxWrap(description, width - 6).replaceAll(/^/gm, ' '.repeat(6))}`
}

function outputOf({ terminal: { out, err } }: App) {
  return {
    writeOut: (text: string) => out.write(fitToScreen(text, out.columns)),
    writeErr: (text: string) => err.write(fitToScreen(text, err.columns)),
    // `runProgram` prints all errors in the same way.
    outputError: () => undefined,
    getOutHelpWidth: () => out.columns,
    getErrHelpWidth: () => err.columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  }
}

function isHelpExit(error: unknown): error is CommanderError {
  return error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')
}

async function usageErrorFor(error: CommanderError, program: Command, argv: readonly string[]) {
  const { usageError } = await import('./usage-error.ts')
  return usageError(error, { argv, ...calledCommand(program, argv), namesInGroups })
}

function namesInGroups(): readonly string[] {
  return ENTRIES.flatMap(({ name, declare }) => {
    const group = new Command(name)
    declare(group, () => undefined, runProgram)
    return group.commands.map((command) => `${name} ${command.name()}`)
  })
}

/** The command or group that the first words name, and the words after its name. */
function calledCommand(program: Command, argv: readonly string[]) {
  const path: string[] = []
  let command = program
  for (const word of argv) {
    const next = command.commands.find((subcommand) => subcommand.name() === word)
    if (next === undefined) break
    path.push(word)
    command = next
  }
  return { command, path, rest: argv.slice(path.length) }
}

/** Looks at the words, because Commander may have rejected the command line. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json')
}
