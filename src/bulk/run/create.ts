import { Failure } from '../../errors.ts'
import type { Post } from '../../github/posts.ts'
import type { Named } from '../../github/target.ts'
import { isSameName } from '../../publish/labels.ts'
import { toPartialPostInput, toPostInput } from '../../publish/post-input.ts'
import { addLabelsAndProjects, type CompletePost, findAttempt, type PostsApi, postOnce } from '../../publish/send.ts'
import { partsOf } from '../ledger/orphans.ts'
import type { Status } from '../ledger/status.ts'
import { type RowToCreate, type RunContext, timestamp } from './running.ts'
import { changeOnce, recordedDispatch, sendUntilSettled } from './write.ts'

type SentUnknown = Extract<Status, { readonly state: 'sent-unknown' }>

/**
 * Creates the post of a row exactly once, with a record in the ledger before and after.
 * @param status what the ledger says about the row: a post that may exist is looked for before anything is sent.
 * @throws Failure if it could not be created; Interrupted.
 */
export async function createPost(
  running: RunContext,
  row: RowToCreate,
  status: Status,
  parentId: string | null,
): Promise<CompletePost> {
  const earlier = status.state === 'sent-unknown' ? await findEarlierPost(running, row, status) : null
  const marker = status.state === 'sent-unknown' ? status.sent.marker : running.newId()
  const post = earlier ?? (await sendPost(running, row, marker, parentId))
  const { key } = row.row
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

/** An earlier run, or an earlier attempt of this one, may have created the post: then GitHub finds it by its marker. */
async function findEarlierPost(
  running: RunContext,
  row: RowToCreate,
  { sent: last, since }: SentUnknown,
): Promise<CompletePost | null> {
  const { github, clock } = running
  const attempt = { marker: last.marker, first: new Date(since), sent: new Date(last.at) }
  const post = await findAttempt(github, clock, last.repo, last.kind, attempt)
  return post && completePost(running, row, post)
}

/** Whatever the plan says about it now, the post exists. */
function completePost(
  running: RunContext,
  { publication, onGitHub, projects, types = null }: RowToCreate,
  post: Post,
): Promise<CompletePost> {
  const resolved = toPartialPostInput(publication, onGitHub.choices(), { parentId: null, projects, types })
  return addLabelsAndProjects(pacedGitHub(running), running.clock, onGitHub.target, resolved, post)
}

async function sendPost(
  running: RunContext,
  row: RowToCreate,
  marker: string,
  parentId: string | null,
): Promise<CompletePost> {
  const { publication, onGitHub, projects, types = null } = row
  const { key, hash, draft } = row.row
  const { target } = onGitHub
  const resolved = toPostInput(publication, onGitHub.choices(), { parentId, projects, types })
  const about = {
    key,
    act: 'create',
    row: hash,
    repo: target.repo,
    kind: draft.kind,
    marker,
    parts: partsOf(row.row),
  } as const
  try {
    return await postOnce(
      pacedGitHub(running),
      running.clock,
      target,
      resolved,
      marker,
      recordedDispatch(running, about),
    )
  } catch (error) {
    // A refusal is in the ledger already; this is what even a lookup could not settle.
    if (error instanceof Failure)
      await running.append({ record: 'failed', at: timestamp(running), key, act: 'create', reason: error.message })
    throw error
  }
}

/** Labels and projects of a post keep the pace too, and are retried after errors that may pass. */
function pacedGitHub(running: RunContext): PostsApi {
  const { github } = running
  return {
    ...github,
    addLabels: (...args) => sendUntilSettled(running, () => github.addLabels(...args)),
    addToProject: (...args) => sendUntilSettled(running, () => github.addToProject(...args)),
  }
}

/** Creates the labels of a row that its repository lacks, each once per run. @throws GitHubFailure, Interrupted */
export async function createLabels(running: RunContext, { onGitHub, newLabels }: RowToCreate): Promise<void> {
  for (const name of newLabels) {
    if (onGitHub.choices().labels.some((label) => isSameName(label.name, name))) continue
    onGitHub.addLabel(await createLabel(running, onGitHub.target, name))
  }
}

function createLabel(
  running: RunContext,
  { id, repo }: RowToCreate['onGitHub']['target'],
  name: string,
): Promise<Named> {
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
    lookUp: async () => (await github.target(repo)).labels.find((label) => isSameName(label.name, name)) ?? null,
  })
}
