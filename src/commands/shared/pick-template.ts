import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { isAsRendered } from '../../drafts/from-template.ts'
import { isFromEarlierForm, otherHeadings } from '../../drafts/pieces.ts'
import { withChecklist } from '../../drafts/record-rules.ts'
import { Failure, UsageError } from '../../errors.ts'
import { chooseTemplate, findTemplate, type Template, type TemplateOffer } from '../../forms/templates.ts'
import { findTemplates, loadTemplates } from '../../preflight/templates.ts'
import { loadPolicy, READS_ONLY } from '../../storage/policy-file.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView } from '../../terminal/terminal.ts'
import { listNames, quote } from '../../text/quote.ts'
import type { NewDraftOptions } from './flags.ts'

/** One run of a command that writes a new draft. */
export type NewDraftSession = {
  readonly app: App
  readonly options: NewDraftOptions
  /** null: not running interactively. */
  readonly prompter: Prompter | null
}

/** Loads the templates to choose from. For a record of a private decision, each has a checklist of what to leave out. */
export async function loadOffer(
  { app, options, prompter }: NewDraftSession,
  { repo: draftRepo, fromPrivate: isPrivate }: Draft,
): Promise<TemplateOffer> {
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

type Choice = {
  /** null: the draft is written without a template. */
  readonly template: Template | null
  readonly wasAsked: boolean
}

export type PickedTemplate = Choice & {
  /** The template that the draft was written with; null: none, an unknown one, or an earlier version of the picked one. */
  readonly formerTemplate: Template | null
}

export async function pickTemplate(
  session: NewDraftSession,
  offer: TemplateOffer,
  draft: Draft,
): Promise<PickedTemplate> {
  const formerTemplate = await findFormerTemplate(session, offer, draft)
  const choice = await chooseFrom(session, offer, draft)
  const { template } = choice
  const isSameTemplate = template !== null && template === formerTemplate
  if (!isSameTemplate || !hasOutdatedQuestions(template, draft)) return { ...choice, formerTemplate }
  printOutdatedQuestions(session, template, draft)
  return { ...choice, formerTemplate: null }
}

async function chooseFrom(session: NewDraftSession, offer: TemplateOffer, draft: Draft): Promise<Choice> {
  const { options } = session
  const withoutAsking = (template: Template | null): Choice => ({ template, wasAsked: false })
  if (options.template !== undefined) return withoutAsking(chooseTemplate(offer, options.template))
  if (draft.template !== null) {
    const namedTemplate = findTemplate(offer, draft.template)
    if (namedTemplate !== null) return withoutAsking(namedTemplate)
    // Throws, because there is no template of this name.
    if (session.prompter === null) return withoutAsking(chooseTemplate(offer, draft.template))
    session.app.terminal.err.write(
      notesView([
        `${draft.repo} has no template "${draft.template}": choose another one, and your answers will move into it`,
      ]),
    )
  } else if (draft.body !== '' && offer.allowsBlank) return withoutAsking(null)
  const suggestedTemplate = offer.templates.find(({ id, file }) =>
    [id, file].includes(options.suggestion?.template ?? ''),
  )
  if (suggestedTemplate !== undefined) return withoutAsking(suggestedTemplate)
  const onlyTemplate = session.prompter === null ? null : onlyTemplateOf(offer)
  if (onlyTemplate === null) return { template: await askTemplate(session, offer, draft), wasAsked: true }
  const { name } = onlyTemplate.form
  session.app.terminal.err.write(notesView([`${draft.repo} has one ${NOUNS[options.kind]}: ${quote(name)}`]))
  return withoutAsking(onlyTemplate)
}

/** Whether the draft has the questions of an earlier version of the template, or only some of the current questions. */
function hasOutdatedQuestions(template: Template, draft: Draft): boolean {
  return !isAsRendered(draft, template) && isFromEarlierForm(draft, template.form)
}

function printOutdatedQuestions({ app }: NewDraftSession, template: Template, draft: Draft): void {
  const headings = otherHeadings(draft, template.form).map((heading) => `"${quote(heading)}"`)
  const leftOutText = headings.length === 0 ? '' : `, without the headings ${listNames(headings, MAX_LISTED)}`
  app.terminal.err.write(
    notesView([
      `this draft does not have the questions of the form "${quote(template.form.name)}" as they are now: your answers move into it${leftOutText}`,
    ]),
  )
}

const MAX_LISTED = 10

/** Returns null if there is more than one choice, or none. */
function onlyTemplateOf({ templates, allowsBlank }: TemplateOffer): Template | null {
  const [template, ...others] = templates
  return template !== undefined && others.length === 0 && !allowsBlank ? template : null
}

/**
 * Finds the template that the draft was written with. It may be a built-in form, although built-in forms are not offered
 * where the repository has its own.
 */
async function findFormerTemplate({ app, options: { kind } }: NewDraftSession, offer: TemplateOffer, draft: Draft) {
  if (draft.template === null) return null
  const offeredTemplate = findTemplate(offer, draft.template)
  if (offeredTemplate !== null && isAsRendered(draft, offeredTemplate)) return offeredTemplate
  const builtInOffer = await findTemplates(app, {
    kind,
    repo: draft.repo ?? '',
    repositoryTemplates: null,
    consent: READS_ONLY,
  })
  const builtInTemplate = findTemplate(builtInOffer, draft.template)
  return offeredTemplate === null || (builtInTemplate !== null && isAsRendered(draft, builtInTemplate))
    ? builtInTemplate
    : offeredTemplate
}

async function askTemplate(
  { prompter, options }: NewDraftSession,
  offer: TemplateOffer,
  draft: Draft,
): Promise<Template | null> {
  if (offer.templates.length === 0 && !offer.allowsBlank) throw noFormFailure(offer, draft.repo ?? '')
  if (prompter === null) throw missingTemplateError(offer, draft)
  return prompter.select<Template | null>({
    message: `Which ${NOUNS[options.kind]} for ${draft.repo}?`,
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

const NOUNS = { issue: 'form', discussion: 'kind of discussion', decision: 'kind of record' } as const

/** The error for a repository that only refers people to other places. */
function noFormFailure({ contactLinks }: TemplateOffer, repo: string): Failure {
  const places = contactLinks.flatMap(({ name, url }) => (url === null ? [] : [`${quote(name)}: ${url}`]))
  return new Failure('permission', `${repo} accepts no issues without a form, and has no form that can be used`, {
    hint:
      places.length === 0
        ? `see mcp-comms templates list --repo ${repo}`
        : `It refers to other places:\n  ${places.slice(0, MAX_PLACES).join('\n  ')}`,
  })
}

const MAX_PLACES = 8

function missingTemplateError({ templates, allowsBlank }: TemplateOffer, { title, repo }: Draft): UsageError {
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
