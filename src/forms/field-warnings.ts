import { oneLine } from '../text/lines.ts'
import type { Path } from '../text/yaml.ts'
import type { Finding } from './problem.ts'
import type { RawField } from './schema.ts'
import type { YamlFile } from './yaml.ts'

type RawDropdown = Extract<RawField, { type: 'dropdown' }>

/** Words that YAML 1.1, which GitHub reads, takes for true or false. */
const TRUTH_WORD = /^(?:y|yes|n|no|true|false|on|off)$/i

/** What GitHub refuses or ignores in one field. */
export function fieldWarnings(yaml: YamlFile, field: RawField, at: number): readonly Finding[] {
  const path = ['body', at]
  if (field.type === 'markdown') return field.attributes.value.trim() === '' ? [nothingShown(path)] : []
  return [
    ...idWarnings(field.id, path),
    ...labelWarnings(field, path),
    ...optionWarnings(yaml, field, [...path, 'attributes', 'options']),
    ...(field.type === 'dropdown' ? defaultWarnings(field, [...path, 'attributes', 'default']) : []),
  ]
}

function nothingShown(path: Path): Finding {
  return { path: [...path, 'attributes', 'value'], message: 'is missing; GitHub expects the Markdown text to show' }
}

function idWarnings(id: string | undefined, path: Path): readonly Finding[] {
  if (id === undefined || /^[\w-]+$/.test(id)) return []
  return [{ path: [...path, 'id'], message: 'GitHub expects only letters, numbers, - and _' }]
}

/** GitHub names one of its forbidden words; the others are not published. */
function labelWarnings({ type, attributes }: Exclude<RawField, { type: 'markdown' }>, path: Path): readonly Finding[] {
  if ((type !== 'input' && type !== 'textarea') || !/password/i.test(attributes.label)) return []
  return [{ path: [...path, 'attributes', 'label'], message: 'GitHub refuses a label that asks for a password' }]
}

function optionWarnings(yaml: YamlFile, field: RawField, path: Path): readonly Finding[] {
  if (field.type !== 'dropdown' && field.type !== 'checkboxes') return []
  const options =
    field.type === 'dropdown' ? field.attributes.options : field.attributes.options.map(({ label }) => label)
  const seen = new Set<string>()
  return options.flatMap((written, at): Finding[] => {
    const option = oneLine(written)
    const again = seen.has(option)
    seen.add(option)
    const message = again
      ? 'this option is there twice; GitHub expects options to differ'
      : choiceFault(yaml, field, option, [...path, at])
    return message === null ? [] : [{ path: [...path, at], message }]
  })
}

function choiceFault(yaml: YamlFile, { type }: RawField, option: string, path: Path): string | null {
  if (type !== 'dropdown') return null
  if (option === '') return 'this option is empty; leave it out: a dropdown that is not required needs no answer'
  if (option.toLowerCase() === 'none')
    return 'GitHub keeps the word None for no choice; leave it out or word it differently'
  if (TRUTH_WORD.test(yaml.plainWord(path) ?? '')) return `GitHub takes ${option} for a truth value; put it in quotes`
  return null
}

function defaultWarnings({ attributes }: RawDropdown, path: Path): readonly Finding[] {
  const { default: chosen, options } = attributes
  if (chosen === undefined || chosen === null) return []
  if (typeof chosen === 'number' && options[chosen] !== undefined) return []
  return [{ path, message: `GitHub expects the position of an option, from 0 to ${options.length - 1}` }]
}
