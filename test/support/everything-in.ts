import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The names and contents of all files in a folder and its subfolders, to search them for a secret. */
export function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${join(parentPath, name)}\n${readFileSync(join(parentPath, name), 'utf8')}`)
    .join('\n')
}
