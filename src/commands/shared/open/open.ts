import type { App } from '../../../app.ts'
import { reader } from '../../../classifier/answered.ts'
import { EXIT, type ExitCode, exitCodeOf, Failure, UsageError } from '../../../errors.ts'
import { placesOf } from '../../../preflight/places.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { prompterFor } from '../../../terminal/confirm.ts'
import { plain } from '../../../text/quote.ts'
import type { Opening } from './bound.ts'
import { openDraft } from './open-draft.ts'
import type { OpenOptions } from './options.ts'
import { show } from './outcome.ts'
import { refuseUnknownChecks } from './with-flags.ts'

/** GitHub asks for a pause of a second between two writes. */
const BETWEEN_POSTS_MS = 1_000

/** `issue open DRAFT…`, `discussion open DRAFT…`: checks, shows, asks, posts, and writes the address back into the draft. */
export async function open(app: App, paths: readonly string[], options: OpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  refuseStandardInput(paths)
  const opening = await openingOf(app, options)
  let exitCode: ExitCode = EXIT.done
  for (const [index, path] of paths.entries()) {
    if (index > 0) await app.clock.sleep(BETWEEN_POSTS_MS)
    const code = await openOne(opening, path, paths.length === 1)
    if (exitCode === EXIT.done) exitCode = code
    if (code === EXIT.authentication) return exitCode
  }
  return exitCode
}

async function openingOf(app: App, options: OpenOptions): Promise<Opening> {
  const policy = await loadPolicy(app, options.policy)
  return {
    app,
    policy,
    options,
    read: reader(policy, app.model()),
    prompter: await prompterFor(app, options),
    placeOf: placesOf(app),
  }
}

/** One of several that fails does not keep the others from being opened. */
async function openOne(opening: Opening, path: string, isOnly: boolean): Promise<ExitCode> {
  try {
    return await show(opening, await openDraft(opening, path))
  } catch (error) {
    if (isOnly || !(error instanceof Failure)) throw error
    opening.app.terminal.err.write(`mcp-comms: ${plain(error.message)} (${error.failure})\n`)
    return exitCodeOf(error)
  }
}

function refuseStandardInput(paths: readonly string[]): void {
  if (paths.includes('-'))
    throw new UsageError('A draft is opened from a file, so that its address can be written back: save it first.')
}
