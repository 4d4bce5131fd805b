import type { App } from '../../app.ts'
import { maskFor } from '../../checks/quick-mask.ts'
import { type Draft, isPrivateDraft, openCommand } from '../../drafts/draft.ts'
import { CancelledError, Failure, orNull, UsageError } from '../../errors.ts'
import { findTemplate, type Template } from '../../forms/templates.ts'
import { type PostKind, refusalOf } from '../../github/target.ts'
import { repositoryNamed } from '../../policy/repositories.ts'
import type { Candidate } from '../../preflight/candidate.ts'
import { confirm } from '../../preflight/confirm.ts'
import type { Context } from '../../preflight/context.ts'
import type { Destination } from '../../preflight/destination.ts'
import { type DryRunRequest, requestWithNames } from '../../preflight/dry-run.ts'
import { showFindings } from '../../preflight/findings.ts'
import { preflight } from '../../preflight/preflight.ts'
import type { TemplateKind } from '../../preflight/templates.ts'
import { openPrefilledPage } from '../../publish/open-prefilled-page.ts'
import { refuseCopy } from '../../publish/post-with-labels.ts'
import { type PublishResult, publish } from '../../publish/publish.ts'
import {
  type DraftFile,
  draftPath,
  postAddressOf,
  readDraftFile,
  saveDraft,
  saveOrRescue,
  unsavedTextOf,
  withDraft,
} from '../../storage/draft-file.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView } from '../../terminal/terminal.ts'
import { ISSUE_DRAFT_ENDING } from '../../text/file-names.ts'
import { shellOf } from '../../text/shell.ts'
import { chooseCategory } from './discussion-category.ts'
import { repoToWriteTo, withFlags } from './draft-flags.ts'
import { type EarlierOutcome, type OpenSession, settleEarlierPost } from './earlier-post.ts'
import { DRAFT_PARTS, type EditSession, editDraft } from './edit-draft.ts'
import type { OpenDraftOptions } from './flags.ts'
import { type StoppedOutcome, settleBlocked, settleStopped } from './stopped-draft.ts'

export type LocatedDraft = {
  readonly file: DraftFile
  readonly kind: PostKind
  readonly destination: Destination
  readonly template: Template | null
}

export type Outcome =
  | {
      readonly kind: 'posted'
      readonly locatedDraft: LocatedDraft
      readonly post: PublishResult['post']
    }
  | { readonly kind: 'web'; readonly locatedDraft: LocatedDraft; readonly url: string }
  | StoppedOutcome
  | ({ readonly kind: 'dry-run'; readonly locatedDraft: LocatedDraft } & DryRunRequest)

/** Locks the draft, because another run would not know about this run's post and could send it again. */
export async function openDraft(session: OpenSession, name: string): Promise<Outcome> {
  const path = await draftPath(session.context.app, name)
  if (session.options.dryRun === true) return openAtPath(session, path)
  const release = await session.context.app.files.lock(path)
  try {
    return await openAtPath(session, path)
  } finally {
    await release()
  }
}

async function openAtPath(session: OpenSession, path: string): Promise<Outcome> {
  const { context, options } = session
  const { app } = context
  const original = await readDraftFile(app, path)
  refuseIfNotOpenable(app, original, options)
  if (original.draft.blocked !== null) {
    // The draft is not posted, but maintainers may have to hide what an earlier run has posted.
    const earlierOutcome = await lookUpEarlierPost({ ...session, options: { ...options, ifPosted: 'keep' } }, original)
    return settleBlocked(app, original, earlierOutcome)
  }
  const { repo: _, ...flagsWithoutRepo } = options
  // A post that an earlier run sent is looked up in the repository that it was sent to, so `--repo` does not apply yet.
  const flags = original.draft.sent === null ? options : flagsWithoutRepo
  const file = await saveUnlessDryRun(session, original, withFlags(original.draft, flags))
  const earlierOutcome = await lookUpEarlierPost(session, file)
  if (earlierOutcome.kind === 'posted') return earlierOutcome
  const locatedDraft = await locate(session, earlierOutcome.file)
  return checkAndPost(
    session,
    { ...locatedDraft, file: await withCategory(session, locatedDraft) },
    earlierOutcome.marker,
  )
}

