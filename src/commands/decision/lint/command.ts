import { defineCommand, type OptionsOf, someArguments } from '../../shared/define.ts'
import { json, policy } from '../../shared/flags.ts'

export type DecisionLintOptions = OptionsOf<typeof decisionLint>

export const decisionLint = defineCommand({
  description: 'check that a decision record has all five parts',
  parameters: [
    someArguments(
      'record',
      'drafts, Markdown files (- is standard input), or addresses of posts on GitHub, also as owner/name#12',
    ),
  ],
  flags: { json, policy },
  notes: `The parts: decision makers, background and motivation, at least two options with their consequences, rationale, and
implementation steps. Their headings may have other usual names, such as those of architecture decision records.`,
  examples: [
    'decision lint record.md',
    'decision lint https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1500',
    'decision lint docs/decisions/*.md --json',
  ],
})
