import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { UsageError } from '../../errors.ts'
import { takeAnswers } from '../../forms/fill.ts'
import type { Form } from '../../forms/form.ts'
import type { Offer, Template } from '../../forms/offer.ts'
import { readBody } from '../../forms/read-body.ts'
import { renderForm } from '../../forms/render.ts'
import { type Value, type Values, valueIn } from '../../forms/values.ts'
import { findTemplates, loadTemplates } from '../../preflight/templates.ts'
import type { Keeper } from '../../storage/draft-store.ts'
import type { Prompter } from '../../terminal/prompter.ts'
import { notesView } from '../../terminal/views/shared/notes.ts'
import type { NewOptions } from './flags.ts'
import { fieldIds } from './field-flags.ts'
import { refuseMissing } from './missing.ts'
import { pickTemplate } from './pick-template.ts'

export type Filling = {
  readonly app: App
  readonly options: NewOptions
  /** null: nobody is asked. */
  readonly prompter: Prompter | null
  readonly keeper: Keeper
}

/** Fills the draft in; each answer is on disk before the next question. */
export async function fill(filling: Filling): Promise<void> {
  const { app, options, prompter, keeper } = filling
  const { draft } = keeper.current()
  const offer = await offerFor(filling, draft.repo ?? '')
  const template = await pickTemplate(filling, offer, draft)
  const begun = withTemplate(draft, template, givenIn(draft, options))
  if (prompter === null) {
    await keeper.keep(begun)
    refuseMissing(begun, template)
    return
  }
  const { title, text } = suggested(options)
  await keeper.keep({ ...begun, title: await askTitle(prompter, begun, template, title) })
  if (template === null) return askBody(filling)
  if (!isAsRendered(keeper.current().draft, template)) {
    app.terminal.err.write('The text was changed by hand, so it stays as it is: go on with it in your editor.\n')
    return
  }
  const values = valuesOf(keeper.current().draft, template)
  const { askForm } = await import('./ask-form.ts')
  await askForm({ app, prompter, firstText: text }, template.form, values, (answers) =>
    keeper.keep(withValues(keeper.current().draft, template, answers)),
  )
}

/** As long as a title may well be. */
const LONGEST_TITLE = 80

/** What was said already is the title, or, where it is too long for one, the beginning of the text. */
function suggested({ suggestion }: NewOptions): { readonly title: string; readonly text: string } {
  const words = suggestion?.text.trim() ?? ''
  return words.length <= LONGEST_TITLE && !words.includes('\n')
    ? { title: words, text: '' }
    : { title: '', text: words }
}

async function offerFor({ app, options }: Filling, repo: string): Promise<Offer> {
  const { templates: offered, notes } = await loadTemplates(app, repo, { offline: options.offline === true })
  const offer = await findTemplates(app, { kind: options.kind, repo, offered })
  app.terminal.err.write(notesView([...notes, ...offer.notes]))
  return offer
}

/** What was answered on the command line now, which wins over what stood in the draft before. */
function givenIn({ fields }: Draft, { field }: NewOptions): Values {
  const ids = new Set(fieldIds(field))
  return Object.fromEntries(Object.entries(fields).filter(([id]) => ids.has(id)))
}

/** The template's own labels and people, and its fields filled in with what is known. */
function withTemplate(draft: Draft, template: Template | null, given: Values): Draft {
  if (template === null) return draft
  if (Object.keys(given).length > 0 && !isAsRendered(draft, template))
    throw new UsageError('The text was changed by hand, so --field cannot change it: go on with it in your editor.')
  const { labels, assignees, type } = template.form
  const filled = withValues(draft, template, { ...valuesOf(draft, template), ...given })
  return {
    ...filled,
    template: template.file,
    labels: [...new Set([...draft.labels, ...labels])],
    assignees: [...new Set([...draft.assignees, ...assignees])],
    type: draft.type ?? type,
  }
}

/** The text is what is published, so what stands there counts, and after it what was answered. */
function valuesOf(draft: Draft, { form }: Template): Values {
  return draft.body === '' ? draft.fields : { ...draft.fields, ...answersIn(form, readBody(form, draft.body)) }
}

/** What the form itself begins with is no answer yet. */
function answersIn(form: Form, read: Values): Values {
  const initial = takeAnswers(form, {})
  const isAnswer = ([id, value]: [string, Value]) =>
    value.length > 0 && JSON.stringify(value) !== JSON.stringify(valueIn(initial, id))
  return Object.fromEntries(Object.entries(read).filter(isAnswer))
}

/** What a person has changed by hand may not fit the form any more; then nothing of it may be lost to a new rendering. */
function isAsRendered({ body }: Draft, { form }: Template): boolean {
  return body === '' || renderForm(form, readBody(form, body)).body.trim() === body.trim()
}

function withValues(draft: Draft, template: Template, values: Values): Draft {
  const { form } = template
  if (!isAsRendered(draft, template)) return { ...draft, fields: values }
  return { ...draft, fields: values, body: `${renderForm(form, takeAnswers(form, values)).body}\n` }
}

async function askTitle(prompter: Prompter, { title }: Draft, template: Template | null, words: string) {
  const prefix = template?.form.title ?? ''
  const initial = prefix + words
  if (title !== '') return title
  const said = await prompter.input({
    message: 'Title',
    ...(initial === '' ? {} : { initial }),
    validate: (text) =>
      text.trim() === '' || text.trim() === prefix.trim() ? 'Say in a few words what it is about.' : null,
  })
  return said.trim()
}

/** Without a template, the text is written as it is. */
async function askBody({ app, keeper }: Filling): Promise<void> {
  const { draft } = keeper.current()
  if (draft.body === '') await keeper.keep({ ...draft, body: `${(await app.edit('')).trim()}\n` })
}