/** Looks up the post if an earlier run may have sent it. A dry run does not look it up, because it does not contact GitHub. */
async function lookUpEarlierPost(session: OpenSession, file: DraftFile): Promise<EarlierOutcome> {
  const mayBePosted = file.draft.sent !== null && session.options.dryRun !== true
  return mayBePosted ? settleEarlierPost(session, file) : { kind: 'unsent', file, marker: null }
}

async function checkAndPost(session: OpenSession, locatedDraft: LocatedDraft, marker: string | null): Promise<Outcome> {
  const { context, options } = session
  const { app, prompter } = context
  const { file, destination } = locatedDraft
  const checked = await preflight(context, candidateOf(locatedDraft, file), {
    revise: (draft) => candidateOf(locatedDraft, withDraft(file, draft)),
    // GitHub's page validates what the person submits there.
    submitsOnPage: options.web === true,
  })
  const savedDraft = { ...locatedDraft, file: await saveUnlessDryRun(session, file, checked.draft) }
  await showFindings(app.terminal.err, file.path, checked.kind === 'ready' ? checked.warnings : checked.findings)
  if (checked.kind === 'stopped') {
    const settled = await settleStopped(stopSessionOf(session, savedDraft.file), savedDraft, checked)
    return settled.kind === 'changed' ? checkAgain(session, savedDraft, settled.draft, marker) : settled
  }
  if (options.dryRun === true) {
    // Only GitHub knows whether there is such a post, and a dry run does not ask it.
    const condition = savedDraft.file.draft.sent === null ? '' : ', unless an earlier run has posted it'
    app.terminal.err.write(`Nothing was sent. This would be sent to ${destination.repo}${condition}:\n`)
    return {
      kind: 'dry-run',
      locatedDraft: savedDraft,
      ...requestWithNames(checked.publication, savedDraft.file.draft.marker),
    }
  }
  if (session.stop.aborted) throw new CancelledError()
  refuseCopy(session.sentPaths, file.path, checked.publication)
  const confirmed = await confirm(context, checked, options, prompter === null ? [] : changeChoices(prompter))
  if (confirmed.kind === 'change') {
    const { part, prompter } = confirmed.change
    const editSession = editSessionOf(session, prompter, savedDraft.file)
    return checkAgain(session, savedDraft, await editDraft(editSession, savedDraft.file.draft, part, []), marker)
  }
  if (confirmed.via === 'api') {
    await recordSepIssue(app, file.path, null)
    const { post, file: postedFile } = await publish(app, checked, savedDraft.file, {
      marker: marker ?? app.newId(),
      policy: options.policy,
    })
    return { kind: 'posted', locatedDraft: { ...savedDraft, file: postedFile }, post }
  }
  const opensBrowser = options.web === true || prompter !== null
  return {
    kind: 'web',
    locatedDraft: savedDraft,
    url: await openPrefilledPage(app, checked, savedDraft.file, { opensBrowser }),
  }
}

/** For a draft that `sep open --via issue` made, records the address of its issue. @param url null: the issue is about to be sent */
export async function recordSepIssue(app: App, path: string, url: string | null): Promise<void> {
  if (!path.endsWith(ISSUE_DRAFT_ENDING)) return
  const { recordIssue } = await import('../../storage/filed-seps.ts')
  await (url === null ? recordIssue(app, path, null) : orNull(() => recordIssue(app, path, url)))
}

function editSessionOf(session: OpenSession, prompter: Prompter, file: DraftFile): EditSession {
  return { app: session.context.app, prompter, save: (draft) => saveUnlessDryRun(session, file, draft) }
}

/** Returns null if nobody can be asked about a stopped draft, or in a dry run, which would not save what the person writes. */
function stopSessionOf(session: OpenSession, file: DraftFile): EditSession | null {
  const { prompter } = session.context
  const { yes, dryRun } = session.options
  return prompter === null || yes === true || dryRun === true ? null : editSessionOf(session, prompter, file)
}

function changeChoices(prompter: Prompter) {
  return DRAFT_PARTS.map(({ value: part, ...choice }) => ({ ...choice, value: { part, prompter } }))
}

