import { onTestFinished } from 'vitest'
import { createFakeGitHub, type FakeGitHub } from './fake-github/fake-github.ts'
import { tokenIn } from './fake-github/requests.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { listen } from './fake-github/server.ts'

/** A request, and the token that identifies its sender, because a test gives each run its own token. */
export type ReceivedRequest = { readonly operation: string; readonly token: string }

/** Functions that are called for each request, which waits for them. */
export type Watch = {
  /** Called when the request has arrived, but has not taken effect. */
  readonly onRequest?: (received: ReceivedRequest) => Promise<void> | void
  /** Called when the request has taken effect, but has not been answered. */
  readonly beforeAnswer?: (received: ReceivedRequest) => Promise<void> | void
}

export type Loopback = {
  readonly fake: FakeGitHub
  /** The environment variables that connect the built program to the fake, with this token. */
  readonly envFor: (token: string) => Readonly<Record<string, string>>
}

/** Starts the fake GitHub on a port of this machine, for the built program. */
export async function startFakeGitHub(seed: SeedInput, watch: Watch = {}): Promise<Loopback> {
  const fake = createFakeGitHub(seed)
  const { url, close } = await listen({ fetch: watchFetch(fake, watch) }, 0)
  onTestFinished(close)
  const addresses = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` }
  return { fake, envFor: (token) => ({ ...addresses, GH_TOKEN: token }) }
}

function watchFetch({ fetch }: FakeGitHub, { onRequest, beforeAnswer }: Watch): FakeGitHub['fetch'] {
  return async (input, init) => {
    const request = new Request(input, init)
    const received = await summaryOf(request.clone())
    await onRequest?.(received)
    const answer = await fetch(request)
    await beforeAnswer?.(received)
    return answer
  }
}

async function summaryOf(request: Request): Promise<ReceivedRequest> {
  const [, operation = ''] = /"operationName":"(\w+)"/.exec(await request.text()) ?? []
  return { operation, token: tokenIn(request.headers.get('authorization')) ?? '' }
}
