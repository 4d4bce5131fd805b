import type { App } from '../../../app.ts'
import { refuseUnknownChecks } from '../../../checks/check.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import { pullRequestRestriction, repositoryNamed, targetRepo } from '../../../policy/repositories.ts'
import { createContext } from '../../../preflight/context.ts'
import { requireGitHub } from '../../../preflight/sep.ts'
import { PullRequestRefused } from '../../../publish/open-proposal.ts'
import { branchNameFor } from '../../../publish/ownership.ts'
import { type Proposal, proposalOf } from '../../../publish/proposal.ts'
import { clearHiddenCharacters, refuseNumbered, type SepDraft } from '../../../seps/draft.ts'
import { findLeftover, findNumbered, readSepDraft } from '../../../storage/sep-file.ts'
import {
  type OldJournal,
  oldJournalPath,
  readJournal,
  readOldJournal,
  removeJournal,
  type SepJournal,
  takeMovedJournal,
} from '../../../storage/sep-journal.ts'
import { withResumeHint } from '../../../terminal/confirm.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { plain, shellOf, shellWord } from '../../../text/quote.ts'
import { isSameRepo } from '../../../text/repo-name.ts'
import { checkSep } from '../shared/check-sep.ts'
import { orNull } from '../shared/rendered-pages.ts'
import { adoptOldJournal } from './adopt-journal.ts'
import type { SepOpenOptions } from './command.ts'
import { journalToResume, refuseOtherTarget } from './guards.ts'
import { handOverProposal, handOverRefused, reasonToHandOver } from './hand-over.ts'
import { announceRename, printOpened } from './print-opened.ts'
import { finish, type Opening, resumeCommand, sendProposal } from './send.ts'

/** Opens the numbered pull request of a SEP. Resumes an earlier run where it stopped. */
export async function run(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  refuseContradiction(options)
  if (path === '-')
    throw new UsageError('sep open needs a file, because it writes the number into it', { hint: 'Save the SEP first' })
  if (options.dryRun === true) return openSep(app, path, options)
  const finished = await finishLeftover(app, path, options)
  if (finished !== null) return finished
  // Check this first, so that we leave no lock next to a missing file.
  refuseNumbered(await readSepDraft(app, path), shellOf(app.env))
  const release = await app.files.lock(path)
  try {
    return await withResumeHint(app, resumeCommand(path, options, shellOf(app.env)), () => openSep(app, path, options))
  } finally {
    await release()
  }
}

function refuseContradiction({ handOver, fork, via, try: tries }: SepOpenOptions): void {
  if (tries === true && (handOver === true || fork === true))
    throw new UsageError('--try opens a pull request, and --hand-over and --fork open none', {
      hint: 'Leave one of them out',
    })
  if (via === 'issue' && (handOver === true || fork === true))
    throw new UsageError('--via issue opens an issue', { hint: 'Leave out --hand-over and --fork' })
}

/**
 * Finishes an earlier run that stopped after it had renamed the file. Removes its journal, which would block the next draft
 * with the same name. Returns null if there is nothing to print.
 */
async function finishLeftover(app: App, path: string, options: SepOpenOptions): Promise<ExitCode | null> {
  const leftover = await findLeftover(app, path)
  if (leftover === null) return printRenamed(app, path, options)
  const { repo, number, draft, isOld } = leftover
  const opening = await createOpening(app, options, isOld ? undefined : repo)
  // Anybody can have written a journal next to the draft, so it must not choose the address that we print.
  if (isOld && !isSameRepo(opening.destination.repo, repo)) return null
  await (isOld ? app.files.remove(oldJournalPath(path)) : removeJournal(app, path))
  announceRename(app, path, draft)
  return printOpened({ ...opening, draft, number, asJson: options.json === true })
}

/**
 * Prints the result again if an earlier run has opened the SEP and renamed its file. The renamed file may also be somebody
 * else's SEP, so GitHub has to confirm that its pull request belongs to the viewer. Returns null if there is no renamed file.
 */
async function printRenamed(app: App, path: string, options: SepOpenOptions): Promise<ExitCode | null> {
  const numbered = await findNumbered(app, path)
  if (numbered === null) return null
  const { number, ...draft } = numbered
  const opening = await createOpening(app, options)
  const { onGitHub, repo } = opening.destination
  const pull = onGitHub && (await orNull(() => onGitHub.github.pullRequest(repo, number)))
  if (pull === null || !pull.isMine)
    throw new Failure('file', `${path}: file not found, but ${draft.path} has a number already`, {
      hint: `To send a new version: mcp-comms sep update ${number} ${shellWord(draft.path, shellOf(app.env))}`,
    })
  announceRename(app, path, draft)
  return printOpened({ ...opening, draft, number, asJson: options.json === true })
}

/** @param startedIn the repository of an earlier run */
async function createOpening(app: App, options: SepOpenOptions, startedIn?: string): Promise<Opening> {
  const context = await createContext(app, options, { publishes: true })
  const repo = targetRepo(app, context.policy, options.repo ?? startedIn)
  return { context, options, destination: await context.destinations.at(repo) }
}

