import { Failure } from '../../src/errors.ts'

/** The message of the expected validation failure, or 'no failure'; rethrows any other error. */
export function failureOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Failure && error.failureClass === 'validation') return error.message
    throw error
  }
  return 'no failure'
}
