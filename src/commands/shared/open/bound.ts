import type { App } from '../../../app.ts'
import type { Reader } from '../../../classifier/answered.ts'
import type { Template } from '../../../forms/offer.ts'
import type { PostKind } from '../../../github/github.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Place } from '../../../preflight/places.ts'
import { publicationOf } from '../../../publish/publication.ts'
import { type DraftFile, saveDraft } from '../../../storage/draft-file.ts'
import type { Prompter } from '../../../terminal/prompter.ts'
import type { OpenOptions } from './options.ts'

/** One call of `open`, whatever the number of its drafts. */
export type Opening = {
  readonly app: App
  readonly policy: Policy
  readonly options: OpenOptions
  readonly read: Reader
  /** null: nobody is asked. */
  readonly prompter: Prompter | null
  /** null: there is no token. */
  readonly placeOf: (repo: string) => Promise<Place | null>
}

/** A draft on its way: where it goes, as what, and with which form. */
export type Bound = {
  readonly file: DraftFile
  readonly repo: string
  readonly kind: PostKind
  readonly place: Place | null
  readonly template: Template | null
}

/** What flags and answers add is a part of the draft from now on, so that nothing said is lost. */
export async function saveUnlessDry({ app, options }: Opening, file: DraftFile, draft: DraftFile['draft']) {
  return options.dryRun === true ? { ...file, draft } : saveDraft(app, file, draft)
}

export function publicationIn({ file, kind, repo, template }: Bound) {
  return publicationOf(file.draft, kind, repo, template?.form)
}
