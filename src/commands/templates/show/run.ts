import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { chooseTemplate } from '../../../forms/templates.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { findTemplateOffers } from '../shared/offers.ts'
import type { TemplatesShowOptions } from './command.ts'

export async function run(app: App, id: string, options: TemplatesShowOptions): Promise<ExitCode> {
  const { repo, offers } = await findTemplateOffers(app, options)
  // If several kinds of posts have a template with this id, chooses the first: issue, discussion, decision.
  const template = chooseTemplate({ templates: offers.flatMap(({ offer }) => offer.templates) }, id)
  const kind = offers.find(({ offer }) => offer.templates.includes(template))?.kind ?? 'issue'
  const { out } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument({ kind, ...template }))
    return EXIT.done
  }
  const { templateView } = await import('../../../terminal/views/templates/show.ts')
  out.write(templateView({ repo, kind, template, policyFile: options.policy }, await out.style(), out.columns))
  return EXIT.done
}
