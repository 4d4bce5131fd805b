import { categoryOf } from '../../../publish/resolve.ts'
import { type Bound, type Opening, saveUnlessDry } from './bound.ts'

/** A discussion needs a category: the draft's, the one that its template is for, or the one that the person picks. */
export async function withCategory(opening: Opening, bound: Bound): Promise<Bound> {
  const { kind, place, file, template } = bound
  if (kind !== 'discussion' || file.draft.category !== null) return bound
  const offered = place?.target ?? { categories: [] }
  const fits = (category: string) => categoryOf({ category }, offered)
  const category = template === null ? undefined : (fits(template.id) ?? fits(template.form.name))
  const slug = category?.slug ?? (await pick(opening, offered.categories))
  if (slug === null) return bound
  return { ...bound, file: await saveUnlessDry(opening, file, { ...file.draft, category: slug }) }
}

async function pick({ prompter }: Opening, categories: readonly { readonly name: string; readonly slug: string }[]) {
  if (prompter === null || categories.length === 0) return null
  return prompter.select({
    message: 'In which category?',
    choices: categories.map(({ name, slug }) => ({ value: slug, label: name, hint: '' })),
  })
}
