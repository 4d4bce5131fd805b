/**
 * Characters that no plan may contain: control characters except tab and line feed, halves of surrogate pairs, and U+FFFD,
 * which replaces bytes that are not UTF-8.
 */
const FORBIDDEN_CHARACTERS = /[^\P{Cc}\t\n]|[\p{Cs}\uFFFD]/gu

/** Removes what a plan may not contain from a text that somebody else wrote. Its lines end in `\n`. */
export function fitText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(FORBIDDEN_CHARACTERS, '')
}
