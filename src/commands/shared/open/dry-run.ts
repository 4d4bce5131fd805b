import { withMarker } from '../../../drafts/marker.ts'
import type { Named } from '../../../github/github.ts'
import { postRequest } from '../../../github/posts.ts'
import type { Publication } from '../../../publish/publication.ts'
import { loginsOf, resolve } from '../../../publish/resolve.ts'
import { type Bound, type Opening, publicationIn } from './bound.ts'
import type { Outcome } from './outcome.ts'

/** What would be sent. GitHub is not asked, so an id stands there as the name of what it belongs to. */
export type DryRun = { readonly operation: string; readonly query: string; readonly variables: object }

/** The marker is made when it is sent. */
export const MARKER = 'made-when-it-is-sent'

export function dryRun({ app }: Opening, bound: Bound): Outcome {
  const publication = publicationIn(bound)
  const body = withMarker(publication.body, bound.file.draft.marker ?? MARKER)
  app.terminal.err.write(`Nothing is sent. This would be, to ${bound.repo}:\n`)
  return { kind: 'dry-run', bound, ...requestByName(publication, body) }
}

/** The request that would be sent, with names where ids will be. */
export function requestByName(publication: Publication, body: string): DryRun {
  const resolved = resolve(publication, named(publication), {
    parentId: publication.parent && `<id of ${publication.parent}>`,
    projects: publication.projects.map((name) => ({ id: `<id of ${name}>`, name })),
  })
  const content =
    resolved.kind === 'issue'
      ? { kind: resolved.kind, issue: { ...resolved.issue, body } }
      : { kind: resolved.kind, discussion: { ...resolved.discussion, body } }
  return postRequest(`<id of ${publication.repo}>`, content)
}

/** A repository that has whatever is named; only GitHub knows whether the real one does. */
function named({ labels, assignees, milestone, category }: Publication) {
  const all = (names: readonly string[]): readonly Named[] => names.map((name) => ({ id: `<id of ${name}>`, name }))
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
