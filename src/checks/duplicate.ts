import type { Policy } from '../policy/schema.ts'
import type { Finding } from './finding.ts'
import type { CheckInput, Resemblance } from './input.ts'
import { distinctiveWords, type Word } from './words.ts'

const MOST_SHOWN = 5
const LONGEST_TITLE = 80
/** One shared word is chance. */
const LEAST_SHARED = 2
const LEAST_SHARE = 0.4

/** Posts that may be the same. It suggests, and never blocks: only a person can tell. */
export function duplicate({ draft, lines, policy, facts }: CheckInput): readonly Finding[] {
  const commonplace = commonplaceOf(policy, draft.repo)
  const words = distinctiveWords(draft.title, commonplace)
  return facts.resemblances
    .filter(({ url }) => url !== draft.url)
    .flatMap((post) => likenessOf(words, post, commonplace))
    .sort((a, b) => b.count - a.count || Number(a.post.closed) - Number(b.post.closed) || b.post.number - a.post.number)
    .slice(0, MOST_SHOWN)
    .map((likeness) => duplicateFinding(likeness, lines.title))
}

/** Words of the project's and the repository's own name, which every title there may hold. */
export function commonplaceOf({ name, title }: Policy, repo: string | null): readonly string[] {
  return `${name} ${title} ${repo ?? ''}`.split(/[^\p{L}\p{N}]+/u).concat(repo?.split('/') ?? [])
}

type Likeness = {
  readonly post: Resemblance
  readonly shared: readonly string[]
  /** How many keys both have: a joined name tells more than a word. */
  readonly count: number
}

function likenessOf(words: readonly Word[], post: Resemblance, commonplace: readonly string[]): readonly Likeness[] {
  const others = distinctiveWords(post.title, commonplace)
  const [ours, theirs] = [keysOf(words), keysOf(others)]
  const count = [...ours].filter((key) => theirs.has(key)).length
  const least = Math.min(ours.size, theirs.size)
  if (count < LEAST_SHARED || count / least < LEAST_SHARE || areOfOneSeries(words, others)) return []
  const shared = words.filter(({ keys }) => keys.some((key) => theirs.has(key))).map(({ text }) => text)
  return [{ post, shared, count }]
}

function keysOf(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.flatMap(({ keys }) => keys))
}

const NUMBERED = /^(\p{L}+)-(\d+)$/u

/** "Implement SEP-1686" and "Implement SEP-1699" differ in the one word that counts. */
function areOfOneSeries(words: readonly Word[], others: readonly Word[]): boolean {
  const ours = words.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const theirs = others.filter(({ text }) => NUMBERED.test(text)).map(({ text }) => text.toLowerCase())
  const series = new Set(theirs.map((text) => text.replace(NUMBERED, '$1')))
  return ours.some((text) => series.has(text.replace(NUMBERED, '$1'))) && !ours.some((text) => theirs.includes(text))
}

function duplicateFinding({ post, shared }: Likeness, line: number): Finding {
  const { kind, number, title, url, closed } = post
  const characters = [...title]
  const short = characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE).join('')}…` : title
  const name = kind === 'pull-request' ? 'pull request' : kind
  return {
    check: 'duplicate',
    severity: 'warn',
    message: `${closed ? 'closed ' : ''}${name} #${number} "${short}" may be the same; both speak of ${shared.join(', ')}`,
    line,
    fix: closed ? `See how it ended: ${url}` : `Read it first: ${url}. If it is the same, add there what you know.`,
  }
}
