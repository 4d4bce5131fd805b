import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import type { ProposalPullRequest } from '../../../github/proposals.ts'
import { openProposal } from '../../../publish/open-proposal.ts'
import { describeStep, type Proposal, proposalOf } from '../../../publish/proposal.ts'
import { refuseNumbered, type SepDraft } from '../../../seps/draft.ts'
import {
  findLeftoverJournal,
  readJournal,
  readSepDraft,
  type SepJournal,
  writeJournal,
} from '../../../storage/sep-journal.ts'
import { plain } from '../../../text/quote.ts'
import { refuseUnknownChecks } from '../../shared/draft-flags.ts'
import { goesOnWith, refuseElsewhere, refuseStrangersBranch } from './begun.ts'
import type { SepOpenOptions } from './command.ts'
import { confirm } from './confirm.ts'
import { showDryRun } from './dry-run.ts'
import { finish, finishLeft } from './finish.ts'
import { type Gate, passGate, placeIn } from './gate.ts'
import { gateFor } from './gate-for.ts'
import { openAsIssue } from './via-issue.ts'

/** `sep open DRAFT`: from a SEP's text to its numbered pull request, going on wherever an earlier run stopped. */
export async function run(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  if (path === '-')
    throw new UsageError('A SEP is opened from a file, so that its number can be written into it: save it first.')
  if (options.dryRun === true) return openLocked(app, path, options)
  const left = await findLeftoverJournal(app, path)
  if (left !== null) return finishLeft(await gateFor(app, options, left.journal.repo), path, left)
  // Before there is a lock beside what may not be there.
  refuseNumbered(await readSepDraft(app, path))
  const release = await app.files.lock(path)
  try {
    return await openLocked(app, path, options)
  } finally {
    await release()
  }
}

async function openLocked(app: App, path: string, options: SepOpenOptions): Promise<ExitCode> {
  const earlier = await readJournal(app, path)
  if (earlier !== null) refuseElsewhere(path, earlier, options)
  const read = await readSepDraft(app, path)
  refuseNumbered(read)
  const draft = { ...read, slug: earlier?.slug ?? read.slug }
  const gate = await gateFor(app, options, earlier?.repo)
  if (earlier?.number != null && earlier.url !== null)
    return finish(gate, draft, { ...earlier, number: earlier.number, url: earlier.url })
  const passed = await passGate(gate, draft)
  if (!passed.ok) {
    app.terminal.err.write('Nothing was sent.\n')
    return EXIT.stopped
  }
  if (options.via === 'issue') return openAsIssue(gate, passed.draft)
  const journal = await goesOnWith(gate, path, earlier)
  const branch = journal?.branch ?? options.branch ?? `sep/${draft.slug}`
  const viewer = gate.place?.target.viewer ?? 'YOU'
  const proposal = proposalOf(passed.draft, { repo: gate.repo, branch, viewer })
  if (options.dryRun === true) return showDryRun(app, proposal, options.json === true)
  return bringToGitHub(gate, passed.draft, proposal, journal)
}

async function bringToGitHub(
  gate: Gate,
  draft: SepDraft,
  proposal: Proposal,
  journal: SepJournal | null,
): Promise<ExitCode> {
  const { app } = gate
  const { github } = placeIn(gate)
  if (journal === null) await refuseStrangersBranch(gate, proposal)
  await confirm(gate, draft, proposal)
  const begun = journal ?? (await begin(app, draft, proposal))
  const spinner = await app.progress('Looking how far it has come …')
  let pull: ProposalPullRequest
  try {
    pull = await openProposal({ github, clock: app.clock, proposal }, (step) =>
      spinner.update(plain(describeStep(step, proposal))),
    )
  } catch (error) {
    if (error instanceof Failure)
      app.terminal.err.write(plain(`Completed steps are kept. Resume with: mcp-comms sep open ${draft.path}\n`))
    throw error
  } finally {
    spinner.stop()
  }
  return finish(gate, draft, { ...begun, number: pull.number, url: pull.url })
}

async function begin(app: App, { path, slug }: SepDraft, { repo, branch }: Proposal): Promise<SepJournal> {
  const journal = { repo, branch, slug, started: app.clock.now().toISOString(), number: null, url: null }
  await writeJournal(app, path, journal)
  return journal
}
