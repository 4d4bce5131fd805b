import { type Command, Option } from 'commander'
import type { App } from '../app.ts'
import type { Format } from '../bulk/plan/plan.ts'
import type { ExitCode } from '../errors.ts'
import { type Flags, policyOption, repeatable } from './entry.ts'

/** `issue bulk`: many issues, each once. */
export function declareBulk(parent: Command, app: App, exit: (code: ExitCode) => void): void {
  parent
    .command('bulk')
    .description('create many issues from a plan, each exactly once; without --apply, show what would be created')
    .argument('[plan]', 'a CSV, JSON Lines, JSON or YAML file; - is standard input')
    .option('--apply', 'create them')
    .option('--max <n>', 'refuse to create more than this (default: 50)', String)
    .option('--ledger <file>', 'what was done stands here (default: PLAN.ledger.jsonl)')
    .option('--stop-after <n>', 'create so many, and leave the others to the next run')
    .option('--fail-fast', 'stop at the first row that fails')
    .option('--create-labels', 'make labels that a repository lacks')
    .option('--pace <n>', 'issues a minute (default: what GitHub takes, 80 a minute and 500 an hour)')
    .addOption(
      new Option('--format <format>', 'what the plan is (default: by the ending of its name)').choices(FORMATS),
    )
    .option('-R, --repo <owner/name>', 'for rows that name none (default: GH_REPO, else that of the policy)')
    .option('--status <ledger>', 'show how far a plan has come')
    .option('--undo <ledger>', 'close what a plan created, as not planned')
    .addOption(repeatable('--allow <check>', 'override one check for all rows'))
    .option('--ai-disclosure <text>', 'how AI helped: none, some, or in your words')
    .option('-n, --dry-run', 'print exactly what would be sent, and send nothing')
    .option('--offline', 'do not ask GitHub; look at the plan alone')
    .option('-y, --yes', 'answer yes where it would ask')
    .option('--json', 'print one line a row and a summary, as JSON, and ask nothing')
    .option('--no-input', 'never ask')
    .addOption(policyOption())
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string | undefined, flags: Flags) => {
      const { bulk } = await import('../commands/issue/bulk/run.ts')
      exit(await bulk(app, plan, { input: true, allow: [], ...flags }))
    })
}

/** As the plan's reader knows them; it is not loaded to print a help. */
const FORMATS: readonly Format[] = ['csv', 'jsonl', 'json', 'yaml']

const EXAMPLES = `
Examples:
  $ mcp-comms issue bulk release.yaml
  $ mcp-comms issue bulk release.yaml --apply --max 60
  $ mcp-comms issue bulk rows.csv --repo modelcontextprotocol/inspector --apply --yes --json
  $ mcp-comms issue bulk --status release.yaml.ledger.jsonl
  $ mcp-comms issue bulk --undo release.yaml.ledger.jsonl

Exit codes: 0 all are there · 1 the plan has faults, nothing was sent · 3 a check stopped it, nothing was sent
            5 some are not there; the same command goes on`
