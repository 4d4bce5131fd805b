import { UsageError } from '../errors.ts'
import { nearestWord } from '../text/nearest.ts'
import { DISCUSSION_FIELD } from './discussion.ts'
import { type Edit, editSep, setField, setHeading, setSectionContent } from './edit.ts'
import type { SepType } from './names.ts'
import { parseSep } from './parse.ts'
import type { Section, Sep } from './sep.ts'

/** The author's answers. null: no answer yet; an empty string is an answer. */
export type SepAnswers = {
  readonly title: string
  readonly type: SepType
  readonly authors: readonly string[]
  readonly group: string | null
  /** Links to where the idea was discussed. */
  readonly discussed: readonly string[]
  readonly prototype: string | null
  /** What breaks, and who is affected; empty: nothing. */
  readonly breaks: string | null
  /** What could be misused; empty: nothing. */
  readonly security: string | null
  readonly extension: string
  /** Markdown, by the title of its section in the template. */
  readonly sections: Readonly<Record<string, string>>
}

/** `today` is a date such as `2026-11-22`. `repo` is the owner/name of the repository for the pull request. */
type ScaffoldOptions = { readonly today: string; readonly repo: string }

/** Fills the answers into a template; keeps the template's guidance where there is no answer. */
export function scaffoldSep(
  template: string,
  file: string,
  answers: SepAnswers,
  { today, repo }: ScaffoldOptions,
): string {
  const sep = parseSep(template, file)
  const { title, authors, group, discussed, extension } = answers
  const field = (key: string, value: string) => (value === '' ? null : setField(sep, key, value))
  const contents = contentsFrom(answers)
  return editSep(sep, [
    setHeading(sep, { title }),
    field('Created', today),
    field('Author(s)', authors.join(', ')),
    field('Working Group', group ?? ''),
    field(DISCUSSION_FIELD, discussed.join(', ')),
    field('Extension Identifier', isExtension(answers) ? extension : ''),
    field('PR', `https://github.com/${repo}/pull/{NUMBER}`),
    ...sep.sections.map((section) => fillSection(sep, section, contents)),
  ])
}

export function isExtension({ type }: Pick<SepAnswers, 'type'>): boolean {
  return type === 'Extensions Track'
}

/**
 * The content of each section. The answer to a question comes before the author's text for the same section. If the author says that
 * nothing breaks, or that nothing can be misused, and gives no text, the section says only that, and the linter asks for the reason.
 */
function contentsFrom({ prototype, breaks, security, sections }: SepAnswers): Readonly<Record<string, string>> {
  const contentFor = (title: string, answer: string | null, ifNothing: string) => {
    const texts = [answer ?? '', sections[title] ?? ''].filter((text) => text.trim() !== '')
    return answer === null && texts.length === 0 ? {} : { [title]: texts.join('\n\n') || ifNothing }
  }
  return {
    ...sections,
    ...contentFor('Backward Compatibility', breaks, 'Nothing breaks.'),
    ...contentFor('Security Implications', security, 'Nothing can be misused.'),
    ...contentFor('Reference Implementation', prototype && `Prototype: ${prototype}`, ''),
  }
}

function fillSection(sep: Sep, section: Section, contents: Readonly<Record<string, string>>): Edit | null {
  const { title } = section
  const content = Object.hasOwn(contents, title) ? (contents[title] ?? '').trim() : ''
  return content === '' ? null : setSectionContent(sep, section, content)
}

/** The titles of the template's sections, by the keys of `--field`. */
const SECTION_TITLES: Readonly<Record<string, string>> = {
  abstract: 'Abstract',
  motivation: 'Motivation',
  specification: 'Specification',
  rationale: 'Rationale',
  compatibility: 'Backward Compatibility',
  security: 'Security Implications',
  implementation: 'Reference Implementation',
}

/** @throws UsageError that lists the keys, and suggests a similar one */
export function sectionTitle(name: string): string {
  const key = name.toLowerCase()
  const sameTitle = Object.values(SECTION_TITLES).find((title) => title.toLowerCase() === key)
  const title = Object.hasOwn(SECTION_TITLES, key) ? SECTION_TITLES[key] : sameTitle
  if (title !== undefined) return title
  const names = Object.keys(SECTION_TITLES)
  const nearest = nearestWord(key, names)
  const guess = nearest === null ? '' : `Did you mean ${nearest}?\n`
  throw new UsageError(`--field ${name}: unknown section`, { hint: `${guess}Sections: ${names.join(', ')}` })
}
