import type { App } from '../app.ts'
import { type Draft, withReceipt } from '../drafts/draft.ts'
import { Failure, UsageError } from '../errors.ts'
import type { Post } from '../github/posts.ts'
import type { PostKind } from '../github/target.ts'
import type { Destination, OnGitHub } from '../preflight/destination.ts'
import type { Ready } from '../preflight/preflight.ts'
import { type DraftFile, readDraftFile, saveDraft } from '../storage/draft-file.ts'
import { toPartialPostInput, toPostInput } from './post-input.ts'
import { publicationOf } from './publication.ts'
import { type Attempt, addLabelsAndProjects, type CompletePost, type Dispatch, findAttempt, postOnce } from './send.ts'

/** A draft's post on GitHub, and the draft file with its latest content. */
export type Published = { readonly file: DraftFile; readonly post: CompletePost }

/** Posts a draft. The marker is on disk before anything is sent, so that an interrupted run can be resumed. */
export async function publish(app: App, ready: Ready, draftFile: DraftFile): Promise<Published> {
  const { github, target } = signedIn(ready.destination, draftFile.path)
  const input = toPostInput(ready.publication, target, ready.lookups)
  const marker = attemptOf(draftFile.draft)?.marker ?? app.newId()
  let file = draftFile
  const dispatch: Dispatch = async (send) => {
    file = await saveDraft(app, file, { ...file.draft, marker, sent: app.clock.now().toISOString() })
    return send()
  }
  const spinner = await app.progress(`Posting to ${ready.destination.repo} …`)
  try {
    return { post: await postOnce(github, app.clock, target, input, marker, dispatch), file }
  } finally {
    spinner.stop()
  }
}

export type Earlier = {
  readonly file: DraftFile
  readonly kind: PostKind
  readonly destination: Destination
}

/** Looks up, by its marker, the post of an earlier run that ended before GitHub answered. null: GitHub has no such post. */
export async function findEarlierPost(app: App, { file, kind, destination }: Earlier): Promise<Published | null> {
  const attempt = attemptOf(file.draft)
  if (attempt === null) return null
  const { github, target } = signedIn(destination, file.path)
  const spinner = await app.progress('An earlier run may have posted it; checking …')
  try {
    const post = await findAttempt(github, app.clock, destination.repo, kind, attempt)
    if (post === null) return null
    return { post: await completeEarlier(app, { github, target }, { file, kind, destination }, post), file }
  } finally {
    spinner.stop()
  }
}

/** Does not validate the draft again, because the post already exists. */
async function completeEarlier(
  { clock }: Pick<App, 'clock'>,
  { github, target }: Pick<OnGitHub, 'github' | 'target'>,
  { file, kind, destination }: Earlier,
  post: Post,
): Promise<CompletePost> {
  const publication = publicationOf(file.draft, kind, destination.repo)
  const projects = publication.projects.length === 0 ? [] : await destination.projects()
  const types = publication.type === null ? null : await destination.issueTypes()
  return addLabelsAndProjects(
    github,
    clock,
    target,
    toPartialPostInput(publication, target, { parentId: null, projects, types }),
    post,
  )
}

/** The last attempt to send the draft. Its marker shows whether the post exists. null: it was never sent. */
function attemptOf({ marker, sent }: Draft): Attempt | null {
  return marker === null || sent === null ? null : { marker, sent: new Date(sent) }
}

/** @throws Failure (authentication) if there is no token. */
function signedIn({ onGitHub, isOffline }: Destination, path: string): OnGitHub {
  if (onGitHub !== null) return onGitHub
  if (isOffline) throw new UsageError(`An earlier run may have posted ${path}: leave out --offline to look for it.`)
  throw new Failure(
    'authentication',
    `an earlier run may have posted ${path}, and only a token can show whether it did: run \`gh auth login\`, or set GH_TOKEN`,
  )
}

/** Writes the address of the post into its draft. @returns the error if that failed, otherwise null. */
export async function writeReceipt(app: App, path: string, { url, number }: Post): Promise<Failure | null> {
  try {
    const published = app.clock.now().toISOString()
    // Read the file again, because somebody may have edited it while we posted.
    const file = await readDraftFile(app, path)
    await saveDraft(app, file, withReceipt(file.draft, { url, number, published }))
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
