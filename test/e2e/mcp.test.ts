import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { startFakeGitHub } from '../support/loopback.ts'
import { BIN, cleanEnv } from '../support/program.ts'
import { startInTerminal } from '../support/pty.ts'

const SEP_REPO = 'modelcontextprotocol/modelcontextprotocol'

type Message = { readonly id?: number; readonly result?: unknown; readonly error?: unknown }

let stop = () => undefined as unknown
afterEach(() => stop())

/** Starts the built program, and returns a function that sends a request and resolves to its result. */
function startServer(env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [BIN, 'mcp'], { env: cleanEnv(env), stdio: 'pipe' })
  stop = () => child.kill()
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let id = 0
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  return {
    write: (text: string) => child.stdin.write(text),
    /** What the program has written to standard error. */
    errors: () => errors,
    notify: (method: string) => send({ method }),
    async request(method: string, params: object = {}): Promise<Message> {
      send({ id: ++id, method, params })
      const { value } = await lines.next()
      return JSON.parse(String(value)) as Message
    },
    stopReading: () => child.stdout.destroy(),
    async end() {
      child.stdin.end()
      return new Promise((resolve) => child.on('close', resolve))
    },
  }
}

async function startSession(env: Readonly<Record<string, string>> = {}) {
  const server = startServer(env)
  const clientInfo = { name: 'test', version: '1' }
  const hello = await server.request('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  server.notify('notifications/initialized')
  const call = async (name: string, input: object = {}) => server.request('tools/call', { name, arguments: input })
  return { ...server, hello, call }
}

test('a client finds out where a text belongs, and the program ends when the client does', async () => {
  const { hello, call, end } = await startSession()
  expect(hello.result).toMatchObject({ serverInfo: { name: 'mcp-comms' } })
  const { result } = await call('where', { text: 'the inspector crashes when I connect' })
  expect(result).toMatchObject({ isError: false, content: [{ text: expect.stringContaining('"channel": "issue"') }] })
  expect(await end()).toBe(0)
})

test('tools only read, and none of them takes the path of a file', async () => {
  const { request } = await startSession()
  const { result } = await request('tools/list')
  const { tools } = result as { tools: { annotations: object; inputSchema: { properties: object } }[] }
  expect(tools).not.toHaveLength(0)
  for (const { annotations, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true })
    expect(Object.keys(inputSchema.properties)).not.toContain('file')
  }
})

test('a text is checked without being sent, and the text "-" does not read the messages of the client', async () => {
  // A request to GitHub would fail, and be reported.
  const { call } = await startSession({ GITHUB_API_URL: 'http://127.0.0.1:9', GH_TOKEN: 'ghp_ofTheTest' })
  const draft = 'Any client can read the session of another tenant by changing the id in the address.'
  const checked = await call('check_draft', { draft })
  expect(JSON.stringify(checked.result)).toContain('undisclosed vulnerability')
  const dash = await call('where', { text: '-' })
  expect(dash.result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('"usage"') }] })
  expect((await call('groups')).result).toMatchObject({ isError: false })
})

test('a wrong argument is an error of the call, and the next call works', async () => {
  const { call } = await startSession()
  expect((await call('where', { text: 'x', type: 'nothing' })).result).toMatchObject({ isError: true })
  expect((await call('no_such_tool')).error).toBeDefined()
  expect((await call('show_policy')).result).toMatchObject({ isError: false })
})

test('calls that still run when the client closes standard input are answered', async () => {
  const { envFor } = await startFakeGitHub({ viewer: { login: 'ada' }, repositories: { [SEP_REPO]: {} } })
  const { request, end } = await startSession(envFor('ghp_ofTheTest'))
  const answer = request('tools/call', { name: 'list_seps', arguments: {} })
  expect(await end()).toBe(0)
  expect((await answer).result).toMatchObject({ isError: false })
})

test('a message that is not JSON-RPC is reported without its words, and the next one is answered', async () => {
  const { write, request, errors } = await startSession()
  write('{"words":"a client can read the sessions of others"}\n')
  expect((await request('tools/list')).result).toBeDefined()
  expect(errors()).toBe('mcp-comms: a message from the client is not JSON-RPC, or longer than 32 MB\n')
})

test('a client that no longer reads is not told that its messages are wrong', async () => {
  const { stopReading, write, end, errors } = await startSession()
  stopReading()
  for (const id of [8, 9]) write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list' })}\n`)
  expect(await end()).toBe(0)
  expect(errors()).toBe('')
})

test('in a terminal, it says that it is for AI clients', async () => {
  const terminal = startInTerminal(['mcp'])
  await terminal.ended
  expect(terminal.text()).toContain('waits for an AI client')
})
