import { Option } from 'commander'
import { type Entry, type Flags, policyOption } from './entry.ts'

export const GROUPS: Entry = {
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
        const { groups } = await import('../commands/groups/run.ts')
        exit(await groups(app, { ...flags, topic }))
      })
  },
}

export const POLICY: Entry = {
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
        const { policyShow } = await import('../commands/policy/show/run.ts')
        exit(await policyShow(app, flags))
      })
    policy
      .command('diagram')
      .description('the decision tree as a picture')
      .addOption(new Option('--format <format>', 'how to draw it').choices(['text', 'mermaid', 'svg']).default('text'))
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms policy diagram --format svg > policy.svg')
      .action(async (flags: { readonly format: 'text' | 'mermaid' | 'svg'; readonly policy?: string }) => {
        const { policyDiagram } = await import('../commands/policy/diagram/run.ts')
        exit(await policyDiagram(app, flags))
      })
  },
}
