import type { Citation } from '../../../policy/match.ts'
import type { Style } from '../../style.ts'

/** The source of a reason, and how reliable it is. The source is a short breadcrumb if the terminal shows links, otherwise a URL. */
export function sourceLine(citation: Citation, style: Style): string {
  const { source } = citation
  const crumb = breadcrumb(source, style)
  const link = style.link(crumb, source)
  const visibleText = link === crumb ? source : link
  return style.quiet(`${visibleText} · ${standingText(citation)}`)
}

/** How reliable the source is (a page, what maintainers do, or what others report), and when it was last seen. */
function standingText({ standing, edition, seen }: Citation): string {
  switch (standing) {
    case 'published':
      return `edition ${edition} · checked ${seen}`
    case 'practice':
      return `what maintainers do · seen ${seen}`
    case 'reported':
      return `reported by others · seen ${seen}`
    default:
      return standing satisfies never
  }
}

function breadcrumb(source: string, { symbols }: Style): string {
  const { host, pathname, hash } = new URL(source)
  const parts = [host, ...pathname.split('/').slice(-1), hash.slice(1).replaceAll('-', ' ')]
  return parts.filter((part) => part !== '').join(` ${symbols.step} `)
}
