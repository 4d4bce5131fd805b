import { Failure } from '../../errors.ts'
import type { PostKind } from '../../github/target.ts'
import type { RunContext } from './running.ts'
import { Interrupted, watchFailures } from './stop.ts'
import { changeOnce } from './write.ts'

/** A post that a run made. */
export type CreatedPost = {
  readonly key: string
  readonly kind: PostKind
  readonly repo: string
  readonly row: string
  readonly number: number
  readonly url: string
}

export type CloseResult =
  | { readonly state: 'closed' }
  | { readonly state: 'failed'; readonly why: string }
  /** This run has not come to it. */
  | { readonly state: 'pending' }

/** Closes them one after the other, as not planned. One that fails does not stop the others. */
export async function closeAll(
  running: RunContext,
  posts: readonly CreatedPost[],
  tell: (post: CreatedPost, end: CloseResult) => void,
): Promise<readonly CloseResult[]> {
  const systemic = watchFailures()
  const ends: CloseResult[] = []
  let goesOn = true
  for (const post of posts) {
    const end = goesOn && !running.stop.aborted ? await tryClose(running, post) : 'stopped'
    if (end === 'stopped' || (end instanceof Failure && systemic.isTooMany(end))) goesOn = false
    if (end === 'closed') systemic.reset()
    const shown: CloseResult =
      end instanceof Failure
        ? { state: 'failed', why: `${post.url}: ${end.message}` }
        : { state: end === 'closed' ? 'closed' : 'pending' }
    ends.push(shown)
    tell(post, shown)
  }
  return ends
}

async function tryClose(running: RunContext, post: CreatedPost): Promise<'closed' | 'stopped' | Failure> {
  try {
    await closePost(running, post)
    return 'closed'
  } catch (error) {
    if (error instanceof Interrupted) return 'stopped'
    if (error instanceof Failure) return error
    throw error
  }
}

/** One that somebody has closed already stays as they closed it. */
async function closePost(running: RunContext, { key, kind, repo, row, number }: CreatedPost): Promise<void> {
  const { github } = running
  const read = () => (kind === 'issue' ? github.issue(repo, number) : github.discussion(repo, number))
  const there = await read()
  if (there === null || there.closed) return
  await changeOnce(running, {
    about: { key, act: 'close', row, repo, kind, marker: running.newId() },
    send: () => (kind === 'issue' ? github.closeIssue(repo, there) : github.closeDiscussion(repo, there)),
    lookUp: async () => ((await read())?.closed === true ? true : null),
  })
}
