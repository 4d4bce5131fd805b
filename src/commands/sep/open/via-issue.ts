import type { App } from '../../../app.ts'
import { type Draft, emptyDraft, openCommand } from '../../../drafts/draft.ts'
import { printDraft } from '../../../drafts/format.ts'
import { type ExitCode, Failure } from '../../../errors.ts'
import { titleOf } from '../../../publish/proposal.ts'
import { withResumeCommand } from '../../../publish/unconfirmed.ts'
import { comparableText, markBlocked, type SepDraft } from '../../../seps/draft.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/parse.ts'
import { readDraftFile } from '../../../storage/draft-file.ts'
import { recordFiledSep } from '../../../storage/filed-seps.ts'
import { disclosureIn } from '../../../text/added-lines.ts'
import { issueDraftPath } from '../../../text/file-names.ts'
import { shellOf } from '../../../text/shell.ts'
import { blockTexts } from '../../shared/block-public-texts.ts'
import { openDrafts } from '../../shared/open-drafts.ts'
import { sepOpenCommand } from '../shared/commands.ts'
import type { SepOpenOptions } from './command.ts'

/**
 * Files the SEP as an issue, as the first edition of the guidelines required. Writes a draft next to the SEP, and opens it
 * like any issue.
 */
export async function openAsIssue(
  app: App,
  options: SepOpenOptions,
  repo: string,
  sepDraft: SepDraft,
): Promise<ExitCode> {
  const { path, text, sep } = sepDraft
  const draftPath = issueDraftPath(path)
  const title = titleOf(null, sep.heading.title)
  const issue: Draft = { ...emptyDraft('issue'), repo, title, labels: ['SEP'], body: text }
  const isNew = await createOrReuseDraft(app, draftPath, issue, options.policy)
  if (options.dryRun !== true) await recordFiledSep(app, sepDraft, draftPath, { url: null, isUnsent: false })
  try {
    return await openDrafts(app, [draftPath], {
      ...options,
      kind: 'issue',
      label: [],
      assignee: [],
      project: [],
      // Repeats the text's disclosure, because `none` would remove it from the text.
      aiDisclosure: disclosureIn(text) ?? 'none',
      // These checks would stop the SEP: it usually belongs in a pull request, and it does not fill in an issue form.
      allow: [...options.allow, 'wrong-channel', 'required'],
      // A SEP has to discuss security, and its own preflight has already checked it as a SEP.
      confirmed: ['vulnerability'],
      isPartOfCommand: true,
    })
  } catch (error) {
    // `issue open` would stop at the checks that are allowed here.
    throw withResumeCommand(error, sepOpenCommand(path, options, shellOf(app.env)))
  } finally {
    if (options.dryRun !== true) {
      await recordResult(app, sepDraft, draftPath)
      await blockSepOfBlockedDraft(app, path, draftPath)
    } else if (isNew) await app.files.remove(draftPath)
  }
}

/** Records the address of the issue, or that it was certainly not created. */
async function recordResult(app: App, sepDraft: SepDraft, draftPath: string): Promise<void> {
  const { url, sent } = (await readDraftFile(app, draftPath)).draft
  await recordFiledSep(app, sepDraft, draftPath, { url, isUnsent: url === null && sent === null })
}

/** Blocks the SEP if the draft of its issue became a private report, because both have the same text. */
async function blockSepOfBlockedDraft(app: App, path: string, draftPath: string): Promise<void> {
  if ((await readDraftFile(app, draftPath)).draft.blocked === null) return
  const text = await app.files.readText(path, SEP_BYTE_LIMIT)
  await blockTexts(app, [{ path, text, blockedText: markBlocked(text) }])
}

/** Creates the draft, or reuses an earlier run's draft if its title and text are the same. @returns whether the draft is new */
async function createOrReuseDraft(app: App, path: string, draft: Draft, policy: string | undefined): Promise<boolean> {
  if (await app.files.create(path, printDraft(draft))) return true
  const { draft: existingDraft } = await readDraftFile(app, path)
  if (existingDraft.title === draft.title && comparableText(existingDraft.body) === comparableText(draft.body))
    return false
  throw new Failure('file', `${path} already exists with another title or text`, {
    hint: `Open it with ${openCommand({ kind: 'issue', policy }, path, shellOf(app.env))}, or move it away`,
  })
}
