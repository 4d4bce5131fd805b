import { type Draft, textsToSend } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/format.ts'
import { directionChangeNames, hiddenNames, listNames } from '../text/quote.ts'
import type { Finding } from './check.ts'

type NamesIn = (text: string) => readonly string[]

/** Reports the invisible characters of a draft, which are removed before it is sent. */
export function removedCharacters(draft: Draft, lines: DraftLines): readonly Finding[] {
  return findingsFor(draft, lines, hiddenNames, {
    message: (names) => `it contains invisible characters (${names}), which are removed before it is sent`,
    fix: 'Check that the text still says what you mean.',
  })
}

/** Reports characters that change the direction of the text. They are kept, because the author may need them. */
export function directionChanges(draft: Draft, lines: DraftLines): readonly Finding[] {
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
  const index = namesIn(body).length === 0 ? -1 : body.split('\n').findIndex((line) => namesIn(line).length > 0)
  return index < 0 ? lines.title : lines.body + index
}

/** More names would make the message hard to read. */
const MAX_NAMES = 5
