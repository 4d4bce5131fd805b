import * as z from 'zod'
import type { App } from '../app.ts'
import type { SepDraft } from '../seps/draft.ts'
import { baseName } from '../text/file-names.ts'
import { isSameName } from '../text/github-names.ts'
import {
  fileRecordPath,
  hasSameText,
  hasSimilarText,
  readRecord,
  readRecords,
  sentenceHashes,
  textDigest,
  writeRecord,
} from './sep-records.ts'

const filedSchema = z.strictObject({
  /** The real paths of the SEP and of the draft of its issue. */
  sep: z.string(),
  issue: z.string(),
  /** The `textDigest` of the SEP. */
  digest: z.string(),
  /** The `sentenceHashes` of the SEP. Empty: an earlier version of this program created the record. */
  sentences: z.string().default(''),
  /** The title of the SEP. Empty: an earlier version of this program, which did not save it, created the record. */
  title: z.string().default(''),
  /** null: there is no issue yet, or it is not known whether GitHub created it. */
  url: z.string().nullable(),
  /** Whether the issue was certainly not created. Its draft may still be opened later, even by another command. */
  isUnsent: z.boolean().default(false),
})
/**
 * A SEP that was filed as an issue. The draft of the issue says so too, but that draft can be deleted, or left behind when the
 * SEP is moved. So there is also a record in the state folder.
 */
type FiledSep = z.output<typeof filedSchema>

const FOLDER = 'sep-issues'

/** Records that a SEP is filed as an issue. @param issue the path of the draft of the issue */
export async function recordFiledSep(
  app: App,
  draft: SepDraft,
  issue: string,
  result: Pick<FiledSep, 'url' | 'isUnsent'>,
): Promise<void> {
  const [sep, issuePath] = [await app.files.realPath(draft.path), await app.files.realPath(issue)]
  const text = { digest: textDigest(draft), sentences: sentenceHashes(draft), title: draft.sep.heading.title }
  const source = { sep, issue: issuePath, ...text }
  await writeRecord(app, await fileRecordPath(app, FOLDER, issue), { ...source, ...result } satisfies FiledSep)
}

/** Records that an issue is sent, or its address. Does nothing if the issue files no SEP. */
export async function recordIssue(app: App, issue: string, url: string | null): Promise<void> {
  const path = await fileRecordPath(app, FOLDER, issue)
  const filedSep = await readRecord(app, path, filedSchema)
  if (filedSep !== null)
    await writeRecord(app, path, { ...filedSep, url: url ?? filedSep.url, isUnsent: false } satisfies FiledSep)
}

export type FoundFiledSep = FiledSep & {
  /** The path of the record. */
  readonly record: string
  /** Whether the SEP had another path when it was filed. */
  readonly isMoved: boolean
}

/**
 * Finds the records of a SEP that was filed as an issue, even if it was moved or copied since. Recognizes the SEP by its text or
 * its title, or, if there is no longer a file at its former path, by its name.
 */
export async function* findFiledSeps(app: App, draft: SepDraft): AsyncGenerator<FoundFiledSep> {
  const [sep, sentences] = [await app.files.realPath(draft.path), sentenceHashes(draft)]
  for await (const { path: record, record: filedSep } of readRecords(app, FOLDER, filedSchema)) {
    const isMoved = filedSep.sep !== sep
    const hasSameTitle = filedSep.title !== '' && isSameName(filedSep.title, draft.sep.heading.title)
    const hasSameName = baseName(filedSep.sep) === baseName(sep)
    const isSimilar = hasSameText(filedSep, draft) || hasSimilarText(filedSep, sentences)
    if (isSimilar || hasSameTitle || !isMoved || (hasSameName && !(await app.files.exists(filedSep.sep))))
      yield { ...filedSep, record, isMoved }
  }
}
