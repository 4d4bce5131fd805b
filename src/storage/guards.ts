import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { Failure, UsageError } from '../errors.ts'
import { readDraftFile } from './draft-file.ts'

/**
 * What was sent is known by its draft alone: with another draft in its place, or begun beside it by the same command, it
 * would be sent once more.
 * @throws UsageError
 */
export async function refuseIfSent(app: App, path: string): Promise<void> {
  const draft = await draftAt(app, path)
  if (draft?.sent != null)
    throw new UsageError(
      `${path} may have been posted already: finish it with mcp-comms ${draft.kind} open ${path}, or move it away`,
    )
}

/** @throws UsageError */
export async function refuseIfPublished(app: App, path: string): Promise<void> {
  const draft = await draftAt(app, path)
  if (draft?.url != null)
    throw new UsageError(`${path} was published already: ${draft.url}. Name another file with -o, or move it away`)
}

/** null: it is something else. */
async function draftAt(app: App, path: string): Promise<Draft | null> {
  try {
    return (await readDraftFile(app, path)).draft
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
