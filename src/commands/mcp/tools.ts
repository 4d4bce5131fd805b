import * as z from 'zod'
import { ACTIONABILITIES, SENSITIVITIES, TYPES } from '../../policy/answers.ts'

/** The command line that answers a call. `stdin`: the text of the file `-`. */
export type CommandLine = { readonly argv: readonly string[]; readonly stdin?: string }

export type Tool = {
  readonly name: string
  /** For the model that chooses a tool. */
  readonly description: string
  readonly input: z.ZodObject
  /** Whether the tool may read from GitHub. */
  readonly isOnline: boolean
  /** The input has the shape of `input`. */
  commandLine(input: Readonly<Record<string, unknown>>): CommandLine
}

/** As long as a text that `where` reads. */
const text = (what: string) => z.string().max(4_000_000).describe(what)
const word = (what: string) => z.string().max(1_000).optional().describe(what)
const REPO = word('owner/name of the repository; by default the one that the policy names')

/**
 * The tools: commands that read, with what they print as JSON. None of them takes the path of a file, because the text of a
 * stranger could ask the model to read a private one.
 */
export const TOOLS: readonly Tool[] = [
  tool({
    name: 'where',
    description:
      'Finds the channel (and repository) in which a matter of the MCP community belongs: Discord, a discussion, an issue, a SEP, a private report … Returns the next step, the reason and its source. Call this before writing a post. If `confidence` or `repoConfidence` is not "high", ask the person which of the places is right.',
    input: {
      text: text('what the person wants to say, in their own words'),
      type: z.enum(TYPES).optional(),
      sensitivity: z.enum(SENSITIVITIES).optional(),
      actionability: z.enum(ACTIONABILITIES).optional(),
      area: word('what it concerns, such as spec, docs, typescript-sdk or inspector'),
    },
    commandLine: ({ text: matter, ...flags }) => ({ argv: ['where', '--json', ...flagWords(flags), '--', matter] }),
  }),
  tool({
    name: 'groups',
    description: 'Finds working and interest groups, with their channels, charters and repositories.',
    input: { topic: word('what the group works on; without it, all groups') },
    commandLine: ({ topic }) => ({ argv: ['groups', '--json', ...argumentWords(topic)] }),
  }),
  tool({
    name: 'check_draft',
    description:
      'Runs the checks on the text of a post before a person posts it: secrets, undisclosed vulnerabilities, private details, placeholders, the wrong channel … Posts nothing. A finding with the severity "block" has to be fixed first.',
    input: { draft: text('the whole draft file, or any other text'), repo: REPO },
    commandLine: ({ draft, repo }) => ({
      argv: ['check', '--json', '--offline', ...flagWords({ repo }), '-'],
      stdin: draft,
    }),
  }),
  tool({
    name: 'lint_sep',
    description: 'Reports the problems in the text of a SEP, each with its line, its rule and how to fix it.',
    input: { sep: text('the Markdown file of the SEP') },
    commandLine: ({ sep }) => ({ argv: ['sep', 'lint', '--json', '-'], stdin: sep }),
  }),
  tool({
    name: 'list_seps',
    description: 'Lists the SEPs: accepted and proposed ones, with their status, authors and sponsor.',
    input: {
      text: word('only SEPs with all these words in the title or the text'),
      status: word('such as draft, in-review or final; several with commas'),
      group: word('a part of the name of a working group'),
      repo: REPO,
    },
    isOnline: true,
    commandLine: (flags) => ({ argv: ['sep', 'list', '--json', ...flagWords(flags)] }),
  }),
  tool({
    name: 'show_sep',
    description: 'Shows a SEP: where it stands, what comes next, and its text.',
    input: { sep: z.number().int().positive().describe('its number'), repo: REPO },
    isOnline: true,
    commandLine: ({ sep, repo }) => ({ argv: ['sep', 'show', '--json', ...flagWords({ repo }), String(sep)] }),
  }),
  tool({
    name: 'suggest_sponsors',
    description: 'Suggests sponsors for a SEP: who leads a group that works on its topic, or maintains its area.',
    input: { topic: text('what the SEP is about'), repo: REPO },
    isOnline: true,
    commandLine: ({ topic, repo }) => ({ argv: ['sep', 'sponsors', '--json', ...flagWords({ repo }), '--', topic] }),
  }),
  tool({
    name: 'list_templates',
    description: 'Lists the templates for issues, discussions and decisions of a repository.',
    input: { repo: REPO },
    isOnline: true,
    commandLine: (flags) => ({ argv: ['templates', 'list', '--json', ...flagWords(flags)] }),
  }),
  tool({
    name: 'show_template',
    description: 'Shows what a template asks for.',
    input: { id: z.string().max(1_000).describe('as `list_templates` shows it'), repo: REPO },
    isOnline: true,
    commandLine: ({ id, repo }) => ({ argv: ['templates', 'show', '--json', ...flagWords({ repo }), '--', id] }),
  }),
  tool({
    name: 'show_policy',
    description: 'Shows the rules of the community: channels, rules and guidelines with their sources, contacts.',
    input: {},
    commandLine: () => ({ argv: ['policy', 'show', '--json'] }),
  }),
]

function tool<Shape extends z.ZodRawShape>({
  input,
  isOnline = false,
  commandLine,
  ...shown
}: {
  readonly name: string
  readonly description: string
  readonly input: Shape
  readonly isOnline?: boolean
  readonly commandLine: (input: z.output<z.ZodObject<Shape>>) => CommandLine
}): Tool {
  const schema = z.object(input)
  return { ...shown, input: schema, isOnline, commandLine: (given) => commandLine(schema.parse(given)) }
}

function flagWords(flags: Readonly<Record<string, string | undefined>>): readonly string[] {
  // `--name=value`, so that a value that begins with a dash is not a flag.
  return Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]))
}

function argumentWords(value: string | undefined): readonly string[] {
  return value === undefined ? [] : ['--', value]
}
