import { draftLines, parseDraft, printDraft } from '../../drafts/format.ts'
import { cvssRating } from '../../drafts/private-report.ts'
import { EXIT, type ExitCode, Failure } from '../../errors.ts'
import type { Template } from '../../forms/templates.ts'
import { GitHubFailure } from '../../github/failure.ts'
import { type FiledReport, reportRequest } from '../../github/private-reports.ts'
import type { Destination } from '../../preflight/destination.ts'
import { showFindings } from '../../preflight/findings.ts'
import { githubToLookUp } from '../../preflight/github-access.ts'
import { contactText, requirePrivateReporting } from '../../preflight/private-contact.ts'
import { preflightReport, type ReadyReport } from '../../preflight/private-report.ts'
import { openPage, serverOf } from '../../publish/open-prefilled-page.ts'
import { findEarlierReport } from '../../publish/private-report.ts'
import { publishReport } from '../../publish/publish.ts'
import { type DraftFile, readDraftFile, saveDraft, withDraft } from '../../storage/draft-file.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import { requireYes } from '../../terminal/confirm.ts'
import { jsonDocument, jsonLine } from '../../terminal/json.ts'
import { notesView } from '../../terminal/terminal.ts'
import { countOf, plain } from '../../text/quote.ts'
import { finishReport, reportJson } from './finish-report.ts'
import type { ReportSession } from './new-report.ts'

/** Locks the draft while it is sent, because another run could send it too. */
export async function sendReport(session: ReportSession, store: DraftStore, template: Template): Promise<ExitCode> {
  const path = store.path()
  if (path === null) {
    const text = printDraft(store.draft())
    return checkAndSend(
      session,
      { path: '-', text, draft: parseDraft(text, '-'), lines: draftLines(text, '-') },
      template,
    )
  }
  if (session.options.dryRun === true) {
    const file = await readDraftFile(session.context.app, path)
    return checkAndSend(session, withDraft(file, store.draft()), template)
  }
  const release = await session.context.app.files.lock(path)
  try {
    return await checkAndSend(session, await readDraftFile(session.context.app, path), template)
  } finally {
    await release()
  }
}

async function checkAndSend(session: ReportSession, original: DraftFile, template: Template): Promise<ExitCode> {
  const { context, options } = session
  const { app } = context
  let file = original
  if (file.draft.sent !== null && options.dryRun !== true) {
    const earlierReport = await settleEarlierReport(session, file)
    if (earlierReport !== null) return finishReport(session, file, earlierReport, file.draft.sent.repo ?? '')
    // The report certainly did not arrive, so it can be sent again.
    file = await saveDraft(app, file, { ...file.draft, sent: null })
  }
  const destination = await context.destinations.get(file.draft.repo ?? '')
  await requirePrivateReporting(context, destination)
  const checked = await preflightReport(context, file, destination, template)
  if (checked.kind === 'stopped')
    throw new Failure(
      'validation',
      `Nothing was sent to ${destination.repo}:\n${checked.problems.map((problem) => `  ${problem}`).join('\n')}`,
      { hint: `Correct it${inFile(file)}, and run the same command again` },
    )
  await showFindings(app.terminal.err, file.path, checked.warnings)
  if (options.dryRun === true) return printDryRun(session, file, checked)
  // A script with --yes cannot fill in a page, so the report is sent from here, which fails without a token.
  const isUnattended = session.context.prompter === null && options.yes === true
  if (options.web === true || (destination.onGitHub === null && !isUnattended))
    return openPrivatePage(session, file, destination)
  await confirmReport(session, file, checked)
  const { post, file: sentFile } = await publishOrExplain(session, file, checked)
  return finishReport(session, sentFile, post, destination.repo)
}

/**
 * Looks up the report that an earlier run sent without getting a response. Returns null if the report did not arrive.
 * @throws Failure if that is unknown
 */
async function settleEarlierReport(
  { context: { app }, options }: ReportSession,
  file: DraftFile,
): Promise<FiledReport | null> {
  const github = await githubToLookUp(app, 'sent', file.path)
  const repo = file.draft.sent?.repo ?? ''
  const earlierReport = await findEarlierReport(app, github, file, {
    server: serverOf(app, { onGitHub: null, repo }),
    policy: options.policy,
  })
  if (earlierReport?.isChanged === true)
    app.terminal.err.write(
      notesView([
        'an earlier run sent a version of this report, and the draft has changed since: add what is new as a comment on GitHub',
      ]),
    )
  return earlierReport?.report ?? null
}

