import * as z from 'zod'
import { fileRecordPath, JOURNAL_FOLDER, type RecordsApp, writeRecord } from './sep-records.ts'

const overridesSchema = z.record(z.string(), z.string())
/** The checks that the author of a SEP overrides, each with the reason. */
export type SepOverrides = z.output<typeof overridesSchema>

const OVERRIDES_BYTE_LIMIT = 20_000

/** The overrides have a file beside the journal, because a SEP has no front matter, and everything in its text is posted. */
async function overridesPath(app: RecordsApp, draft: string): Promise<string> {
  return (await fileRecordPath(app, JOURNAL_FOLDER, draft)).replace(/\.json$/, '.overrides.json')
}

/** An unreadable file overrides no check. */
export async function readOverrides(app: RecordsApp, draft: string): Promise<SepOverrides> {
  const path = await overridesPath(app, draft)
  if (!(await app.files.exists(path))) return {}
  try {
    return overridesSchema.parse(JSON.parse(await app.files.readText(path, OVERRIDES_BYTE_LIMIT)))
  } catch {
    return {}
  }
}

export async function writeOverrides(app: RecordsApp, draft: string, reasons: SepOverrides): Promise<void> {
  await writeRecord(app, await overridesPath(app, draft), reasons)
}

/** Moves the overrides of a renamed SEP. Removes those that another draft left for the new name, and leaves none for the old name. */
export async function moveOverrides(app: RecordsApp, from: string, to: string): Promise<void> {
  const reasons = await readOverrides(app, from)
  if (Object.keys(reasons).length > 0) await writeOverrides(app, to, reasons)
  else await removeOverrides(app, to)
  await removeOverrides(app, from)
}

/** For a new draft: an earlier one at the same path may have left its overrides. */
export async function removeOverrides(app: RecordsApp, draft: string): Promise<void> {
  await app.files.remove(await overridesPath(app, draft))
}
