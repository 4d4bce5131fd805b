/** Writes a text as a label of a Mermaid diagram. A quotation mark would end the label. */
export function mermaidLabel(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`
}

export const SVG_FONT = '14px system-ui,-apple-system,"Segoe UI",sans-serif'

export function svgText(x: number, y: number, content: string, className = '', anchor = 'start'): string {
  const classAttribute = className === '' ? '' : ` class="${className}"`
  const anchorAttribute = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return content === '' ? '' : `<text x="${x}" y="${y}"${classAttribute}${anchorAttribute}>${escapeXml(content)}</text>`
}

export function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
