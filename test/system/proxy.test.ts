import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { fetchFor } from '../../src/system/proxy.ts'

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Starts a site and a proxy on this machine. `tunnels`: the hosts that were requested through the proxy. */
async function startSiteAndProxy() {
  const site = createServer((_, response) => response.end('the site'))
  const port = await listen(site)
  const tunnels: string[] = []
  const proxy = createServer()
  proxy.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url)
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    onTestFinished(() => void upstream.destroy())
    onTestFinished(() => void socket.destroy())
  })
  return { port, tunnels, proxy: `127.0.0.1:${await listen(proxy)}` }
}

describe('a proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy'])('is taken from %s', async (name) => {
    const { port, tunnels, proxy } = await startSiteAndProxy()
    const proxied = await fetchFor({ [name]: `http://${proxy}` })
    const response = await proxied(`http://site.test:${port}/`)
    expect([await response.text(), tunnels]).toEqual(['the site', [`site.test:${port}`]])
  })

  test('an address without a scheme is accepted, and HTTPS_PROXY does not apply to http', async () => {
    const { port, tunnels, proxy } = await startSiteAndProxy()
    const response = await (await fetchFor({ HTTPS_PROXY: proxy }))(`http://127.0.0.1:${port}/`)
    expect([await response.text(), tunnels]).toEqual(['the site', []])
  })

  test.each(['NO_PROXY', 'no_proxy'])('%s lists hosts that are reached without the proxy', async (name) => {
    const { port, tunnels, proxy } = await startSiteAndProxy()
    const direct = await fetchFor({ HTTP_PROXY: proxy, [name]: 'example.org,127.0.0.1' })
    const response = await direct(`http://127.0.0.1:${port}/`)
    expect([await response.text(), tunnels]).toEqual(['the site', []])
  })

  test.each([
    ['*', 'direct'],
    ['.test', 'direct'],
    ['*.test', 'direct'],
    ['example.org, site.test', 'direct'],
    ['site.test:1', 'proxied'],
    ['ite.test', 'proxied'],
    ['', 'proxied'],
  ])('with NO_PROXY="%s", a request is %s', async (noProxy, expected) => {
    const { port, tunnels, proxy } = await startSiteAndProxy()
    const fetchSite = await fetchFor({ HTTP_PROXY: proxy, NO_PROXY: noProxy })
    await fetchSite(`http://site.test:${port}/`).catch(() => 'not found without the proxy')
    expect(tunnels.length === 0 ? 'direct' : 'proxied').toBe(expected)
  })

  test.each([
    ['http://site.test', 'site.test:80', 'direct'],
    ['http://site.test', 'site.test:443', 'proxied'],
    ['https://site.test', 'site.test:443', 'direct'],
    ['https://site.test', '.test:443', 'direct'],
    ['https://api.site.test', 'site.test:443', 'direct'],
    ['https://site.test', 'site.test:80', 'proxied'],
    ['https://site.test:8443', 'site.test:443', 'proxied'],
    ['http://[::1]:8080', '::1', 'direct'],
    ['http://[::1]:8080', '[::1]', 'direct'],
    ['http://[::1]:8080', '[::1]:8080', 'direct'],
    ['http://[::1]:8080', '[::1]:2', 'proxied'],
    ['http://[::1]:8080', '0:0:0:0:0:0:0:1', 'direct'],
    ['http://[2001:db8::1]:8080', '::1', 'proxied'],
    ['http://10.0.0.1:8080', '0.0.1', 'proxied'],
    ['https://site.test', 'SITE.test.', 'direct'],
    ['https://site.test', ':443', 'proxied'],
  ])('a request to %s with NO_PROXY="%s" is %s', async (address, noProxy, expected) => {
    const { tunnels, proxy } = await startSiteAndProxy()
    const direct = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
    onTestFinished(() => direct.mockRestore())
    const fetchSite = await fetchFor({ HTTP_PROXY: proxy, NO_PROXY: noProxy })
    await fetchSite(address).catch(() => 'the site does not speak TLS')
    expect([direct.mock.calls.length, tunnels.length > 0]).toEqual(expected === 'direct' ? [1, false] : [0, true])
  })

  test("is not needed: without one, Node's fetch is used", async () => {
    expect(await fetchFor({ HTTP_PROXY: '', NO_PROXY: 'x' })).toBe(fetch)
  })

  test.each([
    'socks5://127.0.0.1:1080',
    'http://',
    '::secret::',
    'http://ada:secret%@127.0.0.1:9',
    'http://ada%E9:secret@127.0.0.1:9',
  ])('%s is rejected, and no secret in it is quoted', async (address) => {
    const error = await fetchFor({ HTTPS_PROXY: address }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect(String(error)).toContain('HTTPS_PROXY must be the address of an HTTP proxy')
    expect(String(error)).not.toContain('secret')
    expect(error instanceof UsageError && error.hint !== null).toBe(address.includes('%'))
  })
})
