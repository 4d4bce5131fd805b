import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { numberedFileName, numberedText, type SepDraft, sepDraftOf } from '../seps/draft.ts'
import { SEP_BYTE_LIMIT } from '../seps/parse.ts'
import { baseName, folderOf, folderPrefixOf, parseSepFileName, sepSlug, transliterate } from '../text/file-names.ts'
import { recordOpenedSep } from './opened-seps.ts'
import { type NumberedJournal, readJournal, readOldJournal, removeJournal, writeJournal } from './sep-journal.ts'
import { moveOverrides } from './sep-overrides.ts'

/** The slug is transliterated, because it becomes part of a branch name and of the page's address. */
export async function readSepDraft(app: App, path: string): Promise<SepDraft> {
  const draft = sepDraftOf(path, await app.files.readText(path, SEP_BYTE_LIMIT))
  const name = parseSepFileName(baseName(path))?.slug ?? draft.sep.heading.title
  return { ...draft, slug: sepSlug(await transliterate(name)) }
}

type Pull = { readonly number: number; readonly url: string }

/**
 * Renames the draft to its numbered name and writes the number into it. Keeps edits that were made in the meantime. Creates
 * the numbered file before removing the draft, so that a crash never loses the text.
 */
export async function renumber(
  app: App,
  { path, slug }: SepDraft,
  journal: NumberedJournal,
  pull: Pull,
): Promise<SepDraft> {
  await writeJournal(app, path, journal)
  const current = await readSepDraft(app, path)
  const newPath = numberedPath(path, slug, pull.number)
  const text = numberedText(current, pull)
  const isWritten =
    (await app.files.create(newPath, text)) || (await app.files.readText(newPath, SEP_BYTE_LIMIT)) === text
  await recordOpenedSep(app, current, newPath, journal)
  if (!isWritten)
    throw new Failure(
      'file',
      `the pull request is open (${pull.url}), but ${newPath} already exists with another text`,
      {
        hint: `Merge the two files, remove ${path}, and run the same command again`,
      },
    )
  if ((await app.files.readText(path, SEP_BYTE_LIMIT)) !== current.text)
    throw new Failure(
      'file',
      `the pull request is open (${pull.url}), but ${path} was edited while ${newPath} was written`,
      {
        hint: `Copy your edits to ${newPath}, remove ${path}, and run the same command again`,
      },
    )
  await moveOverrides(app, path, newPath)
  await app.files.remove(path)
  await removeJournal(app, path)
  return readSepDraft(app, newPath)
}

/** What is left of an earlier run that stopped after it had renamed the file: the numbered draft, and an obsolete journal. */
export type Leftover = {
  readonly repo: string
  readonly number: number
  readonly draft: SepDraft
  /** Whether an older version of this program wrote the journal, which is then next to the draft. */
  readonly isOldJournal: boolean
}

export async function findLeftover(app: App, path: string): Promise<Leftover | null> {
  if (await app.files.exists(path)) return null
  const journal = await readJournal(app, path)
  const anyJournal = journal ?? (await readOldJournal(app, path))
  if (anyJournal?.number == null || anyJournal.slug === null) return null
  const { repo, slug, number } = anyJournal
  const newPath = numberedPath(path, slug, number)
  if (!(await app.files.exists(newPath))) return null
  return { repo, number, draft: await readSepDraft(app, newPath), isOldJournal: journal === null }
}

type NumberedDraft = SepDraft & { readonly number: number }

/**
 * Finds the numbered file of a draft whose pull request an earlier run has opened. null: there is none, or more than one.
 * @param path the former name, such as `0000-my-title.md`
 */
export async function findNumberedDraft(app: App, path: string): Promise<NumberedDraft | null> {
  return (await app.files.exists(path)) ? null : findNumberedDraftBeside(app, path)
}

/** Finds the file with a number and with the same title in its name. null: there is none, or more than one. */
export async function findNumberedDraftBeside(app: App, path: string): Promise<NumberedDraft | null> {
  const former = parseSepFileName(baseName(path))
  if (former === null || former.number !== null) return null
  const folder = folderOf(path)
  const slug = sepSlug(await transliterate(former.slug))
  const names = folder === '.' || (await app.files.exists(folder)) ? await app.files.list(folder) : []
  const [name, secondName] = names.filter((candidate) => {
    const parsed = parseSepFileName(candidate)
    return parsed !== null && parsed.number !== null && sepSlug(parsed.slug) === slug
  })
  if (name === undefined || secondName !== undefined) return null
  const draft = await readSepDraft(app, folderPrefixOf(path) + name)
  const { number } = draft.sep.heading
  return number !== null && number === parseSepFileName(name)?.number ? { ...draft, number } : null
}

function numberedPath(path: string, slug: string, number: number): string {
  return folderPrefixOf(path) + numberedFileName({ slug }, number)
}
