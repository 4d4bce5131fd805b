import { GitHubFailure } from './failure.ts'

export type Token = { readonly value: string; readonly source: string }
type Env = Readonly<Record<string, string | undefined>>

/** What `gh` prints when called with these arguments; null when it is not there or has nothing to say. */
export type RunGh = (args: readonly string[]) => Promise<string | null>

/** The person's token: GH_TOKEN, else GITHUB_TOKEN, else the one that `gh` keeps for this host; null when there is none. */
export async function findToken(env: Env, host: string, runGh: RunGh): Promise<Token | null> {
  for (const source of ['GH_TOKEN', 'GITHUB_TOKEN']) {
    const value = env[source]?.trim() ?? ''
    if (value !== '') return checked({ value, source })
  }
  const value = (await runGh(['auth', 'token', '--hostname', host]))?.trim() ?? ''
  return value === '' ? null : checked({ value, source: '`gh auth token`' })
}

/** A header cannot hold such a value, and the error that says so would quote it. */
function checked(token: Token): Token {
  if (!/^[!-~]+$/.test(token.value)) throw new GitHubFailure({ kind: 'malformed-token', source: token.source })
  return token
}
