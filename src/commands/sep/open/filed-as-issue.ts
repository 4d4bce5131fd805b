import type { App } from '../../../app.ts'
import type { Draft } from '../../../drafts/draft.ts'
import { Failure, orNull } from '../../../errors.ts'
import { titleOf } from '../../../publish/proposal.ts'
import { comparableText, isBlocked, type SepDraft } from '../../../seps/draft.ts'
import { readDraftFile } from '../../../storage/draft-file.ts'
import { findFiledSeps } from '../../../storage/filed-seps.ts'
import { folderOf, folderPrefixOf, issueDraftPath, sepPathOfIssueDraft } from '../../../text/file-names.ts'
import { isSameName } from '../../../text/github-names.ts'
import type { SepOpenOptions } from './command.ts'

/**
 * Refuses to open a SEP that an earlier run has filed as an issue, or may have filed, and a SEP whose issue draft became a private report.
 * @throws Failure
 */
export async function refuseFiledAsIssue(app: App, sep: SepDraft, via: SepOpenOptions['via']): Promise<void> {
  const issue = await draftAt(app, issueDraftPath(sep.path))
  if (issue === null) await refuseRenamedAfterFiling(app, sep)
  // With --via issue, the same draft is opened again, which posts nothing twice.
  else if (via !== 'issue') refuseFiledHere(sep, issue)
  if (issue === null || !wasSent(issue)) await refuseFiledElsewhere(app, sep, via)
}

async function draftAt(app: App, path: string): Promise<Draft | null> {
  return (await app.files.exists(path)) ? (await readDraftFile(app, path)).draft : null
}

/** Whether the draft of an issue was sent, or may have been. */
function wasSent({ url, sent }: Draft): boolean {
  return url !== null || sent !== null
}

/** Refuses a SEP whose text became a private report in the draft of its issue. @throws Failure */
function refuseReported({ path, text }: SepDraft, issueDraft: string, { blocked }: Draft): void {
  // Earlier versions of the program blocked only that draft. If the SEP is blocked too, the checks say what to do.
  if (blocked === null || isBlocked({ text })) return
  throw new Failure('validation', `${path} must not become a public post: ${issueDraft} became a private report`, {
    hint: `If this is another SEP, move ${issueDraft} to another folder`,
  })
}

/** Refuses to open a pull request if the draft of the issue is next to the SEP, and was sent. @throws Failure */
function refuseFiledHere(sep: SepDraft, issue: Draft): void {
  const { path } = sep
  const { url } = issue
  const issueDraft = issueDraftPath(path)
  refuseReported(sep, issueDraft, issue)
  if (!wasSent(issue)) return
  throw new Failure('validation', `${path}: an earlier run filed it as an issue (${url ?? 'unconfirmed'})`, {
    hint: `Run again with --via issue, or, to open a pull request as well, move ${issueDraft} to another folder`,
  })
}

/**
 * Refuses a SEP whose file was renamed after an earlier run filed it: it would be filed again, because the draft of its issue has the former
 * name. Recognizes the SEP by its title or its text.
 * @throws Failure
 */
async function refuseRenamedAfterFiling(app: App, { path, text, sep }: SepDraft): Promise<void> {
  for (const name of await app.files.list(folderOf(path))) {
    const candidate = folderPrefixOf(path) + name
    const formerPath = sepPathOfIssueDraft(candidate)
    if (formerPath === null || (await app.files.exists(formerPath))) continue
    // A file that cannot be read as a draft does not count.
    const draft = (await orNull(() => readDraftFile(app, candidate)))?.draft ?? null
    if (draft === null || (!wasSent(draft) && draft.blocked === null)) continue
    const hasSameTitle = isSameName(draft.title, titleOf(null, sep.heading.title))
    if (!hasSameTitle && comparableText(draft.body) !== comparableText(text)) continue
    throw new Failure(
      'validation',
      `${path}: ${candidate} seems to be the issue draft of this SEP, named after an earlier file name of the SEP`,
      {
        hint: `If it is, rename it to ${issueDraftPath(path)}. If it belongs to another SEP, move it to another folder`,
      },
    )
  }
}

/**
 * Looks for issues that were filed from another path of the SEP, or whose draft was deleted. Refuses
 * - to file the SEP as an issue again;
 * - to open a pull request, if the SEP was moved, and the draft of its issue was left behind;
 * - both, if that draft became a private report.
 * @throws Failure
 */
async function refuseFiledElsewhere(app: App, sep: SepDraft, via: SepOpenOptions['via']): Promise<void> {
  const issueDraft = issueDraftPath(sep.path)
  // Reads all records, because the first may be of a run that ended before it sent the issue.
  for await (const filedSep of findFiledSeps(app, sep)) {
    const { issue: filedDraft, record, isMoved, isUnsent } = filedSep
    const draft = await draftAt(app, filedDraft)
    if (draft !== null) refuseReported(sep, filedDraft, draft)
    const isUnsentIssue = draft === null ? isUnsent : !wasSent(draft)
    if (isUnsentIssue) continue
    const isLeftBehind = isMoved && draft !== null
    if (via !== 'issue' && !isLeftBehind) continue
    throw new Failure(
      'validation',
      `${sep.path}: an earlier run filed it as an issue (${draft?.url ?? filedSep.url ?? 'unconfirmed'}) from ${filedSep.sep}. Nothing was sent`,
      {
        hint: isLeftBehind
          ? `If you moved the SEP, move ${filedDraft} to ${issueDraft} too. If it is another SEP, give it another file name and title`
          : `If it is another SEP, or you want to file it again, remove ${record}`,
      },
    )
  }
}
