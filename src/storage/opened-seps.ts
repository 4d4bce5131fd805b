import * as z from 'zod'
import type { App } from '../app.ts'
import { comparableText, type SepDraft } from '../seps/draft.ts'
import { isSameName } from '../text/github-names.ts'
import { digestOf, readRecords, recordPath, writeRecord } from './sep-records.ts'

const openedSchema = z.strictObject({
  /** The real path of the file with the number. */
  file: z.string(),
  /** The hash of the text before it got its number. */
  digest: z.string(),
  title: z.string(),
  repo: z.string(),
  /** GitHub's id of the repository, which survives a rename. */
  repoId: z.string(),
  number: z.int().positive(),
})
/**
 * A SEP whose pull request was opened. Its file has the number, but a copy of the draft, or one that git restores, has not, and would
 * get a second pull request.
 */
export type OpenedSep = z.output<typeof openedSchema>

const FOLDER = 'sep-pulls'

/** Records that the pull request of a draft was opened. @param file the path of the file with the number */
export async function recordOpened(
  app: App,
  { text, sep: { heading } }: SepDraft,
  file: string,
  pull: Pick<OpenedSep, 'repo' | 'repoId' | 'number'>,
): Promise<void> {
  const { repo, repoId, number } = pull
  const draft = { file: await app.files.realPath(file), digest: digestOf(comparableText(text)), title: heading.title }
  const opened: OpenedSep = { ...draft, repo, repoId, number }
  await writeRecord(app, recordPath(app, FOLDER, `${repoId}#${number}`), opened)
}

/** Finds the records of pull requests that were opened for a draft with this text or title. */
export async function* findOpened(app: App, { text, sep: { heading } }: SepDraft): AsyncGenerator<OpenedSep> {
  const digest = digestOf(comparableText(text))
  for await (const { record } of readRecords(app, FOLDER, openedSchema))
    if (record.digest === digest || isSameName(record.title, heading.title)) yield record
}
