import * as z from 'zod'
import type { App } from '../app.ts'
import type { SepDraft } from '../seps/draft.ts'
import { baseName, folderPrefixOf, parseSepFileName } from '../text/file-names.ts'
import { isSameName } from '../text/github-names.ts'
import { hasSimilarText, readRecords, recordPath, sentenceHashes, textDigest, writeRecord } from './sep-records.ts'

const openedSchema = z.strictObject({
  /** The real path of the file with the number. */
  file: z.string(),
  /** Recognizes the text before it got its number. */
  digest: z.string(),
  /** The `sentenceHashes` of that text. Empty: an earlier version of this program created the record. */
  sentences: z.string().default(''),
  title: z.string(),
  repo: z.string(),
  /** GitHub's id of the repository, which survives a rename. */
  repoId: z.string(),
  number: z.int().positive(),
})
/**
 * A SEP whose pull request was opened. Its file has the number. A copy of the draft, or a draft that git restores, does not have it,
 * and would get a second pull request.
 */
export type OpenedSep = z.output<typeof openedSchema>

const FOLDER = 'sep-pulls'

/** Records that the pull request of a draft was opened. @param file the path of the file with the number */
export async function recordOpenedSep(
  app: App,
  draft: SepDraft,
  file: string,
  pull: Pick<OpenedSep, 'repo' | 'repoId' | 'number'>,
): Promise<void> {
  const { repo, repoId, number } = pull
  const fileFacts = { file: await app.files.realPath(file), digest: textDigest(draft), title: draft.sep.heading.title }
  const openedSep: OpenedSep = { ...fileFacts, sentences: sentenceHashes(draft), repo, repoId, number }
  await writeRecord(app, recordPath(app, FOLDER, `${repoId}#${number}`), openedSep)
}

export type FoundOpenedSep = OpenedSep & {
  /** The path of the record. */
  readonly record: string
  /** Whether the draft has the same text, or an edited version of it. */
  readonly isSimilar: boolean
}

/** Finds the records of pull requests that were opened for a draft with this title or a similar text, or at the same path. */
export async function* findOpenedSeps(app: App, draft: SepDraft): AsyncGenerator<FoundOpenedSep> {
  const [digest, sentences] = [textDigest(draft), sentenceHashes(draft)]
  const folder = folderPrefixOf(await app.files.realPath(draft.path))
  for await (const { path, record: openedSep } of readRecords(app, FOLDER, openedSchema)) {
    const isSimilar = openedSep.digest === digest || hasSimilarText(openedSep, sentences)
    const hasSameTitle = isSameName(openedSep.title, draft.sep.heading.title)
    const { slug } = parseSepFileName(baseName(openedSep.file)) ?? {}
    const hasSamePath = slug === draft.slug && folderPrefixOf(openedSep.file) === folder
    if (isSimilar || hasSameTitle || hasSamePath) yield { ...openedSep, record: path, isSimilar }
  }
}
