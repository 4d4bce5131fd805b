import { type Entry, type Flags, policyOption } from './entry.ts'

export const DOCTOR: Entry = {
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
        const { doctor } = await import('../commands/doctor/run.ts')
        exit(await doctor(app, flags))
      })
  },
}
