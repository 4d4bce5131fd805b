import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { FakeGitHub } from './fake-github.ts'

export type RunningServer = { readonly url: string; close(): Promise<void> }

/** Serves the fake on a port of this machine, for a program in another process. With 0, the system chooses a free port. */
export async function listen(fake: Pick<FakeGitHub, 'fetch'>, port: number): Promise<RunningServer> {
  const server = createServer((request, response) => void forward(fake, request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake GitHub has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function forward(
  fake: Pick<FakeGitHub, 'fetch'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request
  const body = await text(request)
  try {
    const answer = await fake.fetch(new URL(url, 'http://127.0.0.1'), {
      method,
      redirect: 'manual',
      headers: { authorization: headers.authorization ?? '' },
      ...(body === '' ? {} : { body }),
    })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(await answer.text())
  } catch {
    // The fake throws to simulate a broken connection.
    request.socket.destroy()
  }
}
