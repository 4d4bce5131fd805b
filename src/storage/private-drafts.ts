import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { type DraftFile, replaceUnchanged, saveDraft } from './draft-file.ts'

/** Why a public draft must not be posted, in its front matter, where its author can see it and remove it. */
const BECAME_A_REPORT = 'what it says became a private report'

/** Makes sure that a public draft, in any of its versions, is never posted, and that nobody else reads it. */
export async function blockDraft(app: App, file: DraftFile): Promise<void> {
  await app.files.makePrivate(file.path)
  await saveDraft(app, file, { ...file.draft, blocked: BECAME_A_REPORT } satisfies Draft)
}

/** The same for a SEP, which has no front matter. */
export async function blockSep(app: App, path: string, text: string, marked: string): Promise<void> {
  await app.files.makePrivate(path)
  await replaceUnchanged(app, { path, text }, marked)
}
