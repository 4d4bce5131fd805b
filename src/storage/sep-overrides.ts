import * as z from 'zod'
import type { App } from '../app.ts'
import { journalPath } from './sep-journal.ts'

const overrides = z.record(z.string(), z.string())
/** The checks that the author of a SEP overrides, each with the reason. */
export type SepOverrides = z.output<typeof overrides>

const LIMIT = 20_000

/** Beside the journal in our state folder: a SEP has no front matter, and what is in its text is posted. */
async function overridesPath(app: App, draft: string): Promise<string> {
  return (await journalPath(app, draft)).replace(/\.json$/, '.overrides.json')
}

/** What cannot be read overrides nothing. */
export async function readOverrides(app: App, draft: string): Promise<SepOverrides> {
  const path = await overridesPath(app, draft)
  if (!(await app.files.exists(path))) return {}
  try {
    return overrides.parse(JSON.parse(await app.files.readText(path, LIMIT)))
  } catch {
    return {}
  }
}

export async function writeOverrides(app: App, draft: string, reasons: SepOverrides): Promise<void> {
  const path = await overridesPath(app, draft)
  await app.files.makeFolder(path.slice(0, path.lastIndexOf('/')))
  await app.files.replace(path, `${JSON.stringify(reasons, null, 2)}\n`)
}

/** The SEP has another name from now on, and a new draft with its old name is another one, to which none of the reasons applies. */
export async function moveOverrides(app: App, from: string, to: string): Promise<void> {
  const reasons = await readOverrides(app, from)
  if (Object.keys(reasons).length > 0) await writeOverrides(app, to, reasons)
  await app.files.remove(await overridesPath(app, from))
}
