import type { App } from '../../app.ts'
import { refuseUnknownChecks } from '../../checks/check.ts'
import { openCommand } from '../../drafts/draft.ts'
import { CancelledError, EXIT, type ExitCode, exitCodeOf, Failure, report, UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { createContext } from '../../preflight/context.ts'
import { resolveRepo } from '../../storage/target-repo.ts'
import { printReport } from '../../terminal/error.ts'
import { parseRepoName } from '../../text/repo-name.ts'
import { shellOf } from '../../text/shell.ts'
import type { OpenOptions } from './flags.ts'
import { offerReport } from './offer-report.ts'
import { type Opening, type Outcome, openDraft } from './open-draft.ts'
import { reportOutcome } from './open-outcome.ts'
import { withResumeHint } from './resume.ts'

/** GitHub asks for a pause of a second between two writes. */
const BETWEEN_POSTS_MS = 1_000

/** `issue open DRAFT…`, `discussion open DRAFT…`: checks each draft, confirms it, posts it, and saves its address in the draft. */
export async function open(app: App, paths: readonly string[], options: OpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  refuseStandardInput(paths)
  const context = await createContext(app, options, { publishes: true })
  const opening = { context, options: withFullName(context.policy, options) }
  let exitCode: ExitCode = EXIT.done
  let posted = 0
  for (const [index, path] of paths.entries()) {
    if (index > 0) await app.clock.sleep(BETWEEN_POSTS_MS)
    const { code, outcome } = await openOne(opening, path, { isOnly: paths.length === 1, posted })
    const isPosted = outcome !== null && outcome !== 'cancelled' && outcome.kind === 'posted'
    if (isPosted) posted += 1
    if (exitCode === EXIT.done) exitCode = code
    if (code === EXIT.authentication) return exitCode
    if (outcome === 'cancelled' || (isPosted && outcome.isInterrupted))
      return reportCancelled(app, posted, paths.length)
  }
  return exitCode
}

/** The flag ends up in the draft, which has only full names. */
function withFullName(policy: Policy, options: OpenOptions): OpenOptions {
  if (options.repo === undefined) return options
  const repo = resolveRepo(policy, options.repo)
  parseRepoName(repo)
  return { ...options, repo }
}

type Ended = { readonly code: ExitCode; readonly outcome: Outcome | 'cancelled' | null }

/** With several drafts, an error in one does not stop the others. */
async function openOne(
  opening: Opening,
  path: string,
  { isOnly, posted }: { readonly isOnly: boolean; readonly posted: number },
): Promise<Ended> {
  try {
    const { context, options } = opening
    const outcome = await withResumeHint(context.app, openCommand(options, path, shellOf(context.app.env)), () =>
      openDraft(opening, path),
    )
    const code = await reportOutcome(opening, outcome)
    if (outcome.kind !== 'stopped') return { code, outcome }
    if (outcome.decision === 'stop') return { code, outcome }
    const isChosen = outcome.decision === 'report'
    return { code: (await offerReport(context, { ...outcome, options, isChosen })) ?? code, outcome }
  } catch (error) {
    if (error instanceof CancelledError && posted > 0) return { code: EXIT.failed, outcome: 'cancelled' }
    if (isOnly || !(error instanceof Failure)) throw error
    const { context, options } = opening
    await printReport(context.app.terminal.err, report(error), options.json === true)
    return { code: exitCodeOf(error), outcome: null }
  }
}

/** Exit code 130 promises that nothing was published. */
function reportCancelled({ terminal }: App, posted: number, all: number): ExitCode {
  if (posted === all) return EXIT.done
  terminal.err.write(`Cancelled after ${posted} of ${all} drafts were posted. The others were not sent.\n`)
  return EXIT.failed
}

function refuseStandardInput(paths: readonly string[]): void {
  if (paths.includes('-'))
    throw new UsageError('Cannot open a draft from standard input, because its address is saved in the draft', {
      hint: 'Write it to a file first',
    })
}
