import type * as z from 'zod'
import { trimText } from '../text/lines.ts'
import { isMapping } from '../text/yaml.ts'
import { toDetails } from './details.ts'
import type { Form, MarkdownTemplate } from './form.ts'
import { splitFrontMatter } from './front-matter.ts'
import { readIssueForm } from './issue-form.ts'
import { check, located, type Reading, unreadable } from './reading.ts'
import { frontMatterSchema } from './schema.ts'
import { frontMatterWarnings } from './warnings.ts'
import { findSizeRefusal, readYaml, type YamlFile } from './yaml.ts'

/** A Markdown template with or without front matter, or an issue form that somebody has put into a `.md` file. */
export function readMarkdownTemplate(text: string, file: string): Reading<Form> {
  const tooLarge = findSizeRefusal(text)
  if (tooLarge !== null) return unreadable(file, tooLarge)
  const parts = splitFrontMatter(text)
  if (parts === null) return onlyText(text, file)
  const reading = readYaml(parts.yaml)
  if (!reading.ok) return parts.closed ? unreadable(file, reading) : onlyText(text, file)
  const { data } = reading.yaml
  if (isMapping(data) && Array.isArray(data['body'])) return readIssueForm(reading.yaml, file)
  // Prose may stand between two rules: then it is a part of the text.
  if (!parts.closed || typeof data === 'string') return onlyText(text, file)
  return withFrontMatter(reading.yaml, parts.body, file)
}

function onlyText(text: string, file: string): Reading<MarkdownTemplate> {
  return { ok: true, value: toTemplate(frontMatterSchema.parse({}), text, file), warnings: [] }
}

function withFrontMatter(yaml: YamlFile, body: string, file: string): Reading<MarkdownTemplate> {
  const checked = check(frontMatterSchema, yaml, file)
  if (!checked.ok) return checked
  const warnings = located(frontMatterWarnings(yaml.data), 'warning', yaml, file)
  return { ok: true, value: toTemplate(checked.value, body, file), warnings: [...checked.warnings, ...warnings] }
}

function toTemplate(raw: z.output<typeof frontMatterSchema>, body: string, file: string): MarkdownTemplate {
  return { kind: 'markdown', ...toDetails({ name: raw.name, description: raw.about }, raw, file), body: trimText(body) }
}
