import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { comparableText, type SepDraft } from '../seps/draft.ts'
import { baseName } from '../seps/names.ts'
import { isSameName } from '../text/github-names.ts'
import { makePrivateFolder } from './private-folder.ts'
import { digestOf } from './sep-journal.ts'

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

/** Records that a SEP is filed as an issue. @param issue the path of the draft of the issue */
export async function recordFiled(
  app: App,
  { path, text, sep: { heading } }: SepDraft,
  issue: string,
  url: string | null,
): Promise<void> {
  const [sep, issuePath] = [await app.files.realPath(path), await app.files.realPath(issue)]
  const filed: FiledSep = { sep, issue: issuePath, digest: digestOf(comparableText(text)), title: heading.title, url }
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
  const digest = digestOf(comparableText(text))
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
