import type { Clock } from '../system/clock.ts'
import { connectGitHub } from './connect.ts'
import { endpointsOf } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import type { GitHub } from './github.ts'
import { findToken, type RunGh } from './token.ts'

/** GitHub, as the person whose token was found. The token itself stays inside. */
export type SignedIn = { readonly github: GitHub; readonly host: string; readonly tokenFrom: string }

export type SignInOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly runGh: RunGh
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly userAgent: string
}

/** @throws GitHubFailure (`missing-token`) where there is no token; nothing has been sent yet. */
export async function signIn({ env, runGh, fetch, clock, userAgent }: SignInOptions): Promise<SignedIn> {
  const endpoints = endpointsOf(env)
  const token = await findToken(env, endpoints.host, runGh)
  if (token === null) throw new GitHubFailure({ kind: 'missing-token' })
  const github = connectGitHub({ endpoints, token: token.value, userAgent, fetch, clock })
  return { github, host: endpoints.host, tokenFrom: token.source }
}
