import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { groupNamed, nearestGroups } from '../../../policy/groups.ts'
import { cite } from '../../../policy/match.ts'
import { pullRequestRestriction, repositoryNamed } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { askForBranch } from '../../../preflight/confirm-sep.ts'
import { NOT_LOOKED_UP_MESSAGE } from '../../../preflight/findings.ts'
import { requireGitHub } from '../../../preflight/sep.ts'
import { openProposal } from '../../../publish/open-proposal.ts'
import { type Proposal, titleOf } from '../../../publish/proposal.ts'
import { limitToFork, pushBranch } from '../../../publish/push-branch.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { handOverMessage, sponsorOf, threadOf } from '../../../seps/hand-over.ts'
import { fieldOf } from '../../../seps/preamble.ts'
import { readJournal, type SepJournal } from '../../../storage/sep-journal.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { type HandOverReason, handOverView } from '../../../terminal/views/sep/hand-over.ts'
import { shellOf } from '../../../text/shell.ts'
import { sepOpenCommand } from '../shared/commands.ts'
import { refuseExistingBranch } from './guards.ts'
import { finishOpened, runSteps, type SepOpenSession } from './send.ts'

/**
 * Returns why the SEP is handed over, or null to open its pull request. Without a token, the SEP is handed over only if a flag
 * asks for it. Otherwise, opening reports that the token is missing.
 */
export function reasonToHandOver(
  { context: { policy }, options, destination: { repo, onGitHub } }: SepOpenSession,
  draft: SepDraft,
  journal: SepJournal | null,
): HandOverReason | null {
  // GitHub may already have the pull request, so the next run has to look for it first.
  const isSent = journal !== null && (journal.pull !== null || journal.pullSent !== null)
  const wantsHandOver = options.handOver === true || options.fork === true
  if (isSent && wantsHandOver)
    throw new UsageError(`${draft.path}: an earlier run sent its pull request`, {
      hint: 'Run again without --hand-over and --fork, to look for it first',
    })
  const restriction = pullRequestRestriction(policy, repo, onGitHub?.target.permission ?? null)
  if (wantsHandOver) return restriction ?? 'requested'
  return isSent || options.try === true || onGitHub === null ? null : restriction
}

/** Prints a message for somebody who can open the pull request. Sends nothing to the repository of the SEPs. */
export async function handOverProposal(session: SepOpenSession, handOver: HandOver): Promise<ExitCode> {
  const { draft, proposal, earlierJournal, reason } = handOver
  if (!(await wantsBranch(session, handOver))) return printHandOver(session, draft, reason, null)
  if (earlierJournal === null) await refuseExistingBranch(requireGitHub(session.destination), proposal)
  return handOverOnBranch(session, handOver)
}

type HandOver = {
  readonly draft: SepDraft
  readonly proposal: Proposal
  /** The journal of the run to resume; null: there is none. */
  readonly earlierJournal: SepJournal | null
  readonly reason: HandOverReason
}

/** Hands over a SEP whose pull request GitHub has just refused. Its branch is already in the person's fork. */
export async function handOverRefused(session: SepOpenSession, draft: SepDraft, proposal: Proposal): Promise<ExitCode> {
  const earlierJournal = await readJournal(session.context.app, draft.path)
  return handOverOnBranch(session, { draft, proposal, earlierJournal, reason: 'refused' })
}

async function handOverOnBranch(
  session: SepOpenSession,
  { draft, proposal, earlierJournal, reason }: HandOver,
): Promise<ExitCode> {
  const onGitHub = requireGitHub(session.destination)
  const proposalToSend = { draft, proposal, earlierJournal, onGitHub }
  const { result, journal } = await runSteps(session, proposalToSend, (run, onStep) =>
    pushBranch(limitToFork(run), onStep),
  )
  if (result.kind === 'branch') {
    const { repo, base } = result
    const branch = { repo, name: proposal.branch }
    const compare = compareUrl(onGitHub.target.url, base, branch)
    return printHandOver(session, draft, reason, { ...branch, compare })
  }
  // Somebody has already opened a pull request from the branch, so only the number is still missing in the file.
  const opened = await runSteps(session, { ...proposalToSend, earlierJournal: journal }, (run, onStep) =>
    openProposal(limitToFork(run), onStep),
  )
  return finishOpened(session, draft, opened.journal, opened.result.number)
}

