import type { App } from '../../../app.ts'
import { refuseUnknownChecks } from '../../../checks/check.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import type { ProposalPullRequest } from '../../../github/proposals.ts'
import { type Context, createContext } from '../../../preflight/context.ts'
import type { Destination } from '../../../preflight/destination.ts'
import { confirmProposal, preflightSep, requireGitHub } from '../../../preflight/sep.ts'
import { openProposal } from '../../../publish/open-proposal.ts'
import { describeStep, type Proposal, proposalOf } from '../../../publish/proposal.ts'
import { refuseNumbered, type SepDraft } from '../../../seps/draft.ts'
import { targetRepo } from '../../../storage/policy-file.ts'
import {
  findLeftoverJournal,
  journalPath,
  readJournal,
  readSepDraft,
  renumber,
  type SepJournal,
  writeJournal,
} from '../../../storage/sep-journal.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { plain } from '../../../text/quote.ts'
import type { SepOpenOptions } from './command.ts'
import { journalToResume, refuseExistingBranch, refuseOtherTarget } from './guards.ts'
import { printOpened } from './print-opened.ts'

/** One run of `sep open`, and the repository where it opens the SEP. */
type Opening = {
  readonly context: Context
  readonly options: SepOpenOptions
  readonly destination: Destination
}

/** Opens the numbered pull request of a SEP. Resumes an earlier run where it stopped. */
export async function run(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  if (path === '-')
    throw new UsageError('sep open needs a file, because it writes the number into it. Save the SEP first.')
  if (options.dryRun === true) return openSep(app, path, options)
  const leftover = await findLeftoverJournal(app, path)
  if (leftover !== null) {
    const opening = await createOpening(app, options, leftover.journal.repo)
    // Otherwise it would block the next draft with this name.
    await app.files.remove(journalPath(path))
    return printOpened({ ...opening, draft: leftover.draft, pull: leftover.journal, asJson: options.json === true })
  }
  // Check this first, so that we leave no lock next to a missing file.
  refuseNumbered(await readSepDraft(app, path))
  const release = await app.files.lock(path)
  try {
    return await openSep(app, path, options)
  } finally {
    await release()
  }
}

/** @param startedIn the repository of an earlier run */
async function createOpening(app: App, options: SepOpenOptions, startedIn?: string): Promise<Opening> {
  const context = await createContext(app, options)
  const repo = startedIn ?? targetRepo(app, context.policy, options.repo)
  return { context, options, destination: await context.destinations.at(repo) }
}

async function openSep(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  const earlier = await readJournal(app, path)
  if (earlier !== null) refuseOtherTarget(path, earlier, options)
  const read = await readSepDraft(app, path)
  refuseNumbered(read)
  const original = { ...read, slug: earlier?.slug ?? read.slug }
  const opening = await createOpening(app, options, earlier?.repo)
  const { context, destination } = opening
  if (earlier?.number != null && earlier.url !== null)
    return finish(opening, original, earlier, { number: earlier.number, url: earlier.url })
  const dryRun = options.dryRun === true
  const draft = await preflightSep(context, destination, original, options)
  if (draft === null) return EXIT.stopped
  if (options.via === 'issue') {
    const { openAsIssue } = await import('./via-issue.ts')
    return openAsIssue(app, options, destination.repo, draft)
  }
  const { onGitHub, repo } = destination
  const journal = await journalToResume(onGitHub, path, earlier, options.branch)
  const branch = journal?.branch ?? options.branch ?? `sep/${draft.slug}`
  const proposal = proposalOf(draft, { repo, branch, viewer: onGitHub?.target.viewer ?? 'YOU' })
  return dryRun ? printDryRun(app, proposal, options) : sendProposal(opening, draft, proposal, journal)
}

async function printDryRun(app: App, proposal: Proposal, { json }: SepOpenOptions): Promise<ExitCode> {
  const { proposalOperations, showOperations } = await import('../../../preflight/sep-dry-run.ts')
  showOperations(app, proposal.repo, proposalOperations(proposal), json === true)
  return EXIT.done
}

async function sendProposal(
  opening: Opening,
  draft: SepDraft,
  proposal: Proposal,
  earlier: SepJournal | null,
): Promise<ExitCode> {
  const { context, options, destination } = opening
  const { app } = context
  const onGitHub = requireGitHub(destination)
  if (earlier === null) await refuseExistingBranch(onGitHub, proposal)
  await confirmProposal(context, draft, proposal, options.yes === true)
  const journal = earlier ?? (await startJournal(app, draft, proposal))
  const progress = await app.progress('Checking the state on GitHub …')
  let pull: ProposalPullRequest
  try {
    pull = await openProposal({ github: onGitHub.github, clock: app.clock, proposal }, (step) =>
      progress.update(plain(describeStep(step, proposal))),
    )
  } catch (error) {
    if (error instanceof Failure)
      app.terminal.err.write(plain(`Completed steps are kept. Resume with: mcp-comms sep open ${draft.path}\n`))
    throw error
  } finally {
    progress.stop()
  }
  return finish(opening, draft, journal, pull)
}

async function startJournal(app: App, { path, slug }: SepDraft, { repo, branch }: Proposal): Promise<SepJournal> {
  const journal = { repo, branch, slug, started: app.clock.now().toISOString(), number: null, url: null }
  await writeJournal(app, path, journal)
  return journal
}

/** Gives the file its number, and prints the result. */
async function finish(
  opening: Opening,
  draft: SepDraft,
  journal: SepJournal,
  { number, url }: Pick<ProposalPullRequest, 'number' | 'url'>,
): Promise<ExitCode> {
  const { app } = opening.context
  const asJson = opening.options.json === true
  if (opening.options.dryRun === true) {
    app.terminal.err.write(plain(`Nothing was sent: the pull request is already open (${url}).\n`))
    if (asJson) app.terminal.out.write(jsonDocument([]))
    return EXIT.done
  }
  const numbered = await renumber(app, draft, { ...journal, number, url })
  return printOpened({ ...opening, draft: numbered, pull: { number, url }, asJson })
}
