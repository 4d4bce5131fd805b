import { Failure } from '../../errors.ts'
import type { PostKind } from '../../github/github.ts'
import type { Running } from './running.ts'
import { Stopped, systemicFailures } from './stop.ts'
import { journaled } from './write.ts'

/** A post that a run made. */
export type Created = {
  readonly key: string
  readonly kind: PostKind
  readonly repo: string
  readonly row: string
  readonly number: number
  readonly url: string
}

export type Closing =
  | { readonly state: 'closed' }
  | { readonly state: 'failed'; readonly why: string }
  /** This run has not come to it. */
  | { readonly state: 'pending' }

/** Closes them one after the other, as not planned. One that fails does not stop the others. */
export async function closeAll(
  running: Running,
  posts: readonly Created[],
  tell: (post: Created, end: Closing) => void,
): Promise<readonly Closing[]> {
  const systemic = systemicFailures()
  const ends: Closing[] = []
  let goesOn = true
  for (const post of posts) {
    const end = goesOn && !running.stop.aborted ? await closed(running, post) : 'stopped'
    if (end === 'stopped' || (end instanceof Failure && systemic.fails(end))) goesOn = false
    if (end === 'closed') systemic.succeeds()
    const shown: Closing =
      end instanceof Failure
        ? { state: 'failed', why: `${post.url}: ${end.message}` }
        : { state: end === 'closed' ? 'closed' : 'pending' }
    ends.push(shown)
    tell(post, shown)
  }
  return ends
}

async function closed(running: Running, post: Created): Promise<'closed' | 'stopped' | Failure> {
  try {
    await close(running, post)
    return 'closed'
  } catch (error) {
    if (error instanceof Stopped) return 'stopped'
    if (error instanceof Failure) return error
    throw error
  }
}

/** One that somebody has closed already stays as they closed it. */
async function close(running: Running, { key, kind, repo, row, number }: Created): Promise<void> {
  const { github } = running
  const read = () => (kind === 'issue' ? github.issue(repo, number) : github.discussion(repo, number))
  const there = await read()
  if (there === null || there.closed) return
  await journaled(running, {
    about: { key, act: 'close', row, repo, kind, marker: running.newId() },
    send: () => (kind === 'issue' ? github.closeIssue(repo, there) : github.closeDiscussion(repo, there)),
    lookUp: async () => ((await read())?.closed === true ? true : null),
  })
}
