import type { App } from '../../../app.ts'
import type { Offer } from '../../../forms/templates.ts'
import type { PostKind } from '../../../github/target.ts'
import { findTemplates, loadTemplates } from '../../../preflight/templates.ts'
import { loadPolicy, READS_ONLY, targetRepo } from '../../../storage/policy-file.ts'
import type { TemplateSource } from './flags.ts'

export type Offers = {
  readonly repo: string
  readonly offers: readonly { readonly kind: PostKind; readonly offer: Offer }[]
}

const KINDS: readonly PostKind[] = ['issue', 'discussion']

/** Every template for the repository. What was skipped, and why, is reported on stderr. */
export async function findOffers(app: App, options: TemplateSource): Promise<Offers> {
  const repo = targetRepo(app, await loadPolicy(app, options.policy), options.repo)
  const { templates: repositoryTemplates, notes } = await loadTemplates(app, repo, {
    offline: options.offline === true,
  })
  const kinds = options.kind === undefined ? KINDS : [options.kind]
  const offers = await Promise.all(
    kinds.map(async (kind) => ({
      kind,
      offer: await findTemplates(app, { kind, repo, repositoryTemplates, consent: READS_ONLY }),
    })),
  )
  const { notesView } = await import('../../../terminal/views/shared/notes.ts')
  app.terminal.err.write(notesView([...notes, ...offers.flatMap(({ offer }) => offer.notes)]))
  return { repo, offers }
}
