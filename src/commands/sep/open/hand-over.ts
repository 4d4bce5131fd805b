import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { groupNamed, nearestGroups } from '../../../policy/groups.ts'
import { cite } from '../../../policy/match.ts'
import { pullRequestRestriction, repositoryNamed } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { askForBranch } from '../../../preflight/confirm-sep.ts'
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
import { refuseExistingBranch } from './guards.ts'
import { finish, type Opening, runSteps } from './send.ts'

/** Returns null if the pull request should be opened, also without a token: then opening it reports that a token is missing. */
export function reasonToHandOver(
  { context: { policy }, options, destination: { repo, onGitHub } }: Opening,
  draft: SepDraft,
  journal: SepJournal | null,
): HandOverReason | null {
  // GitHub may already have the pull request, so the next run has to look for it first.
  const isSent = journal !== null && (journal.pull !== null || journal.pullSent !== null)
  const wantsHandOver = options.handOver === true || options.fork === true
  if (isSent && wantsHandOver)
    throw new UsageError(`${draft.path}: an earlier run sent its pull request`, {
      hint: 'Run again without --hand-over and --fork; it looks for it first',
    })
  const restriction = pullRequestRestriction(policy, repo, onGitHub?.target.permission ?? null)
  if (wantsHandOver) return restriction ?? 'wished'
  return isSent || options.try === true || onGitHub === null ? null : restriction
}

/** Prints a message for those who may open the pull request of a SEP. Sends nothing to the repository of the SEPs. */
export async function handOverProposal(
  opening: Opening,
  draft: SepDraft,
  proposal: Proposal,
  earlier: SepJournal | null,
  reason: HandOverReason,
): Promise<ExitCode> {
  const isWanted = await wantsBranch(opening, draft, proposal, earlier)
  if (!isWanted) return printHandOver(opening, draft, reason, null)
  if (earlier === null) await refuseExistingBranch(requireGitHub(opening.destination), proposal)
  return handOverOnBranch(opening, draft, proposal, earlier, reason)
}

/** Hands over a SEP whose pull request GitHub has just refused. Its branch is already in the person's fork. */
export async function handOverRefused(opening: Opening, draft: SepDraft, proposal: Proposal): Promise<ExitCode> {
  return handOverOnBranch(opening, draft, proposal, await readJournal(opening.context.app, draft.path), 'refused')
}

async function handOverOnBranch(
  opening: Opening,
  draft: SepDraft,
  proposal: Proposal,
  earlier: SepJournal | null,
  reason: HandOverReason,
): Promise<ExitCode> {
  const onGitHub = requireGitHub(opening.destination)
  const sending = { draft, proposal, earlier, onGitHub }
  const { result, journal } = await runSteps(opening, sending, (run, onStep) => pushBranch(limitToFork(run), onStep))
  if (result.kind === 'branch') {
    const { repo, base } = result
    const branch = { repo, name: proposal.branch }
    const compare = compareUrl(onGitHub.target.url, base, branch)
    return printHandOver(opening, draft, reason, { ...branch, compare })
  }
  // Somebody has already opened a pull request from the branch, so the file only needs its number.
  const numbered = await runSteps(opening, { ...sending, earlier: journal }, (run, onStep) =>
    openProposal(limitToFork(run), onStep),
  )
  return finish(opening, draft, numbered.journal, numbered.result.number)
}

type Branch = { readonly repo: string; readonly name: string }

/** GitHub's page that compares a branch of a fork, where a collaborator can open the pull request. */
function compareUrl(upstream: string, base: string, { repo, name }: Branch): string {
  const [owner = '', fork = ''] = repo.split('/')
  const head = upstream.endsWith(`/${fork}`) ? [owner, name] : [owner, fork, name]
  const encodeBranch = (branch: string) => branch.split('/').map(encodeURIComponent).join('/')
  return `${upstream}/compare/${encodeBranch(base)}...${head.map(encodeBranch).join(':')}?expand=1`
}

/** A branch is public, so the person has to want it: by a flag with --yes, or by an answer. */
async function wantsBranch(
  { context, options, destination: { onGitHub } }: Opening,
  draft: SepDraft,
  proposal: Proposal,
  earlier: SepJournal | null,
): Promise<boolean> {
  const isNamed = options.fork === true || options.branch !== undefined
  const isPushed = earlier !== null && (earlier.base !== null || earlier.adopted !== null)
  if (options.yes === true) return isNamed || isPushed
  if (context.prompter === null && isNamed)
    throw new UsageError('Not running interactively', {
      hint: 'add --yes to put it on a branch in your fork, or leave out --fork and --branch',
    })
  if (context.prompter === null || (onGitHub === null && !isNamed)) return false
  return askForBranch(context.app, context.prompter, draft, proposal)
}

async function printHandOver(
  { context: { app, policy }, destination: { repo }, options }: Opening,
  draft: SepDraft,
  reason: HandOverReason,
  branch: (Branch & { readonly compare: string }) | null,
): Promise<ExitCode> {
  const { out, err } = app.terminal
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
  const isRule = reason === 'collaborators-only' || reason === 'issues-only'
  const handOver = {
    ...{ repo, reason, path, branch, channel },
    source: isRule && source !== null ? cite(policy, source) : null,
    discord: policy.channels.discord.url,
    thread: threadOf(draft),
    sponsor: sponsorOf(draft),
  }
  err.write(handOverView(handOver, await err.style(), err.columns))
  out.write(message)
  return EXIT.done
}

/** Returns the channel of the SEP's own group, or else of the group nearest to its title, or null. */
function channelFor(policy: Policy, { sep }: SepDraft): string | null {
  const ownGroup = groupNamed(policy, fieldOf(sep, 'Working Group')?.value ?? '')
  return ownGroup?.channel ?? nearestGroups(policy, sep.heading.title)[0]?.group.channel ?? null
}
