import { openCommand, type Sent } from '../drafts/draft.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { plain } from '../text/quote.ts'

/**
 * An unconfirmed post, with the draft and the command that finds out more; any other error as it is.
 * @param page where a person can see whether it arrived
 */
export function describeUnconfirmed(error: unknown, { path, draft }: DraftFile, page?: string): unknown {
  if (!(error instanceof GitHubFailure) || error.reason.kind !== 'unconfirmed') return error
  return new GitHubFailure({
    ...error.reason,
    what: `${plain(path)}${placeOf(draft.sent)}`,
    resume: openCommand(draft, path),
    ...(page === undefined ? {} : { page }),
  })
}

function placeOf(sent: Sent | null): string {
  if (sent === null || sent.repo === null) return ''
  return sent.viewer === null ? ` in ${sent.repo}` : ` in ${sent.repo}, sent as @${sent.viewer}`
}
