import { type Command, CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { commandTree, createWholeProgram, leavesOf } from '../../scripts/docs/command-tree.ts'
import { PAGES } from './pages.ts'

const pagesWithCommands = [...PAGES].filter(([, text]) => commandLinesIn(text).length > 0)

describe('the program', () => {
  test.each(pagesWithCommands)('accepts every command line in %s', (_path, text) => {
    expect(commandLinesIn(text).filter((line) => !isAccepted(line))).toEqual([])
  })

  test.each([
    'mcp-comms issue bulk --aply',
    'mcp-comms issue close 12',
    'mcp-comms doctor now',
    'mcp-comms policy diagram --format png',
  ])('rejects %s', (line) => {
    expect(isAccepted(line)).toBe(false)
  })
})

test('every command has examples, and every command and flag has a description', () => {
  const commands = leavesOf(commandTree())
  expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([])
  const terms = commands.flatMap(({ description, args, flags }) => [{ description }, ...args, ...flags])
  expect(terms.filter(({ description }) => description === '')).toEqual([])
})

/** The lines of shell and console blocks that run the program, without their comments. Leaves out lines with `[options]`. */
function commandLinesIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```(?:sh|console)\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', '').split('\n'))
  return lines
    .filter((line) => /^(\$ )?mcp-comms /.test(line) && !line.includes('[options]'))
    .map((line) => line.replace(/^\$ /, '').replace(/\s+#.*$/, ''))
}

function isAccepted(line: string): boolean {
  const words = (line.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ''))
  const redirect = words.indexOf('>')
  const program = createWholeProgram()
  disableActions(program)
  try {
    program.parse(redirect < 0 ? words : words.slice(0, redirect), { from: 'user' })
    return true
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0
    throw error
  }
}

function disableActions(command: Command): void {
  if (command.commands.length === 0) command.action(() => undefined)
  for (const child of command.commands) disableActions(child)
}
