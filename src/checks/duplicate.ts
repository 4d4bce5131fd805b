import type { Policy } from '../policy/schema.ts'
import { compareTitles, distinctiveWords, type SharedWords, type TitleWord } from '../text/words.ts'
import type { CheckInput, Finding, Resemblance } from './check.ts'

const MOST_SHOWN = 5
const LONGEST_TITLE = 80

/** Posts that may be the same. It suggests, and never blocks: only a person can tell. */
export function duplicate({ draft, lines, policy, facts }: CheckInput): readonly Finding[] {
  if (facts.resemblances.length === 0) return []
  const commonplace = commonplaceOf(policy, draft.repo)
  const words = distinctiveWords(draft.title, commonplace)
  return facts.resemblances
    .filter(({ url }) => url !== draft.url)
    .flatMap((post) => alike(words, post, commonplace))
    .sort((a, b) => b.count - a.count || Number(a.post.closed) - Number(b.post.closed) || b.post.number - a.post.number)
    .slice(0, MOST_SHOWN)
    .map((likeness) => duplicateFinding(likeness, lines.title))
}

/** Words of the project's and the repository's own name, which every title there may hold. */
export function commonplaceOf({ name, title }: Policy, repo: string | null): readonly string[] {
  return `${name} ${title} ${repo ?? ''}`.split(/[^\p{L}\p{N}]+/u).concat(repo?.split('/') ?? [])
}

type Alike = SharedWords & { readonly post: Resemblance }

function alike(words: readonly TitleWord[], post: Resemblance, commonplace: readonly string[]): readonly Alike[] {
  const found = compareTitles(words, distinctiveWords(post.title, commonplace))
  return found === null ? [] : [{ ...found, post }]
}

function duplicateFinding({ post, shared }: Alike, line: number): Finding {
  const { kind, number, title, url, closed } = post
  const characters = [...title]
  const short = characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE).join('')}…` : title
  const name = kind === 'pull-request' ? 'pull request' : kind
  return {
    check: 'duplicate',
    severity: 'warn',
    message: `${closed ? 'closed ' : ''}${name} #${number} "${short}" may be the same; shared words: ${shared.join(', ')}`,
    line,
    fix: closed ? `See how it ended: ${url}` : `Read it first: ${url}. If it is the same, add there what you know.`,
  }
}
