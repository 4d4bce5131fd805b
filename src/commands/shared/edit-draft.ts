import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { SINGLE_QUESTION } from '../../terminal/sequence.ts'
import { editText } from './ask-text.ts'

export type DraftPart = 'text' | 'title'

/** The labels begin with different letters, so that typing "e" selects "Edit the text". */
export const DRAFT_PARTS: readonly { readonly value: DraftPart; readonly label: string; readonly hint: string }[] = [
  { value: 'text', label: 'Edit the text', hint: '' },
  { value: 'title', label: 'Change the title', hint: '' },
]

/** @param notes what the person sees in the editor, above the text */
export async function editDraft(
  { app, prompter }: { readonly app: App; readonly prompter: Prompter },
  draft: Draft,
  part: DraftPart,
  notes: readonly string[],
): Promise<Draft> {
  if (part === 'title') {
    const title = await prompter.at(SINGLE_QUESTION).input({
      message: 'Title',
      initial: draft.title,
      validate: (text) => (text.trim() === '' ? 'Say in a few words what it is about.' : null),
    })
    return title.kind === 'back' ? draft : { ...draft, title: title.value.trim() }
  }
  const body = await editText(app, draft.body.trim(), [draft.title, ...notes])
  if (body === '') app.terminal.err.write('Nothing was written, so the text stays as it was.\n')
  return body === null || body === '' ? draft : { ...draft, unfinished: null, body: `${body}\n` }
}
