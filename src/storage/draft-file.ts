import { basename } from 'node:path'
import type { App } from '../app.ts'
import { type Draft, hasCredibleAddress } from '../drafts/draft.ts'
import { DRAFT_SIZE_LIMIT, type DraftLines, draftLines, parseDraft, reprintDraft } from '../drafts/format.ts'
import { mentionsSending } from '../drafts/front-matter.ts'
import { Failure, orNull } from '../errors.ts'
import { pageHosts } from '../github/endpoints.ts'
import { BECAME_A_REPORT } from '../text/added-lines.ts'
import { quote } from '../text/quote.ts'
import { makePrivateFolder } from './private-folder.ts'

export type DraftFile = {
  readonly path: string
  readonly text: string
  readonly draft: Draft
  readonly lines: DraftLines
}

/** A character takes up to four bytes. */
export const DRAFT_BYTE_LIMIT = 4 * DRAFT_SIZE_LIMIT

export async function readDraftFile(app: App, path: string): Promise<DraftFile> {
  return draftFileOf(path, await app.files.readText(path, DRAFT_BYTE_LIMIT))
}

export function draftFileOf(path: string, text: string): DraftFile {
  const name = path === '-' ? 'standard input' : path
  return { path, text, draft: parseDraft(text, name), lines: draftLines(text, name) }
}

/**
 * The address of a published draft's post; null: it is not published.
 * @throws Failure (validation) if the draft has only the date of its post, or if `url` cannot be the address of a post in the draft's
 * repository: a stranger may have written the draft, to pass off another page as the person's post
 */
export function postAddressOf({ env }: Pick<App, 'env'>, { path, draft }: DraftFile): string | null {
  const { url, repo, published } = draft
  const hosts = pageHosts(env)
  if (url === null && published !== null)
    throw new Failure('validation', `${path} says that it was already published, but not where`, {
      hint: 'write the address of the post into `url`; to post the text again, remove `published`',
    })
  if (url === null || hasCredibleAddress(draft, hosts)) return url
  throw new Failure(
    'validation',
    `${path}: its "url" is not the address of a post in ${repo ?? 'the repository of the draft'} on ${hosts[0]}, so nothing was done: ${quote(url, 200)}`,
    {
      hint: 'If the draft was never posted, remove "url"; if the repository was renamed, or the post was moved, correct "repo"',
    },
  )
}

/** Returns the draft file with a changed draft. Writes nothing. */
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
 * Replaces the text of a file, unless the file has changed since we read it, so that no changes are lost.
 * @throws Failure (file)
 */
export async function replaceUnchanged(
  { files }: App,
  { path, text }: Pick<DraftFile, 'path' | 'text'>,
  changedText: string,
): Promise<void> {
  if (changedText === text) return
  if ((await files.readText(path, DRAFT_BYTE_LIMIT)) !== text)
    throw new Failure('file', `${path}: the file was changed by another program, so nothing was saved`, {
      hint: 'run the command again',
    })
  await files.replace(path, changedText)
}

/** The folder for drafts whose author names no file. It may not exist yet. */
export function draftFolder(app: Pick<App, 'stateFolder'>): string {
  return `${app.stateFolder()}/drafts`
}

export async function makeDraftFolder(app: App): Promise<string> {
  const folder = draftFolder(app)
  await makePrivateFolder(app, folder)
  return folder
}

/** Returns the path of a draft. A name from the list of `mcp-comms drafts` means that draft, unless a file has the same name. */
export async function draftPath(app: App, name: string): Promise<string> {
  if (name === '-' || name !== basename(name) || (await app.files.exists(name))) return name
  const stored = `${draftFolder(app)}/${name}`
  return (await app.files.exists(stored)) ? stored : name
}

/** `file` is a failure if the file cannot be read as a draft. */
export type StoredDraft = { readonly path: string; readonly modified: Date; readonly file: DraftFile | Failure }

/** The drafts in the folder for drafts, the most recently changed first. */
export async function storedDrafts(app: App): Promise<readonly StoredDraft[]> {
  const folder = draftFolder(app)
  const names = (await app.files.list(folder)).filter((name) => name.endsWith('.md'))
  const drafts: StoredDraft[] = []
  for (const name of names) {
    const draft = await storedDraft(app, `${folder}/${name}`)
    if (draft !== null) drafts.push(draft)
  }
  return drafts.sort((a, b) => b.modified.getTime() - a.modified.getTime() || (a.path < b.path ? 1 : -1))
}

/** null: another run has just deleted the draft. */
export function storedDraft(app: App, path: string): Promise<StoredDraft | null> {
  return orNull(async () => ({
    path,
    modified: await app.files.modifiedAt(path),
    file: await readOrFailure(app, path),
  }))
}

/** Returns a failure if the file cannot be read as a draft. */
export async function readOrFailure(app: App, path: string): Promise<DraftFile | Failure> {
  try {
    return await readDraftFile(app, path)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/**
 * Why a file that says that it was sent cannot be read as a draft. It may be the only record of a post, so it must be neither
 * overwritten nor deleted. null: it can be read, or does not say so.
 */
export async function damagedRecord(app: App, path: string, failure: Failure): Promise<Failure | null> {
  if (failure.failureClass !== 'validation') return null
  return mentionsSending(await app.files.readText(path, DRAFT_BYTE_LIMIT)) ? failure : null
}

/** A public text that must not be posted any more. `blocked`: the same text with a mark, so that it is not posted even after edits. */
export type TextToBlock = { readonly path: string; readonly text: string; readonly blocked: string }

export function draftToBlock(file: DraftFile): TextToBlock {
  const { path, text, draft } = file
  return { path, text, blocked: withDraft(file, { ...draft, blocked: BECAME_A_REPORT }).text }
}

/**
 * Blocks public texts, so that they are not posted, and makes them readable only by their owner. If one of them cannot be blocked,
 * blocks none of them.
 * @throws Failure
 */
export async function blockTexts(app: App, texts: readonly TextToBlock[]): Promise<void> {
  const blocked: TextToBlock[] = []
  try {
    for (const text of texts) {
      await app.files.makePrivate(text.path)
      await replaceUnchanged(app, text, text.blocked)
      blocked.push(text)
    }
  } catch (error) {
    for (const { path, text, blocked: changed } of blocked)
      await orNull(() => replaceUnchanged(app, { path, text: changed }, text))
    throw error
  }
}
