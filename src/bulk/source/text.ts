/** Controls but for tab and line feed, halves of characters, and the sign of bytes that were no UTF-8: no plan may hold them. */
const UNFIT = /[^\P{Cc}\t\n]|[\p{Cs}\uFFFD]/gu

/** A text that is not ours, as a plan can hold it. Its lines end in `\n`. */
export function fitText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNFIT, '')
}
