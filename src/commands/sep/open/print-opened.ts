import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, orNull } from '../../../errors.ts'
import { pageServer } from '../../../github/endpoints.ts'
import { SEP_LABEL } from '../../../github/seps.ts'
import { groupNamed } from '../../../policy/groups.ts'
import { generalPlace } from '../../../policy/match.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Context } from '../../../preflight/context.ts'
import { type Destination, mayTriage, type OnGitHub } from '../../../preflight/destination.ts'
import { droppedLabels } from '../../../publish/post-with-labels.ts'
import { titleOf } from '../../../publish/proposal.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { MAINTAINERS_FILE, parseMaintainers } from '../../../seps/maintainers.ts'
import { fieldOf } from '../../../seps/preamble.ts'
import { suggestSponsors } from '../../../seps/suggest-sponsors.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { nextStepsView, pagesView } from '../../../terminal/views/sep/open.ts'
import { baseName, pathWithNumber } from '../../../text/file-names.ts'
import { isSameName } from '../../../text/github-names.ts'
import { normalizeLineEndings } from '../../../text/lines.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { sepUpdateCommand } from '../shared/commands.ts'
import { pagesToRender } from '../shared/rendered-pages.ts'
import type { SepOpenOptions } from './command.ts'

type OpenedSep = {
  readonly context: Context
  readonly options: SepOpenOptions
  readonly destination: Destination
  readonly draft: SepDraft
  readonly number: number
}

export async function printOpened({ context, options, destination, draft, number }: OpenedSep): Promise<ExitCode> {
  const { app, policy } = context
  const asJson = options.json === true
  const { repo, onGitHub } = destination
  const { out, err } = app.terminal
  const url = pullUrl(app, destination, number)
  const shell = shellOf(app.env)
  const { path, sep } = draft
  if (!asJson) out.write(`${url}\n`)
  const { head, sentPath, labels } = await readPullRequest(onGitHub, repo, number, path)
  const branch = onGitHub && head && { repo, url: onGitHub.target.url, number, path: sentPath, head }
  const pages = branch && pagesToRender(policy, branch, shell)
  if (asJson) {
    const title = titleOf(number, sep.heading.title)
    const post = { kind: 'sep', repo, number, url, title, labels, via: 'api', draft: path }
    out.write(jsonLine({ ...post, next: pages?.commands ?? [] }))
  }
  if (onGitHub === null) return EXIT.done
  if (head !== null && (await orNull(() => differsOnGitHub(onGitHub, draft, { ...head, path: sentPath }))))
    err.write(
      plain(
        `${path} has changes that are not in the pull request. Send them: ${sepUpdateCommand(number, path, options, shell)}\n`,
      ),
    )
  if (asJson) return EXIT.done
  if (labels.dropped.length > 0) err.write(plain(labelNotice(onGitHub, number)))
  if (err.isTerminal) {
    const next = await nextSteps(onGitHub, policy, draft)
    err.write(nextStepsView({ ...next, number, url, title: sep.heading.title }, await err.style(), err.columns))
  }
  if (pages !== null) err.write(pagesView(pages, await err.style(), err.columns))
  return EXIT.done
}

/**
 * `sentPath`: the path of the SEP's file in the pull request, where somebody may have renamed it. `dropped`: the label SEP, if the
 * repository has it and the pull request lacks it.
 */
async function readPullRequest(onGitHub: OnGitHub | null, repo: string, number: number, path: string) {
  const pull = onGitHub && (await orNull(() => onGitHub.github.pullRequest(repo, number)))
  const sentPath = pathWithNumber(pull?.sepPaths ?? [], number) ?? `seps/${baseName(path)}`
  if (pull === null) return { head: null, sentPath, labels: { applied: [], dropped: [] } }
  const wantedLabels = onGitHub?.target.labels.some(({ name }) => isSameName(name, SEP_LABEL)) ? [SEP_LABEL] : []
  return {
    head: pull.head,
    sentPath,
    labels: { applied: pull.labels, dropped: droppedLabels(wantedLabels, pull.labels) },
  }
}

function labelNotice({ target }: OnGitHub, number: number): string {
  const action = mayTriage(target)
    ? 'You can set the label on the page of the pull request.'
    : 'You cannot set the label yourself, but your sponsor or another maintainer can.'
  return `#${number} has no label "${SEP_LABEL}" yet, so lists of SEPs do not show it. ${action}\n`
}

export function announceRename({ terminal }: App, former: string, { path }: SepDraft): void {
  terminal.err.write(plain(`${former} is now ${path}\n`))
}

/** Does not use the address in a journal, because somebody else may have written it. */
export function pullUrl({ env }: App, { repo, onGitHub }: Destination, number: number): string {
  return `${onGitHub?.target.url ?? `${pageServer(env)}/${repo}`}/pull/${number}`
}

/** Whether the file differs from the pull request. It may have been edited while it was sent, or between two runs. */
async function differsOnGitHub(
  { github }: OnGitHub,
  { text }: SepDraft,
  { repo, path, oid }: { readonly repo: string; readonly path: string; readonly oid: string },
): Promise<boolean> {
  const sentText = await github.fileText(repo, path, oid)
  return sentText !== null && normalizeLineEndings(sentText) !== normalizeLineEndings(text)
}

async function nextSteps({ github, target }: OnGitHub, policy: Policy, { sep }: SepDraft) {
  const maintainers = await orNull(() => github.fileText(target.repo, MAINTAINERS_FILE))
  const { suggested, groups } = suggestSponsors(parseMaintainers(maintainers ?? ''), policy, sep.heading.title)
  const ownGroup = groupNamed(policy, fieldOf(sep, 'Working Group')?.value ?? '')
  const general = generalPlace(policy)
  const discord = policy.channels.discord.title
  return {
    sponsors: suggested.map(({ person, because }) => ({ login: person.login, because })),
    channel: `${ownGroup?.channel ?? groups[0]?.group.channel ?? general} on ${discord}`,
    general,
  }
}
