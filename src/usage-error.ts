import type { Command, CommanderError } from 'commander'
import { UsageError } from './errors.ts'
import { nearestWord } from './text/nearest.ts'

/** A command line that Commander rejected. */
type Call = {
  readonly argv: readonly string[]
  /** The command or group that the first words name. */
  readonly command: Command
  readonly path: readonly string[]
  /** The words after its name. */
  readonly rest: readonly string[]
  /** The names of the commands in groups, such as `issue bulk`. */
  readonly namesInGroups: () => readonly string[]
}

/** Says what is wrong with a command line in our words, and what to do. */
export function usageError({ code, message }: CommanderError, call: Call): UsageError {
  const [problem = '', suggestion = null] = problemOf(message.replace(/^error: /, ''), call.path).split('\n')
  return new UsageError(problem.replace(/\.$/, ''), { hint: hintFor(code, call, suggestion) })
}

/** @param suggestion what Commander suggests, in parentheses */
function hintFor(code: string, call: Call, suggestion: string | null): string {
  if (code === 'commander.unknownOption' && hasDashedText(call.argv)) return DASH_HINT
  const seeHelp = `see ${['mcp-comms', ...call.path].join(' ')} --help`
  if (code === 'commander.unknownCommand') return unknownCommandHint(call) ?? (isText(call) ? TEXT_HINT : seeHelp)
  return suggestion?.replace(/^\((.*)\)$/, '$1') ?? seeHelp
}

/** `option '-R, --repo <owner/name>' argument missing` */
const MISSING_VALUE = /^option '(?:-\w, )?(--[^']+)' argument missing$/
/** `option '--severity <level>' argument 'huge' is invalid. Allowed choices are low, high.` */
const UNKNOWN_CHOICE =
  /^(?:option '(?:-\w, )?(--[\w-]+).*' argument|command-argument value) '(.*)' is invalid.*?\. Allowed choices are (.*)\.$/s

/** Says in fewer words than Commander that the value of a flag or an argument is missing or wrong. */
function problemOf(message: string, path: readonly string[]): string {
  const [, missing] = MISSING_VALUE.exec(message) ?? []
  if (missing !== undefined) return `${missing} needs a value`
  const [, flag = path.join(' '), value, choices] = UNKNOWN_CHOICE.exec(message) ?? []
  return choices === undefined ? message : `${flag} expects ${withOr(choices)}, not "${value}"`
}

/** Turns `a, b, c` into `a, b or c`. */
function withOr(list: string): string {
  return list.replace(/, (?=[^,]*$)/, ' or ')
}

/**
 * Whether a word after `where` may be a text such as "-n is ignored", which Commander mistakes for an option. `--jsn` can only be an
 * option.
 */
function hasDashedText(argv: readonly string[]): boolean {
  return argv[0] === 'where' && argv.some((word) => /^-(?:[^-]|.*\s)/s.test(word))
}

const DASH_HINT =
  'A text that begins with a dash goes after "--", after all options: mcp-comms where -- "-n is ignored"'

/** What `gh` and other programs call our commands. */
const OTHER_NAMES: Readonly<Record<string, string>> = { create: 'new', view: 'show', version: '--version' }

/** Suggests the commands with the typed name, such as `issue bulk` for `bulk`, or else the one with the most similar name, if any. */
function unknownCommandHint({ path, command, rest, namesInGroups }: Call): string | null {
  const [typed = ''] = rest
  const name = Object.hasOwn(OTHER_NAMES, typed) ? OTHER_NAMES[typed] : typed
  const isTop = path.length === 0
  if (isTop && name === '--version') return 'Did you mean --version?'
  const names = command.commands.map((subcommand) => subcommand.name())
  const sameNames = (isTop ? namesInGroups() : names).filter((known) => known.split(' ').at(-1) === name)
  const suggested = sameNames.length > 0 ? sameNames : [nearestWord(typed, names)].filter((nearest) => nearest !== null)
  return suggested.length === 0 ? null : `Did you mean ${withOr(suggested.join(', '))}?`
}

/** Whether the words are a text, so that the person has probably forgotten `where`. */
function isText({ path, rest }: Call): boolean {
  const words = rest.filter((word) => !word.startsWith('-'))
  return path.length === 0 && /\S\s+\S/.test(words.join(' '))
}

const TEXT_HINT = 'To ask where a text belongs: mcp-comms where "…"'
