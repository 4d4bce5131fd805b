import type * as z from 'zod'
import type { Details } from './form.ts'
import type { frontMatterSchema } from './schema.ts'

type RawDetails = Omit<z.output<typeof frontMatterSchema>, 'name' | 'about'>
type Named = { readonly name: string; readonly description: string }

/** A template without a name is called after its file, as a discussion category form always is. */
export function toDetails({ name, description }: Named, raw: RawDetails, file: string): Details {
  const { title, labels, assignees, projects, type } = raw
  return {
    name: name.trim() || stem(file),
    description: description.trim(),
    title,
    labels,
    assignees,
    projects,
    type: type || null,
  }
}

function stem(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  return name.replace(/\.(?:ya?ml|md)$/i, '')
}
