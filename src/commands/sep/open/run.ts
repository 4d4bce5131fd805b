import type { App } from '../../../app.ts'
import { requireOverridable } from '../../../checks/check.ts'
import { EXIT, type ExitCode, Failure, orNull, UsageError } from '../../../errors.ts'
import { pullRequestRestriction, repositoryNamed, targetRepo } from '../../../policy/repositories.ts'
import { createContext } from '../../../preflight/context.ts'
import { requireGitHub } from '../../../preflight/sep.ts'
import { PullRequestRefused } from '../../../publish/open-proposal.ts'
import { branchNameFor } from '../../../publish/ownership.ts'
import { type Proposal, proposalOf } from '../../../publish/proposal.ts'
import { isBranchName } from '../../../publish/push-branch.ts'
import { clearHiddenCharacters, refuseNumbered, type SepDraft } from '../../../seps/draft.ts'
import { withResumeHint } from '../../../storage/draft-file.ts'
import { findLeftover, findNumberedDraft, readSepDraft } from '../../../storage/sep-file.ts'
import {
  type OldJournal,
  oldJournalPath,
  readJournal,
  readOldJournal,
  removeJournal,
  type SepJournal,
  takeMovedJournal,
} from '../../../storage/sep-journal.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { isSameRepo } from '../../../text/github-names.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { checkSep } from '../shared/check-sep.ts'
import { sepOpenCommand, sepUpdateCommand } from '../shared/commands.ts'
import { adoptOldJournal } from './adopt-journal.ts'
import type { SepOpenOptions } from './command.ts'
import { refuseFiledAsIssue } from './filed-as-issue.ts'
import { journalForTarget, journalToResume } from './guards.ts'
import { handOverProposal, handOverRefused, reasonToHandOver } from './hand-over.ts'
import { isOwn, refuseOpenedBefore } from './opened-before.ts'
import { announceRename, printOpened } from './print-opened.ts'
import { finishOpened, type SepOpenSession, sendProposal } from './send.ts'

/** Resumes an earlier run, if there was one, where it stopped. */
export async function run(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  requireOverridable(options.allow)
  refuseContradiction(options)
  if (path === '-')
    throw new UsageError('sep open needs a file, because it writes the number into the file', {
      hint: 'Save the SEP in a file first',
    })
  if (options.dryRun === true) return openSep(app, path, options)
  const exitCode = await finishLeftover(app, path, options)
  if (exitCode !== null) return exitCode
  // Reads the file before it is locked, so that no lock is left next to a missing file.
  refuseNumbered(await readSepDraft(app, path), updateCommandFor(app, options))
  const release = await app.files.lock(path)
  try {
    return await withResumeHint(app, sepOpenCommand(path, options, shellOf(app.env)), () => openSep(app, path, options))
  } finally {
    await release()
  }
}

function updateCommandFor({ env }: App, options: SepOpenOptions) {
  return (number: number, path: string) => sepUpdateCommand(number, path, options, shellOf(env))
}

function refuseContradiction({ handOver, fork, via, branch, try: triesAnyway }: SepOpenOptions): void {
  if (branch !== undefined && !isBranchName(branch))
    throw new UsageError('--branch needs a valid branch name', {
      hint: 'Write it without refs/heads/, as in --branch sep/tool-icons',
    })
  if (triesAnyway === true && (handOver === true || fork === true))
    throw new UsageError('--try cannot be combined with --hand-over or --fork, which open no pull request', {
      hint: 'Leave out one of them',
    })
  if (via === 'issue' && (handOver === true || fork === true))
    throw new UsageError('--via issue cannot be combined with --hand-over or --fork', { hint: 'Leave out one of them' })
}

/**
 * Prints the result of an earlier run that has already renamed the file. Removes the journal that the run left, because it would block the
 * next draft with the same name. Returns null if there is no result to print.
 */
