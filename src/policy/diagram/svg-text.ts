export const SVG_FONT = '14px system-ui,-apple-system,"Segoe UI",sans-serif'

/** A line of text. Empty for an empty text. */
export function svgText(x: number, y: number, content: string, style = '', anchor = 'start'): string {
  const css = style === '' ? '' : ` class="${style}"`
  const end = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return content === '' ? '' : `<text x="${x}" y="${y}"${css}${end}>${escapeXml(content)}</text>`
}

export function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
