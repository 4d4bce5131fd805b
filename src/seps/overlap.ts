import { compareTitles, distinctiveWords } from '../text/titles.ts'
import type { SepEntry } from './catalogue.ts'

export type Overlap = { readonly entry: SepEntry; readonly shared: readonly string[] }

const MOST_SHOWN = 5
/** Words that every SEP's title may hold. */
const COMMONPLACE = ['SEP', 'MCP', 'protocol', 'specification']

/** SEPs whose titles have words in common with this one, the nearest first. It suggests: only a person can tell. */
export function overlapOf(entries: readonly SepEntry[], title: string): readonly Overlap[] {
  const words = distinctiveWords(title, COMMONPLACE)
  return entries
    .flatMap((entry) => {
      const found = compareTitles(words, distinctiveWords(entry.title, COMMONPLACE))
      return found === null ? [] : [{ entry, ...found }]
    })
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_SHOWN)
    .map(({ entry, shared }) => ({ entry, shared }))
}
