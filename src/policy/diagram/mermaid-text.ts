export function quoteLabel(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}
