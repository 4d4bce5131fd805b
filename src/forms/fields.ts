import type * as z from 'zod'
import { oneLine } from '../text/lines.ts'
import { clearHidden } from '../text/quote.ts'
import type { AnswerField, Details, DropdownField, Field } from './form.ts'
import type { frontMatterSchema, RawField } from './schema.ts'

type RawAnswerField = Exclude<RawField, { type: 'markdown' }>
type RawDropdown = Extract<RawField, { type: 'dropdown' }>

/**
 * Converts the body of a form to fields, each with a unique id. Removes invisible characters from their texts: a draft has
 * none, so we would not find a text with such characters in it.
 */
export function toFields(body: readonly RawField[]): readonly Field[] {
  const ids = uniqueIds(
    body.map((raw) =>
      raw.type === 'markdown' ? { given: undefined, label: '' } : { given: raw.id, label: raw.attributes.label },
    ),
  )
  return body.map((raw, at) =>
    raw.type === 'markdown'
      ? { type: raw.type, value: clearHidden(raw.attributes.value) }
      : toAnswerField(raw, ids[at] ?? ''),
  )
}

function toAnswerField(raw: RawAnswerField, id: string): AnswerField {
  const description = clearHidden(raw.attributes.description)
  const label = oneLine(clearHidden(raw.attributes.label))
  const isOwnId = id !== (raw.id ?? idFromLabel(raw.attributes.label))
  const shared = { id, ...(isOwnId ? { isOwnId } : {}), label, description }
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
  const written = clearHidden(label)
  return { label: written.trim(), required, written }
}

/** Latin letters that Unicode does not decompose, transliterated as Rails does it. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
}

/**
 * The id that GitHub gives to a field without one. Empty if the label has no Latin letter or digit.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#labels-are-too-similar
 */
export function idFromLabel(label: string): string {
  return label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðłþħı]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** One id for each field, in order. Keeps explicit ids; derived and repeated ids get a number if needed. */
export function uniqueIds(
  wanted: readonly { readonly given: string | undefined; readonly label: string }[],
): readonly string[] {
  const given = new Set(wanted.flatMap((field) => field.given ?? []))
  const taken = new Set<string>()
  return wanted.map((field, at) => {
    const id = field.given ?? (idFromLabel(field.label) || `field-${at + 1}`)
    const free = !taken.has(id) && (field.given !== undefined || !given.has(id))
    const unique = free ? id : firstFree(id, new Set([...taken, ...given]))
    taken.add(unique)
    return unique
  })
}

function firstFree(id: string, taken: ReadonlySet<string>): string {
  let count = 2
  while (taken.has(`${id}-${count}`)) count++
  return `${id}-${count}`
}

type RawDetails = Omit<z.output<typeof frontMatterSchema>, 'name' | 'about'>
type Named = { readonly name: string; readonly description: string }

/** A template without a name is named after its file, like every discussion category form. */
export function toDetails({ name, description }: Named, raw: RawDetails, file: string): Details {
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
