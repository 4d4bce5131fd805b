import { isSameName } from '../text/github-names.ts'
import { quote } from '../text/quote.ts'

/** The requested labels that a post does not have. GitHub silently drops labels if the author may not set them. */
export function droppedLabels(requested: readonly string[], applied: readonly string[]): readonly string[] {
  return requested.filter((name) => !applied.some((label) => isSameName(label, name)))
}

/** Why a post lacks the requested issue type; null: it has this type, or none was requested. */
export function explainDroppedType(
  { type, repo }: { readonly type: string | null; readonly repo: string },
  post: { readonly type?: string | null },
  types: readonly { readonly name: string }[] | null | undefined,
): string | null {
  if (type === null || (post.type && isSameName(post.type, type))) return null
  const problem = `the issue type "${quote(type)}" was not set`
  if (!types) return `${problem}: this GitHub server has no issue types`
  if (!types.some((existing) => isSameName(existing.name, type))) return `${problem}: ${repo} has no such type`
  return `${problem}: GitHub dropped it, because only people with write access to ${repo} can set it`
}
