import { Failure, UsageError } from '../../errors.ts'
import type { SepEntry } from '../../seps/entry.ts'
import { sorted } from '../../seps/select.ts'
import type { Found } from './catalogue.ts'

/** A SEP as somebody names it: `1234`, `#1234`, `SEP-1234`, or its file, as long as it has no number. */
export function findSep({ entries, source }: Pick<Found, 'entries' | 'source'>, named: string): SepEntry {
  const number = numberIn(named)
  const isFile = named.endsWith('.md')
  if (number === null && !isFile)
    throw new UsageError(`"${named}" is no SEP: give its number, as in 1234, or its file's name`)
  const [found] = sorted(entries, 'updated').filter((entry) =>
    number === null ? entry.file.path.split('/').at(-1) === named.split('/').at(-1) : entry.number === number,
  )
  if (found !== undefined) return found
  const closed =
    number === null || !source.includes('/') ? '' : '; those whose pull request is closed are not among them'
  throw new Failure('validation', `there is no SEP ${named} among the ${entries.length} of ${source}${closed}`)
}

function numberIn(named: string): number | null {
  const [, digits] = /^(?:SEP[-\s]?|#)?(\d{1,9})$/i.exec(named.trim()) ?? []
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}
