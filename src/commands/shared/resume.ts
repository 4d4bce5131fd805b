import type { App } from '../../app.ts'
import { CancelledError } from '../../errors.ts'
import { plain } from '../../text/quote.ts'

/** If the person cancels it, says that the draft is kept, and names the command that continues. */
export async function withResumeHint<T>({ terminal }: App, command: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CancelledError) terminal.err.write(plain(`The draft is kept. Resume with: ${command}\n`))
    throw error
  }
}
