import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { connectGitHub } from '../../src/github/sign-in.ts'
import { fetchFor } from '../../src/system/proxy.ts'
import { TOKEN } from '../support/github.ts'
import { manualClock } from '../support/manual-clock.ts'

/** Starts a proxy that connects to no server, and answers with this status instead. */
async function startProxy(status: string): Promise<string> {
  const proxy = createServer()
  proxy.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const address = proxy.address()
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

test('if a proxy refuses to connect to GitHub, the message says so, and a write counts as not sent', async () => {
  const proxy = await startProxy('407 Proxy Authentication Required')
  const github = connectGitHub({
    endpoints: { api: 'https://api.github.test', graphql: 'https://api.github.test/graphql', host: 'github.test' },
    ...{ token: TOKEN, userAgent: 'mcp-comms/test', hasSecret, clock: manualClock() },
    fetch: await fetchFor({ HTTPS_PROXY: proxy }),
  })
  await expect(github.whoami()).rejects.toThrow('cannot reach api.github.test (the proxy answered 407)')
  expect(await github.createFork('example/protocol')).toMatchObject({
    outcome: 'refused',
    failure: { reason: { kind: 'unreachable' } },
  })
})