async function confirmReport({ context, options }: ReportSession, file: DraftFile, ready: ReadyReport): Promise<void> {
  const { app, prompter } = context
  const { repo } = ready.destination
  const { err } = app.terminal
  if (options.json !== true || err.isTerminal) {
    const { reportPreview } = await import('../../terminal/views/shared/draft.ts')
    err.write(reportPreview({ repo, path: file.path, ...previewFacts(ready) }, await err.style(), err.columns))
  }
  const refusal = 'Not running interactively: add --yes to send it, or --dry-run to see what would be sent.'
  await requireYes(
    { prompter, yes: options.yes === true },
    { message: `Send it privately to ${repo}?`, preset: true, refusal },
  )
}

function previewFacts({ report }: ReadyReport) {
  const { description, severity = null, cvss_vector_string: vector } = report
  const cvss = vector === undefined ? null : cvssRating(vector)
  return {
    lineCount: description.split('\n').length,
    characterCount: description.length,
    severity: cvss === null ? severity : `${cvss.rating.toLowerCase()}, CVSS ${cvss.score.toFixed(1)}`,
  }
}

/**
 * Posts the report. No error quotes it.
 * @throws Failure that names the private contact, if GitHub does not accept reports for the repository
 */
async function publishOrExplain({ context, options }: ReportSession, file: DraftFile, ready: ReadyReport) {
  const { repo } = ready.destination
  try {
    return await publishReport(context.app, ready, file, options.policy)
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    switch (error.reason.kind) {
      case 'forbidden':
      case 'blocked':
      case 'not-found':
        throw new Failure(
          'permission',
          `GitHub did not accept the report for ${repo}: its private reports may be switched off, or the token may lack a permission (repository_advisories:write, or "Repository security advisories: write"). Nothing was sent`,
          { hint: `Try the private page with --web. ${contactText(context.policy, repo)}` },
        )
      case 'validation':
        // GitHub's error may quote the private text.
        throw new Failure('validation', `GitHub rejected a part of the report for ${repo}. Nothing was sent`, {
          hint: 'Look at the answers in the draft, or use the private page with --web',
        })
      default:
        throw error
    }
  }
}

/** The page's address does not contain the text, because addresses stay in histories and logs. */
async function openPrivatePage({ context, options }: ReportSession, { path }: DraftFile, destination: Destination) {
  const { app, prompter } = context
  const { out, err } = app.terminal
  const { repo, onGitHub } = destination
  const url = `${serverOf(app, destination)}/${repo}/security/advisories/new`
  if (onGitHub === null && options.web !== true)
    err.write('Not signed in to GitHub: run `gh auth login`, or set GH_TOKEN, to send it from here.\n')
  if (options.web === true || prompter !== null) await openPage(app, url)
  err.write(
    plain(
      `Copy the parts of ${path} into the private page. After you submit the page, delete the draft, or add the address of the report to it: "url: https://…".\n`,
    ),
  )
  const json = reportJson({ repo, id: null, url, via: 'web', draft: path })
  out.write(options.json === true ? jsonLine(json) : `${url}\n`)
  return EXIT.done
}

/** Empty for a report that has no file, because a dry run creates none. */
function inFile({ path }: DraftFile): string {
  return path === '-' ? '' : ` in ${path}`
}

/** Prints the request without the summary and the text of the report, because the output may end up in a log. */
function printDryRun(
  { context: { app }, options }: ReportSession,
  file: DraftFile,
  { report, destination }: ReadyReport,
): ExitCode {
  const { operation, body } = reportRequest(report)
  const placeholder = (text: string, part: string) => `<${part}${inFile(file)}, ${countOf(text.length, 'character')}>`
  const bodyWithoutText = {
    ...body,
    summary: placeholder(report.summary, 'the title'),
    description: placeholder(report.description, 'the text'),
  }
  app.terminal.err.write(
    `Nothing was sent. A run without --dry-run would send this privately to ${destination.repo}:\n`,
  )
  app.terminal.out.write(
    options.json === true
      ? jsonLine({ operation, body: bodyWithoutText })
      : `${operation}\n${jsonDocument(bodyWithoutText)}`,
  )
  return EXIT.done
}
