import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { findOffers, type Offers } from '../shared.ts'
import type { TemplatesListOptions } from './command.ts'

/** `mcp-comms templates list`: what an issue or a discussion for the repository can be written with. */
export async function run(app: App, options: TemplatesListOptions): Promise<ExitCode> {
  const found = await findOffers(app, options)
  const { out } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument(listJson(found)))
    return EXIT.done
  }
  const { templatesView } = await import('../../../terminal/views/templates/list.ts')
  out.write(templatesView(found.repo, found.offers, await out.style(), out.columns))
  return EXIT.done
}

function listJson({ repo, offers }: Offers) {
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
    blank: Object.fromEntries(offers.map(({ kind, offer }) => [kind, offer.blank])),
    contactLinks: offers.flatMap(({ offer }) => offer.contactLinks),
  }
}
