import { Failure, type FailureClass } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { ExistingIssue } from '../../github/issues.ts'
import type { Post } from '../../github/posts.ts'
import { isAbandoned } from '../../github/retry.ts'
import type { NamedItem } from '../../github/target.ts'
import { toPostInput, toPostInputWithoutUnknownNames } from '../../publish/post-input.ts'
import { addLabelsAndProjects, type CompletePost, type PostsApi, postOnce } from '../../publish/post-with-labels.ts'
import { type IssueRef, isSameName, issueRef } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'
import { labelKey } from '../ledger/record.ts'
import { hasPost, type Statuses } from '../ledger/status.ts'
import { type PlannedRow, partsOf } from '../plan/planned-row.ts'
import { type RowToCreate, type RunContext, timestamp, UnrecordedPost } from './run-context.ts'
import { makeChange, recordedDispatch, sendUntilSettled } from './write.ts'

/** The pause before each look-up of a post. Short, because the run looks for the post again after all other rows. */
const LOOK_UP_AFTER_MS = [1_000, 4_000]

/**
 * Creates the post of a row at most once, with a record in the ledger before and after.
 * @throws Failure if it could not be created, or its outcome is unknown; Interrupted.
 */
export async function createPost(
  run: RunContext,
  rowToCreate: RowToCreate,
  parentId: string | null,
): Promise<CompletePost> {
  const { publication, onGitHub, projects, types = null } = rowToCreate
  const { key, hash, draft } = rowToCreate.row
  const { target } = onGitHub
  const input = toPostInput(publication, onGitHub.choices(), { parentId, projects, types })
  const marker = run.newId()
  const destination = { repo: target.repo, repositoryId: target.id, viewer: target.viewer }
  const about = {
    key,
    act: 'create',
    row: hash,
    kind: draft.kind,
    marker,
    parts: partsOf(rowToCreate.row),
    ...destination,
  } as const
  const timing = { clock: run.clock, stop: run.stop, pauses: LOOK_UP_AFTER_MS }
  try {
    const outgoing = { target, input, marker }
    const post = await postOnce(pacedGitHub(run), outgoing, recordedDispatch(run, about), timing)
    return await recordCreated(run, key, post)
  } catch (error) {
    if (error instanceof Failure && !isAbandoned(error)) await recordFailed(run, key, error)
    throw error
  }
}

