/** Text as Mermaid takes it in a node or on an edge. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}
