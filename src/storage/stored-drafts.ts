import type { App } from '../app.ts'
import { type Failure, orNull } from '../errors.ts'
import { type DraftFile, draftFolder, readDraftOrFailure } from './draft-file.ts'
import { makePrivateFolder } from './private-folder.ts'

export async function makeDraftFolder(app: App): Promise<string> {
  const folder = draftFolder(app)
  await makePrivateFolder(app, folder)
  return folder
}

/** `file` is a failure if the file cannot be read as a draft. */
export type StoredDraft = { readonly path: string; readonly modified: Date; readonly file: DraftFile | Failure }

/** The drafts in the folder for drafts, the most recently changed first. */
export async function readStoredDrafts(app: App): Promise<readonly StoredDraft[]> {
  const folder = draftFolder(app)
  const names = (await app.files.list(folder)).filter((name) => name.endsWith('.md'))
  const drafts: StoredDraft[] = []
  for (const name of names) {
    const draft = await readStoredDraft(app, `${folder}/${name}`)
    if (draft !== null) drafts.push(draft)
  }
  return drafts.sort((a, b) => b.modified.getTime() - a.modified.getTime() || (a.path < b.path ? 1 : -1))
}

/** null: another run has just deleted the draft. */
export function readStoredDraft(app: App, path: string): Promise<StoredDraft | null> {
  return orNull(async () => ({
    path,
    modified: await app.files.modifiedAt(path),
    file: await readDraftOrFailure(app, path),
  }))
}
