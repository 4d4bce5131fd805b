import { Failure } from '../../errors.ts'
import type { Post } from '../../github/posts.ts'
import type { Named } from '../../github/target.ts'
import { isSameName } from '../../publish/labels.ts'
import { toPartialPostInput, toPostInput } from '../../publish/post-input.ts'
import { addLabelsAndProjects, type CompletePost, type PostsApi, postOnce } from '../../publish/send.ts'
import { partsOf } from '../ledger/orphans.ts'
import { labelKey } from '../ledger/record.ts'
import { type RowToCreate, type RunContext, timestamp } from './running.ts'
import { changeOnce, recordedDispatch, sendUntilSettled } from './write.ts'

/** A run does not wait long for one post: it continues with the other rows, and looks again at its end. */
const LOOK_UP_AFTER_MS = [1_000, 4_000]

/**
 * Creates the post of a row exactly once, with a record in the ledger before and after.
 * @throws Failure if it could not be created, or its outcome is unknown; Interrupted.
 */
export async function createPost(
  running: RunContext,
  row: RowToCreate,
  parentId: string | null,
): Promise<CompletePost> {
  const { publication, onGitHub, projects, types = null } = row
  const { key, hash, draft } = row.row
  const { target } = onGitHub
  const input = toPostInput(publication, onGitHub.choices(), { parentId, projects, types })
  const marker = running.newId()
  const where = { repo: target.repo, repositoryId: target.id, viewer: target.viewer }
  const about = { key, act: 'create', row: hash, kind: draft.kind, marker, parts: partsOf(row.row), ...where } as const
  const patience = { clock: running.clock, stop: running.stop, pauses: LOOK_UP_AFTER_MS }
  try {
    const outgoing = { target, input, marker }
    const post = await postOnce(pacedGitHub(running), outgoing, recordedDispatch(running, about), patience)
    return await recordCreated(running, key, post)
  } catch (error) {
    // A refusal is in the ledger already; this is what even a look-up could not settle.
    if (error instanceof Failure)
      await running.append({ record: 'failed', at: timestamp(running), key, act: 'create', reason: error.message })
    throw error
  }
}

/** Adds what the post of an earlier attempt still lacks, even if the plan has changed since. */
export async function completePost(
  running: RunContext,
  { row, publication, onGitHub, projects, types = null }: RowToCreate,
  post: Post,
): Promise<CompletePost> {
  const input = toPartialPostInput(publication, onGitHub.choices(), { parentId: null, projects, types })
  const complete = await addLabelsAndProjects(pacedGitHub(running), running.clock, onGitHub.target, input, post)
  return recordCreated(running, row.key, complete)
}

export async function recordCreated<P extends Pick<Post, 'number' | 'url'>>(
  running: RunContext,
  key: string,
  post: P,
): Promise<P> {
  const { number, url } = post
  await running.append({ record: 'done', at: timestamp(running), key, act: 'create', number, url })
  return post
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
    key: labelKey(name, repo),
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
    toRecord: (label) => ({ label }),
  })
}