async function checkAgain(
  session: OpenSession,
  locatedDraft: LocatedDraft,
  draft: Draft,
  marker: string | null,
): Promise<Outcome> {
  const { title, body } = locatedDraft.file.draft
  const file = await saveUnlessDryRun(session, locatedDraft.file, draft)
  // Overrides that the person confirmed for another text do not count for the changed one.
  const isSameText = draft.title === title && draft.body === body
  const context = isSameText ? session.context : { ...session.context, confirmed: [] }
  return checkAndPost({ ...session, context }, { ...locatedDraft, file }, marker)
}

function candidateOf({ kind, destination, template }: LocatedDraft, { draft, lines }: DraftFile) {
  return { draft, lines, kind, destination, template } satisfies Candidate
}

/** Determines where the draft is posted, and as what. @throws Failure if nothing can be posted there */
async function locate(session: OpenSession, file: DraftFile): Promise<LocatedDraft> {
  const { context, options } = session
  // No earlier run has posted the draft, so `--repo` applies now.
  const draft = withFlags(file.draft, options)
  const repo = await repoToWriteTo(context, draft.repo)
  const destination = await context.destinations.get(repo)
  const kind = postKindFor(session, destination, draft)
  const refusal = destination.onGitHub === null ? null : refusalOf(destination.onGitHub.target, kind)
  if (refusal !== null) throw refusal
  const template = await templateOf(context, destination, draft.kind === 'decision' ? 'decision' : kind, draft.template)
  return { file: await saveUnlessDryRun(session, file, { ...draft, repo }), kind, destination, template }
}

function refuseIfNotOpenable(app: Context['app'], file: DraftFile, { kind, policy }: OpenDraftOptions): void {
  const { path, draft } = file
  if (draft.kind !== kind)
    throw new UsageError(`${path} is a draft of kind ${draft.kind}`, {
      hint: `open it with ${openCommand({ kind: draft.kind, policy }, path, shellOf(app.env))}`,
    })
  const url = postAddressOf(app, file)
  if (url !== null)
    throw new Failure('validation', `${path} was already published: ${url}`, {
      hint: 'add what is new as a comment there',
    })
}

/** A record of a decision is an issue, unless it has a category. In a repository without Discussions, everything is an issue. */
function postKindFor(
  { context: { app, policy }, options }: OpenSession,
  { repo, onGitHub }: Destination,
  { category }: DraftFile['draft'],
): PostKind {
  if (options.kind === 'issue' || (options.kind === 'decision' && category === null)) return 'issue'
  const areDiscussionsOff =
    onGitHub === null ? repositoryNamed(policy, repo)?.discussions === false : !onGitHub.target.hasDiscussions
  if (!areDiscussionsOff) return 'discussion'
  app.terminal.err.write(`Discussions are turned off in ${repo}, so this will be posted as an issue.\n`)
  return 'issue'
}

/** Returns the template that a draft names, or null if it names none. Warns about a name that is not known. */
export async function templateOf(
  { app }: Context,
  destination: Destination,
  kind: TemplateKind,
  name: string | null,
): Promise<Template | null> {
  if (name === null) return null
  const offer = await destination.offer(kind)
  const template = findTemplate(offer, name)
  if (template !== null) return template
  const mask = await maskFor([name], name)
  app.terminal.err.write(notesView([`unknown template ${mask(name)}; its fields are not checked`]))
  return null
}

async function withCategory(
  session: OpenSession,
  { kind, destination, file, template }: LocatedDraft,
): Promise<DraftFile> {
  if (kind !== 'discussion') return file
  const category = await chooseCategory(session.context, destination, file.draft, template)
  return category === file.draft.category ? file : saveUnlessDryRun(session, file, { ...file.draft, category })
}

async function saveUnlessDryRun({ context, options }: OpenSession, file: DraftFile, draft: DraftFile['draft']) {
  if (options.dryRun === true) return { ...file, draft }
  const { app } = context
  return saveOrRescue(app, file.path, {
    write: () => saveDraft(app, file, draft),
    unsavedText: () => unsavedTextOf(draft, () => withDraft(file, draft).text),
    isPrivate: isPrivateDraft(draft),
  })
}
