import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { FoundPost, SentPost } from '../github/find-post.ts'
import type { GitHub } from '../github/sign-in.ts'
import type { Destination } from '../preflight/destination.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { markerFor } from '../text/added-lines.ts'
import { publicationOf, toPostInputWithoutUnknownNames } from './post-input.ts'
import { addLabelsAndProjects, type CompletePost, contentHash } from './post-with-labels.ts'
import { describeUnconfirmed, toUnconfirmed } from './unconfirmed.ts'

/** The post of an earlier run that ended before GitHub answered. */
export type EarlierPost = {
  readonly post: FoundPost
  readonly kind: SentPost['kind']
  /** Who sent the post, according to the draft. null: the draft does not say, and the viewer wrote the post. */
  readonly sender: string | null
  /** Whether the draft has changed since it was posted. */
  readonly isChanged: boolean
}

/**
 * Looks for the post that an earlier run sent, even if the draft has changed since. null: none was sent, or it did not arrive.
 * @throws GitHubFailure (`unconfirmed`) if GitHub cannot say yet, or cannot be asked; Failure (validation) if the draft does not say
 * where it was sent.
 */
export async function findEarlierPost(
  app: App,
  github: GitHub,
  file: DraftFile,
  policy: string | undefined,
): Promise<EarlierPost | null> {
  const spinner = await app.progress('An earlier run may have posted it; checking …')
  try {
    const sentPost = await sentPostOf(github, file)
    if (sentPost === null) return null
    const result = await github.lookUpPost(sentPost)
    if (result.outcome === 'missing') return null
    if (result.outcome === 'found') {
      const { kind, viewer } = sentPost
      return { post: result.value, kind, sender: viewer, isChanged: hasChanged(file, kind) }
    }
    const { until, hidden } = result
    throw new GitHubFailure({ kind: 'unconfirmed', after: null, until, hidden })
  } catch (error) {
    throw describeUnconfirmed(app, toUnconfirmed(error), file, { policy })
  } finally {
    spinner.stop()
  }
}

/**
 * Older versions recorded the time by this computer's clock, which may be wrong by a day, and did not record where they sent
 * the draft.
 */
const CLOCK_ERROR_MS = 24 * 3_600_000

async function sentPostOf(github: GitHub, { draft, path }: DraftFile): Promise<SentPost | null> {
  const { marker, sent, repo } = draft
  if (sent === null) return null
  if (marker === null) throw lostRecordFailure(path, 'marker')
  const sentAt = Date.parse(sent.at)
  const hasTitle = (title: string) => title.trim() === draft.title.trim()
  const { repositoryId, kind, viewer } = sent
  if (repositoryId !== null && (kind === 'issue' || kind === 'discussion'))
    return {
      marker: markerFor(marker),
      kind,
      repositoryId,
      viewer,
      earliest: new Date(sentAt),
      latest: new Date(sentAt),
      hasTitle,
    }
  if (repo === null)
    throw new Failure('validation', `${path}: it was sent, but does not say where`, {
      hint: 'add the repository to the draft ("repo: owner/name")',
    })
  const target = await github.target(repo)
  return {
    marker: markerFor(marker),
    kind: draft.kind === 'discussion' && target.hasDiscussions ? 'discussion' : 'issue',
    repositoryId: target.id,
    viewer: null,
    earliest: new Date(sentAt - CLOCK_ERROR_MS),
    latest: new Date(sentAt + CLOCK_ERROR_MS),
    hasTitle,
  }
}

/** The failure for a draft whose record of its post is damaged, so that the post cannot be found. */
export function lostRecordFailure(path: string, key: string): Failure {
  return new Failure('validation', `${path}: it was sent, but its "${key}" is missing, so its post cannot be found`, {
    hint: 'if it was posted, add its address to the draft ("url: https://…"); if not, remove "sent" from the draft',
  })
}

function hasChanged({ draft }: DraftFile, kind: SentPost['kind']): boolean {
  const { sent, repo } = draft
  return sent?.content != null && sent.content !== contentHash(publicationOf(draft, kind, repo ?? ''))
}

/**
 * Adds the labels and projects that the earlier run could no longer add. Adds nothing if what the draft says became a private report
 * in the meantime. Does not validate the draft again, because the post already exists.
 */
export async function completeEarlierPost(
  app: App,
  { post, kind }: EarlierPost,
  file: DraftFile,
  { onGitHub, repo, projects: readProjects, issueTypes }: Destination,
): Promise<CompletePost> {
  if (onGitHub === null || file.draft.blocked !== null) return { ...post, failedProjects: [] }
  const { github, target } = onGitHub
  const publication = publicationOf(file.draft, kind, repo)
  const projects = publication.projects.length === 0 ? [] : await readProjects()
  const types = publication.type === null ? null : await issueTypes()
  const input = toPostInputWithoutUnknownNames(publication, target, { parentId: null, projects, types })
  return addLabelsAndProjects({ github, clock: app.clock }, target, input, post)
}
