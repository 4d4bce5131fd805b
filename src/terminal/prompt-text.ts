import { plain, quote } from '../text/quote.ts'
import type { Choice } from './prompter.ts'

/** Longer than any form's own words; what is longer hides what is under it. */
const LONGEST = 300

export function quoted(text: string): string {
  return quote(text, LONGEST)
}

/** On one line: a line feed would be taken for Enter, and another control character for its key. */
export function typeable(text: string): string {
  return plain(text).replaceAll(/[\n\t]+/g, ' ')
}

/** `true`, or what is wrong, as Inquirer wants it. */
export function verdict(fault: string | null): string | true {
  return fault === null ? true : quoted(fault)
}

export function quotedChoice<Value>({ value, label, hint, section }: Choice<Value>): Choice<Value> {
  const words = { value, label: quoted(label), hint: quoted(hint) }
  return section === undefined ? words : { ...words, section: quoted(section) }
}
