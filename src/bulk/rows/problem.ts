/** Where a row is. The first row after a header is row 1; row 0 is the header, or the file itself. */
export type RowPosition = { readonly file: string; readonly line: number | null; readonly row: number }

export type Problem = { readonly at: RowPosition; readonly message: string }

/** A value, or all the problems that it has. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** `key`: other rows may still name it. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly key: string | null }

export function problemText({ at, message }: Problem): string {
  return `${positionText(at)}: ${message}`
}

export function positionText({ file, line, row }: RowPosition): string {
  const where = line === null ? file : `${file}:${line}`
  return row === 0 ? where : `${where}: row ${row}`
}

export function invalid(at: RowPosition, ...messages: readonly string[]): Parsed<never> {
  return { ok: false, problems: messages.map((message) => ({ at, message })), key: null }
}

export function valid<T>(value: T): Parsed<T> {
  return { ok: true, value }
}
