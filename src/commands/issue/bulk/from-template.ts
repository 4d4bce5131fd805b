import type { Draft } from '../../../drafts/draft.ts'
import { checkAnswers, takeAnswers } from '../../../forms/fill.ts'
import { renderForm } from '../../../forms/render.ts'
import type { Template } from '../../../forms/templates.ts'

/** A row's post, written as its template asks, or everything that its fields lack. */
export function fromTemplate<D extends Draft>(
  draft: D,
  { file, form }: Template,
): { readonly draft: D; readonly faults: readonly string[] } {
  const faults = checkAnswers(form, draft.fields).map(({ message }) => `field:${message}`)
  const filled = {
    ...draft,
    template: file,
    labels: [...new Set([...draft.labels, ...form.labels])],
    assignees: [...new Set([...draft.assignees, ...form.assignees])],
    type: draft.type ?? form.type,
    body: renderForm(form, takeAnswers(form, draft.fields)).body,
  }
  return { draft: filled, faults }
}
