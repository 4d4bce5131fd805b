import { Failure } from '../../errors.ts'
import type { Post } from '../../github/posts.ts'
import type { Named } from '../../github/target.ts'
import { isSame, known, resolve } from '../../publish/resolve.ts'
import { type Completed, complete, findEarlier, type PostsApi, send } from '../../publish/send.ts'
import type { Status } from '../ledger/status.ts'
import type { Ready, RowPlace } from './ready.ts'
import { type RunContext, timestamp } from './running.ts'
import { changeOnce, recordedDispatch, sendUntilSettled } from './write.ts'

type SentUnknown = Extract<Status, { readonly state: 'sent-unknown' }>

/**
 * Makes the post of a row, exactly once; the ledger says so before and after.
 * @param status what the ledger tells of it: a post that may be there is looked for before anything is sent.
 * @throws Failure why it is not there; Stopped.
 */
export async function createPost(
  running: RunContext,
  ready: Ready,
  status: Status,
  parentId: string | null,
): Promise<Completed> {
  const earlier = status.state === 'sent-unknown' ? await findEarlierPost(running, ready, status) : null
  const marker = status.state === 'sent-unknown' ? status.sent.marker : running.newId()
  const post = earlier ?? (await sendPost(running, ready, marker, parentId))
  const { key } = ready.row
  await running.append({
    record: 'done',
    at: timestamp(running),
    key,
    act: 'create',
    number: post.number,
    url: post.url,
  })
  return post
}

/** An earlier run, or an earlier try of this one, may have made it: then GitHub shows it, by its marker. */
async function findEarlierPost(
  running: RunContext,
  ready: Ready,
  { sent: last, since }: SentUnknown,
): Promise<Completed | null> {
  const { github, clock } = running
  const attempt = { marker: last.marker, first: new Date(since), sent: new Date(last.at) }
  const post = await findEarlier(github, clock, last.repo, last.kind, attempt)
  return post && completePost(running, ready, post)
}

/** Whatever the plan says of it by now, the post is there. */
function completePost(running: RunContext, { publication, place, projects }: Ready, post: Post): Promise<Completed> {
  const resolved = known(publication, place.offered(), { parentId: null, projects })
  return complete(pacedGitHub(running), place, resolved, post)
}

async function sendPost(
  running: RunContext,
  ready: Ready,
  marker: string,
  parentId: string | null,
): Promise<Completed> {
  const { row, publication, place, projects } = ready
  const { key, hash, draft } = row
  const resolved = resolve(publication, place.offered(), { parentId, projects })
  const about = { key, act: 'create', row: hash, repo: place.repo, kind: draft.kind, marker } as const
  try {
    return await send(pacedGitHub(running), running.clock, place, resolved, marker, recordedDispatch(running, about))
  } catch (error) {
    // What GitHub refused is in the ledger already; here it is what even looking up did not tell.
    if (error instanceof Failure)
      await running.append({ record: 'failed', at: timestamp(running), key, act: 'create', reason: error.message })
    throw error
  }
}

/** What belongs to a post keeps the pace too, and is not given up for what may pass. */
function pacedGitHub(running: RunContext): PostsApi {
  const { github } = running
  return {
    ...github,
    addLabels: (...args) => sendUntilSettled(running, () => github.addLabels(...args)),
    addToProject: (...args) => sendUntilSettled(running, () => github.addToProject(...args)),
  }
}

/** Makes the labels of a row that its repository lacks, each once in a run. @throws GitHubFailure, Stopped */
export async function createLabels(running: RunContext, { place, newLabels }: Ready): Promise<void> {
  for (const name of newLabels) {
    if (place.offered().labels.some((label) => isSame(label.name, name))) continue
    place.addLabel(await createLabel(running, place, name))
  }
}

function createLabel(running: RunContext, { id, repo }: RowPlace, name: string): Promise<Named> {
  const { github } = running
  const about = {
    key: `label:${name}@${repo}`,
    act: 'label',
    row: name,
    repo,
    kind: 'issue',
    marker: running.newId(),
  } as const
  return changeOnce(running, {
    about,
    send: () => github.createLabel({ id, repo }, name),
    lookUp: async () => (await github.target(repo)).labels.find((label) => isSame(label.name, name)) ?? null,
  })
}
