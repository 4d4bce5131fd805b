import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { isAsRendered } from '../../drafts/from-template.ts'
import { withChecklist } from '../../drafts/private-record.ts'
import { UsageError } from '../../errors.ts'
import { chooseTemplate, type Offer, type Template } from '../../forms/templates.ts'
import { findTemplates, loadTemplates } from '../../preflight/templates.ts'
import { loadPolicy, READS_ONLY } from '../../storage/policy-file.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView } from '../../terminal/terminal.ts'
import { quote } from '../../text/quote.ts'
import type { NewOptions } from './flags.ts'

type Picking = {
  readonly app: App
  readonly options: NewOptions
  /** null: not running interactively. */
  readonly prompter: Prompter | null
}

export async function loadOffer(
  { app, options, prompter }: Picking,
  { repo: draftRepo, fromPrivate: isPrivate }: Draft,
): Promise<Offer> {
  const repo = draftRepo ?? ''
  const { templates: repositoryTemplates, notes } = await loadTemplates(app, repo, {
    offline: options.offline === true,
  })
  const offer = await findTemplates(app, {
    kind: options.kind,
    repo,
    repositoryTemplates,
    consent: { prompter, publishes: options.open === true },
  })
  app.terminal.err.write(notesView([...notes, ...offer.notes]))
  if (!isPrivate) return offer
  const policy = await loadPolicy(app, options.policy)
  return { ...offer, templates: offer.templates.map((template) => withChecklist(template, policy)) }
}

export type PickedTemplate = {
  readonly template: Template | null
  /** The template that the draft was written with; null: none, or an unknown one. */
  readonly former: Template | null
  readonly wasAsked: boolean
}

/** The template of --template, the one that the draft names, or the one that the person picks. null: no template. */
export async function pickTemplate(picking: Picking, offer: Offer, draft: Draft): Promise<PickedTemplate> {
  const { options } = picking
  const former = await formerTemplate(picking, offer, draft)
  const toPicked = (template: Template | null, wasAsked = false): PickedTemplate => ({ template, former, wasAsked })
  if (options.template !== undefined) return toPicked(chooseTemplate(offer, options.template))
  if (draft.template !== null) {
    const found = templateNamed(offer, draft.template)
    if (found !== null) return toPicked(found)
    if (picking.prompter === null) chooseTemplate(offer, draft.template)
    picking.app.terminal.err.write(
      notesView([
        `${draft.repo} has no template "${draft.template}": choose another one, and your answers move into it`,
      ]),
    )
  } else if (draft.body !== '' && offer.allowsBlank) return toPicked(null)
  const suggested = offer.templates.find(({ id, file }) => [id, file].includes(options.suggestion?.template ?? ''))
  if (suggested !== undefined) return toPicked(suggested)
  const only = picking.prompter === null ? null : onlyTemplate(offer)
  if (only === null) return toPicked(await askTemplate(picking, offer, draft), true)
  picking.app.terminal.err.write(notesView([`${draft.repo} has one ${NOUN[options.kind]}: ${quote(only.form.name)}`]))
  return toPicked(only)
}

/** Returns null if there is more than one choice. */
function onlyTemplate({ templates, allowsBlank }: Offer): Template | null {
  const [only, another] = templates
  return only === undefined || another !== undefined || allowsBlank ? null : only
}

/**
 * Finds the template that the draft was written with. It may be a built-in form, although built-in forms are not offered
 * where the repository has its own.
 */
async function formerTemplate({ app, options: { kind } }: Picking, offer: Offer, draft: Draft) {
  if (draft.template === null) return null
  const offered = templateNamed(offer, draft.template)
  if (offered !== null && isAsRendered(draft, offered)) return offered
  const others = await findTemplates(app, {
    kind,
    repo: draft.repo ?? '',
    repositoryTemplates: null,
    consent: READS_ONLY,
  })
  const other = templateNamed(others, draft.template)
  return offered === null || (other !== null && isAsRendered(draft, other)) ? other : offered
}

function templateNamed(offer: Offer, name: string): Template | null {
  try {
    return chooseTemplate(offer, name)
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}

function askTemplate({ prompter, options }: Picking, offer: Offer, draft: Draft): Promise<Template | null> {
  if (prompter === null) throw missingTemplate(offer, draft)
  return prompter.select<Template | null>({
    message: `Which ${NOUN[options.kind]} for ${draft.repo}?`,
    choices: [
      ...offer.templates.map((template) => ({
        value: template,
        label: template.form.name,
        hint: template.form.description,
      })),
      ...(offer.allowsBlank ? [{ value: null, label: 'None', hint: 'an empty page, in your editor' }] : []),
    ],
  })
}

const NOUN = { issue: 'form', discussion: 'kind of discussion', decision: 'kind of record' } as const

function missingTemplate({ templates, allowsBlank }: Offer, { title, repo }: Draft): UsageError {
  const choices = templates.map(({ id }) => id).join('|')
  return new UsageError(
    [
      'Not running interactively; missing:',
      ...(title === '' ? ['  --title TEXT'] : []),
      `  --template ${choices}${allowsBlank ? ', or --body TEXT for none' : ''}`,
    ].join('\n'),
    { hint: `To see the fields of a template: mcp-comms templates show ID --repo ${repo}` },
  )
}
