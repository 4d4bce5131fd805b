/** Quotes the label of a node or an edge in Mermaid. */
export function quoteLabel(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}
