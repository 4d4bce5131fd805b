import { Command, CommanderError, Option } from 'commander'
import type { App } from './app.ts'
import { where } from './commands/where/where.ts'
import { EXIT, type ExitCode } from './errors.ts'

/** A command by name; what it takes is declared only when it is called, and its code is loaded only when it runs. */
type Entry = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  declare(command: Command, app: App, exit: (code: ExitCode) => void): void
}
type Flags = Readonly<Record<string, never>>

/**
 * The command tree for one call. `exit` receives what the command ended with.
 */
export function createProgram(app: App, argv: readonly string[], exit: (code: ExitCode) => void): Command {
  const program = new Command('mcp-comms')
    .description('Where does it belong? Leads contributors to the right channel, with the reason and its source.')
    .version(app.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trimEnd() })
    .configureOutput(outputOf(app))
    .exitOverride()
    .addHelpText('after', EXAMPLES)
  for (const { name, summary, usage, declare } of [WHERE, GROUPS, POLICY, TEMPLATES, DOCTOR]) {
    const command = program.command(name).description(summary).usage(usage)
    if (argv.includes(name)) declare(command, app, exit)
  }
  return program
}

const EXAMPLES = `
Examples:
  $ mcp-comms where
  $ mcp-comms where "the inspector crashes when I connect"
  $ mcp-comms groups auth

Exit codes: 0 done · 1 failed · 2 wrong usage, or an answer is missing · 4 authentication · 130 cancelled`

const WHERE: Entry = {
  name: 'where',
  summary: 'which channel does it belong in?',
  usage: '[options] [text...]',
  declare: (command, app, exit) => {
    command
      .argument('[text...]', 'what you want to say, in your own words')
      .option('--type <type>', 'what it is about: bug, docs, feature, protocol-change, vulnerability, …')
      .option('--sensitivity <who>', 'may everyone read it: public, security, people, limited-audience')
      .option('--actionability <kind>', 'could someone start on it: actionable, open-ended, ad-hoc')
      .option('--area <area>', 'what it concerns: spec, docs, typescript-sdk, inspector, …')
      .option('--file <file>', 'many texts: one a line, or JSON Lines with "text"; - is stdin; prints NDJSON')
      .option('--json', 'print the answer as JSON, and ask nothing')
      .option('--explain', 'show the way through the questions, and the rule')
      .option('--open', 'open the place in the browser')
      .option('--no-input', 'never ask; name what is missing instead')
      .addOption(policyOption())
      .addHelpText('after', WHERE_EXAMPLES)
      .action(async (text: readonly string[], flags: Flags) => {
        exit(await where(app, { input: true, ...flags, text }))
      })
  },
}

const WHERE_EXAMPLES = `
Examples:
  $ mcp-comms where
  $ mcp-comms where "how do I declare a tool in the Python SDK?"
  $ mcp-comms where --type bug --sensitivity public --actionability actionable --area go-sdk --json
  $ mcp-comms where --file texts.txt`

const GROUPS: Entry = {
  name: 'groups',
  summary: 'working and interest groups, with their channel, charter and repositories',
  usage: '[options] [topic...]',
  declare: (command, app, exit) => {
    command
      .argument('[topic...]', 'only the groups that this is about, nearest first')
      .option('--json', 'print them as JSON')
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms groups oauth scopes')
      .action(async (topic: readonly string[], flags: Flags) => {
        const { groups } = await import('./commands/groups.ts')
        exit(await groups(app, { ...flags, topic }))
      })
  },
}

const POLICY: Entry = {
  name: 'policy',
  summary: 'the rules themselves, as data and as a picture',
  usage: '[options] [command]',
  declare: (policy, app, exit) => {
    policy
      .command('show')
      .description('every channel and rule, with its source')
      .option('--json', 'print the whole policy as JSON')
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms policy show')
      .action(async (flags: Flags) => {
        const { policyShow } = await import('./commands/policy-show.ts')
        exit(await policyShow(app, flags))
      })
    policy
      .command('diagram')
      .description('the decision tree as a picture')
      .addOption(new Option('--format <format>', 'how to draw it').choices(['text', 'mermaid', 'svg']).default('text'))
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms policy diagram --format svg > policy.svg')
      .action(async (flags: { readonly format: 'text' | 'mermaid' | 'svg'; readonly policy?: string }) => {
        const { policyDiagram } = await import('./commands/policy-diagram.ts')
        exit(await policyDiagram(app, flags))
      })
  },
}

const TEMPLATES: Entry = {
  name: 'templates',
  summary: "issue and discussion templates in GitHub's form syntax",
  usage: '[options] [command]',
  declare: (templates, app, exit) => {
    templates
      .command('lint')
      .description('what GitHub would refuse or ignore in these templates')
      .argument('<file...>', 'issue forms, discussion forms or Markdown templates')
      .option('--json', 'print the problems as JSON')
      .addHelpText('after', '\nExample:\n  $ mcp-comms templates lint .github/ISSUE_TEMPLATE/bug.yml')
      .action(async (files: readonly string[], flags: Flags) => {
        const { templatesLint } = await import('./commands/templates-lint.ts')
        exit(await templatesLint(app, { ...flags, files }))
      })
  },
}

const DOCTOR: Entry = {
  name: 'doctor',
  summary: 'your token and its rights, limits, the target repository, versions',
  usage: '[options]',
  declare: (command, app, exit) => {
    command
      .option('--repo <owner/name>', "the repository to look at (default: GH_REPO, else the policy's own)")
      .option('--json', 'print the findings as JSON')
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms doctor --repo modelcontextprotocol/python-sdk')
      .action(async (flags: Flags) => {
        const { doctor } = await import('./commands/doctor.ts')
        exit(await doctor(app, flags))
      })
  },
}

function policyOption(): Option {
  return new Option(
    '--policy <file>',
    "another community's policy (default: .mcp-comms/policy.yaml upward, else MCP's)",
  )
}

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

/** Commander has already said what it had to say; only the exit code is left. */
export function commanderExit(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined
  return error.exitCode === 0 ? EXIT.done : EXIT.usage
}
