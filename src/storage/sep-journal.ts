import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { numberedName, numberedText, type SepDraft, sepDraftOf } from '../seps/draft.ts'
import { baseName } from '../seps/names.ts'
import { SEP_BYTE_LIMIT } from '../seps/parse.ts'

const journalSchema = z.object({
  repo: z.string(),
  branch: z.string(),
  /** Part of the file's name. Kept, so that a new title does not create a second file. */
  slug: z.string().nullable().default(null),
  started: z.iso.datetime(),
  number: z.int().positive().nullable().default(null),
  url: z.url().nullable().default(null),
})
/** A proposal in progress: the branch that belongs to this draft, and its pull request once there is one. */
export type SepJournal = z.output<typeof journalSchema>

const JOURNAL_LIMIT = 10_000

export async function readSepDraft(app: App, path: string): Promise<SepDraft> {
  return sepDraftOf(path, await app.files.readText(path, SEP_BYTE_LIMIT))
}

export function journalPath(draft: string): string {
  return `${draft}.journal.json`
}

/** null: not started. @throws Failure if it is unreadable, because ignoring it could open a second pull request. */
export async function readJournal(app: App, draft: string): Promise<SepJournal | null> {
  const path = journalPath(draft)
  if (!(await app.files.exists(path))) return null
  const text = await app.files.readText(path, JOURNAL_LIMIT)
  try {
    return journalSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new Failure('file', `${path}: cannot be read. Remove it if no pull request was opened from this draft`, {
      cause: error,
    })
  }
}

export async function writeJournal(app: App, draft: string, journal: SepJournal): Promise<void> {
  await app.files.replace(journalPath(draft), `${JSON.stringify(journal, null, 2)}\n`)
}

/** The journal of a proposal whose pull request is open. */
export type NumberedJournal = SepJournal & { readonly number: number; readonly url: string }

/**
 * Renames the draft to its numbered name and writes the number into it. Keeps edits that were made in the meantime. Creates
 * the numbered file before removing the draft, so that a crash never loses the text.
 */
export async function renumber(app: App, { path, slug }: SepDraft, journal: NumberedJournal): Promise<SepDraft> {
  await writeJournal(app, path, { ...journal, slug })
  const current = await readSepDraft(app, path)
  const next = numberedPath(path, slug, journal.number)
  const text = numberedText(current, journal)
  const isWritten = (await app.files.create(next, text)) || (await app.files.readText(next, SEP_BYTE_LIMIT)) === text
  if (!isWritten || (await app.files.readText(path, SEP_BYTE_LIMIT)) !== current.text)
    throw new Failure(
      'file',
      `the pull request is open (${journal.url}), but ${next} already exists with another text. Merge the two files, then remove ${path} and ${journalPath(path)}`,
    )
  await app.files.remove(path)
  await app.files.remove(journalPath(path))
  return readSepDraft(app, next)
}

/** The files that remain if an earlier run stopped after the rename: the numbered draft, and an obsolete journal. */
export type LeftoverJournal = { readonly journal: NumberedJournal; readonly draft: SepDraft }

export async function findLeftoverJournal(app: App, path: string): Promise<LeftoverJournal | null> {
  if (await app.files.exists(path)) return null
  const journal = await readJournal(app, path)
  if (journal?.number == null || journal.url === null || journal.slug === null) return null
  const { number, url, slug } = journal
  const next = numberedPath(path, slug, number)
  if (!(await app.files.exists(next))) return null
  return { journal: { ...journal, number, url }, draft: await readSepDraft(app, next) }
}

function numberedPath(path: string, slug: string, number: number): string {
  return path.slice(0, path.length - baseName(path).length) + numberedName({ slug }, number)
}
