import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import type { SignedIn } from '../../github/sign-in.ts'

/** @param alternative what the command can do without GitHub, for the error message */
export async function requireSignIn(app: App, alternative: string): Promise<SignedIn> {
  try {
    return await app.github()
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'authentication') throw error
    throw new Failure(error.failure, `${error.message}; or ${alternative}`, { cause: error })
  }
}
