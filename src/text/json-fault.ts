/** What `JSON.parse` says is wrong with a text. Leaves out the words that it quotes from the text, which may be secret. */
export function jsonFault(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, (?:\.{3})?"[\s\S]*/, '') : 'unreadable'
}
