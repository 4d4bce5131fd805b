import { Failure } from '../../src/errors.ts'

/** The message of the failed validation that is expected; any other error is thrown on. */
export function failureOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Failure && error.failure === 'validation') return error.message
    throw error
  }
  return 'no failure'
}
