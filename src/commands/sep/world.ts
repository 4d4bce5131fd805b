import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { parseSepFileName } from '../../seps/file-name.ts'
import { MAINTAINERS_FILE, type Maintainer, parseMaintainers } from '../../seps/maintainers.ts'

const LIST_SIZE_LIMIT = 1_000_000

/** Those of the file that was named, or of the nearest list above. null: there is none, so nobody is looked up. */
export async function knownMaintainers(app: App, named: string | undefined): Promise<readonly Maintainer[] | null> {
  const file = named ?? (await app.files.findUpward(MAINTAINERS_FILE))
  if (file === null) return null
  const people = parseMaintainers(await app.files.readText(file, LIST_SIZE_LIMIT))
  if (people.length > 0) return people
  if (named === undefined) return null
  throw new UsageError(`${named}: it names no maintainers; it is a list like "- [Name](https://github.com/handle)"`)
}

/** The numbers of the SEPs in a folder. null: no folder was named. */
export async function knownSeps(app: App, folder: string | undefined): Promise<ReadonlySet<number> | null> {
  if (folder === undefined) return null
  const numbers = (await app.files.list(folder)).map((name) => parseSepFileName(name)?.number ?? null)
  const known = new Set(numbers.filter((number) => number !== null))
  if (known.size > 0) return known
  throw new UsageError(`${folder}: no SEPs are there; name the folder with the NUMBER-title.md files`)
}
