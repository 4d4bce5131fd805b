import type { App } from '../../src/app.ts'
import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import { connectAnonymously } from '../../src/github/sign-in.ts'
import { createTextCache } from '../../src/storage/template-cache.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { REPO, setUpGitHub } from './github.ts'
import { memoryFiles } from './memory-files.ts'

/** The options of a run without a token, for which the fake GitHub shows only public data. `cache` is kept from run to run. */
export function setUpWithoutToken(
  repository: SeedInput['repositories'][string] = {},
  repositories: SeedInput['repositories'] = {},
  cache = new Map<string, string>(),
) {
  const { fake, clock } = setUpGitHub(repository, { repositories })
  const env = { GITHUB_API_URL: 'http://127.0.0.1', XDG_CACHE_HOME: '/cache', GH_REPO: REPO }
  const publicGitHub: App['publicGitHub'] = async () =>
    connectAnonymously(
      {
        ...{ env, fetch: fake.fetch, clock, userAgent: 'mcp-comms/test', hasSecret, onWait: () => undefined },
        abandon: new AbortController().signal,
      },
      createTextCache({ env, files: memoryFiles(cache), clock }),
    )
  const github: App['github'] = () => Promise.reject(new GitHubFailure({ kind: 'missing-token' }))
  return {
    options: { github, publicGitHub, clock, env },
    fake,
    /** The names of the requested operations, in order. */
    operations: () => fake.requests().map(({ operation }) => operation),
  }
}
