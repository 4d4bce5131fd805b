/** Where a row stands. The first row after a header is row 1; row 0 is the header, or the file itself. */
export type Place = { readonly file: string; readonly line: number | null; readonly row: number }

export type Problem = { readonly at: Place; readonly message: string }

/** One thing of many that are read one after the other: itself, or all that is wrong with it. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  /** `key`: by which other rows may speak of it all the same. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly key: string | null }

export function problemText({ at, message }: Problem): string {
  return `${placeText(at)}: ${message}`
}

export function placeText({ file, line, row }: Place): string {
  const where = line === null ? file : `${file}:${line}`
  return row === 0 ? where : `${where}: row ${row}`
}

export function bad(at: Place, ...messages: readonly string[]): Read<never> {
  return { ok: false, problems: messages.map((message) => ({ at, message })), key: null }
}

export function good<T>(value: T): Read<T> {
  return { ok: true, value }
}
