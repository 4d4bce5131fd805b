import type * as z from 'zod'
import { Failure } from '../errors.ts'
import { schemaMessage } from '../text/schema-message.ts'
import type { Path, YamlRefusal } from '../text/yaml.ts'
import type { YamlFile } from './yaml.ts'

/** The content of a file with its problems, or why we cannot use it. */
export type ReadResult<T> = { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] } | Unreadable
export type Unreadable = { readonly ok: false; readonly errors: readonly Problem[] }

/** @throws Failure (validation) that names the first error. */
export function valueOrThrow<T>(reading: ReadResult<T>): T {
  if (reading.ok) return reading.value
  throw new Failure('validation', problemsOf(reading).slice(0, 1).map(problemText).join())
}

export function problemsOf(reading: ReadResult<unknown>): readonly Problem[] {
  return (reading.ok ? reading.problems : reading.errors).toSorted((a, b) => a.line - b.line)
}

export function toUnreadable(file: string, { line, message }: YamlRefusal): Unreadable {
  return { ok: false, errors: [{ file, line, key: keyOf([]), severity: 'error', message }] }
}

export function checkSchema<S extends z.ZodType>(schema: S, yaml: YamlFile, file: string): ReadResult<z.output<S>> {
  const parsed = schema.safeParse(yaml.data, { error: schemaMessage })
  if (parsed.success) return { ok: true, value: parsed.data, problems: repeatedKeys(yaml, file) }
  return { ok: false, errors: locateFindings(parsed.error.issues, yaml, file) }
}

export function locateFindings(findings: readonly Finding[], yaml: YamlFile, file: string): readonly Problem[] {
  return findings.map(({ path, message, severity = 'error' }) => ({
    file,
    line: yaml.lineOf(path),
    key: keyOf(path),
    severity,
    message,
  }))
}

function repeatedKeys(yaml: YamlFile, file: string): readonly Problem[] {
  return yaml.repeatedKeys.map(({ key, line }) => ({
    file,
    line,
    key: keyOf([key]),
    severity: 'warning',
    message: 'this key occurs twice; only the last one counts',
  }))
}

/** `error`: GitHub refuses the template. `warning`: any other problem, such as a key that GitHub ignores. */
export type Severity = 'error' | 'warning'

export type Problem = {
  readonly file: string
  readonly line: number
  /** `body[2].attributes.label`, as GitHub's own messages write it. */
  readonly key: string
  readonly severity: Severity
  readonly message: string
}

/** A problem whose line is not known yet. Without a `severity` it is an error. */
export type Finding = { readonly path: Path; readonly message: string; readonly severity?: Severity }

export function keyOf(path: Path): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${quoteUnusual(part)}`))
    .join('')
}

function quoteUnusual(part: PropertyKey): string {
  const key = String(part)
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key.slice(0, 40))
}

export function problemText({ file, line, key, message }: Problem): string {
  return `${file}:${line}: ${key}: ${message}`
}
