import { anyArguments, choiceOr, defineCommand, flag, type OptionsOf, value } from '../../shared/define.ts'
import { rule } from '../shared/flags.ts'

export type SepLintOptions = OptionsOf<typeof sepLint>

export const sepLint = defineCommand({
  description: 'check a SEP for problems, each with its line, its rule and the rule’s source',
  parameters: [anyArguments('file', 'SEPs; - is standard input')],
  flags: {
    fix: flag('fix what can be fixed, and report what is left'),
    format: choiceOr('human', '<format>', ['human', 'json', 'github', 'sarif'], 'how to print it'),
    json: flag('the same as --format json'),
    rule,
    changedSince: value('<rev>', 'only what is on lines that changed since a revision of git'),
    final: flag('ask for what the status Final needs too'),
    seps: value('<folder>', 'where the other SEPs are: those that are named must exist there'),
    maintainers: value('<file>', 'the list of maintainers (default: MAINTAINERS.md upward)'),
    explain: value('<rule>', 'what a rule looks at, why, and how to fix it'),
    listRules: flag('every rule in one line'),
  },
  examples: [
    'sep lint seps/0000-tool-icons.md',
    'sep lint seps/0000-tool-icons.md --fix',
    'sep lint seps/*.md --changed-since origin/main --format github',
    'sep lint --explain normative-case',
  ],
})
