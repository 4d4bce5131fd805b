import { clearHidden } from '../text/hidden.ts'
import type { Draft } from './draft.ts'

/**
 * The draft without invisible characters. The checks read what is sent, because removing a character can join the two halves
 * of a secret. Returns the same draft if it has none.
 */
export function withoutHidden(draft: Draft): Draft {
  let hasHidden = false
  const cleared = mapTexts(draft, (text) => {
    const visible = clearHidden(text)
    hasHidden ||= visible !== text
    return visible
  })
  return hasHidden ? cleared : draft
}

/** Every text of the draft that is, or becomes, a part of the post. */
export function textsToSend(draft: Draft): readonly string[] {
  const texts: string[] = []
  mapTexts(draft, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** Changes every text of the draft that is, or becomes, a part of the post. */
function mapTexts(draft: Draft, map: (text: string) => string): Draft {
  const orNull = (text: string | null) => (text === null ? null : map(text))
  return {
    ...draft,
    title: map(draft.title),
    body: map(draft.body),
    labels: draft.labels.map(map),
    assignees: draft.assignees.map(map),
    projects: draft.projects.map(map),
    milestone: orNull(draft.milestone),
    category: orNull(draft.category),
    type: orNull(draft.type),
    parent: orNull(draft.parent),
    template: orNull(draft.template),
    aiDisclosure: orNull(draft.aiDisclosure),
    fields: Object.fromEntries(
      Object.entries(draft.fields).map(([id, value]) => [id, typeof value === 'string' ? map(value) : value.map(map)]),
    ),
  }
}
