import type { App } from '../app.ts'
import { openCommand, type SendAttempt } from '../drafts/draft.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { plain } from '../text/quote.ts'
import { shellOf } from '../text/shell.ts'

/**
 * Makes a GitHub failure say that the post is unconfirmed, because we could not find out whether it exists. Returns other errors
 * unchanged.
 */
export function toUnconfirmed(error: unknown): unknown {
  if (!(error instanceof GitHubFailure)) return error
  const { kind } = error.reason
  return kind === 'unconfirmed' || kind === 'incomplete' ? error : error.toUnconfirmed()
}

/** Makes a GitHub failure say that the post exists, but is incomplete. Returns other errors unchanged. */
export function toIncomplete(error: unknown, url: string): unknown {
  if (!(error instanceof GitHubFailure) || error.reason.kind === 'incomplete') return error
  return new GitHubFailure({ kind: 'incomplete', url, after: error.reason })
}

type ResumeDetails = {
  /** The file of `--policy`, if the run had that flag. */
  readonly policy: string | undefined
  /** Where a person can see whether the post arrived. */
  readonly page?: string
}

/**
 * Adds the command that resumes the draft to an error about an unconfirmed or incomplete post. For an unconfirmed post, also says
 * how to settle by hand whether it exists. Returns any other error unchanged.
 */
export function describeUnconfirmed(
  { env }: Pick<App, 'env'>,
  error: unknown,
  { path, draft }: DraftFile,
  { policy, page }: ResumeDetails,
): unknown {
  if (!(error instanceof GitHubFailure)) return error
  const { reason } = error
  const resume = openCommand({ kind: draft.kind, policy }, path, shellOf(env))
  if (reason.kind === 'incomplete') return new GitHubFailure({ ...reason, resume })
  if (reason.kind !== 'unconfirmed') return error
  return new GitHubFailure({
    ...reason,
    resume,
    what: `${plain(path)}${destinationText(draft.sent)}`,
    viewer: draft.sent?.viewer ?? null,
    settle:
      'if it is there, add its address to the draft ("url: https://…"); if not, remove "sent" from the draft, and open it again',
    ...(page === undefined ? {} : { page }),
  })
}

/** Sets the command that resumes an unconfirmed or incomplete post. Returns any other error unchanged. */
export function withResumeCommand(error: unknown, resume: string): unknown {
  if (!(error instanceof GitHubFailure)) return error
  const { reason } = error
  const canResume = reason.kind === 'unconfirmed' || reason.kind === 'incomplete'
  return canResume ? new GitHubFailure({ ...reason, resume }) : error
}

function destinationText(sent: SendAttempt | null): string {
  if (sent === null || sent.repo === null) return ''
  return sent.viewer === null ? ` (sent to ${sent.repo})` : ` (sent to ${sent.repo} as @${sent.viewer})`
}