type Branch = { readonly repo: string; readonly name: string }

/** Returns the address of GitHub's page where a collaborator can open the pull request from the branch of the fork. */
function compareUrl(upstream: string, base: string, { repo, name }: Branch): string {
  const [owner = '', fork = ''] = repo.split('/')
  // GitHub needs the name of the fork only if it differs from that of the repository.
  const head = upstream.endsWith(`/${fork}`) ? [owner, name] : [owner, fork, name]
  const encodeBranch = (branch: string) => branch.split('/').map(encodeURIComponent).join('/')
  return `${upstream}/compare/${encodeBranch(base)}...${head.map(encodeBranch).join(':')}?expand=1`
}

/**
 * Whether to push a branch. A branch is public, so the person has to agree: at a prompt, or with `--yes` and a flag that asks for
 * the branch. `--yes` alone is enough for a branch that an earlier run has pushed.
 */
async function wantsBranch(
  { context, options, destination: { onGitHub } }: SepOpenSession,
  { draft, proposal, earlierJournal }: HandOver,
): Promise<boolean> {
  const isRequested = options.fork === true || options.branch !== undefined
  const isPushed = earlierJournal !== null && (earlierJournal.base !== null || earlierJournal.adopted !== null)
  if (options.yes === true) return isRequested || isPushed
  if (context.prompter === null && isRequested)
    throw new UsageError('Not running interactively', {
      hint: 'add --yes to put the SEP on a branch in your fork, or leave out --fork and --branch',
    })
  if (context.prompter === null || (onGitHub === null && !isRequested)) return false
  return askForBranch(context.app, context.prompter, draft, proposal)
}

async function printHandOver(
  { context: { app, policy }, destination: { repo, onGitHub }, options }: SepOpenSession,
  draft: SepDraft,
  reason: HandOverReason,
  branch: (Branch & { readonly compare: string }) | null,
): Promise<ExitCode> {
  const { out, err } = app.terminal
  if (onGitHub === null) err.write(`${NOT_LOOKED_UP_MESSAGE}\n`)
  const { path, sep } = draft
  const compare = branch?.compare ?? null
  const message = handOverMessage(draft, { repo, compare })
  const channel = channelFor(policy, draft)
  if (options.json === true) {
    const title = titleOf(null, sep.heading.title)
    const labels = { applied: [], dropped: [] }
    const post = { kind: 'sep', repo, number: null, url: compare, title, labels, via: 'hand-over', draft: path }
    const branchJson = branch && { repo: branch.repo, name: branch.name }
    out.write(jsonLine({ ...post, reason, branch: branchJson, channel, message }))
    return EXIT.done
  }
  const source = repositoryNamed(policy, repo)?.pullRequestsSource ?? null
  const { repo: repoFlag, policy: policyFile, rule, allow, aiDisclosure } = options
  const isRule = reason === 'collaborators-only' || reason === 'issues-only'
  const handOver = {
    repo,
    reason,
    path,
    branch,
    channel,
    source: isRule && source !== null ? cite(policy, source) : null,
    place: policy.channels.discord.title,
    placeUrl: policy.channels.discord.url,
    thread: threadOf(draft),
    sponsor: sponsorOf(draft),
    numberCommand: sepOpenCommand(
      path,
      { repo: repoFlag, policy: policyFile, rule, allow, aiDisclosure },
      shellOf(app.env),
    ),
  }
  err.write(handOverView(handOver, await err.style(), err.columns))
  out.write(message)
  return EXIT.done
}

function channelFor(policy: Policy, { sep }: SepDraft): string | null {
  const ownGroup = groupNamed(policy, fieldOf(sep, 'Working Group')?.value ?? '')
  return ownGroup?.channel ?? nearestGroups(policy, sep.heading.title)[0]?.group.channel ?? null
}
