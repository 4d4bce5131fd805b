import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { answersIn, fromTemplate, isAsRendered } from '../../drafts/from-template.ts'
import { withChecklist } from '../../drafts/private-record.ts'
import { UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import { answerFields } from '../../forms/form.ts'
import type { Offer, Template } from '../../forms/templates.ts'
import { chooseTemplate } from '../../forms/templates.ts'
import type { Values } from '../../forms/values.ts'
import { fieldIds } from '../../preflight/field-flags.ts'
import { findTemplates, loadTemplates } from '../../preflight/templates.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView } from '../../terminal/views/shared/notes.ts'
import type { NewOptions } from './flags.ts'

type Filling = {
  readonly app: App
  readonly options: NewOptions
  /** null: not running interactively. */
  readonly prompter: Prompter | null
  readonly store: DraftStore
}

/** Fills in the draft. Saves each answer before it asks the next question. */
export async function fillDraft(filling: Filling): Promise<void> {
  const { options, prompter, store } = filling
  const draft = store.draft()
  const offer = await loadOffer(filling)
  for (;;) {
    const { template, wasAsked } = await pickTemplate(filling, offer, draft)
    const titled = { ...draft, title: store.draft().title }
    const started = template === null ? titled : startFrom(template, placeTalk(template, titled, options), options)
    if (prompter === null) {
      await store.save(started)
      return refuseIncomplete(started, template)
    }
    if (started.title !== '') await store.save(started)
    const answer = await askPerson(filling, prompter, { started, template, canLeave: wasAsked })
    if (answer === 'answered') return
  }
}

type Started = { readonly started: Draft; readonly template: Template | null; readonly canLeave: boolean }

/** @returns back: the person wants another form. */
async function askPerson(
  filling: Filling,
  prompter: Prompter,
  { started, template, canLeave }: Started,
): Promise<'answered' | 'back'> {
  const { app, options, store } = filling
  const isByHand = template !== null && !isAsRendered(started, template)
  const { talk } = options
  const form = template === null ? (talk?.form ?? null) : isByHand ? null : template.form
  const prefix = template?.form.title ?? ''
  const { title, text } = splitSuggestion(options)
  const { askForm } = await import('./ask-form.ts')
  const { kind } = await askForm(
    { app, prompter, ...(template === null && talk !== undefined ? { problemOf: talk.problemOf } : {}) },
    {
      form,
      title: { message: 'Title', initial: prefix + title, problemOf: (words) => titleProblem(words, prefix) },
      firstText: text,
      canLeave,
      reviews: options.from !== undefined,
    },
    { title: started.title, values: template === null ? {} : answersIn(started, template) },
    (answers) => {
      const titled = { ...started, title: answers.title }
      if (template !== null && !isByHand) return store.save(withAnswers(template, titled, answers.values))
      return store.save(talk === undefined ? titled : { ...titled, body: talk.fill(titled.body, answers.values) })
    },
  )
  if (kind === 'back') return kind
  if (template === null) await askBody(filling)
  else if (isByHand)
    app.terminal.err.write('The text was edited by hand, so it stays as it is: continue in your editor.\n')
  return kind
}

function titleProblem(words: string, prefix: string): string | null {
  return words.trim() === '' || words.trim() === prefix.trim() ? 'Say in a few words what it is about.' : null
}

async function loadOffer({ app, options, prompter, store }: Filling): Promise<Offer> {
  const { repo: named, fromPrivate: isPrivate } = store.draft()
  const repo = named ?? ''
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

type Picked = { readonly template: Template | null; readonly wasAsked: boolean }

/** The template that the draft names, or the one that the person picks. null: no template. */
async function pickTemplate({ prompter, options }: Filling, offer: Offer, draft: Draft): Promise<Picked> {
  if (draft.template !== null) return { template: chooseTemplate(offer, draft.template), wasAsked: false }
  if (draft.body !== '' && offer.blank) return { template: null, wasAsked: false }
  const suggested = offer.templates.find(({ id, file }) => [id, file].includes(options.suggestion?.template ?? ''))
  if (suggested !== undefined) return { template: suggested, wasAsked: false }
  if (prompter === null) throw missingTemplate(offer, draft)
  const template = await prompter.select<Template | null>({
    message: `${WHICH[options.kind]} for ${draft.repo}?`,
    choices: [
      ...offer.templates.map((template) => ({
        value: template,
        label: template.form.name,
        hint: template.form.description,
      })),
      ...(offer.blank ? [{ value: null, label: 'None', hint: 'an empty page, in your editor' }] : []),
    ],
  })
  return { template, wasAsked: true }
}

const WHICH = {
  issue: 'Which form',
  discussion: 'Which kind of discussion',
  decision: 'Which kind of record',
} as const

function missingTemplate({ templates, blank }: Offer, { title, repo }: Draft): UsageError {
  const choices = templates.map(({ id }) => id).join('|')
  return new UsageError(
    [
      'Not running interactively; missing:',
      ...(title === '' ? ['  --title TEXT'] : []),
      `  --template ${choices}${blank ? ', or --body TEXT for none' : ''}`,
    ].join('\n'),
    { hint: `To see the fields of a template: mcp-comms templates show ID --repo ${repo}` },
  )
}

/** Where a form asks for what led to it. */
const BACKGROUND = /background|context|motivation|additional/

/** In a form, a talk is the answer to one of its fields, because the form has its own places for the rest. */
function placeTalk({ form }: Template, draft: Draft, { talk }: NewOptions): Draft {
  if (talk === undefined || !draft.body.startsWith(talk.body.trim()) || form.kind === 'markdown') return draft
  const fields = answerFields(form).filter(({ type }) => type === 'textarea')
  const field = fields.find(({ id }) => BACKGROUND.test(id)) ?? fields[0]
  return field === undefined ? draft : { ...draft, body: '', fields: { [field.id]: talk.text, ...draft.fields } }
}

/** The flags override answers that are already in the draft. */
function startFrom(template: Template, draft: Draft, { field }: NewOptions): Draft {
  const ids = new Set(fieldIds(field))
  const fromFlags = Object.fromEntries(Object.entries(draft.fields).filter(([id]) => ids.has(id)))
  if (ids.size > 0 && !isAsRendered(draft, template))
    throw new UsageError('The text was edited by hand, so --field cannot change it', {
      hint: 'continue in your editor',
    })
  return withAnswers(template, draft, { ...answersIn(draft, template), ...fromFlags })
}

/** Renders the answers into the text, unless the text was edited by hand. */
function withAnswers(template: Template, draft: Draft, answers: Values): Draft {
  const filled = fromTemplate(draft, template, answers)
  return {
    ...filled,
    category: draft.category ?? template.category ?? null,
    body: isAsRendered(draft, template) ? `${filled.body}\n` : draft.body,
  }
}

/** @throws UsageError that lists everything that is missing or wrong. */
function refuseIncomplete(draft: Draft, template: Template | null): void {
  const title = draft.title === '' ? ['  --title TEXT'] : []
  const fields = template === null ? [] : checkAnswers(template.form, draft.fields)
  const lines = [...title, ...fields.map(({ message }) => `  --field ${message}`)]
  if (lines.length === 0) return
  throw new UsageError(['Not running interactively; missing or invalid:', ...lines].join('\n'), {
    hint: 'Give each as --field id=value or --field id=@file.',
  })
}

const LONGEST_SUGGESTED_TITLE = 80

/** The words from `where` become the title or, if they are too long, the beginning of the text. */
function splitSuggestion({ suggestion }: NewOptions): { readonly title: string; readonly text: string } {
  const words = suggestion?.text.trim() ?? ''
  return words.length <= LONGEST_SUGGESTED_TITLE && !words.includes('\n')
    ? { title: words, text: '' }
    : { title: '', text: words }
}

/** Without a template, the whole text is written in the editor. */
async function askBody({ app, store }: Filling): Promise<void> {
  const draft = store.draft()
  if (draft.body !== '') return
  const { editText } = await import('./ask-text.ts')
  const text = await editText(app, '', [`The text of "${draft.title}"`])
  if (text === null || text === '') app.terminal.err.write('Nothing was written.\n')
  else await store.save({ ...draft, body: `${text}\n` })
}
