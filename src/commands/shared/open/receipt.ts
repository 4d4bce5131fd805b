import { withReceipt } from '../../../drafts/draft.ts'
import { Failure } from '../../../errors.ts'
import { readDraftFile, saveDraft } from '../../../storage/draft-file.ts'
import type { Bound, Opening } from './bound.ts'

/** @returns why the address could not be written back; null: it was. */
export async function keepReceipt(opening: Opening, { file }: Bound, url: string, number: number) {
  try {
    const published = opening.app.clock.now().toISOString()
    // As it is now: somebody may have changed it while it was sent.
    const now = await readDraftFile(opening.app, file.path)
    await saveDraft(opening.app, now, withReceipt(now.draft, { url, number, published }))
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
