import type { Draft } from '../../drafts/draft.ts'
import { UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import type { Template } from '../../forms/offer.ts'

/** @throws UsageError that names everything that is missing or wrong, at once. */
export function refuseMissing(draft: Draft, template: Template | null): void {
  const title = draft.title === '' ? ['  --title TEXT'] : []
  const fields = template === null ? [] : checkAnswers(template.form, draft.fields)
  const lines = [...title, ...fields.map(({ message }) => `  --field ${message}`)]
  if (lines.length === 0) return
  throw new UsageError(
    [
      'Not running interactively; missing or invalid:',
      ...lines,
      'Give each as --field id=value or --field id=@file.',
    ].join('\n'),
  )
}
