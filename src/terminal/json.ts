/**
 * Characters that JSON allows, but that can control a terminal or mislead a reader: DEL, C1 controls, marks that change the text
 * direction, and byte order marks. Also line and paragraph separators, at which some languages split NDJSON into lines.
 */
const UNSAFE = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g

/** One JSON document, in which the unsafe characters are escaped. */
export function jsonDocument(value: unknown): string {
  return `${escapeControls(JSON.stringify(value, null, 2))}\n`
}

/** Like `jsonDocument`, but on one line, for NDJSON. */
export function jsonLine(value: unknown): string {
  return `${escapeControls(JSON.stringify(value))}\n`
}

function escapeControls(json: string): string {
  const escapeCharacter = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return json.replaceAll(UNSAFE, escapeCharacter)
}
