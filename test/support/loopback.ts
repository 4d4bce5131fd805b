import { onTestFinished } from 'vitest'
import { createFakeGitHub, type FakeGitHub } from './fake-github/fake-github.ts'
import { tokenIn } from './fake-github/requests.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { listen } from './fake-github/server.ts'

/** One request, and who sent it: a test gives each run a token of its own. */
export type Seen = { readonly operation: string; readonly token: string }

/** What a test does while GitHub is at work; the request waits for it. */
export type Watch = {
  /** It has arrived, and nothing has come of it yet. */
  readonly arrives?: (seen: Seen) => Promise<void> | void
  /** It has taken effect, and the answer is still on its way. */
  readonly answers?: (seen: Seen) => Promise<void> | void
}

export type Loopback = {
  readonly fake: FakeGitHub
  /** What the built program needs to know of it. */
  readonly envFor: (token: string) => Readonly<Record<string, string>>
}

/** The fake GitHub on a port of this machine, for the built program. */
export async function onLoopback(seed: SeedInput, watch: Watch = {}): Promise<Loopback> {
  const fake = createFakeGitHub(seed)
  const { url, close } = await listen({ fetch: watched(fake, watch) }, 0)
  onTestFinished(close)
  const addresses = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` }
  return { fake, envFor: (token) => ({ ...addresses, GH_TOKEN: token }) }
}

function watched({ fetch }: FakeGitHub, { arrives, answers }: Watch): FakeGitHub['fetch'] {
  return async (input, init) => {
    const request = new Request(input, init)
    const seen = await seenIn(request.clone())
    await arrives?.(seen)
    const answer = await fetch(request)
    await answers?.(seen)
    return answer
  }
}

async function seenIn(request: Request): Promise<Seen> {
  const [, operation = ''] = /"operationName":"(\w+)"/.exec(await request.text()) ?? []
  return { operation, token: tokenIn(request.headers.get('authorization')) ?? '' }
}
