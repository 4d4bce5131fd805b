import { type Entry, type Flags, policyOption } from './entry.ts'

export const CHECK: Entry = {
  name: 'check',
  summary: 'may these drafts be public?',
  usage: '[options] <draft...>',
  declare: (command, app, exit) => {
    command
      .argument('<draft...>', 'draft files; - is standard input')
      .option('--offline', 'do not ask GitHub: duplicates are not looked for')
      .option('--json', 'print the findings as JSON')
      .addOption(policyOption())
      .addHelpText('after', '\nExample:\n  $ mcp-comms check ping.md')
      .action(async (drafts: readonly string[], flags: Flags) => {
        const { check } = await import('../commands/check/run.ts')
        exit(await check(app, { ...flags, drafts }))
      })
  },
}
