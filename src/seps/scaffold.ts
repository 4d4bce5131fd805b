import { type Edit, editSep, setContent, setField, setHeading } from './edit.ts'
import { parseSep } from './parse.ts'
import type { Sep } from './sep.ts'

/** What an author has said of a SEP that is to be. What is empty is left as the template has it. */
export type SepAnswers = {
  readonly title: string
  /** As in `2026-11-22`. */
  readonly created: string
  readonly authors: string
  readonly group: string
  readonly extension: string
  /** Where its pull request will be: owner/name. */
  readonly repo: string
  /** Markdown, by the title of its section in the template. */
  readonly sections: Readonly<Record<string, string>>
}

/** A template with what was said filled in; its guidance stays where nothing was said. */
export function scaffoldSep(template: string, file: string, answers: SepAnswers): string {
  const sep = parseSep(template, file)
  const field = (key: string, value: string) => (value === '' ? null : setField(sep, key, value))
  return editSep(sep, [
    setHeading(sep, { title: answers.title }),
    field('Created', answers.created),
    field('Author(s)', answers.authors),
    field('Working Group', answers.group),
    field('Extension Identifier', answers.extension),
    field('PR', `https://github.com/${answers.repo}/pull/{NUMBER}`),
    ...sep.sections.map((section) => contentFor(sep, section, answers)),
  ])
}

function contentFor(sep: Sep, section: Sep['sections'][number], { sections }: SepAnswers): Edit | null {
  const said = Object.hasOwn(sections, section.title) ? (sections[section.title] ?? '').trim() : ''
  return said === '' ? null : setContent(sep, section, said)
}
