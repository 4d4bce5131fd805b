import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Failure } from '../errors.ts'
import { findFaults } from './faults.ts'
import { indexTopics } from './groups.ts'
import { type Policy, policySchema } from './schema.ts'

/** A policy has some hundred kilobytes; more is a mistake, and would take the YAML parser long to look through. */
export const POLICY_SIZE_LIMIT = 300_000
const MAX_ALIASES = 50

type Path = readonly PropertyKey[]
type Located = { readonly document: Document; readonly lines: LineCounter; readonly file: string }

/**
 * A policy file's text to a policy that `recommend` is total for.
 * @throws Failure (validation) that names file, line and key.
 */
export function parsePolicy(text: string, file: string): Policy {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    customTags: [],
    prettyErrors: false,
    logLevel: 'error',
  })
  const located = { document, lines, file }
  const [broken] = document.errors
  if (broken !== undefined)
    throw new Failure('validation', `${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message}`)
  const parsed = policySchema.safeParse(plainData(located))
  if (!parsed.success) throw invalid(located, firstIssue(parsed.error))
  const policy = { ...parsed.data, topicIndex: indexTopics(parsed.data.groups) }
  const [fault] = findFaults(policy)
  if (fault !== undefined) throw invalid(located, fault)
  return policy
}

function plainData({ document, file }: Located): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    throw new Failure('validation', `${file}: it uses too many aliases (*name); write the values out`, { cause: error })
  }
}

/** A key that is misspelt explains one that is missing, so it is named first. */
function firstIssue({ issues }: z.ZodError): { path: Path; message: string } {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) return { path: [], message: 'is not a policy' }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return { path, message: issue.code === 'unrecognized_keys' ? 'there is no such key' : issue.message }
}

function invalid(located: Located, { path, message }: { path: Path; message: string }): Failure {
  const key = path.length === 0 ? 'the file' : path.map(String).join('.')
  return new Failure('validation', `${located.file}:${lineOf(located, path)}: ${key}: ${message}`)
}

/** The line of the key itself, or of the nearest parent that is there when the key is missing. */
function lineOf({ document, lines }: Located, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === last) : undefined
    const node = pair?.key ?? document.getIn(path.slice(0, length), true)
    if (hasRange(node)) return lines.linePos(node.range[0]).line
  }
  return 1
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}
