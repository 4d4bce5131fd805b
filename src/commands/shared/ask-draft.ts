import { keptText } from '../../drafts/carry-over.ts'
import type { Draft } from '../../drafts/draft.ts'
import { answersIn } from '../../drafts/from-template.ts'
import type { Values } from '../../forms/form.ts'
import type { Template } from '../../forms/templates.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { titleOrText } from '../../text/title-words.ts'
import { editText } from './ask-text.ts'
import { titleProblem } from './edit-draft.ts'
import type { NewDraftOptions } from './flags.ts'
import type { NewDraftSession } from './pick-template.ts'

export type FillSession = NewDraftSession & { readonly store: DraftStore }

type DraftQuestions = {
  /** The draft with the picked template, and the answers that are known before the first question. */
  readonly initialDraft: Draft
  readonly template: Template | null
  /** Whether the person has edited the text by hand, so that it no longer follows the template. */
  readonly isEditedByHand: boolean
  /** Puts answers into the text of the draft. */
  readonly applyAnswers: (draft: Draft, values: Values) => Draft
  /** Whether the person can go back to pick another form. */
  readonly canLeave: boolean
}

/** Asks for the title, and for the answers or the text. Returns "back" if the person wants another form. */
export async function askDraft(
  session: FillSession & { readonly prompter: Prompter },
  { initialDraft, template, isEditedByHand, applyAnswers, canLeave }: DraftQuestions,
): Promise<'answered' | 'back'> {
  const { app, options, prompter, store } = session
  const { conversation } = options
  const form = template === null ? conversation?.form : template.form
  const prefix = template?.form.title ?? ''
  const suggested = suggestedTitleOrText(options)
  const { askForm } = await import('./ask-form.ts')
  const { kind } = await askForm(
    {
      app,
      prompter,
      ...(template === null && conversation !== undefined ? { problemOf: conversation.problemOf } : {}),
    },
    {
      form: isEditedByHand ? null : (form ?? null),
      title: {
        message: 'Title',
        ...titleInput(prefix, suggested.title),
        prefix,
        problemOf: (title) => titleProblem(title, prefix),
      },
      firstText: suggested.text || keptText(initialDraft),
      canLeave,
      alwaysReviews: options.from !== undefined,
    },
    {
      title: initialDraft.title,
      values: template === null ? initialDraft.fields : answersIn(initialDraft, template),
      unfinished: initialDraft.unfinished,
    },
    ({ title, values, unfinished }) => store.save(applyAnswers({ ...initialDraft, title, unfinished }, values)),
  )
  if (kind === 'back') return kind
  if (template === null) await askBody(session)
  else if (isEditedByHand)
    app.terminal.err.write('The text was edited by hand, so it is kept: continue in your editor.\n')
  return kind
}

/** Starts the input with the form's title prefix and the inferred title. Without a prefix, the inferred title is only suggested. */
function titleInput(prefix: string, inferred: string) {
  return prefix === '' && inferred !== '' ? { initial: '', suggested: inferred } : { initial: prefix + inferred }
}

function suggestedTitleOrText({ suggestion }: NewDraftOptions) {
  return titleOrText(suggestion?.text.trim() ?? '')
}

/** Opens the editor for the whole text of a draft without a template, unless the draft already has text. */
async function askBody({ app, store, options }: FillSession): Promise<void> {
  const draft = store.draft()
  if (draft.body !== '') return
  const { text } = suggestedTitleOrText(options)
  // If the editor fails, the text that the person has already written is kept.
  const body = (await editText(app, text, [`The text of "${draft.title}"`])) ?? text
  if (body === '') app.terminal.err.write('The text is empty, so it was not saved.\n')
  else await store.save({ ...draft, body: `${body}\n` })
}
