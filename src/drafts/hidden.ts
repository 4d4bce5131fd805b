import { clearHidden } from '../text/hidden.ts'
import type { Draft } from './draft.ts'

/**
 * The draft without characters that nobody sees. The checks read what is sent, because removing a character can join the two
 * halves of a secret. Returns the same draft if it has none.
 */
export function withoutHidden(draft: Draft): Draft {
  if (textsToSend(draft).every((text) => clearHidden(text) === text)) return draft
  return { ...draft, ...mapTexts(partsToSend(draft), clearHidden) }
}

/** Every text of the draft that is, or becomes, a part of the post. */
export function textsToSend(draft: Draft): readonly string[] {
  const texts: string[] = []
  mapTexts(partsToSend(draft), (text) => {
    texts.push(text)
    return text
  })
  return texts
}

type Parts = Pick<
  Draft,
  | 'title'
  | 'body'
  | 'labels'
  | 'assignees'
  | 'projects'
  | 'milestone'
  | 'category'
  | 'type'
  | 'parent'
  | 'template'
  | 'aiDisclosure'
  | 'fields'
>

function partsToSend(draft: Draft): Parts {
  const { title, body, labels, assignees, projects, milestone, category, type, parent, template } = draft
  const { aiDisclosure, fields } = draft
  return {
    ...{ title, body, labels, assignees, projects, milestone, category, type, parent, template },
    ...{ aiDisclosure, fields },
  }
}

function mapTexts(parts: Parts, map: (text: string) => string): Parts {
  const orNull = (text: string | null) => (text === null ? null : map(text))
  return {
    title: map(parts.title),
    body: map(parts.body),
    labels: parts.labels.map(map),
    assignees: parts.assignees.map(map),
    projects: parts.projects.map(map),
    milestone: orNull(parts.milestone),
    category: orNull(parts.category),
    type: orNull(parts.type),
    parent: orNull(parts.parent),
    template: orNull(parts.template),
    aiDisclosure: orNull(parts.aiDisclosure),
    fields: Object.fromEntries(
      Object.entries(parts.fields).map(([id, value]) => [id, typeof value === 'string' ? map(value) : value.map(map)]),
    ),
  }
}