async function openSep(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  const draftInFile = await readSepDraft(app, path)
  refuseNumbered(draftInFile, shellOf(app.env))
  const journal = (await readJournal(app, path)) ?? (await takeMovedJournal(app, path, draftInFile.text))
  const old = journal === null ? await readOldJournal(app, path) : null
  if (old !== null && options.dryRun === true) return printUnverified(app, path, options)
  const opening = await createOpening(app, options, journal?.repo)
  const earlier =
    journal === null
      ? old && (await adopt(opening, { ...draftInFile, slug: old.slug ?? draftInFile.slug }, old))
      : await refuseOtherTarget(app, path, journal, opening.destination, options)
  const original = { ...draftInFile, slug: earlier?.slug ?? draftInFile.slug }
  if (earlier !== null && earlier.number !== null)
    return finish(opening, clearHiddenCharacters(original), earlier, earlier.number)
  const checked = await checkSep(opening.context, opening.destination, original, options)
  if (typeof checked === 'number') return checked
  const { sep: draft, destination } = checked
  refuseNumbered(draft, shellOf(app.env))
  if (options.via === 'issue') {
    const { openAsIssue } = await import('./via-issue.ts')
    return openAsIssue(app, options, destination.repo, draft)
  }
  return propose({ ...opening, destination }, draft, earlier)
}

/** Sends the proposal or hands it over, or prints what would be sent. */
async function propose(opening: Opening, draft: SepDraft, earlier: SepJournal | null): Promise<ExitCode> {
  const { context, options, destination } = opening
  const { app, policy } = context
  const { onGitHub, repo } = destination
  const viewer = onGitHub?.target.viewer ?? 'YOU'
  const rendered = repositoryNamed(policy, repo)?.rendered ?? null
  const proposalFor = ({ id, branch }: Pick<SepJournal, 'id' | 'branch'>) =>
    proposalOf(draft, { id, repo, branch, viewer, rendered })
  const resumed = earlier && { path: draft.path, journal: earlier, proposal: proposalFor(earlier) }
  const journal = resumed && (await journalToResume(app, onGitHub, resumed, options.branch))
  if (options.dryRun === true) return printDryRun(opening, proposalFor(journal ?? placeholders(draft, options)))
  const id = journal?.id ?? app.newId()
  const branch = journal?.branch ?? options.branch ?? branchNameFor(draft.slug, id)
  const proposal = proposalFor({ id, branch })
  const reason = reasonToHandOver(opening, draft, journal)
  if (reason !== null) return handOverProposal(opening, draft, proposal, journal, reason)
  try {
    return await sendProposal(opening, draft, proposal, journal)
  } catch (error) {
    if (!(error instanceof PullRequestRefused)) throw error
    return handOverRefused(opening, draft, proposal)
  }
}

/** A dry run creates no id, because the next run would have another one. */
function placeholders({ slug }: SepDraft, { branch }: SepOpenOptions): Pick<SepJournal, 'id' | 'branch'> {
  return { id: 'ID-OF-THE-DRAFT', branch: branch ?? `sep/${slug}-ID` }
}

async function adopt(opening: Opening, draft: SepDraft, old: OldJournal): Promise<SepJournal | null> {
  const { context, destination, options } = opening
  if (options.via === 'issue')
    throw new Failure('validation', `${draft.path}: a pull request is in progress`, {
      hint: `Run again without --via issue, or, if you have given it up, remove ${oldJournalPath(draft.path)}`,
    })
  const onGitHub = requireGitHub(destination)
  return adoptOldJournal({ app: context.app, onGitHub, draft, old, branch: options.branch })
}

/** Only GitHub can confirm what a journal of an older version says, and a dry run asks nobody. */
function printUnverified(app: App, path: string, { json }: SepOpenOptions): ExitCode {
  app.terminal.err.write(
    plain(
      `Nothing was sent: an earlier run began to open it (${oldJournalPath(path)}). Without --dry-run, sep open checks on GitHub what exists, and resumes.\n`,
    ),
  )
  if (json === true) app.terminal.out.write(jsonDocument([]))
  return EXIT.done
}

async function printDryRun({ context: { app, policy }, options }: Opening, proposal: Proposal): Promise<ExitCode> {
  const dryRun = await import('../../../preflight/sep-dry-run.ts')
  const { handOver, fork, branch, json } = options
  const withBranch = fork === true || branch !== undefined
  if (handOver === true) {
    const operations = withBranch ? dryRun.branchOperations(proposal) : []
    dryRun.showOperations(app, 'your fork', operations, json === true)
    return EXIT.done
  }
  // A dry run does not ask GitHub who is running it, so this assumes a person without write access.
  if (options.try !== true && pullRequestRestriction(policy, proposal.repo, null) !== null)
    app.terminal.err.write(
      plain(
        `${proposal.repo} takes no pull requests of people without write access. For them, sep open sends nothing there, and prints a message to hand the SEP over (see it with --hand-over).\n`,
      ),
    )
  dryRun.showOperations(app, proposal.repo, dryRun.proposalOperations(proposal), json === true)
  return EXIT.done
}
