import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { connectGitHub, type GitHub } from '../../src/github/sign-in.ts'
import type { Clock } from '../../src/system/clock.ts'
import { createFakeGitHub, type FakeGitHub } from './fake-github/fake-github.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

export const TOKEN = 'ghp_thisTokenMustNeverBeSeenAnywhere'
export const REPO = 'example/protocol'

export type GitHubSetup = { readonly fake: FakeGitHub; readonly github: GitHub; readonly clock: ManualClock }

/** The real client with the fake GitHub, on a clock that the test controls. */
export function setUpGitHub(
  repository: SeedInput['repositories'][string] = {},
  otherSeed: Partial<SeedInput> = {},
): GitHubSetup {
  const clock = manualClock()
  const categories = ['Ideas', { name: 'Q&A', slug: 'q-a', isAnswerable: true }]
  const settings = {
    labels: ['bug', 'docs'],
    milestones: ['next'],
    assignees: ['maintainer'],
    categories,
    ...repository,
  }
  const seed: SeedInput = {
    viewer: { login: 'newcomer' },
    ...otherSeed,
    repositories: { [REPO]: settings, ...otherSeed.repositories },
  }
  const fake = createFakeGitHub(seed, clock)
  return { fake, github: connectTo(fake.fetch, clock), clock }
}

/** The real client of a person with a token. `fetch` answers its requests. */
export function connectTo(
  fetch: typeof globalThis.fetch,
  clock: Clock = manualClock(),
  abandon: AbortSignal = new AbortController().signal,
): GitHub {
  const endpoints = { api: 'http://127.0.0.1', graphql: 'http://127.0.0.1/graphql', host: '127.0.0.1' }
  return connectGitHub({ endpoints, token: TOKEN, userAgent: 'mcp-comms/test', hasSecret, fetch, clock, abandon })
}
