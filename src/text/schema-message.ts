import type * as z from 'zod'
import { countOf } from './quote.ts'

type Issue = z.core.$ZodRawIssue

/** Says in plain English what is wrong with a value. For `safeParse`, which calls it unless the schema has a message of its own. */
export function schemaMessage(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return MISSING_MESSAGE
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? 'a different kind of value'}${quotesHint(issue)}`
    case 'invalid_value':
      return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return tooSmallMessage(issue.origin, issue.minimum)
    case 'too_big':
      return tooBigMessage(issue.origin, issue.maximum)
    case 'invalid_format':
      return issue.format === 'date' ? 'expected a date, such as 2026-11-24' : 'it does not have the expected format'
    case 'invalid_union':
      return 'this value is not allowed here'
    case 'invalid_key':
      return `this key is not allowed here${keyProblem(issue.issues)}`
    default:
      return undefined
  }
}

const MISSING_MESSAGE = 'it is missing'

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

/** YAML reads `1.0` as a number and `true` as a boolean, unless they are in quotes. */
function quotesHint({ input, ...issue }: Issue): string {
  const isText = 'expected' in issue && issue.expected === 'string'
  return isText && ['number', 'boolean'].includes(typeof input) ? '; put it in quotes' : ''
}

function tooBigMessage(origin: string, maximum: number | bigint): string {
  if (origin === 'string') return `it has more than ${countOf(Number(maximum), 'character')}`
  return origin === 'array'
    ? `the list has more than ${countOf(Number(maximum), 'item')}`
    : `expected at most ${maximum}`
}

function tooSmallMessage(origin: string, minimum: number | bigint): string {
  if (minimum === 1 && origin === 'string') return 'it is empty'
  if (minimum === 1 && origin === 'array') return 'the list is empty'
  return `expected at least ${minimum}`
}

function keyProblem([problem]: readonly { readonly message?: string }[]): string {
  return problem?.message === undefined ? '' : `: ${problem.message}`
}

/** What `JSON.parse` says is wrong with a text. Leaves out the words that it quotes from the text, which may be secret. */
export function jsonFault(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, (?:\.{3})?"[\s\S]*/, '') : 'unreadable'
}