async function finishLeftover(app: App, path: string, options: SepOpenOptions): Promise<ExitCode | null> {
  const leftover = await findLeftover(app, path)
  if (leftover === null) return printRenamed(app, path, options)
  const { repo, number, draft, isOldJournal } = leftover
  const session = await createSession(app, options, isOldJournal ? undefined : repo)
  // Anybody may have written a journal next to the draft, so it must not choose the address that we print.
  if (isOldJournal && !isSameRepo(session.destination.repo, repo)) return null
  await (isOldJournal ? app.files.remove(oldJournalPath(path)) : removeJournal(app, path))
  announceRename(app, path, draft)
  return printOpened({ ...session, draft, number })
}

/**
 * Prints the result again if an earlier run has opened the SEP and renamed its file. The renamed file may also be somebody
 * else's SEP, so GitHub has to confirm that its pull request or its branch belongs to the viewer. Returns null if there is no
 * renamed file.
 */
async function printRenamed(app: App, path: string, options: SepOpenOptions): Promise<ExitCode | null> {
  const numberedDraft = await findNumberedDraft(app, path)
  if (numberedDraft === null) return null
  const { number, ...draft } = numberedDraft
  const session = await createSession(app, options)
  const { onGitHub, repo } = session.destination
  const pull = onGitHub && (await orNull(() => onGitHub.github.pullRequest(repo, number)))
  if (onGitHub === null || pull === null || !isOwn(pull, onGitHub))
    throw new Failure('file', `${path}: file not found, but ${draft.path} has a number already`, {
      hint: `To send a new version: ${sepUpdateCommand(number, draft.path, options, shellOf(app.env))}`,
    })
  announceRename(app, path, draft)
  return printOpened({ ...session, draft, number })
}

/** @param earlierRepo the repository of an earlier run */
async function createSession(app: App, options: SepOpenOptions, earlierRepo?: string): Promise<SepOpenSession> {
  const context = await createContext(app, options, { publishes: true })
  const repo = targetRepo(app, context.policy, options.repo ?? earlierRepo)
  return { context, options, destination: await context.destinations.get(repo) }
}

async function openSep(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  const draftInFile = await readSepDraft(app, path)
  refuseNumbered(draftInFile, updateCommandFor(app, options))
  const journal =
    (await readJournal(app, path)) ?? (await takeMovedJournal(app, draftInFile, { isDryRun: options.dryRun === true }))
  const oldJournal = journal === null ? await readOldJournal(app, path) : null
  if (oldJournal !== null && options.dryRun === true) return printUnverified(app, path, options)
  if (journal === null) await refuseFiledAsIssue(app, draftInFile, options.via)
  const session = await createSession(app, options, journal?.repo)
  const earlierJournal = await findEarlierJournal(session, draftInFile, journal, oldJournal)
  const original = { ...draftInFile, slug: earlierJournal?.slug ?? draftInFile.slug }
  if (earlierJournal !== null && earlierJournal.number !== null)
    return finishOpened(session, clearHiddenCharacters(original), earlierJournal, earlierJournal.number)
  const updateCommand = updateCommandFor(app, options)
  await refuseOpenedBefore(app, original, earlierJournal, session.destination, updateCommand)
  const checked = await checkSep(session.context, session.destination, original, options)
  if (typeof checked === 'number') return checked
  const { sep: draft, destination } = checked
  refuseNumbered(draft, updateCommand)
  if (options.via === 'issue') {
    const { openAsIssue } = await import('./via-issue.ts')
    return openAsIssue(app, options, destination.repo, draft)
  }
  return propose({ ...session, destination }, draft, earlierJournal)
}

/** Returns the journal of the run to resume, even if an older version of this program left it; null: there is none. @throws Failure */
async function findEarlierJournal(
  session: SepOpenSession,
  draft: SepDraft,
  journal: SepJournal | null,
  oldJournal: OldJournal | null,
): Promise<SepJournal | null> {
  const { context, options, destination } = session
  if (journal !== null) return journalForTarget(context.app, draft.path, journal, destination, options)
  return oldJournal && adopt(session, { ...draft, slug: oldJournal.slug ?? draft.slug }, oldJournal)
}

