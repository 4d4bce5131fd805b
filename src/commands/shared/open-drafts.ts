import type { App } from '../../app.ts'
import { requireOverridable } from '../../checks/check.ts'
import { openCommand } from '../../drafts/draft.ts'
import { readRecord } from '../../drafts/record.ts'
import { relatedChanges } from '../../drafts/record-rules.ts'
import { CancelledError, EXIT, type ExitCode, Failure, toErrorReport, UsageError } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import { resolveRepo } from '../../policy/repositories.ts'
import type { Policy } from '../../policy/schema.ts'
import { createContext } from '../../preflight/context.ts'
import { droppedLabels, explainDroppedLabels, explainDroppedType } from '../../publish/post-with-labels.ts'
import { missingReceiptText, writeReceipt } from '../../publish/publish.ts'
import { draftPath, withResumeHint } from '../../storage/draft-file.ts'
import { sleepUnlessStopped } from '../../system/clock.ts'
import { watchFromFirstSend } from '../../system/interrupt.ts'
import { printErrorReport } from '../../terminal/error.ts'
import { jsonDocument, jsonLine } from '../../terminal/json.ts'
import { plain, quote } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import type { OpenSession } from './earlier-post.ts'
import type { OpenDraftOptions } from './flags.ts'
import { suggestNextCommand } from './next-command.ts'
import { offerReport } from './offer-report.ts'
import { type Outcome, openDraft, recordSepIssue } from './open-one-draft.ts'
import { postedJson, webJson } from './post-json.ts'

/** GitHub asks for a pause of a second between two writes. A few drafts stay below its other limits. */
const PAUSE_BETWEEN_POSTS_MS = 1_000

export async function openDrafts(
  app: App,
  namedPaths: readonly string[],
  options: OpenDraftOptions,
): Promise<ExitCode> {
  requireOverridable(options.allow)
  refuseStandardInput(namedPaths)
  const paths = await distinctFiles(app, namedPaths)
  refuseSharedTitle(paths, options)
  const interrupts = watchFromFirstSend(app.onInterrupt)
  const context = await createContext({ ...app, onInterrupt: interrupts.listen }, options, { publishes: true })
  const session = {
    context,
    options: withFullRepoName(context.policy, options),
    stop: interrupts.stop,
    sentPaths: new Map(),
  }
  try {
    return await openEach(session, paths, interrupts)
  } finally {
    interrupts.close()
  }
}

async function openEach(
  session: OpenSession,
  paths: readonly string[],
  interrupts: ReturnType<typeof watchFromFirstSend>,
): Promise<ExitCode> {
  const { app } = session.context
  const { stop } = interrupts
  let exitCode: ExitCode = EXIT.done
  let sentCounts: SentCounts = { posted: 0, unconfirmed: 0, reported: 0 }
  for (const [index, path] of paths.entries()) {
    if (hasSent(sentCounts)) interrupts.start()
    if (index > 0) await sleepUnlessStopped(app.clock, PAUSE_BETWEEN_POSTS_MS, stop)
    if (stop.aborted) return printCancelled(app, sentCounts, paths.length)
    const isOnlyDraft = paths.length === 1
    const result = await interrupts.unlessAbandoned(openAndFinish(session, path, { isOnlyDraft, sentCounts }))
    if (result === null || result.isCancelled)
      return printCancelled(app, result?.sentCounts ?? sentCounts, paths.length)
    sentCounts = result.sentCounts
    if (exitCode === EXIT.done) exitCode = result.code
    if (result.code === EXIT.authentication) return exitCode
  }
  return exitCode
}

/** Leaves out a draft that was named before, even by another path. */
async function distinctFiles(app: App, paths: readonly string[]): Promise<readonly string[]> {
  const pathsByFile = new Map<string, string>()
  for (const path of paths) {
    const file = await realPathOrItself(app, path)
    if (!pathsByFile.has(file)) pathsByFile.set(file, path)
  }
  return [...pathsByFile.values()]
}

/** Returns the path itself if there is no such file. Opening the draft reports that, so that the other drafts are still opened. */
async function realPathOrItself(app: App, path: string): Promise<string> {
  try {
    return await app.files.realPath(await draftPath(app, path))
  } catch (error) {
    if (error instanceof Failure) return path
    throw error
  }
}

/** Completes the name in `--repo`, because it is saved in the draft, which needs the full name. */
function withFullRepoName(policy: Policy, options: OpenDraftOptions): OpenDraftOptions {
  if (options.repo === undefined) return options
  return { ...options, repo: resolveRepo(policy, options.repo) }
}

/** How many drafts of this run were sent. `reported`: as a private report. */
type SentCounts = { readonly posted: number; readonly unconfirmed: number; readonly reported: number }

function hasSent(sentCounts: SentCounts): boolean {
  return Object.values(sentCounts).some((count) => count > 0)
}

type DraftResult = { readonly code: ExitCode; readonly sentCounts: SentCounts; readonly isCancelled: boolean }

