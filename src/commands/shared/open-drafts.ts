import type { App } from '../../app.ts'
import { refuseUnknownChecks } from '../../checks/check.ts'
import { EXIT, type ExitCode, exitCodeOf, Failure, UsageError } from '../../errors.ts'
import { createContext } from '../../preflight/context.ts'
import { plain } from '../../text/quote.ts'
import type { OpenOptions } from './flags.ts'
import { type Opening, openDraft } from './open-draft.ts'
import { reportOutcome } from './open-outcome.ts'

/** GitHub asks for a pause of a second between two writes. */
const BETWEEN_POSTS_MS = 1_000

/** `issue open DRAFT…`, `discussion open DRAFT…`: checks each draft, confirms it, posts it, and saves its address in the draft. */
export async function open(app: App, paths: readonly string[], options: OpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  refuseStandardInput(paths)
  const opening = { context: await createContext(app, options), options }
  let exitCode: ExitCode = EXIT.done
  for (const [index, path] of paths.entries()) {
    if (index > 0) await app.clock.sleep(BETWEEN_POSTS_MS)
    const code = await openOne(opening, path, paths.length === 1)
    if (exitCode === EXIT.done) exitCode = code
    if (code === EXIT.authentication) return exitCode
  }
  return exitCode
}

/** With several drafts, an error in one does not stop the others. */
async function openOne(opening: Opening, path: string, isOnly: boolean): Promise<ExitCode> {
  try {
    return await reportOutcome(opening, await openDraft(opening, path))
  } catch (error) {
    if (isOnly || !(error instanceof Failure)) throw error
    opening.context.app.terminal.err.write(`mcp-comms: ${plain(error.message)} (${error.failure})\n`)
    return exitCodeOf(error)
  }
}

function refuseStandardInput(paths: readonly string[]): void {
  if (paths.includes('-'))
    throw new UsageError(
      'Cannot open a draft from standard input, because its address is saved in the draft. Write it to a file first.',
    )
}
