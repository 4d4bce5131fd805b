/** Only `\n` ends a line, and no byte order mark comes first. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

/** Without the empty lines before and the white space after it: what a web form makes no difference of. */
export function trimText(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

/** White space of any length is one space. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}
