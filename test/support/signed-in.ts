import type { App } from '../../src/app.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import type { GitHub } from '../../src/github/sign-in.ts'

/** The `github` of an App, for a person with or without a token. */
export function signedInTo(github: GitHub, hasToken: boolean): App['github'] {
  return async () => {
    if (!hasToken) throw new GitHubFailure({ kind: 'missing-token' })
    return { github, host: '127.0.0.1', tokenFrom: 'GH_TOKEN' }
  }
}