/** Ignores an error of the disk, which must not hide the failure of the row: that failure may say that the post exists. */
async function recordFailed(run: RunContext, key: string, { message }: Failure): Promise<void> {
  try {
    await run.append({ record: 'failed', at: timestamp(run), key, act: 'create', reason: message })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

/** Adds the labels and projects that the post of an earlier attempt still lacks, even if the plan has changed since. */
export async function completePost(
  run: RunContext,
  { row, publication, onGitHub, projects, types = null }: RowToCreate,
  post: Post,
): Promise<CompletePost> {
  const input = toPostInputWithoutUnknownNames(publication, onGitHub.choices(), { parentId: null, projects, types })
  const completedPost = await addLabelsAndProjects(
    { github: pacedGitHub(run), clock: run.clock },
    onGitHub.target,
    input,
    post,
  )
  return recordCreated(run, row.key, completedPost)
}

export async function recordCreated<P extends Pick<Post, 'number' | 'url'>>(
  run: RunContext,
  key: string,
  post: P,
): Promise<P> {
  const { number, url } = post
  try {
    await run.append({ record: 'done', at: timestamp(run), key, act: 'create', number, url })
  } catch (error) {
    throw error instanceof Failure ? new UnrecordedPost(url, error) : error
  }
  return post
}

/** GitHub's API for posts, but labels and projects are added at the allowed pace, and again after errors that may be temporary. */
function pacedGitHub(run: RunContext): PostsApi {
  const { github } = run
  return {
    ...github,
    addLabels: (...args) => sendUntilSettled(run, () => github.addLabels(...args)),
    addToProject: (...args) => sendUntilSettled(run, () => github.addToProject(...args)),
  }
}

/** Creates the row's labels that its repository lacks, unless an earlier row has created them. @throws GitHubFailure, Interrupted */
export async function createLabels(run: RunContext, { onGitHub, newLabels }: RowToCreate): Promise<void> {
  for (const name of newLabels) {
    if (onGitHub.choices().labels.some((label) => isSameName(label.name, name))) continue
    onGitHub.rememberLabel(await createLabel(run, onGitHub.target, name))
  }
}

/** @throws GitHubFailure, Interrupted */
async function createLabel(
  run: RunContext,
  { id, repo }: RowToCreate['onGitHub']['target'],
  name: string,
): Promise<NamedItem> {
  const { github } = run
  const about = {
    key: labelKey(name, repo),
    act: 'label',
    row: name,
    repo,
    kind: 'issue',
    marker: run.newId(),
  } as const
  try {
    return await makeChange(run, {
      about,
      send: () => github.createLabel({ id, repo }, name),
      lookUp: async () => (await github.target(repo)).labels.find((label) => isSameName(label.name, name)) ?? null,
      toRecord: (label) => ({ label }),
    })
  } catch (error) {
    if (!(error instanceof GitHubFailure) || error.reason.kind !== 'unconfirmed') throw error
    throw new GitHubFailure({ ...error.reason, what: `the label "${excerpt(name)}" in ${repo}` })
  }
}

export type Parent = { readonly id: string; readonly url: string }

/** The parents of rows. Reads each from GitHub once, unless this run has created it. */
export type ParentLookup = {
  /** null: the row has no parent. @throws Failure if the parent does not exist. */
  get(row: PlannedRow): Promise<Parent | null>
  add(key: string, parent: Parent): void
}

/** Reads an issue, and keeps it for the next call; null: there is none. */
export type ReadIssue = (ref: IssueRef) => Promise<ExistingIssue | null>

/** @param parentKeys the keys that rows name as their parent. Rows with other keys are not kept in memory. */
export function createParentLookup(read: ReadIssue, statuses: Statuses, parentKeys: ReadonlySet<string>): ParentLookup {
  const created = new Map<string, Parent>()
  const readByText = async (text: string, repo: string) => {
    const ref = issueRef(text, repo)
    return ref && read(ref)
  }
  const parentWithKey = async (key: string): Promise<Parent> => {
    const createdParent = created.get(key)
    if (createdParent !== undefined) return createdParent
    const status = statuses.get(key)
    if (!hasPost(status))
      throw new Failure('validation', `its parent, the row "${key}", does not exist yet`, {
        hint: 'run the same command again once that row is created',
      })
    const parent = await readByText(status.url, '')
    if (parent === null)
      throw new Failure('validation', `GitHub does not show its parent ${status.url}`, {
        hint: 'If it was moved, give its new address as "parent"; if it was deleted, remove "parent" from the row; if it is still too new, run the same command again later',
      })
    return parent
  }
  return {
    add: (key, { id, url }) => {
      if (parentKeys.has(key)) created.set(key, { id, url })
    },
    async get({ draft, parentKey }) {
      if (parentKey !== null) return parentWithKey(parentKey)
      if (draft.parent === null) return null
      const parent = await readByText(draft.parent, draft.repo)
      if (parent === null)
        throw new Failure('validation', `its parent ${draft.parent} does not exist`, {
          hint: 'correct "parent" in the plan',
        })
      return parent
    },
  }
}

export function recordReused(
  run: RunContext,
  { key, hash }: PlannedRow,
  { number, url }: ExistingIssue,
): Promise<void> {
  return run.append({ record: 'reused', at: timestamp(run), key, row: hash, number, url })
}

/** Errors that the next run would meet again. */
const PERMANENT_FAILURES: ReadonlySet<FailureClass> = new Set(['validation', 'permission'])

type LinkResult = { readonly notes: readonly string[]; readonly incomplete: boolean }
export const COMPLETE_LINK: LinkResult = { notes: [], incomplete: false }

/**
 * Makes an existing issue a sub-issue of `parent`, unless it already has a parent.
 * @returns what could not be done. @throws Failure for an error that may be temporary; Interrupted
 */
export async function linkToParent(
  run: RunContext,
  { key, hash }: PlannedRow,
  { id, repo, number, parent: current }: ExistingIssue,
  parent: Parent,
): Promise<LinkResult> {
  if (current === parent.url) return COMPLETE_LINK
  if (current !== null) return { ...COMPLETE_LINK, notes: [`it already has the parent ${current}, which was kept`] }
  const { github } = run
  const parentRepo = issueRef(parent.url, repo)?.repo ?? repo
  const about = { key, act: 'link', row: hash, repo: parentRepo, kind: 'issue', marker: run.newId() } as const
  try {
    await makeChange(run, {
      about,
      send: () => github.addSubIssue(parentRepo, parent, { id }),
      lookUp: async () => ((await github.issue(repo, number))?.parent === parent.url ? true : null),
    })
    return COMPLETE_LINK
  } catch (error) {
    if (error instanceof Failure && PERMANENT_FAILURES.has(error.failureClass))
      return { notes: [`it could not be made a sub-issue of ${parent.url}: ${error.message}`], incomplete: true }
    throw error
  }
}
