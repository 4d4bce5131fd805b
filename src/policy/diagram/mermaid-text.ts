/** Escapes text for a node or an edge in Mermaid. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}
