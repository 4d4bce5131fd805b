import type * as z from 'zod'
import { normalizeLineEndings, trimText } from '../text/lines.ts'
import { clearHidden, oneLine } from '../text/quote.ts'
import { isMapping } from '../text/yaml.ts'
import type { AnswerField, DropdownField, Field, Form, IssueForm, MarkdownTemplate, TemplateDetails } from './form.ts'
import { formFindings, frontMatterFindings } from './github-rules.ts'
import {
  checkSchema,
  locateFindings,
  type Problem,
  problemsOf,
  type ReadResult,
  toUnreadable,
  valueOrThrow,
} from './problems.ts'
import {
  discussionFormSchema,
  frontMatterSchema,
  idFromLabel,
  issueFormSchema,
  type RawAnswerField,
  type RawDropdown,
  type RawField,
} from './schema.ts'
import { findSizeRefusal, readYaml, type YamlFile } from './yaml.ts'

/**
 * Parses a template, even if GitHub refuses it for a reason that does not matter to us. The extension distinguishes Markdown
 * (`.md`) from YAML; the folder (`DISCUSSION_TEMPLATE/`, `discussion/`) distinguishes discussion category forms from issue forms.
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseForm(text: string, file: string): Form {
  return valueOrThrow(readForm(text, file))
}

/** The problems of a template, in the order of its lines. */
export function lintForm(text: string, file: string): readonly Problem[] {
  return problemsOf(readForm(text, file))
}

function readForm(text: string, file: string): ReadResult<Form> {
  const plain = normalizeLineEndings(text)
  if (/\.md$/i.test(file)) return readMarkdownTemplate(plain, file)
  const reading = readYaml(plain)
  return reading.ok ? readIssueForm(reading.yaml, file) : toUnreadable(file, reading)
}

/** Reads an issue form or a discussion category form. Their fields are the same, but only an issue form needs a name and a description. */
function readIssueForm(yaml: YamlFile, file: string): ReadResult<IssueForm> {
  const checked = checkSchema(isDiscussionForm(file) ? discussionFormSchema : issueFormSchema, yaml, file)
  if (!checked.ok) return checked
  const { value, problems } = checked
  return {
    ok: true,
    value: { kind: 'form', ...toDetails(value, value, file), fields: toFields(value.body) },
    problems: [...problems, ...locateFindings(formFindings(yaml, value), yaml, file)],
  }
}

/** Looks only at the folder that the file is in, because any folder above it may be called `discussions` too. */
function isDiscussionForm(file: string): boolean {
  const folder = file.split(/[\\/]/).at(-2) ?? ''
  return folder.toLowerCase().startsWith('discussion')
}

/** Reads a Markdown template with or without front matter, or an issue form that was saved as a `.md` file. */
function readMarkdownTemplate(text: string, file: string): ReadResult<Form> {
  const tooLarge = findSizeRefusal(text)
  if (tooLarge !== null) return toUnreadable(file, tooLarge)
  const parts = splitFrontMatter(text)
  if (parts === null) return toBodyOnlyTemplate(text, file)
  const reading = readYaml(parts.yaml)
  if (!reading.ok) return parts.isClosed ? toUnreadable(file, reading) : toBodyOnlyTemplate(text, file)
  const { data } = reading.yaml
  if (isMapping(data) && Array.isArray(data['body'])) return readIssueForm(reading.yaml, file)
  // Prose between two horizontal rules belongs to the body.
  if (!parts.isClosed || typeof data === 'string') return toBodyOnlyTemplate(text, file)
  return readWithFrontMatter(reading.yaml, parts.body, file)
}

function toBodyOnlyTemplate(text: string, file: string): ReadResult<MarkdownTemplate> {
  return { ok: true, value: toTemplate(frontMatterSchema.parse({}), text, file), problems: [] }
}

