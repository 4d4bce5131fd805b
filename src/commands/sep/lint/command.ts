import { anyArguments, choiceWithDefault, defineCommand, flag, type OptionsOf, value } from '../../shared/define.ts'
import { rule } from '../shared/flags.ts'

export type SepLintOptions = OptionsOf<typeof sepLint>

export const sepLint = defineCommand({
  description: 'report the problems in SEPs, each with its line and its rule',
  parameters: [anyArguments('file', 'SEPs, or a folder of them; - is standard input')],
  flags: {
    fix: flag('fix what can be fixed, and report what is left'),
    format: choiceWithDefault('human', '<format>', ['human', 'json', 'github', 'sarif'], 'how to print it'),
    json: flag('the same as --format json'),
    all: flag(
      'list all warnings and notes (default: in a file with errors, only their number if there are more than three)',
    ),
    rule,
    changedSince: value('<rev>', 'report only problems in lines that changed since a git revision'),
    final: flag('also check what the status Final requires'),
    seps: value('<folder>', 'the folder of the other SEPs, to check that a SEP refers only to existing ones'),
    maintainers: value(
      '<file>',
      'the list of maintainers (default: the nearest MAINTAINERS.md, here or in a parent folder)',
    ),
    explain: value('<rule>', 'explain a rule: what it checks, why, and how to fix what it finds'),
    listRules: flag('list every rule, with a one-line summary'),
  },
  examples: [
    'sep lint seps/0000-tool-icons.md',
    'sep lint seps/0000-tool-icons.md --fix',
    'sep lint seps --changed-since origin/main --format github',
    'sep lint --explain normative-case',
  ],
})
