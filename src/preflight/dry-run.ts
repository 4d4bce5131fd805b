import { withMarker } from '../drafts/marker.ts'
import { postRequest } from '../github/posts.ts'
import type { NamedItem } from '../github/target.ts'
import { loginsOf, type Publication, toPostInput } from '../publish/post-input.ts'

/** What would be sent. We do not ask GitHub for ids, so names take their places. */
export type DryRun = { readonly operation: string; readonly query: string; readonly variables: object }

/** Takes the place of the marker, which is generated when a post is sent. */
export const MARKER = 'made-when-it-is-sent'

/** The request that would be sent, with names where ids will be. */
export function requestByName(publication: Publication, marker: string | null): DryRun {
  const input = toPostInput(publication, repositoryByName(publication), {
    parentId: publication.parent && `<id of ${publication.parent}>`,
    projects: publication.projects.map((name) => ({ id: `<id of ${name}>`, name })),
    types: publication.type === null ? [] : [{ id: `<id of ${publication.type}>`, name: publication.type }],
  })
  const body = withMarker(publication.body, marker ?? MARKER)
  const content =
    input.kind === 'issue'
      ? { kind: input.kind, issue: { ...input.issue, body } }
      : { kind: input.kind, discussion: { ...input.discussion, body } }
  return postRequest(`<id of ${publication.repo}>`, content)
}

/** A repository that has every name in the publication. Only GitHub knows whether the real one has them. */
function repositoryByName({ labels, assignees, milestone, category }: Publication) {
  const all = (names: readonly string[]): readonly NamedItem[] => names.map((name) => ({ id: `<id of ${name}>`, name }))
  const categories = all(category === null ? ['the category'] : [category]).map((one) => ({ ...one, slug: one.name }))
  const viewer = '@me'
  return {
    viewer,
    labels: all(labels),
    assignees: all(loginsOf({ assignees }, { viewer })),
    milestones: all(milestone === null ? [] : [milestone]),
    categories,
  }
}
