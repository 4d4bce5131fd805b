import type { Citation } from '../../../policy/match.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Style } from '../../style.ts'

/** The source of a reason: a short breadcrumb if the terminal can link it, otherwise the URL itself. */
export function sourceLine(policy: Policy, { source, edition }: Citation, style: Style): string {
  const crumb = breadcrumb(source, style)
  const link = style.link(crumb, source)
  const visibleText = link === crumb ? source : link
  return style.quiet(`${visibleText} · edition ${edition} · checked ${policy.verified}`)
}

function breadcrumb(source: string, { symbols }: Style): string {
  const { host, pathname, hash } = new URL(source)
  const parts = [host, ...pathname.split('/').slice(-1), hash.slice(1).replaceAll('-', ' ')]
  return parts.filter((part) => part !== '').join(` ${symbols.step} `)
}
