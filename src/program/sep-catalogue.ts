import { type Command, Option } from 'commander'
import type { App } from '../app.ts'
import type { ExitCode } from '../errors.ts'
import type { DiagramFormat } from '../seps/diagram/diagram.ts'
import type { Sort } from '../seps/select.ts'
import { type Flags, policyOption, repeatable } from './entry.ts'

type Exit = (code: ExitCode) => void

/** Said once more here, so that no start has to load what sorts and draws. */
const FORMATS: readonly DiagramFormat[] = ['text', 'mermaid', 'svg']
const SORTS: readonly Sort[] = ['number', 'updated', 'created', 'status', 'title']

/** The commands that read the catalogue of SEPs. */
export function declareCatalogue(sep: Command, app: App, exit: Exit): void {
  declareList(sep, app, exit)
  declareShow(sep, app, exit)
  declareStatus(sep, app, exit)
  declareSponsors(sep, app, exit)
  declareDiagram(sep, app, exit)
}

function declareList(sep: Command, app: App, exit: Exit): void {
  const list = sep
    .command('list')
    .description('the SEPs there are: files, and open pull requests')
    .addOption(repeatable('--status <status>', 'awaiting-sponsor, draft, in-review, accepted, …; several with commas'))
    .option('--type <type>', 'Standards Track, Informational, Process, Extensions Track')
    .option('--author <who>', 'the login, or a part of the name, of one of its authors')
    .option('--sponsor <who>', 'its sponsor; none: it has none')
    .option('--group <name>', 'a part of the name of its working group')
    .option('--text <words>', 'words that all stand in its title or text')
    .addOption(new Option('--sort <by>', 'what comes first').choices(SORTS).default('number'))
  fromCatalogue(list)
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (flags: Flags & { readonly sort: Sort }) => {
      const { sepList } = await import('../commands/sep/list/run.ts')
      exit(await sepList(app, { status: [], ...flags }))
    })
}

function declareShow(sep: Command, app: App, exit: Exit): void {
  fromCatalogue(sep.command('show'))
    .description('a SEP: where it stands, what comes next, and its text')
    .argument('<sep>', 'its number, or the name of its file')
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep show 1686')
    .action(async (named: string, flags: Flags) => {
      const { sepShow } = await import('../commands/sep/show/run.ts')
      exit(await sepShow(app, named, flags))
    })
}

function declareStatus(sep: Command, app: App, exit: Exit): void {
  fromCatalogue(sep.command('status'))
    .description('what waits, and for whom: a sponsor, a review, an implementation')
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep status')
    .action(async (flags: Flags) => {
      const { sepStatus } = await import('../commands/sep/status/run.ts')
      exit(await sepStatus(app, flags))
    })
}

function declareSponsors(sep: Command, app: App, exit: Exit): void {
  sep
    .command('sponsors')
    .description('whom to ask to sponsor a SEP: who leads a group that works on it, or whose area it is')
    .argument('[topic...]', 'what the SEP is about')
    .option('--maintainers <file>', 'the list of maintainers as a file; GitHub is not asked')
    .option(
      '-R, --repo <owner/name>',
      "the repository whose MAINTAINERS.md it is (default: GH_REPO, else the policy's own)",
    )
    .option('--json', 'print the result as JSON')
    .addOption(policyOption())
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep sponsors oauth scopes')
    .action(async (topic: readonly string[], flags: Flags) => {
      const { sepSponsors } = await import('../commands/sep/sponsors/run.ts')
      exit(await sepSponsors(app, { ...flags, topic }))
    })
}

function declareDiagram(sep: Command, app: App, exit: Exit): void {
  fromCatalogue(sep.command('diagram'), false)
    .description('the life cycle of a SEP as a picture, and where one stands in it')
    .argument('[sep]', 'its number, or the name of its file')
    .addOption(new Option('--format <format>', 'how to draw it').choices(FORMATS).default('text'))
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep diagram 1686 --format svg > 1686.svg')
    .action(async (named: string | undefined, flags: Flags & { readonly format: DiagramFormat }) => {
      const { sepDiagram } = await import('../commands/sep/diagram/run.ts')
      exit(await sepDiagram(app, named, flags))
    })
}

/** Where the SEPs are, and how to answer. */
function fromCatalogue(command: Command, asJson = true): Command {
  if (asJson) command.option('--json', 'print the result as JSON')
  return command
    .option('--dir <folder>', 'a folder of SEPs, as in a clone; GitHub is not asked')
    .option('-R, --repo <owner/name>', "the repository (default: GH_REPO, else the policy's own)")
    .addOption(policyOption())
}

const LIST_EXAMPLES = `
Examples:
  $ mcp-comms sep list
  $ mcp-comms sep list --status awaiting-sponsor,draft --sort updated
  $ mcp-comms sep list --dir seps/ --text "json schema"`
