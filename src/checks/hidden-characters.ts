import type { Draft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/format.ts'
import { clearHidden, HIDDEN_CHARACTERS, listNames } from '../text/quote.ts'
import type { Finding } from './check.ts'

type NamesIn = (text: string) => readonly string[]

/** Reports the invisible characters of a draft, which are removed before it is sent. */
export function removedCharacterFindings(draft: Draft, lines: DraftLines): readonly Finding[] {
  return findingsFor(draft, lines, hiddenNames, {
    message: (names) => `it contains invisible characters (${names}), which are removed before it is sent`,
    fix: 'Check that the text still says what you mean.',
  })
}

/** Reports characters that change the direction of the text. They are kept, because the author may need them. */
export function directionChangeFindings(draft: Draft, lines: DraftLines): readonly Finding[] {
  return findingsFor(draft, lines, directionChangeNames, {
    message: (names) =>
      `it contains characters that change the direction of the text (${names}), so it may not say what it seems to say`,
    fix: 'Remove them, unless text in a right-to-left script needs them.',
  })
}

function findingsFor(
  draft: Draft,
  lines: DraftLines,
  namesIn: NamesIn,
  { message, fix }: { readonly message: (names: string) => string; readonly fix: string },
): readonly Finding[] {
  const names = namesIn(textsToSend(draft).join('\n'))
  if (names.length === 0) return []
  const line = namesIn(draft.title).length > 0 ? lines.title : lineOf(draft.body, lines, namesIn)
  const shared = { check: 'placeholders', code: 'hidden-character', severity: 'warn' } as const
  return [{ ...shared, message: message(listNames(names, MAX_NAMES)), line, fix }]
}

/** The first line of the body with one of the characters, or the line of the title if the body has none. */
function lineOf(body: string, lines: DraftLines, namesIn: NamesIn): number {
  const index = body.split('\n').findIndex((line) => namesIn(line).length > 0)
  return index < 0 ? lines.title : lines.body + index
}

/** The message lists at most this many characters. */
const MAX_NAMES = 5

/** Characters that override the direction of a text, so that it may look different from what it says. Arabic and Hebrew rarely need them. */
const DIRECTION_CHANGES = /[\u202A-\u202E\u2066-\u2069]/g

const NAMES: Readonly<Record<string, string>> = {
  '\u0000': 'NUL',
  '\u0007': 'BEL',
  '\u0008': 'backspace',
  '\u001B': 'ESC',
  '\uFEFF': 'byte order mark',
}

function hiddenNames(text: string): readonly string[] {
  return namesOf(text, HIDDEN_CHARACTERS)
}

function directionChangeNames(text: string): readonly string[] {
  return namesOf(text, DIRECTION_CHANGES)
}

function namesOf(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(text.match(pattern))].map(nameOf)
}

function nameOf(character: string): string {
  return NAMES[character] ?? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The draft without invisible characters. The checks must read this draft, because removing a character can join the two halves
 * of a secret. Returns the same object if there is nothing to remove.
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

function textsToSend(draft: Draft): readonly string[] {
  const texts: string[] = []
  mapTexts(draft, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** Changes every text of the draft that is, or becomes, a part of the post. */
function mapTexts(draft: Draft, map: (text: string) => string): Draft {
  const mapNullable = (text: string | null) => (text === null ? null : map(text))
  return {
    ...draft,
    title: map(draft.title),
    body: map(draft.body),
    labels: draft.labels.map(map),
    assignees: draft.assignees.map(map),
    projects: draft.projects.map(map),
    milestone: mapNullable(draft.milestone),
    category: mapNullable(draft.category),
    type: mapNullable(draft.type),
    parent: mapNullable(draft.parent),
    template: mapNullable(draft.template),
    aiDisclosure: mapNullable(draft.aiDisclosure),
    fields: Object.fromEntries(
      Object.entries(draft.fields).map(([id, value]) => [id, typeof value === 'string' ? map(value) : value.map(map)]),
    ),
  }
}
