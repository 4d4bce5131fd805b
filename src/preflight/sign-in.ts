import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import type { PublicReader } from '../github/anonymous.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { GitHub, SignedIn } from '../github/sign-in.ts'

/** @param alternative what the command can do without GitHub, for the error message */
export function requireSignIn(app: Pick<App, 'github'>, alternative: string): Promise<SignedIn> {
  return orSuggest(alternative, app.github)
}

/** Reads what is public, for a person without a token. */
export function readPublicly<T>(
  app: Pick<App, 'publicGitHub'>,
  alternative: string,
  read: (reader: PublicReader) => Promise<T>,
): Promise<T> {
  return orSuggest(alternative, async () => read(await app.publicGitHub()))
}

async function orSuggest<T>(alternative: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const hint = error.hint === null ? alternative : `${error.hint}; or ${alternative}`
    throw new Failure(error.failure, error.what, { hint, cause: error })
  }
}

/** null: there is no token. @throws Failure if the token does not work. */
export async function githubOrNull({ github }: Pick<App, 'github'>): Promise<GitHub | null> {
  try {
    return (await github()).github
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'missing-token') return null
    throw error
  }
}
