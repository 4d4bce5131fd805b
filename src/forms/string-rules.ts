import { type Path, valueAt } from '../text/yaml.ts'
import type { Finding } from './problems.ts'
import type { RawField } from './schema.ts'
import type { YamlFile } from './yaml.ts'

const DETAILS = ['name', 'description', 'title', 'type']
/** Each may also be a list, which may be empty. */
const NAME_LISTS = ['labels', 'assignees', 'projects']
const ATTRIBUTES = ['label', 'description', 'placeholder', 'value', 'render']

/** Words that GitHub's parser, which reads YAML 1.1, reads as true or false. It keeps `y` and `n` as strings. */
const BOOLEAN_WORD = /^(?:yes|no|true|false|on|off)$/i
const NUMBER = /^[-+]?(?:0x[\da-f]+|\d[\d_,]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i
/** In YAML 1.1, `12:30` is a number of base 60. https://yaml.org/type/int.html */
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(?:\.\d*)?$/
/** https://yaml.org/type/float.html */
const NO_NUMBER = /^(?:[-+]?\.inf|\.nan)$/i
/** https://yaml.org/type/timestamp.html */
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d\S*(?:\s+\S+)?)?$/

export function isBooleanWord(word: string | null): boolean {
  return BOOLEAN_WORD.test(word ?? '')
}

/**
 * Finds the values that GitHub refuses with "must be a string": booleans and numbers without quotes, and empty strings.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#key-must-be-a-string
 */
export function stringFindings(yaml: YamlFile, body: readonly RawField[]): readonly Finding[] {
  const paths: readonly Path[] = [
    ...[...DETAILS, ...NAME_LISTS].map((key) => [key]),
    ...body.flatMap((field, at) => fieldPaths(field).map((path) => ['body', at, ...path])),
  ]
  return paths.flatMap((path) => {
    const message = stringProblem(yaml, path)
    return message === null ? [] : [{ path, message }]
  })
}

function fieldPaths(field: RawField): readonly Path[] {
  const options = field.type === 'checkboxes' ? field.attributes.options : []
  return [
    ['id'],
    ...ATTRIBUTES.map((key) => ['attributes', key]),
    ...options.map((_, option) => ['attributes', 'options', option, 'label']),
  ]
}

function stringProblem(yaml: YamlFile, path: Path): string | null {
  const value = valueAt(yaml.data, path)
  if (typeof value === 'string' && value.trim() === '')
    return 'GitHub expects some text here, not an empty string; remove this line if there is nothing to write'
  const word = yaml.plainWord(path)
  if (isBooleanWord(word)) return `GitHub takes ${word} for true or false; put it in quotes`
  if (word === null) return null
  if ([NUMBER, BASE_60, NO_NUMBER].some((pattern) => pattern.test(word)))
    return `GitHub takes ${word} for a number; put it in quotes`
  return DATE.test(word) ? `GitHub takes ${word} for a date; put it in quotes` : null
}
