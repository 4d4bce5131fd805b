import type { relatedChanges } from '../../drafts/record-rules.ts'
import type { CompletePost } from '../../publish/post-with-labels.ts'
import { isSameName } from '../../text/github-names.ts'
import type { LocatedDraft } from './open-one-draft.ts'

type RelatedChanges = ReturnType<typeof relatedChanges>

/** The JSON of a posted draft. @param droppedLabels the labels of the draft that GitHub did not set */
export function postedJson(
  locatedDraft: LocatedDraft,
  post: CompletePost,
  droppedLabels: readonly string[],
  changes: RelatedChanges,
) {
  const { kind } = locatedDraft
  const { draft } = locatedDraft.file
  const labels = { applied: post.labels, dropped: droppedLabels }
  return {
    ...postJson(locatedDraft, { ...post, labels, via: 'api' }),
    ...(draft.kind === 'decision' ? { post: kind, also: changes.map(({ text, url }) => ({ text, url })) } : {}),
    ...projectsJson(draft.projects, post.failedProjects),
    ...(kind === 'issue' ? typeJson(draft.type, post) : {}),
  }
}

/** The JSON of a draft that was opened on GitHub's own page. */
export function webJson(locatedDraft: LocatedDraft, url: string) {
  const { title } = locatedDraft.file.draft
  return postJson(locatedDraft, { number: null, url, title, labels: { applied: [], dropped: [] }, via: 'web' })
}

type PostFacts = {
  readonly number: number | null
  readonly url: string
  readonly title: string
  readonly labels: { readonly applied: readonly string[]; readonly dropped: readonly string[] }
  readonly via: 'api' | 'web'
}

function postJson({ kind, destination, file }: LocatedDraft, { number, url, title, labels, via }: PostFacts) {
  const shownKind = file.draft.kind === 'decision' ? 'decision' : kind
  return { kind: shownKind, repo: destination.repo, number, url, title, labels, via, draft: file.path }
}

function projectsJson(projects: readonly string[], failed: CompletePost['failedProjects']) {
  if (projects.length === 0) return {}
  const isDropped = (title: string) => failed.some(({ project }) => isSameName(project, title))
  return {
    projects: { applied: projects.filter((title) => !isDropped(title)), dropped: projects.filter(isDropped) },
  }
}

function typeJson(type: string | null, post: CompletePost) {
  if (type === null) return {}
  const applied = post.type ?? null
  return { type: { applied, dropped: applied === null ? type : null } }
}
