import * as z from 'zod'
import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'

const journalSchema = z.object({
  repo: z.string(),
  branch: z.string(),
  /** Of the file's name: another title does not make a second file. */
  slug: z.string().nullable().default(null),
  started: z.iso.datetime(),
  number: z.int().positive().nullable().default(null),
  url: z.url().nullable().default(null),
})
/** What was begun for a draft: the branch that is its own, and the pull request once it is known. */
export type Journal = z.output<typeof journalSchema>

const JOURNAL_LIMIT = 10_000

export function journalPath(draft: string): string {
  return `${draft}.journal.json`
}

/** null: nothing was begun. @throws Failure for one that cannot be read: what it said must not be forgotten. */
export async function readJournal(app: App, draft: string): Promise<Journal | null> {
  const path = journalPath(draft)
  if (!(await app.files.exists(path))) return null
  const text = await app.files.readText(path, JOURNAL_LIMIT)
  try {
    return journalSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new Failure('file', `${path}: it cannot be read; remove it if nothing was opened from this draft`, {
      cause: error,
    })
  }
}

export async function writeJournal(app: App, draft: string, journal: Journal): Promise<void> {
  await app.files.replace(journalPath(draft), `${JSON.stringify(journal, null, 2)}\n`)
}
