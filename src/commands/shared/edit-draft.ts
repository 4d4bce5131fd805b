import type { App } from '../../app.ts'
import { type Draft, isTitleUnfinished, withTitle } from '../../drafts/draft.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { SINGLE_QUESTION } from '../../terminal/sequence.ts'
import { normalizeLineEndings, trimText } from '../../text/lines.ts'
import { editText } from './ask-text.ts'

export type DraftPart = 'text' | 'title'

/** The labels begin with different letters, so that typing "e" selects "Edit the text". */
export const DRAFT_PARTS: readonly { readonly value: DraftPart; readonly label: string; readonly hint: string }[] = [
  { value: 'text', label: 'Edit the text', hint: '' },
  { value: 'title', label: 'Change the title', hint: '' },
]

/** Lets the person change the text or the title. @param notes what the person sees in the editor, above the text */
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
    if (title.kind === 'back') return draft
    return withTitle(draft, title.value.trim())
  }
  const body = await editText(app, trimText(draft.body), [draft.title, ...notes])
  if (body === '') app.terminal.err.write('Nothing was written, so the text stays as it was.\n')
  if (body === null || body === '') return draft
  const fields = answersStillIn(body, draft)
  return { ...draft, fields, body: `${body}\n`, unfinished: isTitleUnfinished(draft) ? draft.unfinished : null }
}

/** The answers without those that the person has removed from the text, or changed there. The checks would still find them. */
function answersStillIn(text: string, { fields, body }: Draft): Draft['fields'] {
  const before = normalizeLineEndings(body)
  const isRemoved = (answer: string) => before.includes(answer.trim()) && !text.includes(answer.trim())
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => ![value].flat().some(isRemoved)))
}
