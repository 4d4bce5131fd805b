import { describe, expect, test } from 'vitest'
import { hardenedFetch } from '../../src/github/response.ts'

const API = 'https://api.github.test'

/** A fetch that records its requests, gives these responses in order, and repeats the last one. */
function fetchWith(...answers: readonly (() => Response)[]) {
  const requests: Request[] = []
  const fetch = hardenedFetch(async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    const answer = answers[Math.min(requests.length, answers.length) - 1]
    if (answer === undefined) throw new Error('no answer')
    return answer()
  })
  return { fetch, requests, urls: () => requests.map(({ url }) => url) }
}
const redirectTo =
  (location: string, status = 301) =>
  () =>
    new Response(null, { status, headers: { location } })
const okResponse = () => new Response('here')

/** An endless body, in pieces of a million bytes. */
function endlessBody() {
  let sent = 0
  const body = new ReadableStream({
    pull: (controller) => {
      sent++
      controller.enqueue(new Uint8Array(1_000_000))
    },
  })
  return { response: () => new Response(body), sent: () => sent }
}

describe('a redirect', () => {
  test('of a read is followed on the same server, as for a renamed repository', async () => {
    const { fetch, urls } = fetchWith(redirectTo('/repositories/7'), okResponse)
    expect(await (await fetch(`${API}/repos/a/b`)).text()).toBe('here')
    expect(urls()).toEqual([`${API}/repos/a/b`, `${API}/repositories/7`])
  })

  test.each([
    'https://evil.test/x',
    '//evil.test/x',
    'http://api.github.test/x',
    'https://api.github.test:8443/x',
    'file:///x',
  ])('to another server is not followed: %s', async (location) => {
    const { fetch, requests } = fetchWith(redirectTo(location), okResponse)
    const response = await fetch(`${API}/user`, { headers: { authorization: 'bearer x' } })
    expect(response.status).toBe(301)
    expect(requests).toHaveLength(1)
  })

  test.each([301, 302, 303, 307, 308])('of a request with a body is never followed: %i', async (status) => {
    const { fetch, requests } = fetchWith(redirectTo('/elsewhere', status), okResponse)
    expect((await fetch(`${API}/graphql`, { method: 'POST', body: 'a text' })).status).toBe(status)
    expect(requests.map(({ redirect }) => redirect)).toEqual(['manual'])
  })

  test('in a loop ends', async () => {
    const { fetch, requests } = fetchWith(redirectTo('/again'))
    expect((await fetch(`${API}/user`)).status).toBe(301)
    expect(requests.length).toBeLessThan(6)
  })
})

describe('a body', () => {
  test('that never ends is rejected at the size limit', async () => {
    const { response, sent } = endlessBody()
    await expect(fetchWith(response).fetch(API)).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' })
    expect(sent()).toBeLessThan(25)
  })

  test('that stops in the middle ends with the timeout', async () => {
    const half = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"da')) })
    const limit = new AbortController()
    const reading = fetchWith(() => new Response(half)).fetch(API, { signal: limit.signal })
    limit.abort(new DOMException('The operation timed out', 'TimeoutError'))
    await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test.each([204, 205, 304])('is empty with the status %i', async (status) => {
    const response = await fetchWith(() => new Response(null, { status })).fetch(API)
    expect([response.status, await response.text()]).toEqual([status, ''])
  })
})
