import * as z from 'zod'
import { ACTIONABILITIES, SENSITIVITIES, TYPES } from '../../policy/answers.ts'

/** The command line that answers a call of a tool. `stdin`: the text that the command reads from standard input. */
export type CommandLine = { readonly argv: readonly string[]; readonly stdin?: string }

export type Tool = {
  readonly name: string
  /** Tells the model when to call the tool. */
  readonly description: string
  readonly input: z.ZodObject
  /** Whether the tool may read from GitHub. */
  readonly isOnline: boolean
  /** @throws ZodError for an input that does not match the schema */
  commandLine(input: Readonly<Record<string, unknown>>): CommandLine
}

/** `where` reads texts of up to this length from standard input, too. */
const MAX_TEXT_LENGTH = 4_000_000
const MAX_OPTION_LENGTH = 1_000
const text = (what: string) => z.string().max(MAX_TEXT_LENGTH).describe(what)
const optional = (what: string) => z.string().max(MAX_OPTION_LENGTH).optional().describe(what)
const REPO = optional('owner/name of the repository; by default the one that the policy names')

/**
 * Each tool runs a command that only reads, and returns what the command prints as JSON. No tool takes the path of a file: a text that a
 * stranger wrote could make the model pass the path of a private file.
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
      area: optional('what it concerns, such as spec, docs, typescript-sdk or inspector'),
    },
    commandLine: ({ text: matter, ...flags }) => ({ argv: ['where', '--json', ...flagArguments(flags), '--', matter] }),
  }),
  tool({
    name: 'groups',
    description: 'Finds working and interest groups, with their channels, charters and repositories.',
    input: { topic: optional('what the group works on; without it, all groups') },
    commandLine: ({ topic }) => ({ argv: ['groups', '--json', ...optionalArgument(topic)] }),
  }),
  tool({
    name: 'check_draft',
    description:
      'Runs the checks on the text of a post before a person posts it: secrets, undisclosed vulnerabilities, private details, placeholders, the wrong channel … Posts nothing. A finding with the severity "block" has to be fixed first.',
    input: { draft: text('the whole draft file, or any other text'), repo: REPO },
    commandLine: ({ draft, repo }) => ({
      argv: ['check', '--json', '--offline', ...flagArguments({ repo }), '-'],
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
      text: optional('only SEPs with all these words in the title or the text'),
      status: optional('such as draft, in-review or final; several with commas'),
      group: optional('a part of the name of a working group'),
      repo: REPO,
    },
    isOnline: true,
    commandLine: (flags) => ({ argv: ['sep', 'list', '--json', ...flagArguments(flags)] }),
  }),
  tool({
    name: 'show_sep',
    description: 'Shows a SEP: where it stands, what comes next, and its text.',
    input: { sep: z.number().int().positive().describe('its number'), repo: REPO },
    isOnline: true,
    commandLine: ({ sep, repo }) => ({ argv: ['sep', 'show', '--json', ...flagArguments({ repo }), String(sep)] }),
  }),
  tool({
    name: 'suggest_sponsors',
    description: 'Suggests sponsors for a SEP: who leads a group that works on its topic, or maintains its area.',
    input: { topic: text('what the SEP is about'), repo: REPO },
    isOnline: true,
    commandLine: ({ topic, repo }) => ({
      argv: ['sep', 'sponsors', '--json', ...flagArguments({ repo }), '--', topic],
    }),
  }),
  tool({
    name: 'list_templates',
    description: 'Lists the templates for issues, discussions and decisions of a repository.',
    input: { repo: REPO },
    isOnline: true,
    commandLine: (flags) => ({ argv: ['templates', 'list', '--json', ...flagArguments(flags)] }),
  }),
  tool({
    name: 'show_template',
    description: 'Shows what a template asks for.',
    input: { id: z.string().max(MAX_OPTION_LENGTH).describe('as `list_templates` shows it'), repo: REPO },
    isOnline: true,
    commandLine: ({ id, repo }) => ({ argv: ['templates', 'show', '--json', ...flagArguments({ repo }), '--', id] }),
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
  ...nameAndDescription
}: {
  readonly name: string
  readonly description: string
  readonly input: Shape
  readonly isOnline?: boolean
  readonly commandLine: (input: z.output<z.ZodObject<Shape>>) => CommandLine
}): Tool {
  const schema = z.object(input)
  return {
    ...nameAndDescription,
    input: schema,
    isOnline,
    commandLine: (toolInput) => commandLine(schema.parse(toolInput)),
  }
}

/** Writes each flag as `--name=value`, so that a value that begins with a dash is not read as another flag. */
function flagArguments(flags: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]))
}

function optionalArgument(value: string | undefined): readonly string[] {
  return value === undefined ? [] : ['--', value]
}
