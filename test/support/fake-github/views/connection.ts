import { Refusal } from '../refusal.ts'

export type PageArguments = {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

const MAX_PAGE_SIZE = 100

export function connection<T>(nodes: readonly T[], page: PageArguments) {
  return connectionOfViews(nodes, (node) => node, page)
}

/**
 * A page of nodes, as GitHub returns it: the size is required, and at most 100. Calls `viewOf` only for the nodes on the page.
 */
export function connectionOfViews<T, V>(
  nodes: readonly T[],
  viewOf: (node: T) => V,
  { first, last, after, before }: PageArguments,
) {
  const size = first ?? last
  if (size === undefined || size === null)
    throw new Refusal(
      'MISSING_PAGINATION_BOUNDARIES',
      'You must provide a `first` or `last` value to properly paginate.',
    )
  if (size > MAX_PAGE_SIZE)
    throw new Refusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records exceeds the limit of ${MAX_PAGE_SIZE} records.`,
    )
  const from = after ? positionOf(after) + 1 : 0
  const to = before ? positionOf(before) : nodes.length
  const start = first === undefined || first === null ? Math.max(from, to - size) : from
  const end = Math.min(to, start + size)
  const page = nodes.slice(start, end).map(viewOf)
  return {
    nodes: page,
    edges: page.map((node, at) => ({ node, cursor: cursorOf(start + at) })),
    totalCount: nodes.length,
    pageInfo: {
      hasNextPage: end < nodes.length,
      hasPreviousPage: start > 0,
      startCursor: page.length === 0 ? null : cursorOf(start),
      endCursor: page.length === 0 ? null : cursorOf(end - 1),
    },
  }
}

const cursorOf = (position: number) => Buffer.from(`cursor:${position}`).toString('base64')
const positionOf = (cursor: string) => Number(Buffer.from(cursor, 'base64').toString().slice('cursor:'.length))
