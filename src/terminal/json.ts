/** What JSON may hold as it is and a terminal may obey: DEL, C1 controls, and marks that reverse the reading order. */
const UNSAFE = /[\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/** One JSON document that says the same to a program and does nothing to a terminal. */
export function jsonDocument(value: unknown): string {
  return safely(JSON.stringify(value, null, 2))
}

/** The same on one line, so that several can be read one after the other. */
export function jsonLine(value: unknown): string {
  return safely(JSON.stringify(value))
}

function safely(json: string): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `${json.replaceAll(UNSAFE, escaped)}\n`
}
