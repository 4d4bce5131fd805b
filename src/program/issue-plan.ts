import type { Command } from 'commander'
import type { App } from '../app.ts'
import type { ExitCode } from '../errors.ts'
import { type Flags, repeatable } from './entry.ts'

/** The command that makes a plan for many issues out of a task list. */
export function declareIssuePlan(issue: Command, app: App, exit: (code: ExitCode) => void): void {
  issue
    .command('plan')
    .description('make a plan for issue bulk: a row for each open item of a task list')
    .argument(
      '<source>',
      'a Markdown file (- is standard input), or an issue, a discussion or a pull request on GitHub',
    )
    .option('-o, --output <file>', 'the plan to write, as YAML; - is stdout (the default)')
    .option('-R, --repo <owner/name>', 'where the issues go (default: GH_REPO, else the repository of the source)')
    .addOption(repeatable('-l, --label <name>', 'add a label to each'))
    .option('-y, --yes', 'write over a file that is there')
    .option('--json', 'print the result as JSON, and ask nothing')
    .option('--no-input', 'never ask; name what is missing instead')
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, flags: Flags) => {
      const { issuePlan } = await import('../commands/issue/plan/run.ts')
      exit(await issuePlan(app, source, { input: true, label: [], ...flags }))
    })
}

const EXAMPLES = `
An issue becomes the parent of all; each body links back to where it comes from.

Examples:
  $ mcp-comms issue plan rollout.md -o plan.yaml
  $ mcp-comms issue plan https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1686 -o plan.yaml
  $ mcp-comms issue plan modelcontextprotocol/inspector#12 --label enhancement
  $ mcp-comms issue bulk plan.yaml`
