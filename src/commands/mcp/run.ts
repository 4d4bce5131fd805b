import { setImmediate } from 'node:timers/promises'
import { type CallToolResult, McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import type { App } from '../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import { SILENT_PROGRESS, screenFor } from '../../terminal/terminal.ts'
import { type CommandLine, TOOLS } from './tools.ts'

export type RunCommand = (app: App, argv: readonly string[]) => Promise<ExitCode>

const INSTRUCTIONS =
  'Leads contributors of the Model Context Protocol to the right channel. Call `where` with what the person wants to say before you write a post. If `where` answers that the matter is private, never put any of it into a public place. Nothing here posts: a person posts with the commands that `where` returns.'

/** The longest text of a tool fits, even if the client escapes each character. The SDK's default of 10 MB would be too little. */
const MAX_MESSAGE_BYTES = 32_000_000

/** Serves until the client closes standard input. Each tool runs a command that only reads. */
export function run(app: App, runCommand: RunCommand): Promise<ExitCode> {
  if (app.terminal.canPrompt)
    throw new UsageError('mcp waits for an AI client, which writes to its standard input', {
      hint: 'Add it to the configuration of the client: mcp-comms mcp --help',
    })
  const calls = new Set<Promise<unknown>>()
  const callTool = (line: CommandLine) => {
    const call = runTool(app, runCommand, line)
    calls.add(call)
    return call.finally(() => calls.delete(call))
  }
  const transport = new AnsweringTransport(calls)
  let isReported = false
  const report = (error: Error) => {
    // An error of the system, such as a broken pipe, means that the client has gone, and not that its message was wrong.
    if (isReported || 'syscall' in error) return
    isReported = true
    app.terminal.err.write(UNREADABLE_MESSAGE)
  }
  return new Promise((resolve) => {
    const factory = () => {
      const server = createServer(app, callTool)
      server.server.onclose = () => resolve(EXIT.done)
      return server
    }
    serveStdio(factory, { transport, onerror: report })
  })
}

/** Does not quote the message, because it may be private, and clients write this text to a log. */
const UNREADABLE_MESSAGE = `mcp-comms: a message from the client is not JSON-RPC, or longer than ${MAX_MESSAGE_BYTES / 1_000_000} MB\n`

/**
 * Waits for the running calls before it closes. Otherwise, the SDK would drop their answers if a script writes its requests and closes the
 * pipe at once.
 */
class AnsweringTransport extends StdioServerTransport {
  readonly #calls: ReadonlySet<Promise<unknown>>

  constructor(calls: ReadonlySet<Promise<unknown>>) {
    super(undefined, undefined, { maxBufferSize: MAX_MESSAGE_BYTES })
    this.#calls = calls
  }

  override async close(): Promise<void> {
    do {
      // The SDK starts a call, and sends its answer, in microtasks.
      await setImmediate()
      await Promise.allSettled(this.#calls)
    } while (this.#calls.size > 0)
    await setImmediate()
    await super.close()
  }
}

function createServer(app: App, callTool: (line: CommandLine) => Promise<CallToolResult>): McpServer {
  const server = new McpServer({ name: 'mcp-comms', version: app.version }, { instructions: INSTRUCTIONS })
  for (const { name, description, input, isOnline, commandLine } of TOOLS) {
    const annotations = { readOnlyHint: true, openWorldHint: isOnline }
    server.registerTool(name, { description, inputSchema: input, annotations }, (toolInput) =>
      callTool(commandLine(toolInput)),
    )
  }
  return server
}

/** Returns what the command prints: its result as JSON, and then its notes. No result means an error. */
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
