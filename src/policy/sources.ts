import type { Policy } from './schema.ts'

/** Where a statement comes from: the page with its section, and the edition of that page which was read. */
export type Citation = { readonly source: string; readonly edition: string }

/** `ref` is `page` or `page#section`, a key of the policy's sources. */
export function cite(policy: Policy, ref: string): Citation {
  const [page = '', section] = ref.split('#')
  const source = policy.sources[page]
  if (source === undefined) throw new Error(`policy ${policy.name}: no source "${page}"`)
  return { source: section === undefined ? source.url : `${source.url}#${section}`, edition: source.edition }
}
