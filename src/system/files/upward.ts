import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Search = { readonly from: string; readonly home: string; readonly user: number | null }

/**
 * Looks in a folder and its parents. Stops at the root of the repository and at the home folder, because a folder above them is
 * not a part of what the person works on: anybody may put a file into `/tmp`. Stops at what belongs to another user, as git does.
 */
export function findUpward(name: string, { from, home, user }: Search): string | null {
  const end = realPathOf(home)
  for (let folder = realPathOf(from); ; folder = dirname(folder)) {
    const path = join(folder, name)
    if (existsSync(path)) return user === null || statSync(path).uid === user ? path : null
    if (folder === end || folder === dirname(folder) || existsSync(join(folder, '.git'))) return null
  }
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}
