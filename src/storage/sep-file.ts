import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { numberedName, numberedText, type SepDraft, sepDraftOf } from '../seps/draft.ts'
import { baseName, beforeName, folderOf, parseSepFileName, sepSlug } from '../seps/names.ts'
import { SEP_BYTE_LIMIT } from '../seps/parse.ts'
import { withDisclosure } from '../text/added-lines.ts'
import { isSameName } from '../text/github-names.ts'
import { transliterate } from '../text/slug.ts'
import { makePrivateFolder } from './private-folder.ts'
import {
  digestOf,
  moveOverrides,
  type NumberedJournal,
  readJournal,
  readOldJournal,
  removeJournal,
  writeJournal,
} from './sep-journal.ts'

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
  const next = numberedPath(path, slug, pull.number)
  const text = numberedText(current, pull)
  const isWritten = (await app.files.create(next, text)) || (await app.files.readText(next, SEP_BYTE_LIMIT)) === text
  if (!isWritten)
    throw new Failure('file', `the pull request is open (${pull.url}), but ${next} already exists with another text`, {
      hint: `Merge the two files, remove ${path}, and run the same command again`,
    })
  if ((await app.files.readText(path, SEP_BYTE_LIMIT)) !== current.text)
    throw new Failure(
      'file',
      `the pull request is open (${pull.url}), but ${path} was edited while ${next} was written`,
      {
        hint: `Copy your edits to ${next}, remove ${path}, and run the same command again`,
      },
    )
  await moveOverrides(app, path, next)
  await app.files.remove(path)
  await removeJournal(app, path)
  return readSepDraft(app, next)
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
  const next = numberedPath(path, slug, number)
  if (!(await app.files.exists(next))) return null
  return { repo, number, draft: await readSepDraft(app, next), isOldJournal: journal === null }
}

type NumberedDraft = SepDraft & { readonly number: number }

/**
 * Finds the numbered file of a draft whose pull request an earlier run has opened. null: there is none, or more than one.
 * @param path the former name, such as `0000-my-title.md`
 */
export async function findNumbered(app: App, path: string): Promise<NumberedDraft | null> {
  return (await app.files.exists(path)) ? null : findNumberedBeside(app, path)
}

/** Finds the file with a number and with the same title in its name. null: there is none, or more than one. */
export async function findNumberedBeside(app: App, path: string): Promise<NumberedDraft | null> {
  const former = parseSepFileName(baseName(path))
  if (former === null || former.number !== null) return null
  const folder = folderOf(path)
  const slug = sepSlug(await transliterate(former.slug))
  const names = folder === '.' || (await app.files.exists(folder)) ? await app.files.list(folder) : []
  const [name, other] = names.filter((candidate) => {
    const parsed = parseSepFileName(candidate)
    return parsed !== null && parsed.number !== null && sepSlug(parsed.slug) === slug
  })
  if (name === undefined || other !== undefined) return null
  const draft = await readSepDraft(app, beforeName(path) + name)
  const { number } = draft.sep.heading
  return number !== null && number === parseSepFileName(name)?.number ? { ...draft, number } : null
}

function numberedPath(path: string, slug: string, number: number): string {
  return beforeName(path) + numberedName({ slug }, number)
}

const filedSchema = z.strictObject({
  /** The real paths of the SEP and of the draft of its issue. */
  sep: z.string(),
  issue: z.string(),
  /** The hash of the SEP's text. */
  digest: z.string(),
  /** The title of the SEP. Empty: an earlier version of this program, which did not save it, created the record. */
  title: z.string().default(''),
  /** null: it is not known yet whether GitHub created the issue. */
  url: z.string().nullable(),
})
/**
 * A SEP that was filed as an issue. The draft of the issue says so too, but it can be left behind if the SEP is moved, or deleted. So
 * there is also a record in the state folder.
 */
type FiledSep = z.output<typeof filedSchema>

const FILED_BYTE_LIMIT = 10_000
const MAX_FILED = 1000

function filedFolder(app: App): string {
  return `${app.stateFolder()}/sep-issues`
}

async function filedPath(app: App, issue: string): Promise<string> {
  return `${filedFolder(app)}/${digestOf(await app.files.realPath(issue)).slice(0, 32)}.json`
}

/** The AI disclosure and white space do not matter, because an earlier run may have changed them. */
function filedDigest(text: string): string {
  return digestOf(withDisclosure(text, 'none').replaceAll(/\s+/g, ' ').trim())
}

/** Records that a SEP is filed as an issue. @param issue the path of the draft of the issue */
export async function recordFiled(
  app: App,
  { path, text, sep: { heading } }: SepDraft,
  issue: string,
  url: string | null,
): Promise<void> {
  const [sep, issuePath] = [await app.files.realPath(path), await app.files.realPath(issue)]
  const filed: FiledSep = { sep, issue: issuePath, digest: filedDigest(text), title: heading.title, url }
  await makePrivateFolder(app, filedFolder(app))
  await app.files.replace(await filedPath(app, issue), `${JSON.stringify(filed, null, 2)}\n`)
}

/** Removes the record of a SEP whose issue was certainly not created. */
export async function removeFiled(app: App, issue: string): Promise<void> {
  await app.files.remove(await filedPath(app, issue))
}

export type FoundFiled = FiledSep & {
  /** The path of the record. */
  readonly record: string
  /** Whether the SEP had another path when it was filed. */
  readonly isMoved: boolean
}

/**
 * Finds the records of a SEP that was filed as an issue, also if it was moved or copied since. Recognizes it by its text, or by its
 * name or title if it is no longer where it was.
 */
export async function* findFiled(app: App, { path, text, sep: { heading } }: SepDraft): AsyncGenerator<FoundFiled> {
  const sep = await app.files.realPath(path)
  const digest = filedDigest(text)
  const names = (await app.files.list(filedFolder(app))).filter((name) => name.endsWith('.json'))
  for (const name of names.slice(0, MAX_FILED)) {
    const record = `${filedFolder(app)}/${name}`
    const filed = await readFiled(app, record)
    if (filed === null) continue
    const isMoved = filed.sep !== sep
    const hasSameTitle = filed.title !== '' && isSameName(filed.title, heading.title)
    const looksSame = hasSameTitle || baseName(filed.sep) === baseName(sep)
    if (filed.digest === digest || !isMoved || (looksSame && !(await app.files.exists(filed.sep))))
      yield { ...filed, record, isMoved }
  }
}

/** null: another run has removed the record, or it cannot be read. Then the draft of the issue still says that it was filed. */
async function readFiled(app: App, record: string): Promise<FiledSep | null> {
  try {
    return filedSchema.parse(JSON.parse(await app.files.readText(record, FILED_BYTE_LIMIT)))
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
