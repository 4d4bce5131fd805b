import type { App } from '../app.ts'
import { type Draft, hasCredibleAddress } from '../drafts/draft.ts'
import { DRAFT_SIZE_LIMIT, type DraftLines, draftLines, parseDraft, reprintDraft } from '../drafts/format.ts'
import { Failure } from '../errors.ts'
import { pageHosts } from '../github/endpoints.ts'
import { quote } from '../text/quote.ts'

/** A draft and its file. */
export type DraftFile = {
  readonly path: string
  readonly text: string
  readonly draft: Draft
  readonly lines: DraftLines
}

/** A character takes up to four bytes. */
export const DRAFT_BYTES = 4 * DRAFT_SIZE_LIMIT

export async function readDraftFile(app: App, path: string): Promise<DraftFile> {
  return draftFileOf(path, await app.files.readText(path, DRAFT_BYTES))
}

export function draftFileOf(path: string, text: string): DraftFile {
  const name = path === '-' ? 'standard input' : path
  return { path, text, draft: parseDraft(text, name), lines: draftLines(text, name) }
}

/**
 * The address of the post of a published draft; null: it is not published.
 * @throws Failure (validation) if a stranger may have written the address: it would show a person the wrong page, as if it were theirs
 */
export function postAddressOf({ env }: Pick<App, 'env'>, { path, draft }: DraftFile): string | null {
  const { url, repo } = draft
  const hosts = pageHosts(env)
  if (url === null || hasCredibleAddress(draft, hosts)) return url
  throw new Failure(
    'validation',
    `${path}: its "url" is not the address of a post in ${repo ?? 'the repository of the draft'} on ${hosts[0]}, so nothing was done: ${quote(url, 200)}`,
    {
      hint: 'If the draft was never posted, remove "url"; if the repository was renamed, or the post was moved, correct "repo"',
    },
  )
}

/** The draft file with a changed draft; nothing is written. */
export function withDraft(file: DraftFile, draft: Draft): DraftFile {
  return draftFileOf(file.path, reprintDraft(draft, file.text, file.path))
}

/** Writes the draft to its file if it has changed. */
export async function saveDraft(app: App, file: DraftFile, draft: Draft): Promise<DraftFile> {
  if (JSON.stringify(draft) === JSON.stringify(file.draft)) return file
  const saved = withDraft(file, draft)
  await replaceUnchanged(app, file, saved.text)
  return saved
}

/**
 * Replaces the text of a file, unless somebody has changed the file since we read it, so that their changes are not lost.
 * @throws Failure (file)
 */
export async function replaceUnchanged(
  { files }: App,
  { path, text }: Pick<DraftFile, 'path' | 'text'>,
  changedText: string,
): Promise<void> {
  if (changedText === text) return
  if ((await files.readText(path, DRAFT_BYTES)) !== text)
    throw new Failure('file', `${path}: the file was changed by another program, so nothing was saved`, {
      hint: 'run the command again',
    })
  await files.replace(path, changedText)
}
