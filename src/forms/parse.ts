import type * as z from 'zod'
import { normalizeLineEnds, trimText } from '../text/lines.ts'
import { clearHidden } from '../text/quote.ts'
import { isMapping } from '../text/yaml.ts'
import { toDetails, toFields } from './fields.ts'
import type { Form, IssueForm, MarkdownTemplate } from './form.ts'
import { formFindings, frontMatterFindings } from './github-rules.ts'
import { check, locateFindings, orThrow, type Problem, problemsOf, type Reading, unreadable } from './problems.ts'
import { discussionFormSchema, frontMatterSchema, issueFormSchema } from './schema.ts'
import { findSizeRefusal, readYaml, type YamlFile } from './yaml.ts'

/**
 * Parses a template, also one that GitHub refuses for a reason that does not matter to us. The extension distinguishes Markdown (`.md`) from YAML; the folder (`DISCUSSION_TEMPLATE/`,
 * `discussion/`) distinguishes discussion category forms from issue forms.
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseForm(text: string, file: string): Form {
  return orThrow(readForm(text, file))
}

/** All problems of a template, in the order of its lines. */
export function lintForm(text: string, file: string): readonly Problem[] {
  return problemsOf(readForm(text, file))
}

function readForm(text: string, file: string): Reading<Form> {
  const plain = normalizeLineEnds(text)
  if (/\.md$/i.test(file)) return readMarkdownTemplate(plain, file)
  const yaml = readYaml(plain)
  return yaml.ok ? readIssueForm(yaml.yaml, file) : unreadable(file, yaml)
}

/** Reads an issue form or a discussion category form. Both have the same fields, but only an issue form needs a name. */
export function readIssueForm(yaml: YamlFile, file: string): Reading<IssueForm> {
  const checked = check(isDiscussionForm(file) ? discussionFormSchema : issueFormSchema, yaml, file)
  if (!checked.ok) return checked
  const { value, problems } = checked
  return {
    ok: true,
    value: { kind: 'form', ...toDetails(value, value, file), fields: toFields(value.body) },
    problems: [...problems, ...locateFindings(formFindings(yaml, value), yaml, file)],
  }
}

function isDiscussionForm(file: string): boolean {
  return file
    .split(/[\\/]/)
    .slice(0, -1)
    .some((folder) => folder.toLowerCase().startsWith('discussion'))
}

/** Reads a Markdown template with or without front matter, or an issue form that somebody saved as a `.md` file. */
export function readMarkdownTemplate(text: string, file: string): Reading<Form> {
  const tooLarge = findSizeRefusal(text)
  if (tooLarge !== null) return unreadable(file, tooLarge)
  const parts = splitFrontMatter(text)
  if (parts === null) return onlyText(text, file)
  const reading = readYaml(parts.yaml)
  if (!reading.ok) return parts.closed ? unreadable(file, reading) : onlyText(text, file)
  const { data } = reading.yaml
  if (isMapping(data) && Array.isArray(data['body'])) return readIssueForm(reading.yaml, file)
  // Prose between two horizontal rules belongs to the body.
  if (!parts.closed || typeof data === 'string') return onlyText(text, file)
  return withFrontMatter(reading.yaml, parts.body, file)
}

function onlyText(text: string, file: string): Reading<MarkdownTemplate> {
  return { ok: true, value: toTemplate(frontMatterSchema.parse({}), text, file), problems: [] }
}

function withFrontMatter(yaml: YamlFile, body: string, file: string): Reading<MarkdownTemplate> {
  const checked = check(frontMatterSchema, yaml, file)
  if (!checked.ok) return checked
  const problems = locateFindings(frontMatterFindings(yaml.data), yaml, file)
  return { ok: true, value: toTemplate(checked.value, body, file), problems: [...checked.problems, ...problems] }
}

function toTemplate(raw: z.output<typeof frontMatterSchema>, body: string, file: string): MarkdownTemplate {
  return {
    kind: 'markdown',
    ...toDetails({ name: raw.name, description: raw.about }, raw, file),
    body: trimText(clearHidden(body)),
  }
}

/** A Markdown template, split. The YAML starts with a blank line in place of the opening `---`, so its line numbers are those of the file. */
export type FrontMatter = {
  readonly yaml: string
  readonly body: string
  /** Does a second `---` end the YAML? */
  readonly closed: boolean
}

/** @returns null if the text does not begin with `---`. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') return null
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
  const closed = end > 0
  const yaml = ['', ...lines.slice(1, closed ? end : undefined)].join('\n')
  return { yaml, body: closed ? lines.slice(end + 1).join('\n') : '', closed }
}
