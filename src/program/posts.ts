import type { Command } from 'commander'
import { type Entry, type Flags, policyOption, repeatable } from './entry.ts'
import { declareBulk } from './issue-bulk.ts'
import { declareIssuePlan } from './issue-plan.ts'

type PostKind = 'issue' | 'discussion'

export const ISSUE = postEntry('issue', 'write an issue from a form and open it, or many from a plan')
export const DISCUSSION = postEntry('discussion', 'write a discussion from a template, and open it')

/** An issue and a discussion are written and opened alike. */
function postEntry(kind: PostKind, summary: string): Entry {
  return {
    name: kind,
    summary,
    usage: '[options] [command]',
    declare: (parent, app, exit) => {
      withPlace(parent.command('new'), kind)
        .description(`fill a template in, and write the ${kind} into a draft file`)
        .option('-t, --template <id>', 'the template: an id, a file name, or a name (see: mcp-comms templates list)')
        .addOption(repeatable('-f, --field <id=value>', 'an answer: id=value, id=@file, or id=- for standard input'))
        .option('-b, --body <text>', 'the text, where no template is used')
        .option('-F, --body-file <file>', 'the text from a file; - is standard input')
        .option('--from <draft>', 'go on with an unfinished draft')
        .option('-o, --output <file>', 'the draft file to write; - is stdout')
        .option('--open', 'go on to post it')
        .addHelpText('after', NEW_EXAMPLES[kind])
        .action(async (flags: Flags) => {
          const { newDraft } = await import('../commands/shared/new/new.ts')
          exit(await newDraft(app, { ...LISTS, ...flags, kind }))
        })
      withPlace(parent.command('open'), kind)
        .description(`check a draft, show it, ask, and post it as ${kind === 'issue' ? 'an issue' : 'a discussion'}`)
        .argument('<draft...>', 'draft files')
        .option('-w, --web', 'open GitHub’s own page instead, filled in')
        .option('--dry-run', 'print exactly what would be sent, and send nothing')
        .addHelpText('after', OPEN_EXAMPLES[kind])
        .action(async (drafts: readonly string[], flags: Flags) => {
          const { open } = await import('../commands/shared/open/open.ts')
          exit(await open(app, drafts, { ...LISTS, ...flags, kind }))
        })
      if (kind !== 'issue') return
      declareBulk(parent, app, exit)
      declareIssuePlan(parent, app, exit)
    },
  }
}

/** What is the value of a list that no flag gave, and of `input` where nothing says otherwise. */
const LISTS = { input: true, label: [], assignee: [], project: [], allow: [], field: [] }

function withPlace(command: Command, kind: PostKind): Command {
  command
    .option('-R, --repo <owner/name>', 'the repository (default: GH_REPO, else that of the policy)')
    .option('--title <text>', 'the title')
    .addOption(repeatable('-l, --label <name>', 'add a label'))
  if (kind === 'issue')
    command
      .addOption(repeatable('-a, --assignee <login>', 'assign somebody; @me is you'))
      .addOption(repeatable('-p, --project <title>', 'add it to a project; the token needs the scope `project`'))
      .option('-m, --milestone <name>', 'the milestone')
      .option('--type <name>', 'the issue type; it can be set on GitHub’s page only')
      .option('--parent <issue>', 'the issue that it is a part of: an address, owner/name#n, or #n')
  else command.option('-c, --category <name>', 'the category, by name or slug')
  return command
    .addOption(repeatable('--allow <check>', 'override one check; it is noted in the draft'))
    .option('--ai-disclosure <text>', 'how AI helped: none, some, or in your words')
    .option('-y, --yes', 'answer yes where it would ask')
    .option('--offline', 'do not ask GitHub; take the templates that are known here')
    .option('--json', 'print the result as JSON, and ask nothing')
    .option('--no-input', 'never ask; name what is missing instead')
    .addOption(policyOption())
}

const NEW_EXAMPLES = {
  issue: `
Examples:
  $ mcp-comms issue new
  $ mcp-comms issue new --repo modelcontextprotocol/python-sdk --template bug --open
  $ mcp-comms issue new --template bug --title "Ping hangs" --field steps=@steps.md --field versions=1.9 -o ping.md
  $ mcp-comms issue new --from ping.md`,
  discussion: `
Examples:
  $ mcp-comms discussion new --template question
  $ mcp-comms discussion new --template feature-request --category ideas --open`,
}

const OPEN_EXAMPLES = {
  issue: `
Examples:
  $ mcp-comms issue open ping.md
  $ mcp-comms issue open ping.md --dry-run
  $ mcp-comms issue open *.md --yes --json`,
  discussion: `
Example:
  $ mcp-comms discussion open idea.md --category ideas`,
}
