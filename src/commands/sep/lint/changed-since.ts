import type { App } from '../../../app.ts'
import { UsageError } from '../../../errors.ts'
import { changedLines, EVERY_LINE } from '../../../seps/lint/changed.ts'
import type { ChangedLines } from '../../../seps/lint/facts.ts'

/** The lines of a file that are not as they were in a revision; all of them where git does not know the file yet. */
export async function changedSince(app: App, revision: string, file: string): Promise<ChangedLines> {
  if (file === '-') throw new UsageError('git knows nothing of standard input; give --changed-since a file')
  if (revision.startsWith('-')) throw new UsageError(`"${revision}" is no revision; as in --changed-since origin/main`)
  const diff = await app.git(['diff', '-U0', '--no-color', '--no-ext-diff', revision, '--', file])
  if (diff === null)
    throw new UsageError(`git cannot compare ${file} with "${revision}"; is it a revision of the repository here?`)
  if (diff !== '') return changedLines(diff)
  const isTracked = (await app.git(['ls-files', '--error-unmatch', '--', file])) !== null
  return isTracked ? [] : EVERY_LINE
}
