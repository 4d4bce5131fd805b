import type { App } from '../../app.ts'
import {
  type AbandonedAnswer,
  carryOver,
  halfTypedAnswers,
  keptText,
  moveTitle,
  setAsideAnswers,
  setAsideUnknownAnswers,
  withAbandonedAnswers,
  withNewerAnswers,
} from '../../drafts/carry-over.ts'
import { type Draft, isTitleUnfinished, TITLE, withTitle } from '../../drafts/draft.ts'
import { answersIn, fillFromTemplate, isAsRendered, pendingAnswers } from '../../drafts/from-template.ts'
import { UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import { answerFields, asText, type Values, valueIn } from '../../forms/form.ts'
import type { Template } from '../../forms/templates.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import { notesView } from '../../terminal/terminal.ts'
import { plain } from '../../text/quote.ts'
import type { FillSession } from './ask-draft.ts'
import { fieldIds, withFlags } from './draft-flags.ts'
import type { NewDraftOptions } from './flags.ts'
import { loadOffer, type PickedTemplate, pickTemplate } from './pick-template.ts'

/** Picks a template and fills it in, with answers from flags and from the person. Saves each answer before the next question. */
export async function fillDraft(session: FillSession): Promise<void> {
  const { app, options, prompter, store } = session
  const draft = store.draft()
  const offer = await loadOffer(session, draft)
  /** The form that the person left for another one. */
  let leftTemplate: Template | null = null
  let leftAnswers: readonly AbandonedAnswer[] = []
  for (;;) {
    const pickedTemplate = await pickTemplate(session, offer, draft)
    const { template } = pickedTemplate
    const titledDraft = { ...draft, ...currentTitle(store, leftTemplate, template, draft) }
    const original = moveConversationToField(
      template,
      withAbandonedAnswers(titledDraft, leftAnswers, template),
      options,
    )
    const pickedForm = describePickedForm(pickedTemplate, original)
    const { isMoved, isEditedByHand } = pickedForm
    await refuseFlagsForEditedText(session, pickedForm)
    const initialDraft = withPickedTemplate(pickedForm, original, options)
    printReplacedAnswers(app, pickedForm, original, options)
    if (isMoved || initialDraft.kept !== draft.kept) printKept(app, initialDraft)
    const draftToSave =
      template === null ? withAnswersAboveConversation(initialDraft, initialDraft.fields, options) : initialDraft
    if (prompter === null) return saveOrRefuse(store, draftToSave, incompleteError(initialDraft, template, options))
    printUnknownFields(app, original, template, options)
    if (initialDraft.title !== '') await store.save(draftToSave)
    const { askDraft } = await import('./ask-draft.ts')
    const applyAnswers = (current: Draft, values: Values) =>
      template === null || isEditedByHand
        ? withAnswersAboveConversation(current, values, options)
        : withAnswers(pickedForm, template, current, values)
    const draftBefore = store.draft()
    const answer = await askDraft(
      { ...session, prompter },
      { initialDraft, template, isEditedByHand, applyAnswers, canLeave: pickedTemplate.wasAsked },
    )
    if (answer === 'answered') return
    leftTemplate = template
    if (store.draft() !== draftBefore)
      leftAnswers = withNewerAnswers(leftAnswers, halfTypedAnswers(initialDraft, store.draft(), template))
  }
}

type PickedForm = Pick<PickedTemplate, 'template' | 'formerTemplate'> & {
  /** Whether the draft was written with a form other than the picked one. */
  readonly isMoved: boolean
  /** Whether the person has edited the text by hand, so that it no longer follows the template. */
  readonly isEditedByHand: boolean
}

function describePickedForm({ template, formerTemplate }: PickedTemplate, draft: Draft): PickedForm {
  const isRendered = template === null || isAsRendered(draft, template)
  const isMoved = template !== null && (formerTemplate === null ? !isRendered : formerTemplate !== template)
  return { template, formerTemplate, isMoved, isEditedByHand: !isMoved && !isRendered }
}

/** The title so far, and whether the person was interrupted while they typed it. */
function currentTitle(
  store: DraftStore,
  leftTemplate: Template | null,
  template: Template | null,
  draft: Draft,
): Pick<Draft, 'title' | 'unfinished'> {
  const current = store.draft()
  const { title, unfinished } = withTitle(draft, moveTitle(current.title, leftTemplate, template))
  return { title, unfinished: isTitleUnfinished(current) ? TITLE : unfinished }
}

/** Prints the text that fits no field of the new form. */
function printKept({ terminal: { err } }: App, draft: Draft): void {
  const text = keptText(draft)
  if (text === '') return
  err.write(
    `This fits no field of the form. It stays in the draft, under "kept:", and is not posted:\n\n${plain(text)}\n\n`,
  )
}

/**
 * Prints each answer that is in the text and that a pending answer will replace, because no copy of the replaced answer is kept. Skips the
 * fields that the flags of this run answer, because those replace the text on purpose.
 */
function printReplacedAnswers(
  { terminal }: App,
  { template, formerTemplate, isMoved, isEditedByHand }: PickedForm,
  draft: Draft,
  { field }: NewDraftOptions,
): void {
  const form = isMoved ? formerTemplate : template
  // A text that was edited by hand stays as it is.
  if (form === null || isEditedByHand || (isMoved && !isAsRendered(draft, form))) return
  const flagIds = new Set(fieldIds(field))
  const inText = answersIn({ ...draft, fields: {}, pending: [] }, form)
  for (const [id, value] of Object.entries(pendingAnswers(draft))) {
    const replaced = asText(valueIn(inText, id)).trim()
    if (flagIds.has(id) || replaced === '' || asText(value).includes(replaced)) continue
    terminal.err.write(plain(`The answer to "${id}" that waited in the draft replaces this one:\n\n${replaced}\n\n`))
  }
}

/** Prints a note about each `--field` that the form does not have. If nobody can be asked, `incompleteError` reports them as errors. */
function printUnknownFields(
  { terminal }: App,
  { fields }: Draft,
  template: Template | null,
  { field, conversation }: NewDraftOptions,
): void {
  const form = template?.form ?? conversation?.form
  if (form === undefined) return
  const ids = new Set(fieldIds(field))
  const answers = Object.fromEntries(Object.entries(fields).filter(([id]) => ids.has(id)))
  const unknown = checkAnswers(form, answers).filter(({ kind }) => kind === 'unknown')
  terminal.err.write(notesView(unknown.map(({ message }) => `--field ${message}`)))
}

/** Matches the id of a field that asks for the background. */
const BACKGROUND_FIELD = /background|context|motivation|additional/

/**
 * Moves the Discord conversation from the body to a field without an answer or, if there is none, below an answer. Leaves out the
 * parts above the conversation, for which the form has its own fields.
 */
function moveConversationToField(template: Template | null, draft: Draft, { conversation }: NewDraftOptions): Draft {
  if (template === null || template.form.kind === 'markdown') return draft
  if (conversation === undefined || !draft.body.startsWith(conversation.body.trim())) return draft
  const fields = answerFields(template.form).filter(({ type }) => type === 'textarea')
  const plainFields = fields.filter((field) => !('render' in field) || field.render === null)
  const openFields = plainFields.filter(({ id }) => valueIn(draft.fields, id) === undefined)
  const candidates = [openFields, plainFields, fields].find(({ length }) => length > 0) ?? []
  const field = candidates.find(({ id }) => BACKGROUND_FIELD.test(id)) ?? candidates[0]
  if (field === undefined) return draft
  const answer = asText(valueIn(draft.fields, field.id) ?? '').trimEnd()
  const text = answer === '' ? conversation.text : `${answer}\n\n${conversation.text}`
  return { ...draft, body: '', fields: { ...draft.fields, [field.id]: text } }
}

/** Without a form, writes the answers above the conversation. */
function withAnswersAboveConversation(draft: Draft, values: Values, { conversation }: NewDraftOptions): Draft {
  return conversation === undefined
    ? draft
    : { ...draft, fields: {}, pending: [], body: conversation.fill(draft.body, values) }
}

/** Applies the picked template to a draft. Flags override answers that are already in the draft. */
function withPickedTemplate(pickedForm: PickedForm, original: Draft, options: NewDraftOptions): Draft {
  const { template, formerTemplate } = pickedForm
  const { field, conversation } = options
  if (template === null) {
    if (conversation === undefined && field.length > 0)
      throw new UsageError('--field answers a question of a form, and this draft has no form', {
        hint: 'add --template ID, or write the answer into the text',
      })
    return { ...original, template: null }
  }
  const movedDraft = pickedForm.isMoved ? moveToForm(original, formerTemplate, template, options) : original
  const draft = setAsideUnknownAnswers(movedDraft, template.form)
  const ids = new Set(fieldIds(field))
  const knownAnswers = setAsideUnknownAnswers(original, template.form).fields
  const fromFlags = Object.fromEntries(Object.entries(knownAnswers).filter(([id]) => ids.has(id)))
  const unfinished = draft.unfinished !== null && ids.has(draft.unfinished) ? null : draft.unfinished
  return withAnswers(pickedForm, template, { ...draft, unfinished }, { ...answersIn(draft, template), ...fromFlags })
}

/**
 * If the text was edited by hand, `--field` cannot change it, so its answers are saved under "kept:". They do not stay pending, because the
 * person may write something else in their place.
 * @throws UsageError
 */
async function refuseFlagsForEditedText({ options, store }: FillSession, { template, isEditedByHand }: PickedForm) {
  if (template === null || !isEditedByHand || options.field.length === 0) return
  await store.save(setAsideAnswers(store.draft(), template.form, fieldIds(options.field)))
  throw new UsageError('The text was edited by hand, so --field cannot change it', {
    hint: 'continue in your editor; the answers are in the draft, under "kept:"',
  })
}

/** Keeps the labels and other names that flags give, even if the former form set the same ones. */
function moveToForm(
  draft: Draft,
  formerTemplate: Template | null,
  template: Template,
  options: NewDraftOptions,
): Draft {
  // The person may have changed the title since, and the draft has the full name of the repository.
  const { title: _title, repo: _repo, ...otherOptions } = options
  return withFlags(carryOver(draft, formerTemplate, template), otherOptions)
}

/** Renders the answers into the text, unless the text was edited by hand. */
function withAnswers({ isEditedByHand }: PickedForm, template: Template, draft: Draft, answers: Values): Draft {
  const filledDraft = fillFromTemplate(draft, template, answers)
  const category = draft.category ?? template.category ?? null
  if (isEditedByHand) return { ...filledDraft, category, pending: draft.pending, body: draft.body }
  return { ...filledDraft, category, body: `${filledDraft.body}\n` }
}

/**
 * Saves the draft. If it is incomplete and has no file yet, creates none, because everything in it came from the command line.
 * @throws the error about what is missing
 */
async function saveOrRefuse(store: DraftStore, draft: Draft, incomplete: UsageError | null): Promise<void> {
  if (incomplete === null || store.path() !== null) await store.save(draft)
  if (incomplete !== null) throw incomplete
}

/** The error that lists everything that is missing or wrong, or null if the draft is complete. */
function incompleteError(draft: Draft, template: Template | null, { conversation, field }: NewDraftOptions) {
  // Adds the fields that the form does not have, because `initialDraft` no longer has them, and they have to be reported.
  const answers = { ...Object.fromEntries(fieldIds(field).map((id) => [id, ''])), ...draft.fields }
  const titleLines = draft.title === '' ? ['  --title TEXT'] : []
  const form = template?.form ?? conversation?.form ?? null
  const problems = form === null ? [] : checkAnswers(form, answers)
  const lines = [...titleLines, ...problems.map(({ message }) => `  --field ${message}`)]
  if (lines.length === 0) return null
  return new UsageError(['Not running interactively; missing or invalid:', ...lines].join('\n'), {
    hint: 'Give each field as --field id=value or --field id=@file.',
  })
}
