import { Failure } from '../../errors.ts'
import { isAbandoned } from '../../github/retry.ts'
import type { PostKind } from '../../github/target.ts'
import { markerFor } from '../../text/added-lines.ts'
import { Interrupted } from '../pace/pace.ts'
import { createFailureCounter, type RunContext } from './run-context.ts'
import { makeChange } from './write.ts'

export type CreatedPost = {
  readonly key: string
  readonly kind: PostKind
  readonly repo: string
  readonly rowHash: string
  readonly number: number
  readonly url: string
  /** The id in its hidden marker; null: the ledger has no record that it was sent. */
  readonly marker: string | null
}

export type CloseResult =
  | { readonly state: 'closed' }
  | { readonly state: 'failed'; readonly why: string }
  /** The run stopped before it closed this post. */
  | { readonly state: 'pending' }

/** Closes the posts, one after the other. A failure stops the run only if the other posts would most likely fail too. */
export async function closeAll(
  run: RunContext,
  posts: readonly CreatedPost[],
  onResult: (post: CreatedPost, result: CloseResult) => void,
): Promise<readonly CloseResult[]> {
  const failures = createFailureCounter()
  const results: CloseResult[] = []
  let isRunning = true
  for (const post of posts) {
    const outcome = isRunning && !run.stop.aborted ? await tryClose(run, post) : 'stopped'
    if (outcome === 'closed') failures.reset()
    if (outcome instanceof Failure) failures.add(outcome)
    if (outcome === 'stopped' || failures.shouldStop()) isRunning = false
    const result = toCloseResult(post, outcome)
    results.push(result)
    onResult(post, result)
  }
  return results
}

type Outcome = 'closed' | 'stopped' | Failure

function toCloseResult({ url }: CreatedPost, outcome: Outcome): CloseResult {
  if (outcome instanceof Failure) return { state: 'failed', why: `${url}: ${outcome.message}` }
  return { state: outcome === 'closed' ? 'closed' : 'pending' }
}

async function tryClose(run: RunContext, post: CreatedPost): Promise<Outcome> {
  try {
    await closePost(run, post)
    return 'closed'
  } catch (error) {
    if (error instanceof Interrupted || isAbandoned(error)) return 'stopped'
    if (error instanceof Failure) return error
    throw error
  }
}

/**
 * Closes a post, unless it is already closed. Anyone can edit the ledger, so only the marker on GitHub proves that this plan
 * created the post.
 */
async function closePost(
  run: RunContext,
  { key, kind, repo, rowHash, number, url, marker }: CreatedPost,
): Promise<void> {
  const { github } = run
  const read = () => (kind === 'issue' ? github.issueOrMoved(repo, number) : github.discussion(repo, number))
  const current = await read()
  if (current === null)
    throw new Failure('validation', 'GitHub does not show it: it was deleted or moved, or is still too new', {
      hint: 'if you can see it on GitHub, run the command again in a few minutes',
    })
  if (current.closed) return
  if (!current.viewerDidAuthor)
    throw new Failure('validation', 'it was not closed, because another account created it', {
      hint: 'close it on GitHub, or ask its author to',
    })
  if (marker === null || !current.body.includes(markerFor(marker)))
    throw new Failure('validation', 'it was not closed, because it lacks the hidden marker of its row', {
      hint: 'close it on GitHub',
    })
  await makeChange(run, {
    about: { key, act: 'close', row: rowHash, repo, kind, marker: run.newId() },
    send: () => (kind === 'issue' ? github.closeIssue(repo, current) : github.closeDiscussion(repo, current)),
    lookUp: async () => ((await read())?.closed === true ? true : null),
    toRecord: () => ({ number, url }),
  })
}
