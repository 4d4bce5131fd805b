import type { App } from '../../../app.ts'
import type { TemplateOffer } from '../../../forms/templates.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import { findTemplates, loadTemplates, type TemplateKind } from '../../../preflight/templates.ts'
import { loadPolicy, READS_ONLY } from '../../../storage/policy-file.ts'
import { notesView } from '../../../terminal/terminal.ts'
import type { TemplateOptions } from './flags.ts'

export type TemplateOffers = {
  readonly repo: string
  readonly offers: readonly { readonly kind: TemplateKind; readonly offer: TemplateOffer }[]
}

const KINDS: readonly TemplateKind[] = ['issue', 'discussion', 'decision']

/** Prints notes about the templates on stderr, such as which were skipped. */
export async function findTemplateOffers(app: App, options: TemplateOptions): Promise<TemplateOffers> {
  const repo = targetRepo(app, await loadPolicy(app, options.policy), options.repo)
  const { templates: repositoryTemplates, notes } = await loadTemplates(app, repo, {
    offline: options.offline === true,
  })
  const kinds = options.kind === undefined ? KINDS : [options.kind]
  const offers = await Promise.all(
    kinds.map(async (kind) => {
      const offer = await findTemplates(app, { kind, repo, repositoryTemplates, consent: READS_ONLY })
      // Leaves out templates for meeting notes (they have a category), because they are templates for discussions.
      const templates = offer.templates.filter(({ category }) => category === undefined)
      return { kind, offer: { ...offer, templates } }
    }),
  )
  app.terminal.err.write(notesView([...new Set([...notes, ...offers.flatMap(({ offer }) => offer.notes)])]))
  return { repo, offers }
}
