import type { Draft } from '../../drafts/draft.ts'
import { containsName } from '../../drafts/record-search.ts'
import { asText, valueIn } from '../../forms/form.ts'
import type { Template } from '../../forms/templates.ts'
import type { Target } from '../../github/target.ts'
import type { Context } from '../../preflight/context.ts'
import type { Destination } from '../../preflight/destination.ts'
import { categoryOf } from '../../publish/post-input.ts'

type Categories = Pick<Target, 'categories'>

export async function chooseCategory(
  { prompter }: Context,
  { onGitHub }: Destination,
  draft: Draft,
  template: Template | null,
): Promise<string | null> {
  const target = onGitHub?.target ?? { categories: [] }
  if (isSettled(draft, template, target)) return draft.category
  const find = (category: string) => categoryOf({ category }, target)
  const categoryOfTemplate = template === null ? undefined : (find(template.id) ?? find(template.form.name))
  // Only templates for meeting notes have a category.
  const category = categoryOfTemplate ?? (template?.category === undefined ? undefined : notesCategory(draft, target))
  if (category !== undefined) return category.slug
  if (prompter === null || target.categories.length === 0) return draft.category
  return prompter.select({
    message: 'In which category?',
    choices: target.categories.map(({ name, slug }) => ({ value: slug, label: name, hint: '' })),
  })
}

/**
 * Whether the draft's category is final. If the template set it and this repository has no category of that name, another
 * category has to be found.
 */
function isSettled({ category }: Draft, template: Template | null, target: Categories): boolean {
  if (category === null) return false
  return category !== template?.category || categoryOf({ category }, target) !== undefined
}

/** Returns the category for meeting notes of the draft's group, or else the only category for meeting notes. */
function notesCategory({ fields }: Draft, { categories }: Categories) {
  const notesCategories = categories.filter(({ name }) => /\b(?:meetings?|minutes)\b/i.test(name))
  const group = asText(valueIn(fields, 'group')).trim().toLowerCase()
  const groupCategories = group === '' ? [] : notesCategories.filter(({ name }) => name.toLowerCase().includes(group))
  // The shortest name fits best: the group "Tools" is not the group "Developer Tools".
  const [groupCategory] = groupCategories
    .filter(({ name }) => containsName(name, group))
    .toSorted((a, b) => a.name.length - b.name.length)
  return groupCategory ?? onlyOne(groupCategories) ?? onlyOne(notesCategories)
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}
