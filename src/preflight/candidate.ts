import type { CheckName, Link, OutgoingText } from '../checks/check.ts'
import type { PlacementRequest } from '../classifier/placement.ts'
import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/format.ts'
import type { Template } from '../forms/templates.ts'
import type { PostKind } from '../github/target.ts'
import type { Destination } from './destination.ts'

export type Candidate = {
  readonly draft: Draft
  /** The lines of the draft's parts in its file, for findings. */
  readonly lines: DraftLines
  readonly destination: Destination
  /** null: it becomes neither an issue nor a discussion. */
  readonly kind: PostKind | null
  readonly template: Template | null
  /** The text to classify as a whole. By default, the author's own words in the draft. */
  readonly subject?: PlacementRequest
  /** Texts that are sent with the draft but are not in it, such as the name of a branch. */
  readonly otherTexts?: readonly OutgoingText[]
  /** The posts that the draft will be linked to, apart from the parent that it names. */
  readonly links?: readonly Link[]
  /** Whether the post is private, if it is an existing issue that is reused. By default, whether the repository is private. */
  readonly isPrivate?: boolean
  /** false: a part of the text is added later, so checks do not report missing parts yet. */
  readonly isComplete?: boolean
  /** Privacy checks that the person has overridden at a prompt, for this text. */
  readonly confirmed?: readonly CheckName[]
  /**
   * The intended behavior that the person has chosen at a prompt. The one in the draft does not count, because somebody else
   * may have written it.
   */
  readonly intended?: string | null
  /** true: an earlier run may have sent the draft, so an existing post with its title may be the draft's own. */
  readonly isResumed?: boolean
}
