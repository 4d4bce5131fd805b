import type { App } from '../../app.ts'
import type { Finding } from '../../checks/check.ts'
import { blockedFinding } from '../../checks/vulnerability-and-people.ts'
import type { Draft } from '../../drafts/draft.ts'
import { Failure } from '../../errors.ts'
import type { Destination } from '../../preflight/destination.ts'
import { showFindings } from '../../preflight/findings.ts'
import { isBlocking, type StoppedDraft } from '../../preflight/preflight.ts'
import { describeProblem } from '../../publish/post-input.ts'
import type { DraftFile } from '../../storage/draft-file.ts'
import { notesView } from '../../terminal/terminal.ts'
import { askAfterStop } from './ask-after-stop.ts'
import type { EarlierOutcome, PostedDraft } from './earlier-post.ts'
import type { EditSession } from './edit-draft.ts'

export type StoppedOutcome = {
  readonly kind: 'stopped'
  readonly path: string
  readonly findings: readonly Finding[]
  /** What the person wants to do about the findings. Missing: nobody was asked. */
  readonly decision?: 'report' | 'stop'
}

/**
 * Asks the person what to do about a draft that a check has stopped.
 * @param session null: nobody can be asked
 * @returns the draft with the person's changes, or the outcome
 * @throws Failure if no check stopped the draft, but GitHub would reject it
 */
export async function settleStopped(
  session: EditSession | null,
  { file, destination: { repo } }: { readonly file: DraftFile; readonly destination: Destination },
  { findings, problems }: StoppedDraft,
): Promise<StoppedOutcome | { readonly kind: 'changed'; readonly draft: Draft }> {
  const { path, draft } = file
  if (!findings.some(isBlocking)) {
    const lines = problems.map((problem) => `  ${describeProblem(problem, repo)}`).join('\n')
    throw new Failure('validation', `Nothing was sent to ${repo}:\n${lines}`, {
      hint: `Correct it in ${path}, and run the same command again`,
    })
  }
  const stoppedOutcome = { kind: 'stopped', path, findings } as const
  if (session === null) return stoppedOutcome
  const decision = await askAfterStop(session, draft, findings)
  return decision.kind === 'changed' ? decision : { ...stoppedOutcome, decision: decision.kind }
}

/** Ends the run for a draft that became a private report. If an earlier run has posted it, says that a maintainer should hide the post. */
export async function settleBlocked(
  { terminal: { err } }: App,
  original: DraftFile,
  earlierOutcome: EarlierOutcome,
): Promise<StoppedOutcome | PostedDraft> {
  const { path } = original
  if (earlierOutcome.kind === 'posted') {
    err.write(
      notesView([`${path} was posted before it became a private report: privately ask a maintainer to hide it`]),
    )
    return { ...earlierOutcome, locatedDraft: { ...earlierOutcome.locatedDraft, file: withoutMetadata(original) } }
  }
  const findings = [blockedFinding(earlierOutcome.file)]
  await showFindings(err, path, findings)
  return { kind: 'stopped', path, findings }
}

/** Removes the labels, the projects and the type, which are not added any more, so that no message says that GitHub has dropped them. */
function withoutMetadata(file: DraftFile): DraftFile {
  return { ...file, draft: { ...file.draft, labels: [], projects: [], type: null } }
}
