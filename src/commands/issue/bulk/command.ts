import type { Format } from '../../../bulk/plan/plan.ts'
import { choice, defineCommand, flag, list, type OptionsOf, optionalArgument, value } from '../../shared/define.ts'
import { aiDisclosure, dryRun, input, plain, policy, yes } from '../../shared/flags.ts'

export type IssueBulkOptions = OptionsOf<typeof issueBulk>

/** Repeats the names of the formats, so that printing the help does not load the parsers. */
const FORMATS: readonly Format[] = ['csv', 'jsonl', 'json', 'yaml']

export const issueBulk = defineCommand({
  description: 'create many issues from a plan, each exactly once; without --apply, show what would be created',
  parameters: [optionalArgument('plan', 'a CSV, JSON Lines, JSON or YAML file; - is standard input')],
  flags: {
    apply: flag('create the issues'),
    max: value('<n>', 'refuse to create more than this many (default: 50)'),
    ledger: value('<file>', 'the record of what was created (default: PLAN.ledger.jsonl)'),
    stopAfter: value('<n>', 'create this many, and leave the rest to the next run'),
    failFast: flag('stop at the first row that fails'),
    createLabels: flag('create labels that a repository lacks'),
    pace: value('<n>', 'issues a minute (default: what GitHub accepts, 80 a minute and 500 an hour)'),
    format: choice('<format>', FORMATS, 'the format (default: by the file extension)'),
    column: list('<name=column>', 'the field that a CSV column fills; skip=Notes ignores a column; may be repeated'),
    skipUnknown: flag('ignore the CSV columns that fill no field'),
    repo: value('<owner/name>', 'the repository for rows that name none (default: GH_REPO)', 'R'),
    status: value('<ledger>', 'show the progress of a plan'),
    undo: value('<ledger>', 'close what a plan created'),
    allow: list(
      '<check>',
      'override one check in all rows (any except secrets, vulnerability, people, private-repo and ai-agent)',
    ),
    aiDisclosure,
    dryRun,
    offline: flag('do not contact GitHub; check only the plan'),
    yes,
    json: flag('print one line per row and a summary, as JSON, and ask nothing'),
    input,
    plain,
    policy,
  },
  notes: `A row has a title, and either a body, or a template and one field:ID for each of its questions. It may also have: key,
repo, labels, assignees, milestone, type, parent, project, reuse. These are columns in CSV, and keys in JSON and YAML.

Exit codes:
  0  every row exists or, without --apply, the plan has no problems
  1  the plan has problems, nothing was sent
  3  a check stopped it, nothing was sent
  5  some rows are missing; run the same command to resume`,
  examples: [
    'issue bulk release.yaml',
    'issue bulk release.yaml --apply --max 60',
    'issue bulk rows.csv --repo modelcontextprotocol/inspector --apply --yes --json',
    'issue bulk export.csv --column title=Summary --column body=Details --skip-unknown',
    'issue bulk --status release.yaml.ledger.jsonl',
    'issue bulk --undo release.yaml.ledger.jsonl',
  ],
})
