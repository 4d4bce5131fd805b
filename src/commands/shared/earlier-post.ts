import { openCommand } from '../../drafts/draft.ts'
import { Failure, UsageError } from '../../errors.ts'
import { resolveRepo } from '../../policy/repositories.ts'
import type { Context } from '../../preflight/context.ts'
import type { Destination } from '../../preflight/destination.ts'
import { githubToLookUp } from '../../preflight/github-access.ts'
import { completeEarlierPost, type EarlierPost, findEarlierPost } from '../../publish/earlier-post.ts'
import type { CompletePost } from '../../publish/post-with-labels.ts'
import { describeUnconfirmed, toIncomplete } from '../../publish/unconfirmed.ts'
import { type DraftFile, saveDraft } from '../../storage/draft-file.ts'
import { isSameName, isSameRepo } from '../../text/github-names.ts'
import { plain, quote } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import type { OpenDraftOptions } from './flags.ts'

/** One run of `openDrafts`. */
export type OpenSession = {
  readonly context: Context
  readonly options: OpenDraftOptions
  /** Aborts when the person wants to stop. */
  readonly stop: AbortSignal
  /** The path of each draft that this run has sent, or is about to send, by its text. */
  readonly sentPaths: Map<string, string>
}

export type PostedDraft = {
  readonly kind: 'posted'
  readonly locatedDraft: {
    readonly file: DraftFile
    readonly kind: EarlierPost['kind']
    readonly destination: Destination
    readonly template: null
  }
  readonly post: CompletePost
}
export type EarlierOutcome =
  /** An earlier run posted the draft. */
  | PostedDraft
  /** No earlier run posted the draft, or the person wants to post the changed draft as well. */
  | {
      readonly kind: 'unsent'
      readonly file: DraftFile
      /** The marker of a post that did not arrive, which the new post reuses. null: the new post gets a new marker. */
      readonly marker: string | null
    }

/**
 * Looks up the post that an earlier run sent without getting a response. It looks in the repository that the post was sent
 * to, even if the draft or the flags now name another repository.
 * @throws Failure if GitHub cannot say yet whether the post arrived, or if nobody can be asked about a changed draft
 */
export async function settleEarlierPost(session: OpenSession, file: DraftFile): Promise<EarlierOutcome> {
  const {
    context,
    options: { policy },
  } = session
  const earlierPost = await findEarlierPost(context.app, await requireGitHub(session, file), file, policy)
  // The post certainly did not arrive, so it can be sent again.
  if (earlierPost === null)
    return unsentDraft(await saveDraft(context.app, file, { ...file.draft, sent: null }), file.draft.marker)
  try {
    return await settleFoundPost(session, file, earlierPost)
  } catch (error) {
    throw describeUnconfirmed(context.app, toIncomplete(error, earlierPost.post.url), file, { policy })
  }
}

/** Completes the post that was found, unless its author wants to post the changed draft as well. */
async function settleFoundPost(
  session: OpenSession,
  file: DraftFile,
  earlierPost: EarlierPost,
): Promise<EarlierOutcome> {
  const { context, options } = session
  const destination = await context.destinations.get(earlierPost.post.repo)
  refuseOtherSender(earlierPost, file, destination)
  if (earlierPost.isChanged && (await chooseKeepOrPostAgain(session, file, earlierPost)) === 'again')
    return unsentDraft(await saveDraft(context.app, file, { ...file.draft, sent: null, marker: null }), null)
  const repo = options.repo === undefined ? file.draft.repo : resolveRepo(context.policy, options.repo)
  if (repo !== null && !isSameRepo(repo, earlierPost.post.repo))
    context.app.terminal.err.write(
      plain(`An earlier run posted ${file.path} in ${earlierPost.post.repo}; nothing was sent to ${repo}.\n`),
    )
  const post = await completeEarlierPost(context.app, earlierPost, file, destination)
  const locatedDraft = { file, kind: earlierPost.kind, destination, template: null }
  return { kind: 'posted', locatedDraft, post }
}

/**
 * Refuses to complete somebody else's post, which a copied draft may name, because that would set the draft's labels on it.
 * @throws Failure (validation)
 */
function refuseOtherSender({ sender }: EarlierPost, { path }: DraftFile, { onGitHub }: Destination): void {
  const viewer = onGitHub?.target.viewer ?? null
  if (sender === null || viewer === null || isSameName(sender, viewer)) return
  throw new Failure(
    'validation',
    `${path} says that @${quote(sender)} has posted it, and you are signed in as @${viewer}. Nothing was sent`,
    {
      hint: `Sign in as @${quote(sender)} to finish it, or, if that is not you, remove "sent" and "marker" from the draft`,
    },
  )
}

function unsentDraft(file: DraftFile, marker: string | null): EarlierOutcome {
  return { kind: 'unsent', file, marker }
}

/** Asks what to do about a draft that has changed since it was posted, because only its author knows. */
async function chooseKeepOrPostAgain(
  { context, options }: OpenSession,
  { path, draft }: DraftFile,
  { post }: EarlierPost,
) {
  if (options.ifPosted !== undefined) return options.ifPosted
  const { prompter, app } = context
  const situation = plain(
    `An earlier run posted ${path} as ${post.url} ("${post.title}"), and the draft has changed since.`,
  )
  const command = `${openCommand({ kind: draft.kind, policy: options.policy }, path, shellOf(app.env))} --if-posted`
  if (prompter === null || options.yes === true)
    throw new Failure('validation', `${situation} Nothing was sent`, {
      hint: `To keep that post, and edit it on GitHub: ${command} keep. To post the changed draft as well: ${command} again`,
    })
  app.terminal.err.write(`${situation}\n`)
  return prompter.select({
    message: 'What should happen?',
    choices: [
      {
        value: 'keep' as const,
        label: 'Keep that post',
        hint: 'its address is written into the draft; edit the post on GitHub',
      },
      { value: 'again' as const, label: 'Post the changed draft as well', hint: 'then there are two posts' },
    ],
  })
}

async function requireGitHub({ context: { app }, options }: OpenSession, { path }: DraftFile) {
  if (options.offline === true)
    throw new UsageError(`An earlier run may have posted ${path}`, { hint: 'leave out --offline to look for it' })
  return githubToLookUp(app, 'posted', path)
}
