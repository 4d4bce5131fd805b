import type { App } from '../../app.ts'
import { withoutHidden } from '../../checks/hidden-characters.ts'
import type { Draft } from '../../drafts/draft.ts'
import { CancelledError, EXIT, type ExitCode, Failure } from '../../errors.ts'
import type { FiledReport } from '../../github/private-reports.ts'
import type { Context } from '../../preflight/context.ts'
import { contactText } from '../../preflight/private-contact.ts'
import { contentHash } from '../../publish/post-with-labels.ts'
import { missingReceiptText, writeReceipt } from '../../publish/publish.ts'
import { type DraftFile, readDraftOrFailure } from '../../storage/draft-file.ts'
import { jsonLine } from '../../terminal/json.ts'
import { plain } from '../../text/quote.ts'
import type { ReportSession } from './new-report.ts'

/**
 * Writes the address of a sent report into its draft, prints the address, says what happens next, and offers to delete the
 * draft, which is no longer needed unless it has changed since it was sent.
 */
export async function finishReport(
  { context, options }: ReportSession,
  file: DraftFile,
  { id, url }: FiledReport,
  repo: string,
): Promise<ExitCode> {
  const { app, policy } = context
  const { path } = file
  const { out, err } = app.terminal
  const receiptError = await writeReceipt(app, path, { url, number: null })
  if (receiptError === null) err.write(plain(`${nextStepLines(repo, contactText(policy, repo)).join('\n')}\n`))
  const isDeleted = receiptError === null && (await offerToDelete(context, file, options.yes === true))
  const json = reportJson({ repo, id, url, via: 'api', draft: isDeleted ? null : path })
  out.write(options.json === true ? jsonLine(json) : `${plain(url)}\n`)
  if (receiptError === null) return EXIT.done
  err.write(plain(missingReceiptText('sent', path, url, receiptError)))
  return EXIT.failed
}

type ReportFacts = {
  readonly repo: string
  readonly id: string | null
  readonly url: string
  readonly via: 'api' | 'web'
  /** null: the draft was deleted. */
  readonly draft: string | null
}

/** Has no title, because the output may end up in a log. */
export function reportJson({ repo, id, url, via, draft }: ReportFacts) {
  const labels = { applied: [], dropped: [] }
  return { kind: 'advisory', repo, number: null, id, url, title: null, labels, via, draft }
}

/** @returns whether the draft was deleted */
async function offerToDelete({ app, prompter }: Context, { path, draft }: DraftFile, yes: boolean): Promise<boolean> {
  const { err } = app.terminal
  if (await warnIfChanged(app, path, draft)) return false
  if (prompter === null || yes) {
    err.write(plain(`The draft is still in ${path}. Delete it when you no longer need it.\n`))
    return false
  }
  try {
    if (!(await prompter.confirm({ message: `GitHub has the report now. Delete the draft ${path}?`, preset: true })))
      return false
  } catch (error) {
    if (error instanceof CancelledError) return false
    throw error
  }
  // Somebody may have deleted or edited the draft before the person answered.
  if (!(await app.files.exists(path))) return true
  return !(await warnIfChanged(app, path, draft)) && (await deleteDraft(app, path))
}

/** @returns false if the draft cannot be deleted, because the address of the report is more important */
async function deleteDraft({ files, terminal }: App, path: string): Promise<boolean> {
  try {
    await files.remove(path)
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    terminal.err.write(plain(`The draft could not be deleted: ${error.message}\n`))
    return false
  }
}

/** @returns whether the draft has changed since it was sent, or cannot be read */
async function warnIfChanged(app: App, path: string, { sent }: Draft): Promise<boolean> {
  const file = await readDraftOrFailure(app, path)
  const isChanged = file instanceof Failure || sent?.content !== contentHash(withoutHidden(file.draft))
  if (isChanged) app.terminal.err.write(plain(`The draft has changed since it was sent, so it is kept: ${path}\n`))
  return isChanged
}

function nextStepLines(repo: string, contact: string): readonly string[] {
  return [
    `Sent. Only you and those who look after the security of ${repo} can read it.`,
    'They answer on the page of the report, may ask you for more there, and work on a fix privately.',
    'When they publish an advisory, it names you as the reporter. Until then, tell nobody else.',
    `No answer? ${contact}.`,
  ]
}
