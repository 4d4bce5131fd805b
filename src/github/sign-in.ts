import { execFile } from 'node:child_process'
import type { Clock } from '../system/clock.ts'
import { connectGitHub, type GitHub } from './connect.ts'
import { endpointsOf } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'

/** GitHub, as the person whose token was found. The token itself is not handed out. */
export type SignedIn = { readonly github: GitHub; readonly host: string; readonly tokenFrom: string }

type Env = Readonly<Record<string, string | undefined>>

export type SignInOptions = {
  readonly env: Env
  readonly runGh: RunGh
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly userAgent: string
}

/** @throws GitHubFailure (`missing-token`) if there is no token; nothing has been sent yet. */
export async function signIn({ env, runGh, fetch, clock, userAgent }: SignInOptions): Promise<SignedIn> {
  const endpoints = endpointsOf(env)
  const token = await findToken(env, endpoints.host, runGh)
  if (token === null) throw new GitHubFailure({ kind: 'missing-token' })
  const github = connectGitHub({ endpoints, token: token.value, userAgent, fetch, clock })
  return { github, host: endpoints.host, tokenFrom: token.source }
}

type Token = { readonly value: string; readonly source: string }

/** The person's token: GH_TOKEN, else GITHUB_TOKEN, else the one that `gh` keeps for this host; null if there is none. */
export async function findToken(env: Env, host: string, runGh: RunGh): Promise<Token | null> {
  for (const source of ['GH_TOKEN', 'GITHUB_TOKEN']) {
    const value = env[source]?.trim() ?? ''
    if (value !== '') return validToken({ value, source })
  }
  const value = (await runGh(['auth', 'token', '--hostname', host]))?.trim() ?? ''
  return value === '' ? null : validToken({ value, source: '`gh auth token`' })
}

/** Checked here because a header cannot hold such a value, and the error about it would quote the token. */
function validToken(token: Token): Token {
  if (!/^[!-~]+$/.test(token.value)) throw new GitHubFailure({ kind: 'malformed-token', source: token.source })
  return token
}

/** What `gh` prints when called with these arguments; null if it is missing or fails. */
export type RunGh = (args: readonly string[]) => Promise<string | null>

const GH_TIMEOUT_MS = 5_000

/** Runs the real `gh`. If it is missing, logged out or slow, it simply has no token for us. */
export function runGhWith(env: NodeJS.ProcessEnv): RunGh {
  return (args) =>
    new Promise((resolve) => {
      execFile('gh', args, { env, timeout: GH_TIMEOUT_MS, windowsHide: true }, (error, stdout) =>
        resolve(error === null ? stdout : null),
      )
    })
}
