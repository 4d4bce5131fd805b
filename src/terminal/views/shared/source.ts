import type { Policy } from '../../../policy/schema.ts'
import type { Citation } from '../../../policy/sources.ts'
import type { Style } from '../../style.ts'

/** Where a reason comes from, dim: a short crumb where the terminal can link it, else the address itself. */
export function sourceLine(policy: Policy, { source, edition }: Citation, style: Style): string {
  const crumb = crumbOf(source, style)
  const shown = style.link(crumb, source) === crumb ? source : style.link(crumb, source)
  return style.quiet(`${shown} · edition ${edition} · checked ${policy.verified}`)
}

function crumbOf(source: string, { symbols }: Style): string {
  const { host, pathname, hash } = new URL(source)
  const parts = [host, ...pathname.split('/').slice(-1), hash.slice(1).replaceAll('-', ' ')]
  return parts.filter((part) => part !== '').join(` ${symbols.step} `)
}
