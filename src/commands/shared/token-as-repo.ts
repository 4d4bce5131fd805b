import { hasSecret } from '../../checks/secrets/detect.ts'
import { UsageError } from '../../errors.ts'

/** @throws UsageError, which does not repeat the name */
export async function refuseTokenAsRepo(name: string): Promise<void> {
  if (await hasSecret([name]))
    throw new UsageError('the name of the repository seems to contain a token or a password', {
      hint: 'Revoke it if it is real: it may be in the history of your shell',
    })
}
