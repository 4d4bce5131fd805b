import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import type { SignedIn } from '../../github/sign-in.ts'

/** GitHub, for somebody who is signed in; who is not learns what can be done without it. */
export async function signedIn(app: App, without: string): Promise<SignedIn> {
  try {
    return await app.github()
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'authentication') throw error
    throw new Failure(error.failure, `${error.message}; or ${without}`, { cause: error })
  }
}
