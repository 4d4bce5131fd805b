import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The paths and texts of all files in a folder and its subfolders, so that a test can search them for a secret. */
export function textOfFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${join(parentPath, name)}\n${readFileSync(join(parentPath, name), 'utf8')}`)
    .join('\n')
}
