import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/refusal.ts'
import { type Journal, journalPath, readJournal, writeJournal } from './journal.ts'
import { baseOf, numberedName, numberedText, readSepDraft, type SepDraft } from './sep-draft.ts'

/** A journal whose pull request has its number. */
export type Numbered = Journal & { readonly number: number; readonly url: string }

/**
 * The draft under its number, as it is by now: who edited it while it was sent does not lose that. The numbered file is
 * there before the other goes, so that the text is never nowhere.
 */
export async function renumber(app: App, { path, slug }: SepDraft, journal: Numbered): Promise<SepDraft> {
  await writeJournal(app, path, { ...journal, slug })
  const now = await readSepDraft(app, path)
  const next = numberedPath(path, slug, journal.number)
  const text = numberedText(now, journal)
  const isThere = (await app.files.create(next, text)) || (await app.files.readText(next, SEP_BYTE_LIMIT)) === text
  if (!isThere || (await app.files.readText(path, SEP_BYTE_LIMIT)) !== now.text)
    throw new Failure(
      'file',
      `it is opened (${journal.url}), but ${next} is there already with another text: put the two together, and remove ${path} and ${journalPath(path)}`,
    )
  await app.files.remove(path)
  await app.files.remove(journalPath(path))
  return readSepDraft(app, next)
}

/** What a run that died at its very end left: the journal of a draft that has its number and its new name. */
export type Left = { readonly journal: Numbered; readonly draft: SepDraft }

export async function leftBehind(app: App, path: string): Promise<Left | null> {
  if (await app.files.exists(path)) return null
  const journal = await readJournal(app, path)
  if (journal?.number == null || journal.url === null || journal.slug === null) return null
  const { number, url, slug } = journal
  const next = numberedPath(path, slug, number)
  if (!(await app.files.exists(next))) return null
  return { journal: { ...journal, number, url }, draft: await readSepDraft(app, next) }
}

function numberedPath(path: string, slug: string, number: number): string {
  return path.slice(0, path.length - baseOf(path).length) + numberedName({ slug }, number)
}
