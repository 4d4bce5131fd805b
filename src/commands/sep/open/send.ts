import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import type { ProposalPullRequest } from '../../../github/proposal-state.ts'
import type { Context } from '../../../preflight/context.ts'
import type { Destination } from '../../../preflight/destination.ts'
import { githubFor } from '../../../preflight/secrets.ts'
import { confirmProposal, requireGitHub } from '../../../preflight/sep.ts'
import { openProposal } from '../../../publish/open-proposal.ts'
import { describeStep, type Proposal } from '../../../publish/proposal.ts'
import type { Progress } from '../../../publish/proposal-steps.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { renumber } from '../../../storage/sep-file.ts'
import { hashOf, type SepJournal, writeJournal } from '../../../storage/sep-journal.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { plain } from '../../../text/quote.ts'
import type { SepOpenOptions } from './command.ts'
import { refuseExistingBranch } from './guards.ts'
import { printOpened, pullUrl } from './print-opened.ts'

/** One run of `sep open`, and the repository where it opens the SEP. */
export type Opening = {
  readonly context: Context
  readonly options: SepOpenOptions
  readonly destination: Destination
}

/** Opens the pull request, after the person has confirmed it. */
export async function sendProposal(
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
  let journal = earlier ?? (await startJournal(app, draft, proposal, onGitHub.target.id))
  const record = async (progress: Progress) => {
    journal = { ...journal, ...progress, pullSent: progress.pullSent?.toISOString() ?? null }
    await writeJournal(app, draft.path, journal)
  }
  const progress = await app.progress('Checking the state on GitHub …')
  let pull: ProposalPullRequest
  try {
    const github = githubFor(context, onGitHub)
    const run = { github, clock: app.clock, proposal, progress: progressIn(journal), record }
    pull = await openProposal(run, (step) => progress.update(plain(describeStep(step, proposal))))
  } catch (error) {
    if (error instanceof Failure)
      app.terminal.err.write(plain(`Completed steps are kept. Resume with: mcp-comms sep open ${draft.path}\n`))
    throw error
  } finally {
    progress.stop()
  }
  return finish(opening, draft, journal, pull.number)
}

function progressIn({ base, adopted, pullSent, pull }: SepJournal): Progress {
  return { base, adopted, pullSent: pullSent === null ? null : new Date(pullSent), pull }
}

async function startJournal(
  app: App,
  { path, slug, text }: SepDraft,
  { id, repo, branch }: Proposal,
  repoId: string,
): Promise<SepJournal> {
  const place = { id, draft: await app.files.realPath(path), digest: hashOf(text), repo, repoId, branch, slug }
  const nothingSent = { base: null, adopted: null, pullSent: null, pull: null, number: null }
  const journal = { ...place, started: app.clock.now().toISOString(), ...nothingSent }
  await writeJournal(app, path, journal)
  return journal
}

/** Gives the file its number, and prints the result. */
export async function finish(
  opening: Opening,
  draft: SepDraft,
  journal: SepJournal,
  number: number,
): Promise<ExitCode> {
  const { app } = opening.context
  const asJson = opening.options.json === true
  const url = pullUrl(app, opening.destination, number)
  if (opening.options.dryRun === true) {
    app.terminal.err.write(plain(`Nothing was sent: the pull request is already open (${url}).\n`))
    if (asJson) app.terminal.out.write(jsonDocument([]))
    return EXIT.done
  }
  const numbered = await renumber(app, draft, { ...journal, number }, { number, url })
  return printOpened({ ...opening, draft: numbered, number, asJson })
}
