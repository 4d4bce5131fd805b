import { argument, defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { input, jsonWithoutPrompts, label, plain, yes } from '../../shared/flags.ts'

export type IssuePlanOptions = OptionsOf<typeof issuePlan>

export const issuePlan = defineCommand({
  description: 'make a plan for issue bulk: a row for each open item of a task list',
  parameters: [
    argument('source', 'a Markdown file (- is standard input), or an issue, a discussion or a pull request on GitHub'),
  ],
  flags: {
    output: value('<file>', 'the plan to write, as YAML; - is stdout (the default)', 'o'),
    repo: value(
      '<owner/name>',
      'the repository for the issues (default: GH_REPO, else the repository of the source)',
      'R',
    ),
    label,
    yes,
    json: jsonWithoutPrompts,
    input,
    plain,
  },
  notes:
    'If the source is an issue, it becomes the parent of all items that are not nested. Each body links back to the source, unless that is a file.',
  examples: [
    'issue plan rollout.md -o plan.yaml',
    'issue plan https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1686 -o plan.yaml',
    'issue plan modelcontextprotocol/inspector#12 --label enhancement',
    'issue bulk plan.yaml',
  ],
})