async function propose(session: SepOpenSession, draft: SepDraft, earlierJournal: SepJournal | null): Promise<ExitCode> {
  const { context, options, destination } = session
  const { app, policy } = context
  const { onGitHub, repo } = destination
  const viewer = onGitHub?.target.viewer ?? 'YOU'
  const rendered = repositoryNamed(policy, repo)?.rendered ?? null
  const proposalFor = ({ id, branch }: Pick<SepJournal, 'id' | 'branch'>) =>
    proposalOf(draft, { id, repo, branch, viewer, rendered })
  const resumed = earlierJournal && { path: draft.path, journal: earlierJournal, proposal: proposalFor(earlierJournal) }
  const journal = resumed && (await journalToResume(app, onGitHub, resumed, options.branch))
  if (options.dryRun === true) return printDryRun(session, proposalFor(journal ?? placeholders(draft, options)))
  const id = journal?.id ?? app.newId()
  const branch = journal?.branch ?? options.branch ?? branchNameFor(draft.slug, id)
  const proposal = proposalFor({ id, branch })
  const reason = reasonToHandOver(session, draft, journal)
  if (reason !== null) return handOverProposal(session, { draft, proposal, earlierJournal: journal, reason })
  try {
    return await sendProposal(session, draft, proposal, journal)
  } catch (error) {
    if (!(error instanceof PullRequestRefused)) throw error
    return handOverRefused(session, draft, proposal)
  }
}

/** What a dry run shows instead of the id and the name of the branch, which only a real run creates. */
function placeholders({ slug }: SepDraft, { branch }: SepOpenOptions): Pick<SepJournal, 'id' | 'branch'> {
  return { id: 'ID-OF-THE-DRAFT', branch: branch ?? `sep/${slug}-ID` }
}

async function adopt(session: SepOpenSession, draft: SepDraft, old: OldJournal): Promise<SepJournal | null> {
  const { context, destination, options } = session
  if (options.via === 'issue')
    throw new Failure('validation', `${draft.path}: an earlier run began to open a pull request`, {
      hint: `Run again without --via issue, or, to abandon that run, remove ${oldJournalPath(draft.path)}`,
    })
  const onGitHub = requireGitHub(destination)
  return adoptOldJournal({ app: context.app, onGitHub, draft, old, branch: options.branch })
}

/** Prints that a dry run does not verify the journal of an older version, because it does not ask GitHub. */
function printUnverified(app: App, path: string, { json }: SepOpenOptions): ExitCode {
  app.terminal.err.write(
    plain(
      `Nothing was sent: an earlier run began to open ${path} (${oldJournalPath(path)}). Without --dry-run, sep open checks on GitHub what exists, and resumes.\n`,
    ),
  )
  if (json === true) app.terminal.out.write(jsonDocument([]))
  return EXIT.done
}

async function printDryRun(
  { context: { app, policy }, options }: SepOpenSession,
  proposal: Proposal,
): Promise<ExitCode> {
  const dryRun = await import('../../../preflight/sep-dry-run.ts')
  const { handOver, fork, branch, json } = options
  const withBranch = fork === true || branch !== undefined
  if (handOver === true || fork === true) {
    const operations = withBranch ? dryRun.branchOperations(proposal) : []
    dryRun.showOperations(app, 'your fork', operations, { json: json === true })
    return EXIT.done
  }
  // A dry run does not ask GitHub who is running it, so this assumes a person without write access.
  if (options.try !== true && pullRequestRestriction(policy, proposal.repo, null) !== null)
    app.terminal.err.write(
      plain(
        `${proposal.repo} takes no pull requests from people without write access. For them, sep open sends nothing there, and prints a message to hand the SEP over (see it with --hand-over).\n`,
      ),
    )
  dryRun.showOperations(app, proposal.repo, dryRun.proposalOperations(proposal), { json: json === true })
  return EXIT.done
}
