import { comparableName } from '../text/github-names.ts'
import { compareTitles, distinctiveWords } from '../text/title-words.ts'
import type { SepEntry, SepPullRequest } from './catalogue.ts'
import { STAGE_NAMES, type StageName } from './life-cycle.ts'
import { dateIn, type SepType } from './names.ts'
import type { Person } from './people.ts'

export type SepSort = 'number' | 'updated' | 'created' | 'status' | 'title'

/** A SEP must match every filter that is given. */
export type SepFilters = {
  readonly stages?: readonly StageName[]
  readonly type?: SepType
  readonly author?: string
  /** `none`: SEPs without a sponsor. */
  readonly sponsor?: string
  readonly group?: string
  /** Words that all occur in the title or the text. */
  readonly text?: string
}

export function filterSeps(entries: readonly SepEntry[], filters: SepFilters): readonly SepEntry[] {
  const { stages, type, author, sponsor, group, text } = filters
  return entries.filter(
    (entry) =>
      (stages === undefined || (entry.stage !== null && stages.includes(entry.stage))) &&
      (type === undefined || entry.type === type) &&
      (author === undefined || hasAuthor(entry, author)) &&
      (sponsor === undefined || hasSponsor(entry, sponsor)) &&
      (group === undefined || contains(entry.group, group)) &&
      (text === undefined || hasWords(entry, text)),
  )
}

/** Sorts dates and numbers in descending order, stages in their order, and titles alphabetically. Sorts equal values by number. */
export function sortSeps(entries: readonly SepEntry[], sort: SepSort): readonly SepEntry[] {
  return entries.toSorted((a, b) => COMPARE[sort](a, b) || compareNumbers(a.number, b.number))
}

/** SEPs without a number come first, because they are the newest. */
function compareNumbers(a: number | null, b: number | null): number {
  return a === b ? 0 : (b ?? Infinity) - (a ?? Infinity)
}

const COMPARE: Readonly<Record<SepSort, (a: SepEntry, b: SepEntry) => number>> = {
  number: () => 0,
  updated: (a, b) => lastUpdate(b) - lastUpdate(a),
  created: (a, b) => creationDate(b).localeCompare(creationDate(a)),
  status: (a, b) => stageRank(a) - stageRank(b),
  title: (a, b) => a.title.localeCompare(b.title, 'en'),
}

function lastUpdate({ pullRequest }: SepEntry): number {
  return pullRequest?.updatedAt.getTime() ?? 0
}

function creationDate(entry: SepEntry): string {
  return dateIn(entry.created ?? '') ?? proposalOf(entry)?.createdAt.toISOString() ?? ''
}

function stageRank({ stage }: SepEntry): number {
  return stage === null ? STAGE_NAMES.length : STAGE_NAMES.indexOf(stage)
}

function hasAuthor(entry: SepEntry, wanted: string): boolean {
  return entry.authors.some((person) => isPerson(person, wanted)) || isLogin(proposalOf(entry)?.author ?? null, wanted)
}

/** The open pull request that proposes a SEP. null: there is none. A pull request that only changes an existing SEP does not count. */
function proposalOf({ where, pullRequest }: SepEntry): SepPullRequest | null {
  return where === 'pull request' ? pullRequest : null
}

function hasSponsor({ sponsors }: SepEntry, wanted: string): boolean {
  return wanted.toLowerCase() === 'none' ? sponsors.length === 0 : sponsors.some((person) => isPerson(person, wanted))
}

function isPerson({ name, login }: Person, wanted: string): boolean {
  return isLogin(login, wanted) || (!wanted.startsWith('@') && contains(name, wanted))
}

function isLogin(login: string | null, wanted: string): boolean {
  return login !== null && login.toLowerCase() === wanted.replace(/^@/, '').toLowerCase()
}

function contains(text: string | null, part: string): boolean {
  return text !== null && comparableName(text).includes(comparableName(part))
}

function hasWords({ title, file }: SepEntry, words: string): boolean {
  const text = comparableName(`${title}\n${file.text ?? ''}`)
  return comparableName(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

type SimilarSep = { readonly entry: SepEntry; readonly shared: readonly string[] }

const MAX_SIMILAR = 5
/** Words that any SEP's title may contain. */
const COMMON_WORDS = ['SEP', 'MCP', 'protocol', 'specification']

/** Up to five SEPs whose titles share words with the given title, the most similar first. */
export function similarSeps(entries: readonly SepEntry[], title: string): readonly SimilarSep[] {
  const words = distinctiveWords(title, COMMON_WORDS)
  return entries
    .flatMap((entry) => {
      const overlap = compareTitles(words, distinctiveWords(entry.title, COMMON_WORDS))
      return overlap === null ? [] : [{ entry, ...overlap }]
    })
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_SIMILAR)
    .map(({ entry, shared }) => ({ entry, shared }))
}
