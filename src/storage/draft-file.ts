import { basename } from 'node:path'
import type { App } from '../app.ts'
import { type Draft, hasCredibleAddress } from '../drafts/draft.ts'
import { DRAFT_SIZE_LIMIT, type DraftLines, draftLines, parseDraft, reprintDraft } from '../drafts/format.ts'
import { saysItWasSent } from '../drafts/front-matter.ts'
import { CancelledError, Failure, orNull } from '../errors.ts'
import { pageHosts } from '../github/endpoints.ts'
import { plain, quote } from '../text/quote.ts'
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
  try {
    return draftFileOf(path, await app.files.readText(path, DRAFT_BYTE_LIMIT))
  } catch (error) {
    // A name without a folder may be a misspelled name from the list of drafts.
    const mayBeName = path !== '-' && path === basename(path)
    if (!(error instanceof Failure) || !mayBeName || (await app.files.exists(path))) throw error
    throw new Failure('file', error.what, { cause: error.cause, hint: 'your drafts: mcp-comms drafts' })
  }
}

export function draftFileOf(path: string, text: string): DraftFile {
  const name = path === '-' ? 'standard input' : path
  return { path, text, draft: parseDraft(text, name), lines: draftLines(text, name) }
}

/**
 * The address of a published draft's post; null: it is not published.
 * @throws Failure (validation) if the draft has only the date of its post, or if `url` cannot be the address of a post in the draft's
 * repository. A stranger may have written such a draft, to pass off another page as the person's post.
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
  { files }: Pick<App, 'files'>,
  { path, text }: Pick<DraftFile, 'path' | 'text'>,
  changedText: string,
): Promise<void> {
  if (changedText === text) return
  if ((await files.identityOf(path)).isStream)
    throw new Failure('file', `${path} is a pipe, so nothing was saved`, { hint: 'save its content in a file first' })
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

/** Returns the path of a draft. A name from the list of `mcp-comms drafts` means that draft, unless a file has the same name. */
export async function draftPath(app: App, name: string): Promise<string> {
  if (name === '-' || name !== basename(name) || (await app.files.exists(name))) return name
  const stored = `${draftFolder(app)}/${name}`
  return (await app.files.exists(stored)) ? stored : name
}

/** Returns a failure if the file cannot be read as a draft. */
export async function readDraftOrFailure(app: App, path: string): Promise<DraftFile | Failure> {
  try {
    return await readDraftFile(app, path)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/**
 * Returns `failure`, which says why a file cannot be read as a draft, if the file says that it was sent. Such a file may be the only
 * record of a post, so it must be neither overwritten nor deleted. null: the file does not say that it was sent.
 */
export async function damagedRecord(app: App, path: string, failure: Failure): Promise<Failure | null> {
  if (failure.failureClass !== 'validation') return null
  return saysItWasSent(await app.files.readText(path, DRAFT_BYTE_LIMIT)) ? failure : null
}

type RescueApp = Pick<App, 'files' | 'git' | 'stateFolder' | 'terminal'>

const MAX_COPIES = 99

/**
 * Whether a text would be lost. A `validation` failure means that it is too long for a draft. If nobody can answer prompts, such a text
 * came from a file, so it is not lost.
 */
function mustRescue({ terminal }: RescueApp, { failureClass }: Failure): boolean {
  return failureClass === 'file' || (failureClass === 'validation' && terminal.canPrompt)
}

/** The text of a draft that could not be saved. If `print` fails, because the draft is too long for a file, only its texts. */
export function unsavedTextOf({ title, body, fields }: Draft, print: () => string): string {
  try {
    return print()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const answers = Object.entries(fields).map(([id, value]) => `### ${id}\n\n${[value].flat().join('\n')}`)
    return `${[title, body.trim() === '' ? answers.join('\n\n') : body].join('\n\n').trim()}\n`
  }
}

type RescuableWrite<T> = {
  readonly write: () => Promise<T>
  /** Returns the text that must not be lost. */
  readonly unsavedText: () => string
  readonly isPrivate?: boolean
}

/**
 * Saves a text without losing it. If `write` fails, for example because the file has changed meanwhile or the disk is full,
 * writes the text to a new file in the state folder, or at least prints it. A private text is printed only to a person's terminal,
 * because other output may end up in a public log.
 * @throws Failure, which says where the new file is, if there is one
 */
export async function saveOrRescue<T>(
  app: RescueApp,
  path: string,
  { write, unsavedText, isPrivate = false }: RescuableWrite<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Failure) || !mustRescue(app, error)) throw error
    const text = unsavedText()
    const copy = await rescue(app, path, text)
    if (copy !== null)
      throw new Failure(error.failureClass, error.what, { hint: `What you have written is in ${copy}`, cause: error })
    if (!isPrivate || app.terminal.err.isTerminal)
      app.terminal.err.write(plain(`What you have written:\n\n${text}\n\n`))
    throw error
  }
}

/** Replaces the text of a file, unless the file has changed since we read it. If that fails, the new text is rescued. */
export function replaceOrRescue(app: App, file: Pick<DraftFile, 'path' | 'text'>, text: string): Promise<void> {
  return saveOrRescue(app, file.path, { write: () => replaceUnchanged(app, file, text), unsavedText: () => text })
}

/** Writes a text to a new file in the state folder, and returns its path. null: that failed too. */
async function rescue(app: RescueApp, path: string, text: string): Promise<string | null> {
  const folder = `${app.stateFolder()}/unsaved`
  // An unprotected folder is better than a lost text. If the folder does not exist, writing the file fails.
  await orNull(() => makePrivateFolder(app, folder))
  return orNull(async () => {
    for (let count = 1; count <= MAX_COPIES; count++) {
      const copy = `${folder}/${count}-${basename(path)}`
      if (await app.files.create(copy, text)) return copy
    }
    return null
  })
}

/** If the person cancels the run, prints the command that resumes it. */
export async function withResumeHint<T>(
  { terminal }: Pick<App, 'terminal'>,
  command: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CancelledError) terminal.err.write(plain(`The draft is kept. Resume with: ${command}\n`))
    throw error
  }
}
