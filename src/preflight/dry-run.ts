import { postRequest } from '../github/posts.ts'
import type { NamedItem } from '../github/target.ts'
import { loginsOf, type Publication, toPostInput } from '../publish/post-input.ts'
import { withMarker } from '../text/added-lines.ts'

/** The request that would be sent. It has names in place of ids, which only GitHub knows. */
export type DryRunRequest = { readonly operation: string; readonly query: string; readonly variables: object }

/** Stands for the id in the marker, which is generated when a post is sent. */
const MARKER_PLACEHOLDER = 'made-when-it-is-sent'

/** @param marker the id in the marker of an earlier attempt; null: the post has not been sent yet. */
export function requestWithNames(publication: Publication, marker: string | null): DryRunRequest {
  const input = toPostInput(publication, imaginaryRepository(publication), {
    parentId: publication.parent && `<id of ${publication.parent}>`,
    projects: publication.projects.map((name) => ({ id: `<id of ${name}>`, name })),
    types: publication.type === null ? [] : [{ id: `<id of ${publication.type}>`, name: publication.type }],
  })
  const body = withMarker(publication.body, marker ?? MARKER_PLACEHOLDER)
  const content =
    input.kind === 'issue'
      ? { kind: input.kind, issue: { ...input.issue, body } }
      : { kind: input.kind, discussion: { ...input.discussion, body } }
  return postRequest(`<id of ${publication.repo}>`, content)
}

/** A made-up repository with the labels, assignees, milestone and category of the publication, because only GitHub knows the real ones. */
function imaginaryRepository({ labels, assignees, milestone, category }: Publication) {
  const itemsNamed = (names: readonly string[]): readonly NamedItem[] =>
    names.map((name) => ({ id: `<id of ${name}>`, name }))
  const categories = itemsNamed([category ?? 'NAME']).map((item) => ({ ...item, slug: item.name }))
  const viewer = '@me'
  return {
    viewer,
    labels: itemsNamed(labels),
    assignees: itemsNamed(loginsOf({ assignees }, { viewer })),
    milestones: itemsNamed(milestone === null ? [] : [milestone]),
    categories,
  }
}
