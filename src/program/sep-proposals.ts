import { type Command, Option } from 'commander'
import type { App } from '../app.ts'
import type { ExitCode } from '../errors.ts'
import type { SepType } from '../seps/names.ts'
import { type Flags, policyOption, repeatable } from './entry.ts'

/** Said once more here, so that no start has to load what reads a SEP. */
const TYPES: readonly SepType[] = ['Standards Track', 'Informational', 'Process', 'Extensions Track']

/** The commands that write a proposal and bring it to GitHub. */
export function declareProposals(sep: Command, app: App, exit: (code: ExitCode) => void): void {
  sep
    .command('new')
    .description('asks what matters, and writes the first text of a SEP')
    .option('--title <text>', 'the title')
    .addOption(new Option('--type <type>', 'the type').choices(TYPES))
    .addOption(repeatable('--author <who>', 'an author, as "Name (@handle)"'))
    .option('--group <name>', 'the working group that backs it')
    .option('--thread <url>', "the group's thread about it")
    .addOption(repeatable('--discussed <url>', 'where it was discussed'))
    .option('--prototype <url>', 'a prototype that others can try')
    .option('--breaks <text>', 'what breaks, and for whom; "" is nothing')
    .option('--security <text>', 'what could be misused; "" is nothing')
    .option('--extension <id>', 'the identifier of an extension')
    .addOption(repeatable('-f, --field <section=text>', 'a section: abstract=text, motivation=@file, rationale=-'))
    .option('-o, --output <file>', 'the file to write; - is stdout (default: 0000-title.md, in seps/ if there is one)')
    .option('-R, --repo <owner/name>', "where other SEPs are (default: GH_REPO, else the policy's own)")
    .option('--ai-disclosure <text>', 'how AI helped: none, some, or in your words')
    .option('-y, --yes', 'write over a file that is there')
    .option('--offline', 'do not look for SEPs that resemble it')
    .option('--json', 'print the result as JSON, and ask nothing')
    .option('--no-input', 'never ask; name what is missing instead')
    .addOption(policyOption())
    .addHelpText('after', NEW_EXAMPLES)
    .action(async (flags: Flags) => {
      const { sepNew } = await import('../commands/sep/new/run.ts')
      exit(await sepNew(app, { input: true, author: [], discussed: [], field: [], ...flags }))
    })
  openable(sep.command('open'))
    .description('check a SEP, and bring it to a numbered pull request, without git and without a clone')
    .argument('<draft>', 'the SEP, as sep new wrote it')
    .option('--branch <name>', 'the branch (default: sep/TITLE)')
    .addOption(new Option('--via <way>', 'file it as an issue instead, as the founding edition did').choices(['issue']))
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep open seps/0000-tool-icons.md')
    .action(async (draft: string, flags: Flags) => {
      const { sepOpen } = await import('../commands/sep/open/run.ts')
      exit(await sepOpen(app, draft, { input: true, allow: [], rule: [], ...flags }))
    })
  openable(sep.command('update'))
    .description('commit a new version to the pull request of a SEP')
    .argument('<number>', 'its number')
    .argument('<file>', 'the new version')
    .addHelpText('after', '\nExample:\n  $ mcp-comms sep update 1686 seps/1686-tool-icons.md')
    .action(async (number: string, file: string, flags: Flags) => {
      const { sepUpdate } = await import('../commands/sep/update/run.ts')
      exit(await sepUpdate(app, number, file, { input: true, allow: [], rule: [], ...flags }))
    })
}

function openable(command: Command): Command {
  return command
    .option('-R, --repo <owner/name>', "the repository (default: GH_REPO, else the policy's own)")
    .addOption(repeatable('--rule <id=level>', 'how much a rule of sep lint weighs: off, warn or error'))
    .addOption(repeatable('--allow <check>', 'override one check'))
    .option('--ai-disclosure <text>', 'how AI helped: none, some, or in your words')
    .option('--dry-run', 'print every operation, and send nothing')
    .option('-y, --yes', 'answer yes where it would ask')
    .option('--json', 'print the result as JSON, and ask nothing')
    .option('--no-input', 'never ask; name what is missing instead')
    .addOption(policyOption())
}

const NEW_EXAMPLES = `
Examples:
  $ mcp-comms sep new
  $ mcp-comms sep new --title "Icons for tools" --type "Standards Track" --group "Primitive Grouping" --author "Ada (@ada)"`
