import { type Draft, withAiUse, withAllowed } from '../../drafts/draft.ts'
import type { OpenOptions } from './flags.ts'

/** Applies the flags to a draft. A flag overrides the value in the draft; lists are merged. */
export function withFlags(draft: Draft, options: OpenOptions): Draft {
  const { repo, title, label, assignee, project, milestone, category, type, parent, aiDisclosure } = options
  const changed: Draft = {
    ...draft,
    repo: repo ?? draft.repo,
    title: title ?? draft.title,
    labels: [...new Set([...draft.labels, ...label])],
    assignees: [...new Set([...draft.assignees, ...assignee])],
    projects: [...new Set([...draft.projects, ...project])],
    milestone: milestone ?? draft.milestone,
    category: category ?? draft.category,
    type: type ?? draft.type,
    parent: parent ?? draft.parent,
    aiDisclosure: aiDisclosure ?? draft.aiDisclosure,
  }
  return withAiUse(options.allow.reduce((draft, check) => withAllowed(draft, check), changed))
}
