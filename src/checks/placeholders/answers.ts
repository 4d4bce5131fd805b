import type { AnswerField } from '../../forms/form.ts'
import { oneLine } from '../../text/lines.ts'
import { removeFences } from '../../text/markdown-lines.ts'
import { answerIn, sectionsOf } from '../sections.ts'
import type { Unfilled } from './fault.ts'

/** Answers that are the form's own example or prefilled text, word for word. */
export function unchangedAnswers(body: string, form: readonly AnswerField[]): readonly Unfilled[] {
  const sections = sectionsOf(body, form)
  return form.flatMap((field) => {
    const section = sections.get(field.id)
    const answer = plain(answerIn(section))
    if (section === undefined || answer === '' || !examplesOf(field).includes(answer)) return []
    return [
      {
        severity: 'required' in field && field.required ? 'block' : 'warn',
        line: section.line,
        message: `"${field.label}" still holds the text that the form came with`,
        fix: 'Write your own answer in its place.',
      },
    ]
  })
}

/** A prefilled line may well be the answer; a prefilled text is there to be changed. */
function examplesOf(field: AnswerField): readonly string[] {
  if (field.type === 'input') return [plain(field.placeholder)]
  return field.type === 'textarea' ? [plain(field.placeholder), plain(field.value)] : []
}

function plain(text: string): string {
  return oneLine(removeFences(text))
}
