import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { findTemplateOffers, type TemplateOffers } from '../shared/offers.ts'
import type { TemplatesListOptions } from './command.ts'

export async function run(app: App, options: TemplatesListOptions): Promise<ExitCode> {
  const templateOffers = await findTemplateOffers(app, options)
  const { out } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument(listJson(templateOffers)))
    return EXIT.done
  }
  const { templatesView } = await import('../../../terminal/views/templates/list.ts')
  const { repo, offers } = templateOffers
  out.write(templatesView(repo, offers, await out.style(), out.columns))
  return EXIT.done
}

function listJson({ repo, offers }: TemplateOffers) {
  return {
    repo,
    templates: offers.flatMap(({ kind, offer }) =>
      offer.templates.map(({ id, file, source, from, form: { name, description } }) => ({
        kind,
        id,
        file,
        source,
        from,
        name,
        description,
      })),
    ),
    blank: Object.fromEntries(offers.map(({ kind, offer }) => [kind, offer.allowsBlank])),
    contactLinks: offers.flatMap(({ offer }) => offer.contactLinks),
  }
}
