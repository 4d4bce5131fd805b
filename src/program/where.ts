import { where } from '../commands/where/run.ts'
import { type Entry, type Flags, policyOption } from './entry.ts'

export const WHERE: Entry = {
  name: 'where',
  summary: 'which channel does it belong in?',
  usage: '[options] [text...]',
  declare: (command, app, exit) => {
    command
      .argument('[text...]', 'what you want to say, in your own words')
      .option('--type <type>', 'what it is about: bug, docs, feature, protocol-change, vulnerability, …')
      .option('--sensitivity <who>', 'may everyone read it: public, security, people, limited-audience')
      .option('--actionability <kind>', 'could someone start on it: actionable, open-ended, ad-hoc')
      .option('--area <area>', 'what it concerns: spec, docs, typescript-sdk, inspector, …')
      .option('--file <file>', 'many texts: one a line, or JSON Lines with "text"; - is stdin; prints NDJSON')
      .option('--json', 'print the answer as JSON, and ask nothing')
      .option('--explain', 'show the way through the questions, and the rule')
      .option('--open', 'open the place in the browser')
      .option('--no-input', 'never ask; name what is missing instead')
      .addOption(policyOption())
      .addHelpText('after', WHERE_EXAMPLES)
      .action(async (text: readonly string[], flags: Flags) => {
        exit(await where(app, { input: true, ...flags, text }))
      })
  },
}

const WHERE_EXAMPLES = `
Examples:
  $ mcp-comms where
  $ mcp-comms where "how do I declare a tool in the Python SDK?"
  $ mcp-comms where --type bug --sensitivity public --actionability actionable --area go-sdk --json
  $ mcp-comms where --file texts.txt`
