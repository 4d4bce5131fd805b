import { type CallToolResult, McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { App } from '../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import { SILENT_PROGRESS, screenFor } from '../../terminal/terminal.ts'
import { type CommandLine, TOOLS } from './tools.ts'

export type RunCommand = (app: App, argv: readonly string[]) => Promise<ExitCode>

const INSTRUCTIONS =
  'Leads contributors of the Model Context Protocol to the right channel. Call `where` with what the person wants to say before you write a post. If it answers that a matter is private, never put any of it into a public place. Nothing here posts: a person posts with the commands that `where` returns.'

/** Serves until the client closes standard input. Each tool runs a command that only reads. */
export function run(app: App, runCommand: RunCommand): Promise<ExitCode> {
  if (app.terminal.canPrompt)
    throw new UsageError('mcp waits for an AI client, which writes to its standard input', {
      hint: 'Add it to the configuration of the client: mcp-comms mcp --help',
    })
  return new Promise((resolve) => {
    serveStdio(() => {
      const server = createServer(app, runCommand)
      server.server.onclose = () => resolve(EXIT.done)
      return server
    })
  })
}

function createServer(app: App, runCommand: RunCommand): McpServer {
  const server = new McpServer({ name: 'mcp-comms', version: app.version }, { instructions: INSTRUCTIONS })
  for (const { name, description, input, isOnline, commandLine } of TOOLS) {
    const annotations = { readOnlyHint: true, openWorldHint: isOnline }
    server.registerTool(name, { description, inputSchema: input, annotations }, (toolInput) =>
      runTool(app, runCommand, commandLine(toolInput)),
    )
  }
  return server
}

/** Returns what the command prints: its result as JSON, and then its notes. It is an error if there is no result. */
async function runTool(app: App, runCommand: RunCommand, { argv, stdin = '' }: CommandLine): Promise<CallToolResult> {
  const out = memoryScreen()
  const err = memoryScreen()
  // The program's own standard input belongs to the protocol.
  const readText: App['files']['readText'] = async (path, limit) =>
    path === '-' ? stdin : app.files.readText(path, limit)
  const terminal = { out: out.screen, err: err.screen, canPrompt: false }
  const progress: App['progress'] = async () => SILENT_PROGRESS
  await runCommand({ ...app, files: { ...app.files, readText }, terminal, progress }, argv)
  const texts = [out.text(), err.text()].filter((text) => text !== '')
  return { content: texts.map((text) => ({ type: 'text', text })), isError: out.text() === '' }
}

/** Returns a screen that shows nothing, and a function that returns what was written to it. */
function memoryScreen() {
  let written = ''
  const screen = screenFor({
    isTerminal: false,
    columns: 80,
    hasFailed: false,
    write: (text) => {
      written += text
    },
    waitForDrain: async () => undefined,
    style: async () => (await import('../../terminal/style.ts')).plainStyle({ unicode: true }),
  })
  return { screen, text: () => written }
}
