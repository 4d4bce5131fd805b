import { type Command, CommanderError } from 'commander'
import { expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { createProgram } from '../../src/program.ts'

/**
 * Fails the test if the output shows an `mcp-comms` command that the program would not accept, such as one with an unknown
 * option. `run` of app.ts calls this after each run of the program.
 */
export function expectUsableCommands(app: App, output: string): void {
  for (const command of printedCommands(output)) expect(refusalOf(app, command), command).toBeNull()
}

const refusals = new Map<string, string | null>()

/** Why the program would not accept a command; null if it would. */
function refusalOf(app: App, command: string): string | null {
  const cached = refusals.get(command)
  if (cached !== undefined) return cached
  const refusal = parseOnly(app, wordsOf(command).slice(1))
  refusals.set(command, refusal)
  return refusal
}

function parseOnly(app: App, argv: readonly string[]): string | null {
  const silent = { ...app.terminal.out, write: () => undefined }
  const program = createProgram(
    { ...app, terminal: { ...app.terminal, out: silent, err: silent } },
    argv,
    () => undefined,
  )
  removeActions(program)
  try {
    program.parse(argv, { from: 'user' })
    return null
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 || isNameOnly(error, argv) ? null : error.message
  }
}

/** A sentence may name a command without its arguments ("made by mcp-comms issue plan"), or a line may end within a command. */
function isNameOnly({ code }: CommanderError, argv: readonly string[]): boolean {
  return ['commander.missingArgument', 'commander.help'].includes(code) && argv.every((word) => /^[a-z]+$/.test(word))
}

function removeActions(command: Command): void {
  for (const child of command.commands) removeActions(child)
  if (command.commands.length === 0) command.action(() => undefined)
}

/** The commands in an output: in backquotes, from a colon to the end of a line, on lines of their own, and in JSON. */
function printedCommands(output: string): readonly string[] {
  const text = output.replaceAll(/\\\n\s*/g, '')
  const quoted = [...text.matchAll(/`(mcp-comms [^`\n]+)`/g)].map(([, command = '']) => command)
  const atLineEnd = [...text.matchAll(/^(?:[ \t]*|.*: )(mcp-comms [a-z][^"`\n]*)$/gm)].map(
    ([, command = '']) => command,
  )
  const inJson = [...text.matchAll(/"command": ?("mcp-comms (?:[^"\\]|\\.)*")/g)].map(([, json = '""']) =>
    JSON.parse(json),
  )
  const isUsage = (command: string) => command.includes('[options]')
  return [...quoted, ...atLineEnd, ...inJson]
    .filter((command) => !isUsage(command))
    .map((command) => command.replace(/[).,;]+$/, ''))
}

/** The words of a command as a POSIX shell reads them. */
function wordsOf(command: string): readonly string[] {
  const words = command.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/g)
  return [...words].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
      (_, single, double, escaped) => single ?? double ?? escaped,
    ),
  )
}
