import { anyArguments, defineCommand, earlierName, flag, type OptionsOf, switchOff, value } from '../shared/define.ts'
import { input, jsonWithoutPrompts, plain, policy } from '../shared/flags.ts'

/** `readFlags` checks the values, because the areas depend on the policy. */
export type WhereOptions = OptionsOf<typeof where>

export const where = defineCommand({
  description: 'find the right channel for what you want to say',
  parameters: [anyArguments('text', 'what you want to say, in your own words; - is stdin')],
  flags: {
    type: value('<type>', 'what it is about: bug, docs, feature, protocol-change, vulnerability, … (all: --type help)'),
    sensitivity: value('<who>', 'who may read it: public, security, people, limited-audience'),
    actionability: value('<kind>', 'whether someone could start on it: actionable, open-ended, ad-hoc'),
    area: value('<area>', 'what it concerns: spec, docs, typescript-sdk, inspector, … (all: --area help)'),
    file: value('<file>', 'many texts: one per line, or JSON Lines with "text"; - is stdin; prints NDJSON'),
    json: jsonWithoutPrompts,
    explain: flag('show the rule, the answers that led to it, and how likely each repository is'),
    context: switchOff('ignore the current folder: which repository it is a clone of, and what its project depends on'),
    web: flag('open the channel in the browser; for a report about conduct, an empty email', 'w'),
    open: earlierName('the earlier name of --web'),
    input,
    plain,
    policy,
  },
  examples: [
    'where',
    'where "how do I declare a tool in the Python SDK?"',
    'where --type bug --sensitivity public --actionability actionable --area go-sdk --json',
    'where --file texts.txt',
  ],
})
