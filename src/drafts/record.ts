import { headingIn, type MarkdownLine, normalizeLineEndings, readMarkdownLines } from '../text/lines.ts'

/**
 * The parts of a decision record. They may come in any order and under any of their usual names, because people keep records in
 * many forms: ours, minutes, architecture decision records.
 */
export const PARTS = ['makers', 'background', 'options', 'rationale', 'steps'] as const
export type Part = (typeof PARTS)[number]

/** A part of a record. `line` is the line of its first heading, counted from 0. */
export type RecordPart = { readonly line: number; readonly text: string }
export type DecisionRecord = {
  readonly parts: ReadonlyMap<Part, RecordPart>
  /** The kind of decision that the record names, in lower case; null if it names none. */
  readonly kind: string | null
}

/** The words by which headings name a part. One heading may name several parts. */
const NAMES: Readonly<Record<Part | 'kind', RegExp>> = {
  makers:
    /^(?:the )?(?:decision[ -]?makers?|deciders?|decided by|approvers?|approved by|attendees|participants|who (?:decided|was there))\b/,
  background: /\b(?:background|context|motivation|problem(?: statement)?|why now)\b/,
  options: /\b(?:options?|alternatives?)\b/,
  rationale: /\b(?:rationale|reasons?|reasoning|justification|decision outcome|why (?:this|we))\b/,
  steps: /\b(?:implementation|next steps?|steps|action items?|actions|follow[ -]?ups?|work items?|tasks|to-?dos?)\b/,
  kind: /^(?:kind|type)(?: of (?:the )?decision)?$/,
}
/** The name of a part is short; a sentence that happens to begin with `#` names no part. */
const MAX_NAME_LENGTH = 60
/** The level of a name in bold or before a colon, which is deeper than any heading of Markdown. */
const LABEL_LEVEL = 7
/** A name in bold or before a colon, and the text after it: `**Decision makers:** Ada`, or `- Options: keep it`. */
const LABEL =
  /^(?:[-*+] +)?(?:(?:\*\*|__)([^*_:]{2,60}):?(?:\*\*|__):?|(\p{L}{1,20}(?:[ -]\p{L}{1,20}){0,3}):(?=\s|$))[ \t]*(.*)$/u

type PartHeading = { readonly names: readonly (Part | 'kind')[]; readonly level: number }
/** `textAfter`: what follows the name on its line. */
type HeadingLine = PartHeading & { readonly textAfter: string }

/** Reads the parts of a record in Markdown. Joins the text of a part that occurs twice, such as options and then their consequences. */
export function readRecord(markdown: string): DecisionRecord {
  const byName = new Map<Part | 'kind', { readonly line: number; readonly texts: readonly string[] }>()
  for (const { names, line, lines } of sectionsIn(readMarkdownLines(normalizeLineEndings(markdown))))
    for (const name of names) {
      const earlier = byName.get(name)
      byName.set(name, { line: earlier?.line ?? line, texts: [...(earlier?.texts ?? []), lines.join('\n').trim()] })
    }
  const parts = new Map<Part, RecordPart>()
  for (const part of PARTS) {
    const written = byName.get(part)
    if (written !== undefined) parts.set(part, { line: written.line, text: written.texts.join('\n\n').trim() })
  }
  return { parts, kind: kindIn(byName.get('kind')?.texts.join(' ') ?? '') }
}

type Section = PartHeading & { readonly line: number; readonly lines: string[] }

function sectionsIn(lines: readonly MarkdownLine[]): readonly Section[] {
  const sections: Section[] = []
  const title = titleLine(lines)
  for (const [index, line] of lines.entries()) {
    const current = sections.at(-1) ?? null
    const heading = index === title ? null : readHeading(line, current)
    if (heading === null) current?.lines.push(withoutComment(line))
    else if (isInside(heading, current)) current?.lines.push(line.text)
    else {
      const { names, level, textAfter } = heading
      sections.push({ names, level, line: index, lines: textAfter === '' ? [] : [textAfter] })
    }
  }
  return sections
}

/** The text of a line; empty if the line consists only of a comment. */
function withoutComment({ text, prose, isCode }: MarkdownLine): string {
  return isCode || prose !== '' ? text : ''
}

/** The line of the record's title, or -1. The title names the subject, such as "Transport options", not a part. */
function titleLine(lines: readonly MarkdownLine[]): number {
  const levels = lines.map((line) => headingIn(line)?.level ?? 0)
  const [title = -1, ...others] = levels.flatMap((level, index) => (level === 1 ? [index] : []))
  return others.length === 0 && levels.some((level) => level > 1) ? title : -1
}

/** Reads a heading, or a name in bold or before a colon. In a part that began with a heading, only headings count. */
function readHeading(line: MarkdownLine, current: PartHeading | null): HeadingLine | null {
  const heading = headingIn(line)
  if (heading !== null) return { names: namesOf(heading.text), level: heading.level, textAfter: '' }
  if (current !== null && current.level < LABEL_LEVEL && current.names.length > 0) return null
  const [, bold, plain, rest = ''] = LABEL.exec(line.prose) ?? []
  const names = namesOf(bold ?? plain ?? '')
  return names.length === 0 ? null : { names, level: LABEL_LEVEL, textAfter: rest.trim() }
}

function namesOf(heading: string): PartHeading['names'] {
  const name = heading
    .toLowerCase()
    .replaceAll(/[*_`:.]|^[\d.)\s]+|\s#+\s*$/g, '')
    .trim()
  if (name.length > MAX_NAME_LENGTH) return []
  const keys: readonly (Part | 'kind')[] = [...PARTS, 'kind']
  return keys.filter((key) => NAMES[key].test(name))
}

/** A deeper heading belongs to the part that it is in, unless it names another part. */
function isInside({ level, names }: HeadingLine, current: PartHeading | null): boolean {
  if (current === null || current.names.length === 0 || level <= current.level) return false
  return names.every((name) => current.names.includes(name))
}

function kindIn(text: string): string | null {
  return /[a-z][a-z-]*/.exec(text.toLowerCase())?.[0] ?? null
}

/** Whether a part has been written. A note to write it later does not count. "None" counts only for the steps. */
export function isWritten(part: Part, text: string): boolean {
  const bare = text
    .replaceAll(/[`*_>|\-\s.…[\]]+/g, ' ')
    .trim()
    .toLowerCase()
  if (bare === '' || /^(?:no response|tbd|todo|to be (?:done|decided|written)|\?+)$/.test(bare)) return false
  return part === 'steps' || !/^(?:none|n\/?a|nothing)$/.test(bare)
}
