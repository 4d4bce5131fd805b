import { createHash } from 'node:crypto'
import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'

type Disk = Pick<App, 'files'>

/** GitHub gives no text of a file that is longer. */
const OBJECT_LIMIT = 2_000_000

/**
 * The id that git gives to a file with this text. It is made here and not taken from elsewhere, so that it can be a file's
 * name, and nobody can pass another text off under it.
 */
export function objectId(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** null: it is not there, or is no longer what was kept. */
export async function readObject(app: Disk, folder: string, id: string): Promise<string | null> {
  const text = await readOrNull(app, `${folder}/${id}`, OBJECT_LIMIT)
  return text !== null && objectId(text) === id ? text : null
}

export async function writeObject(app: Disk, folder: string, text: string): Promise<void> {
  const id = objectId(text)
  if ((await readObject(app, folder, id)) === null) await app.files.replace(`${folder}/${id}`, text)
}

export async function readOrNull({ files }: Disk, path: string, limit: number): Promise<string | null> {
  try {
    return await files.readText(path, limit)
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
