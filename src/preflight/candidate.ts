import type { PlacementRequest } from '../classifier/placement.ts'
import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/parse.ts'
import type { Template } from '../forms/templates.ts'
import type { PostKind } from '../github/target.ts'
import type { Destination } from './destination.ts'

/** A draft that is to be sent: where, as what, and with which form. */
export type Candidate = {
  readonly draft: Draft
  /** Where the parts of the draft are in its file, for findings. */
  readonly lines: DraftLines
  readonly destination: Destination
  /** As what it is posted; null: as no issue and no discussion. */
  readonly kind: PostKind | null
  readonly template: Template | null
  /** What the classifier reads; without it, the whole text. */
  readonly subject?: PlacementRequest
  /** false: a part of the text is still to come, so that nothing is missed in it yet. */
  readonly isComplete?: boolean
  /** An earlier run has sent it, so a post of its title may be its own. */
  readonly isResumed?: boolean
}
