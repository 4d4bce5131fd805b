import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import { confirmProposal } from '../../../preflight/confirm-sep.ts'
import type { Context } from '../../../preflight/context.ts'
import type { Destination, OnGitHub } from '../../../preflight/destination.ts'
import { requireGitHub } from '../../../preflight/sep.ts'
import { openProposal, PullRequestRefused } from '../../../publish/open-proposal.ts'
import { describeStep, type Proposal, type WriteStep } from '../../../publish/proposal.ts'
import { makeStoppableApi, type Progress, type ProposalRun } from '../../../publish/proposal-steps.ts'
import { makeStoppable } from '../../../publish/stoppable.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { renumber } from '../../../storage/sep-file.ts'
import { type SepJournal, writeJournal } from '../../../storage/sep-journal.ts'
import { sentenceHashes, textDigest } from '../../../storage/sep-records.ts'
import { watchInterrupts } from '../../../system/interrupt.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { sepOpenCommand } from '../shared/commands.ts'
import type { SepOpenOptions } from './command.ts'
import { refuseExistingBranch } from './guards.ts'
import { announceRename, printOpened, pullUrl } from './print-opened.ts'

export type SepOpenSession = {
  readonly context: Context
  readonly options: SepOpenOptions
  readonly destination: Destination
}

/** @throws PullRequestRefused if GitHub accepts no pull requests from this person */
export async function sendProposal(
  session: SepOpenSession,
  draft: SepDraft,
  proposal: Proposal,
  earlierJournal: SepJournal | null,
): Promise<ExitCode> {
  const { context, options, destination } = session
  const onGitHub = requireGitHub(destination)
  if (earlierJournal === null) await refuseExistingBranch(onGitHub, proposal)
  await confirmProposal(context, draft, proposal, { yes: options.yes === true })
  const { result, journal } = await runSteps(session, { draft, proposal, earlierJournal, onGitHub }, openProposal)
  return finishOpened(session, draft, journal, result.number)
}

type ProposalToSend = {
  readonly draft: SepDraft
  readonly proposal: Proposal
  readonly earlierJournal: SepJournal | null
  readonly onGitHub: OnGitHub
}

/**
 * Runs the steps of a proposal. Records the branch and the pull request in a journal before it creates them, so that the next
 * run can resume.
 */
export async function runSteps<Result>(
  { context, options }: SepOpenSession,
  { draft, proposal, earlierJournal, onGitHub }: ProposalToSend,
  steps: (run: ProposalRun, onStep: (step: WriteStep) => void) => Promise<Result>,
): Promise<{ readonly result: Result; readonly journal: SepJournal }> {
  const { app } = context
  let journal = earlierJournal ?? (await startJournal(app, draft, proposal, onGitHub.target.id))
  const record = async (progress: Progress) => {
    journal = { ...journal, ...progress, pullSent: progress.pullSent?.toISOString() ?? null }
    await writeJournal(app, draft.path, journal)
  }
  const spinner = await app.progress('Checking the state on GitHub …')
  const interrupts = watchInterrupts(app.onInterrupt, () =>
    spinner.update('Finishing this step; press Ctrl-C again to stop at once …'),
  )
  const resume = sepOpenCommand(draft.path, options, shellOf(app.env))
  const job = makeStoppable({
    interrupts,
    clock: app.clock,
    hasSentBefore: journal.base !== null || journal.adopted !== null,
    what: `the pull request in ${proposal.repo}`,
    resume,
  })
  try {
    const github = makeStoppableApi(onGitHub.github, job)
    const run = { github, clock: job.clock, proposal, progress: progressIn(journal), record }
    const result = await steps(run, (step) => {
      job.check()
      spinner.update(plain(describeStep(step, proposal)))
    })
    return { result, journal }
  } catch (error) {
    if (error instanceof Failure && !(error instanceof PullRequestRefused))
      app.terminal.err.write(plain(`Completed steps are kept. Resume with: ${resume}\n`))
    throw error
  } finally {
    interrupts.close()
    spinner.stop()
  }
}

function progressIn({ base, adopted, pullSent, pull }: SepJournal): Progress {
  return { base, adopted, pullSent: pullSent === null ? null : new Date(pullSent), pull }
}

async function startJournal(
  app: App,
  draft: SepDraft,
  { id, repo, branch, viewer }: Proposal,
  repoId: string,
): Promise<SepJournal> {
  const { path, slug, sep } = draft
  const hashes = { digest: textDigest(draft), sentences: sentenceHashes(draft) }
  const original = { draft: await app.files.realPath(path), ...hashes, title: sep.heading.title, slug }
  const identity = { id, ...original, viewer, repo, repoId, branch }
  const nothingSent = { base: null, adopted: null, pullSent: null, pull: null, number: null }
  const journal = { ...identity, started: app.clock.now().toISOString(), ...nothingSent }
  await writeJournal(app, path, journal)
  return journal
}

/** Writes the number into the SEP and its file name, and prints the pull request. A dry run only says that it is open. */
export async function finishOpened(
  session: SepOpenSession,
  draft: SepDraft,
  journal: SepJournal,
  number: number,
): Promise<ExitCode> {
  const { app } = session.context
  const url = pullUrl(app, session.destination, number)
  if (session.options.dryRun === true) {
    app.terminal.err.write(plain(`Nothing was sent: the pull request is already open (${url}).\n`))
    if (session.options.json === true) app.terminal.out.write(jsonDocument([]))
    return EXIT.done
  }
  const numberedDraft = await renumber(app, draft, { ...journal, number }, { number, url })
  announceRename(app, draft.path, numberedDraft)
  return printOpened({ ...session, draft: numberedDraft, number })
}
