import type { Path } from '../text/yaml.ts'
/** With a warning a template can still be used here, but GitHub refuses it or ignores a part of it. */
export type Severity = 'error' | 'warning'

/** What is wrong with a template. */
export type Problem = {
  readonly file: string
  readonly line: number
  /** `body[2].attributes.label`, as GitHub's own messages write it. */
  readonly key: string
  readonly severity: Severity
  readonly message: string
}

/** A problem before it is known on which line it stands. */
export type Finding = { readonly path: Path; readonly message: string }

export function keyOf(path: Path): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${quoteOdd(part)}`))
    .join('')
}

function quoteOdd(part: PropertyKey): string {
  const key = String(part)
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key.slice(0, 40))
}

export function problemText({ file, line, key, message }: Problem): string {
  return `${file}:${line}: ${key}: ${message}`
}
