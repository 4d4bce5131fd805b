import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { answersIn, fromTemplate, isAsRendered } from '../../drafts/from-template.ts'
import { UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import type { Offer, Template } from '../../forms/templates.ts'
import { chooseTemplate } from '../../forms/templates.ts'
import type { Values } from '../../forms/values.ts'
import { fieldIds } from '../../preflight/field-flags.ts'
import { findTemplates, loadTemplates } from '../../preflight/templates.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
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
  const { app, options, prompter, store } = filling
  const draft = store.draft()
  const template = await pickTemplate(filling, await loadOffer(filling, draft.repo ?? ''), draft)
  const started = template === null ? draft : startFrom(template, draft, options)
  if (prompter === null) {
    await store.save(started)
    return refuseIncomplete(started, template)
  }
  const { title, text } = splitSuggestion(options)
  await store.save({ ...started, title: await askTitle(prompter, started, template, title) })
  if (template === null) return askBody(filling)
  if (!isAsRendered(store.draft(), template)) {
    app.terminal.err.write('The text was edited by hand, so it stays as it is: continue in your editor.\n')
    return
  }
  const { askForm } = await import('./ask-form.ts')
  await askForm({ app, prompter, firstText: text }, template.form, answersIn(store.draft(), template), (answers) =>
    store.save(withAnswers(template, store.draft(), answers)),
  )
}

async function loadOffer({ app, options, prompter }: Filling, repo: string): Promise<Offer> {
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
  return offer
}

/** The template that the draft names, or the one that the person picks. null: no template. */
async function pickTemplate({ prompter, options }: Filling, offer: Offer, draft: Draft): Promise<Template | null> {
  if (draft.template !== null) return chooseTemplate(offer, draft.template)
  if (draft.body !== '' && offer.blank) return null
  const suggested = offer.templates.find(({ id, file }) => [id, file].includes(options.suggestion?.template ?? ''))
  if (suggested !== undefined) return suggested
  if (prompter === null) throw missingTemplate(offer, draft)
  return prompter.select<Template | null>({
    message: WHICH[options.kind],
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

const WHICH = {
  issue: 'Which form?',
  discussion: 'Which kind of discussion?',
  decision: 'Which kind of record?',
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

async function askTitle(prompter: Prompter, { title }: Draft, template: Template | null, words: string) {
  if (title !== '') return title
  const prefix = template?.form.title ?? ''
  const initial = prefix + words
  const answer = await prompter.input({
    message: 'Title',
    ...(initial === '' ? {} : { initial }),
    validate: (text) =>
      text.trim() === '' || text.trim() === prefix.trim() ? 'Say in a few words what it is about.' : null,
  })
  return answer.trim()
}

/** Without a template, the whole text is written in the editor. */
async function askBody({ app, store }: Filling): Promise<void> {
  const draft = store.draft()
  if (draft.body === '') await store.save({ ...draft, body: `${(await app.edit('')).trim()}\n` })
}