function readWithFrontMatter(yaml: YamlFile, body: string, file: string): ReadResult<MarkdownTemplate> {
  const checked = checkSchema(frontMatterSchema, yaml, file)
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

/** The YAML starts with an empty line in place of the opening `---`, so its lines keep their numbers. */
type TemplateParts = {
  readonly yaml: string
  readonly body: string
  /** Whether a second `---` ends the YAML. */
  readonly isClosed: boolean
}

/** null: the text does not begin with `---`. */
function splitFrontMatter(text: string): TemplateParts | null {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') return null
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  const isClosed = end > 0
  const yaml = ['', ...lines.slice(1, isClosed ? end : undefined)].join('\n')
  return { yaml, body: isClosed ? lines.slice(end + 1).join('\n') : '', isClosed }
}

/**
 * Converts the body of a form to fields. Removes invisible characters from their text, because they are removed from drafts
 * too, and we look for this text in drafts.
 */
function toFields(body: readonly RawField[]): readonly Field[] {
  const ids = uniqueIds(
    body.map((raw) =>
      raw.type === 'markdown' ? { explicit: undefined, label: '' } : { explicit: raw.id, label: raw.attributes.label },
    ),
  )
  return body.map((raw, index) =>
    raw.type === 'markdown'
      ? { type: raw.type, value: clearHidden(raw.attributes.value) }
      : toAnswerField(raw, ids[index] ?? ''),
  )
}

function toAnswerField(raw: RawAnswerField, id: string): AnswerField {
  const description = clearHidden(raw.attributes.description)
  const label = oneLine(clearHidden(raw.attributes.label))
  const isInventedId = id !== (raw.id ?? idFromLabel(raw.attributes.label))
  const shared = { id, ...(isInventedId ? { isInventedId } : {}), label, description }
  switch (raw.type) {
    case 'input': {
      const { required } = raw.validations
      return { ...shared, type: raw.type, required, ...toTexts(raw.attributes) }
    }
    case 'textarea': {
      const { required } = raw.validations
      const render = clearHidden(raw.attributes.render ?? '') || null
      return { ...shared, type: raw.type, required, ...toTexts(raw.attributes), render }
    }
    case 'dropdown':
      return { ...shared, type: raw.type, required: raw.validations.required, ...toChoices(raw) }
    case 'checkboxes':
      return { ...shared, type: raw.type, options: raw.attributes.options.map(toCheckbox) }
    case 'upload':
      return { ...shared, type: raw.type, ...raw.validations }
  }
}

function toTexts({ placeholder, value }: { readonly placeholder: string; readonly value: string }) {
  return { placeholder: clearHidden(placeholder), value: clearHidden(value) }
}

/** An empty option only makes the web form start without a selection, so it is not a choice. */
function toChoices({ attributes }: RawDropdown): Pick<DropdownField, 'options' | 'multiple' | 'default'> {
  const options = attributes.options.map((option) => oneLine(clearHidden(option)))
  const preset = typeof attributes.default === 'number' ? options[attributes.default] : undefined
  return { options: options.filter((option) => option !== ''), multiple: attributes.multiple, default: preset || null }
}

function toCheckbox({ label, required }: { label: string; required: boolean }) {
  const labelInBody = clearHidden(label)
  return { label: labelInBody.trim(), required, labelInBody }
}

/** One id for each field, in order. An explicit id is kept where it first occurs; any other id gets a number if it is taken. */
function uniqueIds(
  fields: readonly { readonly explicit: string | undefined; readonly label: string }[],
): readonly string[] {
  const explicitIds = new Set(fields.flatMap((field) => field.explicit ?? []))
  const taken = new Set<string>()
  for (const [index, field] of fields.entries()) {
    const id = field.explicit ?? (idFromLabel(field.label) || `field-${index + 1}`)
    const isFree = !taken.has(id) && (field.explicit !== undefined || !explicitIds.has(id))
    taken.add(isFree ? id : addNumber(id, new Set([...taken, ...explicitIds])))
  }
  return [...taken]
}

function addNumber(id: string, taken: ReadonlySet<string>): string {
  let count = 2
  while (taken.has(`${id}-${count}`)) count++
  return `${id}-${count}`
}

type RawDetails = Omit<z.output<typeof frontMatterSchema>, 'name' | 'about'>
type TemplateName = { readonly name: string; readonly description: string }

/** A template without a name is named after its file, as GitHub names every discussion category form. */
function toDetails({ name, description }: TemplateName, raw: RawDetails, file: string): TemplateDetails {
  const { title, labels, assignees, projects, type } = raw
  return {
    name: clearHidden(name).trim() || stem(file),
    description: clearHidden(description).trim(),
    title: clearHidden(title),
    labels: labels.map(clearHidden),
    assignees: assignees.map(clearHidden),
    projects: projects.map(clearHidden),
    type: clearHidden(type ?? '') || null,
  }
}

function stem(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  return name.replace(/\.(?:ya?ml|md)$/i, '')
}