/** If there are several drafts, prints an error about one of them instead of throwing it, so that the others can still be opened. */
async function openAndFinish(
  session: OpenSession,
  path: string,
  { isOnlyDraft, sentCounts }: { readonly isOnlyDraft: boolean; readonly sentCounts: SentCounts },
): Promise<DraftResult> {
  const { context, options } = session
  try {
    const command = openCommand(options, path, shellOf(context.app.env))
    const outcome =
      options.isPartOfCommand === true
        ? await openDraft(session, path)
        : await withResumeHint(context.app, command, () => openDraft(session, path))
    const code = await finishDraft(session, outcome)
    const isCancelled = false
    if (outcome.kind === 'posted')
      return { code, sentCounts: { ...sentCounts, posted: sentCounts.posted + 1 }, isCancelled }
    if (outcome.kind !== 'stopped' || outcome.decision === 'stop') return { code, sentCounts, isCancelled }
    const reportCode = await offerReport(context, { ...outcome, options, isChosen: outcome.decision === 'report' })
    return reportCode === null
      ? { code, sentCounts, isCancelled }
      : { code: reportCode, sentCounts: { ...sentCounts, reported: sentCounts.reported + 1 }, isCancelled }
  } catch (error) {
    if (error instanceof CancelledError && hasSent(sentCounts))
      return { code: EXIT.failed, sentCounts, isCancelled: true }
    if (isOnlyDraft || !isAboutDraft(error, path)) throw error
    const report = toErrorReport(error)
    await printErrorReport(context.app.terminal.err, report, options.json === true)
    const unconfirmed = sentCounts.unconfirmed + (mayBePosted(error) ? 1 : 0)
    return { code: report.exitCode, sentCounts: { ...sentCounts, unconfirmed }, isCancelled: false }
  }
}

function mayBePosted(error: unknown): boolean {
  return error instanceof GitHubFailure && ['unconfirmed', 'incomplete'].includes(error.reason.kind)
}

/** A usage error that does not name the draft, such as a missing `--yes`, would be repeated for every other draft. */
function isAboutDraft(error: unknown, path: string): boolean {
  return error instanceof Failure || (error instanceof UsageError && error.what.includes(path))
}

/** Says how many drafts were sent. The exit code is not 130, which promises that nothing was published. */
function printCancelled({ terminal }: App, { posted, unconfirmed, reported }: SentCounts, total: number): ExitCode {
  const counts = [
    `posting ${posted} of ${total} drafts`,
    ...(unconfirmed === 0 ? [] : [`${unconfirmed} unconfirmed`]),
    ...(reported === 0 ? [] : [`${reported} reported privately`]),
  ]
  terminal.err.write(`Cancelled after ${counts.join(', ')}. Nothing else was sent.\n`)
  return EXIT.failed
}

function refuseStandardInput(paths: readonly string[]): void {
  if (paths.includes('-'))
    throw new UsageError(
      'Cannot open a draft from standard input, because the address of the post is saved in the draft',
      { hint: 'Write it to a file first' },
    )
}

function refuseSharedTitle(paths: readonly string[], { title }: OpenDraftOptions): void {
  if (title !== undefined && paths.length > 1)
    throw new UsageError('--title would give all these drafts the same title', { hint: 'name one draft' })
}

/** Prints the result, and writes the address of a post back into its draft. */
async function finishDraft(session: OpenSession, outcome: Outcome): Promise<ExitCode> {
  const { out } = session.context.app.terminal
  const asJson = session.options.json === true
  switch (outcome.kind) {
    case 'posted':
      return finishPosted(session, outcome)
    case 'web':
      out.write(asJson ? jsonLine(webJson(outcome.locatedDraft, outcome.url)) : `${outcome.url}\n`)
      return EXIT.done
    case 'stopped':
      session.context.app.terminal.err.write('Nothing was sent.\n')
      if (asJson) out.write(jsonLine({ draft: outcome.path, ok: false, findings: outcome.findings }))
      return EXIT.stopped
    case 'dry-run': {
      const { operation, query, variables } = outcome
      out.write(asJson ? jsonLine({ operation, query, variables }) : `${query}\n${jsonDocument(variables)}`)
      return EXIT.done
    }
    default:
      return outcome satisfies never
  }
}

async function finishPosted(
  { context: { app, policy }, options }: OpenSession,
  { locatedDraft, post }: Extract<Outcome, { kind: 'posted' }>,
): Promise<ExitCode> {
  const { url, labels: applied, failedProjects } = post
  const { kind, destination } = locatedDraft
  const { draft, path } = locatedDraft.file
  const { err, out } = app.terminal
  const changes = draft.kind === 'decision' ? relatedChanges(policy, readRecord(draft.body).kind) : []
  const receiptError = await writeReceipt(app, path, post)
  const dropped = droppedLabels(draft.labels, applied)
  out.write(options.json === true ? jsonLine(postedJson(locatedDraft, post, dropped, changes)) : `${plain(url)}\n`)
  if (kind === 'issue' && draft.type !== null) {
    const typedPost = { type: draft.type, repo: destination.repo }
    const explanation = explainDroppedType(typedPost, post, await destination.issueTypes())
    if (explanation !== null) err.write(`${explanation[0]?.toUpperCase()}${explanation.slice(1)}.\n`)
  }
  const existingLabels = destination.onGitHub?.target.labels ?? []
  for (const explanation of explainDroppedLabels(dropped, destination.repo, existingLabels))
    err.write(`${explanation}\n`)
  for (const { project, why } of failedProjects)
    err.write(`Not added to the project "${quote(project)}": ${plain(why)}\n`)
  if (changes.length > 0) {
    const { relatedChangesView } = await import('../../terminal/views/shared/draft.ts')
    err.write(relatedChangesView(changes))
  }
  await recordSepIssue(app, path, url)
  const next = err.isTerminal
    ? suggestNextCommand(draft, policy, { repo: destination.repo, url }, options, shellOf(app.env))
    : null
  if (next !== null) err.write(plain(`${next}\n`))
  if (receiptError === null) return EXIT.done
  err.write(plain(missingReceiptText('posted', path, url, receiptError)))
  return EXIT.failed
}
