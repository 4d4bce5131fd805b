type Fetch = typeof globalThis.fetch

/** In bytes, after decompression. The largest response that we ask for, a hundred SEPs, is about three million. */
const MAX_RESPONSE_SIZE = 20_000_000
/** GitHub answers with a redirect for a repository that was renamed. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]
const MAX_REDIRECTS = 3
const WITHOUT_BODY: readonly number[] = [204, 205, 304]

/**
 * A `fetch` that trusts the server with nothing but the request. A token and a text stay where they were sent: only a read
 * is redirected, and only within the same server. The response arrives whole, and within the time limit and the size limit.
 */
export function carefulFetch(fetch: Fetch): Fetch {
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input)
    let response = await fetch(input, { ...init, redirect: 'manual' })
    for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
      const next = redirectOf(response, url)
      if (next === null || (init.method ?? 'GET') !== 'GET') break
      await response.body?.cancel()
      url = next
      response = await fetch(url, { ...init, redirect: 'manual' })
    }
    // A response of our own cannot have another status; no part of HTTP defines one.
    const status = response.status >= 200 && response.status <= 599 ? response.status : 502
    const body = await readBody(response, init.signal ?? null)
    return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers: [...response.headers] })
  }
}

function redirectOf({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get('location') ?? ''
  if (!REDIRECTS.includes(status) || location === '' || !URL.canParse(location, from.href)) return null
  const url = new URL(location, from)
  return url.origin === from.origin ? url : null
}

async function readBody({ body }: Response, signal: AbortSignal | null): Promise<Blob> {
  if (body === null) return new Blob([])
  const reader = body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), signal)
      if (done) return new Blob(chunks)
      size += value.length
      if (size > MAX_RESPONSE_SIZE)
        throw Object.assign(new Error('the response is too long'), { code: 'RESPONSE_TOO_LARGE' })
      chunks.push(value)
    }
  } catch (error) {
    reader.cancel().catch(() => undefined)
    throw error
  }
}

/** A server that stops in the middle of its response must not hold us, even if the stream does not notice the time limit. */
function orAborted<T>(reading: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return reading
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
