import { UsageError } from '../../errors.ts'

export function parseCount(flag: string, text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new UsageError(`${flag} expects a whole number above 0, not "${text}"`)
}

export function applyLimit<T>(all: readonly T[], limit: string | undefined) {
  const shown = limit === undefined ? all : all.slice(0, parseCount('--limit', limit))
  const showsAll = shown.length === all.length
  return { shown, notes: showsAll ? [] : [`showing ${shown.length} of ${all.length}; without --limit, all are shown`] }
}
