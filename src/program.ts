import { Command, CommanderError } from 'commander'
import type { App } from './app.ts'
import { connectTo } from './commands/shared/define.ts'
import { ENTRIES } from './commands/tree.ts'
import { EXIT, type ExitCode } from './errors.ts'

/**
 * Creates the command tree for one run. `exit` receives the exit code of the command.
 */
export function createProgram(app: App, argv: readonly string[], exit: (code: ExitCode) => void): Command {
  const program = new Command('mcp-comms')
    .description('Where does it belong? Leads contributors to the right channel, with the reason and its source.')
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trimEnd() })
    .configureOutput(outputOf(app))
    .exitOverride((error) => {
      if (error.code === 'commander.unknownOption') app.terminal.err.write(hintAtDashes(argv))
      throw error
    })
    .addHelpText('after', EXAMPLES)
  const connect = connectTo(app, exit)
  for (const { name, summary, usage, declare } of ENTRIES) {
    const command = program.command(name).description(summary).usage(usage)
    if (argv.includes(name)) declare(command, connect)
  }
  return program
}

/** Commander takes a text such as "-n is ignored" for an option. Long options with a typing error get no hint. */
function hintAtDashes(argv: readonly string[]): string {
  const isText = argv.some((word) => /^-(?:[^-]|.*\s)/s.test(word))
  return isText
    ? 'A text that begins with a dash goes after "--", behind all options: mcp-comms where -- "-n is ignored"\n'
    : ''
}

const EXAMPLES = `
Examples:
  $ mcp-comms where
  $ mcp-comms where "the inspector crashes when I connect"
  $ mcp-comms issue new --repo modelcontextprotocol/python-sdk
  $ mcp-comms issue bulk release.yaml
  $ mcp-comms groups auth

Exit codes: 0 done · 1 failed · 2 wrong usage, or an answer is missing · 3 stopped by a check · 4 authentication
            5 some posts do not exist yet · 130 cancelled`

function outputOf({ terminal }: App) {
  return {
    writeOut: (text: string) => terminal.out.write(text),
    writeErr: (text: string) => terminal.err.write(text),
    outputError: (text: string, write: (text: string) => void) => write(text.replace(/^error: /, 'mcp-comms: ')),
    getOutHelpWidth: () => terminal.out.columns,
    getErrHelpWidth: () => terminal.err.columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  }
}

/** The exit code for an error that Commander has already reported; undefined for any other error. */
export function commanderExit(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined
  return error.exitCode === 0 ? EXIT.done : EXIT.usage
}
