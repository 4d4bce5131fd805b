import type { Draft } from '../../drafts/draft.ts'
import { UsageError } from '../../errors.ts'
import { chooseTemplate } from '../../forms/choose.ts'
import type { Offer, Template } from '../../forms/offer.ts'
import type { Filling } from './fill-draft.ts'

/** The template that is named, the only one, or the one that is picked; null: none, where the repository allows that. */
export async function pickTemplate(filling: Filling, offer: Offer, draft: Draft): Promise<Template | null> {
  const { prompter, options } = filling
  if (draft.template !== null) return chooseTemplate(offer, draft.template)
  if (draft.body !== '' && offer.blank) return null
  const suggested = offer.templates.find(({ id, file }) => [id, file].includes(options.suggestion?.template ?? ''))
  if (suggested !== undefined) return suggested
  if (prompter === null) {
    const choices = offer.templates.map(({ id }) => id).join('|')
    const blank = offer.blank ? ', or --body TEXT for none' : ''
    throw new UsageError(
      `Not running interactively; missing:\n${draft.title === '' ? '  --title TEXT\n' : ''}  --template ${choices}${blank}\nWhat a template asks for: mcp-comms templates show ID --repo ${draft.repo}`,
    )
  }
  return prompter.select<Template | null>({
    message: options.kind === 'issue' ? 'Which form?' : 'Which kind of discussion?',
    choices: [
      ...offer.templates.map((template) => ({
        value: template,
        label: template.form.name,
        hint: template.form.description,
      })),
      ...(offer.blank ? [{ value: null, label: 'None', hint: 'an empty page, in your editor' }] : []),
    ],
  })
}
