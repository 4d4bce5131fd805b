import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { PublicReader } from '../github/public-reader.ts'
import type { GitHub } from '../github/sign-in.ts'

/** Reads from GitHub without a token. @param alternative what the person can do without GitHub, for the error message */
export async function readPublicly<T>(
  app: Pick<App, 'publicGitHub'>,
  alternative: string,
  read: (reader: PublicReader) => Promise<T>,
): Promise<T> {
  try {
    return await read(await app.publicGitHub())
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const hint = error.hint === null ? alternative : `${error.hint}; or ${alternative}`
    throw new Failure(error.failureClass, error.what, { hint, cause: error })
  }
}

/** null: there is no token. Sends nothing. @throws GitHubFailure (`malformed-token`) */
export async function githubOrNull({ github }: Pick<App, 'github'>): Promise<GitHub | null> {
  try {
    return (await github()).github
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'missing-token') return null
    throw error
  }
}

/**
 * The client to look up what an earlier run has sent.
 * @param action what that run may have done with the draft
 * @throws Failure (authentication) without a token
 */
export async function githubToLookUp(
  app: Pick<App, 'github'>,
  action: 'posted' | 'sent',
  path: string,
): Promise<GitHub> {
  const github = await githubOrNull(app)
  if (github !== null) return github
  throw new Failure(
    'authentication',
    `an earlier run may have ${action} ${path}, and only a token can show whether it did`,
    { hint: 'run `gh auth login`, or set GH_TOKEN' },
  )
}
