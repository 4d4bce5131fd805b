import type { Draft } from '../../drafts/draft.ts'
import { asText, valueIn } from '../../forms/form.ts'
import type { Template } from '../../forms/templates.ts'
import type { Target } from '../../github/target.ts'
import type { Context } from '../../preflight/context.ts'
import type { Destination } from '../../preflight/destination.ts'
import { categoryOf } from '../../publish/post-input.ts'

type Categories = Pick<Target, 'categories'>

/** The category of a discussion: from the draft, from its template, or picked by the person. null: nobody can say. */
export async function chooseCategory(
  { prompter }: Context,
  { onGitHub }: Destination,
  draft: Draft,
  template: Template | null,
): Promise<string | null> {
  const target = onGitHub?.target ?? { categories: [] }
  if (isSettled(draft, template, target)) return draft.category
  const find = (category: string) => categoryOf({ category }, target)
  const named = template === null ? undefined : (find(template.id) ?? find(template.form.name))
  const category = named ?? (template?.category === undefined ? undefined : notesCategory(draft, target))
  if (category !== undefined) return category.slug
  if (prompter === null || target.categories.length === 0) return draft.category
  return prompter.select({
    message: 'In which category?',
    choices: target.categories.map(({ name, slug }) => ({ value: slug, label: name, hint: '' })),
  })
}

/** Whether the author chose the category. A template's category may have another name here, or belong to a group. */
function isSettled({ category }: Draft, template: Template | null, target: Categories): boolean {
  if (category === null) return false
  return category !== template?.category || categoryOf({ category }, target) !== undefined
}

/** The category for the notes of a group's meetings, else the only one for notes. */
function notesCategory({ fields }: Draft, { categories }: Categories) {
  const ofNotes = categories.filter(({ name }) => /\b(?:meetings?|minutes)\b/i.test(name))
  const group = asText(valueIn(fields, 'group')).trim().toLowerCase()
  const own = group === '' ? undefined : ofNotes.find(({ name }) => name.toLowerCase().includes(group))
  return own ?? (ofNotes.length === 1 ? ofNotes[0] : undefined)
}
