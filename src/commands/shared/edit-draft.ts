import type { App } from '../../app.ts'
import { type Draft, isTitleUnfinished, TITLE, withTitle } from '../../drafts/draft.ts'
import { CancelledError } from '../../errors.ts'
import type { Answer, Prompter } from '../../terminal/questions.ts'
import { SINGLE_QUESTION } from '../../terminal/sequence.ts'
import { normalizeLineEndings, trimText } from '../../text/lines.ts'
import { plain } from '../../text/quote.ts'
import { editText, printReplaced } from './ask-text.ts'

export type DraftPart = 'text' | 'title'

/** In each menu with these choices, every label begins with a different letter, so that typing "e" selects "Edit the text". */
export const DRAFT_PARTS: readonly { readonly value: DraftPart; readonly label: string; readonly hint: string }[] = [
  { value: 'text', label: 'Edit the text', hint: '' },
  { value: 'title', label: 'Change the title', hint: '' },
]

export type EditSession = {
  readonly app: App
  readonly prompter: Prompter
  /** Saves the draft with the title that the person was typing when they cancelled. Missing: only prints what they were typing. */
  readonly save?: (draft: Draft) => Promise<unknown>
}

/** Lets the person change the text or the title. @param notes what the person sees in the editor, above the text */
export async function editDraft(
  session: EditSession,
  draft: Draft,
  part: DraftPart,
  notes: readonly string[],
): Promise<Draft> {
  const { app } = session
  if (part === 'title') {
    const title = await askTitle(session, draft)
    if (title.kind === 'back') {
      printTyped(app, title.unfinished)
      return draft
    }
    return withTitle(draft, title.value.trim())
  }
  const body = await editText(app, trimText(draft.body), [draft.title, ...notes])
  if (body === '') app.terminal.err.write('The new text is empty, so the old text is kept.\n')
  if (body === null || body === '') return draft
  const fields = answersStillIn(body, draft)
  const pending = draft.pending.filter((id) => Object.hasOwn(fields, id))
  const unfinished = isTitleUnfinished(draft) ? draft.unfinished : null
  return { ...draft, fields, pending, body: `${body}\n`, unfinished }
}

/** Leaves out the answers that the person has removed from the text or changed there, because the checks would still find them. */
function answersStillIn(text: string, { fields, pending, body }: Draft): Draft['fields'] {
  const [oldText, newText] = [normalizeLineEndings(body), normalizeLineEndings(text)]
  const isRemoved = (answer: string) => oldText.includes(answer.trim()) && !newText.includes(answer.trim())
  // The person may have copied a pending answer into the text. It counts only as whole lines, not as a few words within a line.
  const isInText = (answer: string) => `\n${oldText}\n`.includes(`\n${answer.trim()}\n`)
  return Object.fromEntries(
    Object.entries(fields).filter(([id, value]) => {
      const answers = [value].flat()
      const isOutsideText = pending.includes(id) && !answers.every(isInText)
      return isOutsideText || !answers.some(isRemoved)
    }),
  )
}

async function askTitle({ app, prompter, save }: EditSession, draft: Draft): Promise<Answer<string>> {
  try {
    return await prompter.at(SINGLE_QUESTION).input({
      message: 'Title',
      initial: draft.title,
      validate: (text) => titleProblem(text),
    })
  } catch (error) {
    if (error instanceof CancelledError && error.unfinished.trim() !== '') {
      if (save === undefined) printTyped(app, error.unfinished)
      else {
        printReplaced(app, draft.title, error.unfinished)
        await save({ ...draft, title: error.unfinished.trim(), unfinished: TITLE })
      }
    }
    throw error
  }
}

/** Prints what the person was typing, because it is not kept elsewhere. */
export function printTyped({ terminal }: Pick<App, 'terminal'>, text: string): void {
  if (text.trim() !== '') terminal.err.write(plain(`You were typing: ${text.trim()}\n`))
}

/** @param prefix the usual beginning of a title, such as `[Bug] `, which says nothing on its own */
export function titleProblem(title: string, prefix = ''): string | null {
  return ['', prefix.trim()].includes(title.trim()) ? 'Say in a few words what it is about.' : null
}
