import { type Command, Option } from 'commander'
import type { App } from '../app.ts'
import type { ExitCode } from '../errors.ts'
import { type Flags, repeatable } from './entry.ts'

/** `sep lint`. */
export function declareLint(sep: Command, app: App, exit: (code: ExitCode) => void): void {
  sep
    .command('lint')
    .description('what a SEP lacks, each with its line, its rule and the rule’s source')
    .argument('[file...]', 'SEPs; - is standard input')
    .option('--fix', 'mend what can be mended, and tell what is left')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['human', 'json', 'github', 'sarif']).default('human'),
    )
    .option('--json', 'the same as --format json')
    .addOption(repeatable('--rule <id=level>', 'how much a rule weighs: off, warn or error'))
    .option('--changed-since <rev>', 'only what is on lines that changed since a revision of git')
    .option('--final', 'ask for what the status Final needs too')
    .option('--seps <folder>', 'where the other SEPs are: those that are named must be there')
    .option('--maintainers <file>', 'the list of maintainers (default: MAINTAINERS.md upward)')
    .option('--explain <rule>', 'what a rule looks at, why, and how to mend it')
    .option('--list-rules', 'every rule in one line')
    .addHelpText('after', LINT_EXAMPLES)
    .action(async (files: readonly string[], flags: Flags) => {
      const { sepLint } = await import('../commands/sep/lint/run.ts')
      exit(await sepLint(app, { format: 'human', rule: [], ...flags, files }))
    })
}

const LINT_EXAMPLES = `
Examples:
  $ mcp-comms sep lint seps/0000-tool-icons.md
  $ mcp-comms sep lint seps/0000-tool-icons.md --fix
  $ mcp-comms sep lint seps/*.md --changed-since origin/main --format github
  $ mcp-comms sep lint --explain normative-case`
