import type { Argument, Command, Help, Option } from 'commander'
import type { App } from '../../src/app.ts'
import { ENTRIES } from '../../src/commands/tree.ts'
import { createProgram } from '../../src/program.ts'

/**
 * A command, an argument, a flag or an exit code as the help shows it, such as `-R, --repo <owner/name>`, and its description.
 */
export type HelpTerm = { readonly term: string; readonly description: string }

/** A command as its help describes it. */
export type CommandPage = {
  /** Its words without the program's name: `['issue', 'bulk']`; empty for the program itself. */
  readonly path: readonly string[]
  readonly description: string
  readonly usage: string
  readonly args: readonly HelpTerm[]
  readonly flags: readonly HelpTerm[]
  readonly notes: readonly string[]
  readonly examples: readonly string[]
  readonly exitCodes: readonly HelpTerm[]
  readonly commands: readonly CommandPage[]
}

/** Creates the program with all commands. A run declares only the commands that its arguments name, so we name all of them. */
export function createWholeProgram(): Command {
  // Declaring commands uses only the version and the terminal of the App; nothing runs.
  const screen = { columns: 80, write: () => undefined }
  const app: App = Object.create({ version: '', terminal: { out: screen, err: screen } })
  const names = ENTRIES.map(({ name }) => name)
  return createProgram(app, ['help', ...names], () => undefined)
}

export function commandTree(): CommandPage {
  return pageOf(createWholeProgram(), [])
}

/** The commands that can be run, without their groups. */
export function leavesOf(page: CommandPage): readonly CommandPage[] {
  return page.commands.flatMap((command) => (command.commands.length === 0 ? [command] : leavesOf(command)))
}

function pageOf(command: Command, path: readonly string[]): CommandPage {
  const help = command.createHelp()
  const options = command.options.filter((option) => !option.hidden)
  return {
    path,
    description: command.description(),
    usage: ['mcp-comms', ...path, command.usage()].join(' ').trimEnd(),
    args: command.registeredArguments.map((argument) => argumentTerm(help, argument)),
    flags: options.map((option) => optionTerm(help, option)),
    commands: command.commands.map((child) => pageOf(child, [...path, child.name()])),
    ...readAfterHelp(afterHelpOf(command)),
  }
}

function argumentTerm(help: Help, argument: Argument): HelpTerm {
  const name = argument.variadic ? `${argument.name()}...` : argument.name()
  const term = argument.required ? `<${name}>` : `[${name}]`
  return { term, description: help.argumentDescription(argument) }
}

function optionTerm(help: Help, option: Option): HelpTerm {
  return { term: help.optionTerm(option), description: help.optionDescription(option) }
}

/** The text that addHelpText() appended. Commander does not expose it, so we cut it from the printed help. */
function afterHelpOf(command: Command): string {
  let printed = ''
  command.configureOutput({
    writeOut: (text) => {
      printed += text
    },
  })
  command.outputHelp()
  return printed.slice(command.helpInformation().length)
}

function readAfterHelp(text: string): Pick<CommandPage, 'notes' | 'examples' | 'exitCodes'> {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph !== '')
  const isExamples = (paragraph: string) => /^Examples?:/.test(paragraph)
  const isExitCodes = (paragraph: string) => paragraph.startsWith('Exit codes:')
  return {
    notes: paragraphs.filter((paragraph) => !isExamples(paragraph) && !isExitCodes(paragraph)),
    examples: paragraphs.filter(isExamples).flatMap(readExamples),
    exitCodes: paragraphs.filter(isExitCodes).flatMap(readExitCodes),
  }
}

function readExamples(paragraph: string): string[] {
  return [...paragraph.matchAll(/^\s*\$ (.*)$/gm)].map(([, example = '']) => example)
}

function readExitCodes(paragraph: string): HelpTerm[] {
  return paragraph
    .replace('Exit codes:', '')
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [term = '', ...words] = part.split(/ +/)
      return { term, description: words.join(' ') }
    })
}
