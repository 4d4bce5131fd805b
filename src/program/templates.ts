import { type Command, Option } from 'commander'
import { type Entry, type Flags, policyOption } from './entry.ts'

export const TEMPLATES: Entry = {
  name: 'templates',
  summary: "issue and discussion templates in GitHub's form syntax",
  usage: '[options] [command]',
  declare: (templates, app, exit) => {
    fromRepo(templates.command('list'))
      .description('the templates there are: your own, those of a repository, ours')
      .option('--json', 'print them as JSON')
      .addHelpText('after', '\nExample:\n  $ mcp-comms templates list --repo modelcontextprotocol/python-sdk')
      .action(async (flags: Flags) => {
        const { templatesList } = await import('../commands/templates/list/run.ts')
        exit(await templatesList(app, flags))
      })
    fromRepo(templates.command('show'))
      .description('what a template asks for, and how a script answers it')
      .argument('<id>', 'its id, its file, or its name')
      .option('--json', 'print the form as JSON')
      .addHelpText('after', '\nExample:\n  $ mcp-comms templates show bug --kind issue --offline')
      .action(async (id: string, flags: Flags) => {
        const { templatesShow } = await import('../commands/templates/show/run.ts')
        exit(await templatesShow(app, { ...flags, id }))
      })
    templates
      .command('lint')
      .description('what GitHub would refuse or ignore in these templates')
      .argument('<file...>', 'issue forms, discussion forms or Markdown templates')
      .option('--json', 'print the problems as JSON')
      .addHelpText('after', '\nExample:\n  $ mcp-comms templates lint .github/ISSUE_TEMPLATE/bug.yml')
      .action(async (files: readonly string[], flags: Flags) => {
        const { templatesLint } = await import('../commands/templates/lint/run.ts')
        exit(await templatesLint(app, { ...flags, files }))
      })
  },
}

/** The flags that say which templates are meant. */
function fromRepo(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'only those for one kind of post').choices(['issue', 'discussion']))
    .option('--repo <owner/name>', "the repository to post in (default: GH_REPO, else the policy's own)")
    .option('--offline', 'ask nobody: take what was read from GitHub the last time')
    .addOption(policyOption())
}
