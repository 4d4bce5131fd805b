import type { App } from '../app.ts'
import { openCommand, type Sent } from '../drafts/draft.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { plain, shellOf } from '../text/quote.ts'

/**
 * Turns a failure of GitHub into one about an unconfirmed post, because it kept us from finding out whether the post exists.
 * Returns any other error unchanged.
 */
export function toUnconfirmed(error: unknown): unknown {
  if (!(error instanceof GitHubFailure)) return error
  const { kind } = error.reason
  return kind === 'unconfirmed' || kind === 'incomplete' ? error : error.toUnconfirmed()
}

/**
 * Turns a failure of GitHub, while we complete a post that exists, into one about an incomplete post. Returns any other error
 * unchanged.
 */
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
 * Adds the draft, and the command that resumes it, to the error about an unconfirmed or incomplete post. Returns any other
 * error unchanged.
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

/** Names another command that resumes an unconfirmed or incomplete post. Returns any other error unchanged. */
export function withResumeCommand(error: unknown, resume: string): unknown {
  if (!(error instanceof GitHubFailure)) return error
  const { reason } = error
  const isSettled = reason.kind !== 'unconfirmed' && reason.kind !== 'incomplete'
  return isSettled ? error : new GitHubFailure({ ...reason, resume })
}

function destinationText(sent: Sent | null): string {
  if (sent === null || sent.repo === null) return ''
  return sent.viewer === null ? ` (sent to ${sent.repo})` : ` (sent to ${sent.repo} as @${sent.viewer})`
}
